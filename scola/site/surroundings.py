"""The line under the brand: the school, and the class when there is but one."""

from django.http import HttpRequest

from scola.directory.queries import list_classes
from scola.kernel.actor import SCHOOL_ROLES, Actor


def where_am_i(request: HttpRequest) -> str:
    """ "École Candia · CE1" for who works in one school, else ""; one query."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or len(actor.schools(*SCHOOL_ROLES)) != 1:
        return ""
    classes = list_classes(actor)
    if not classes:
        return ""
    school = classes[0].school_name
    return f"{school} · {classes[0].name}" if len(classes) == 1 else school
