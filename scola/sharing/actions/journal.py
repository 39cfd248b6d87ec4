"""Publishing in a class journal, taking down, putting back."""

from scola.directory.queries import class_row
from scola.kernel import clock
from scola.kernel.action import action
from scola.kernel.actor import Actor
from scola.kernel.ports import files
from scola.sharing.facts import PostFact
from scola.sharing.models import Post
from scola.sharing.policy import may_publish, may_withdraw


@action("sharing.publish_post", may=may_publish)
def publish_post(
    actor: Actor,
    *,
    school_class: str,
    sentence: str,
    picture: bytes | None = None,
    picture_alt: str = "",
    document: str = "",
) -> Post:
    """Puts a sentence, and perhaps a picture (SVG) and a live document, in the class journal.

    Raises Refused for an empty or too long sentence, FileRefused when the picture cannot be kept.
    """
    post = Post(
        school_class=class_row(school_class),
        author_id=actor.person,
        author_name=actor.name,
        sentence=sentence.strip(),
        picture=files.save("journal", picture) if picture else "",
        picture_alt=picture_alt[:300],
        document=document,
        published=clock.now(),
    )
    post.save(force_insert=True)
    return post


@action("sharing.withdraw_post", may=may_withdraw)
def withdraw_post(actor: Actor, *, post: PostFact, school: str = "") -> None:
    """Gone for families and pupils at once; those who keep the journal may put it back."""
    Post.objects.visible_to(actor).filter(pk=post.id).update(withdrawn_at=clock.now())


@action("sharing.restore_post", may=may_withdraw)
def restore_post(actor: Actor, *, post: PostFact, school: str = "") -> None:
    Post.objects.visible_to(actor).filter(pk=post.id).update(withdrawn_at=None)
