"""Publishing in a class journal, taking down, putting back."""

from scola.directory.queries import class_row, guardians_of_class
from scola.kernel import clock, live
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
    try:
        post.save(force_insert=True)
    except BaseException:
        if post.picture:
            files.delete(post.picture)
        raise
    return post


@action("sharing.withdraw_post", may=may_withdraw)
def withdraw_post(actor: Actor, *, post: PostFact) -> None:
    """Gone for families and pupils at once; those who keep the journal may put it back."""
    Post.objects.visible_to(actor).filter(pk=post.id).update(withdrawn_at=clock.now())
    if post.document and not _still_shown(post):
        # Who has the live page open this minute loses it now, not when the capability ends.
        for guardian in guardians_of_class(post.school_class):
            live.set_mode(post.document, guardian, "none")


@action("sharing.restore_post", may=may_withdraw)
def restore_post(actor: Actor, *, post: PostFact) -> None:
    Post.objects.visible_to(actor).filter(pk=post.id).update(withdrawn_at=None)


def _still_shown(post: PostFact) -> bool:
    """Whether another post shows the same document to the same families."""
    rows = Post.objects.trusted("whether a document is still shown")
    same = rows.filter(document=post.document, school_class=post.school_class, withdrawn_at=None)
    return same.exists()
