"""How a person likes to read: kept with the person, so that every tablet knows it."""

from scola.directory.models import Person
from scola.directory.policy import may_keep_display
from scola.kernel.action import action
from scola.kernel.actor import Actor


@action("directory.keep_display", may=may_keep_display)
def keep_display(actor: Actor, *, theme: str, reading: str, language: str) -> None:
    """Theme, reading aids (words separated by spaces) and language of the actor's own person.

    The caller has cleaned all three; an empty language keeps the present one.
    """
    chosen = {"theme": theme, "reading": reading}
    if language:
        chosen["language"] = language
    Person.objects.visible_to(actor).filter(pk=actor.person).update(**chosen)
