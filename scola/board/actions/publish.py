"""Putting a page of a board into the class journal, as a picture and as a live document."""

from django.utils.translation import gettext as _

from scola.board.facts import BoardFact
from scola.board.pictures import picture_of
from scola.board.policy import may_publish
from scola.kernel.action import action
from scola.kernel.actor import Actor
from scola.kernel.policy import Refused, refused
from scola.sharing.actions.journal import publish_post


@action("board.publish", may=may_publish)
def publish_page(
    actor: Actor, *, board: BoardFact, page: str, school_class: str, sentence: str, alt: str = ""
) -> str:
    """Gives the id of the post. The families of `school_class` see the picture and the page."""
    picture = picture_of(board, page)
    if picture is None:
        raise Refused(
            refused(_("Cette page n’est plus dans le tableau : choisissez-en une autre."))
        )
    post = publish_post(
        actor,
        school_class=school_class,
        sentence=sentence,
        picture=picture,
        picture_alt=alt or _("Une page du tableau de la classe"),
        document=f"page:{page}",
    )
    return post.pk
