"""Reads of the sharing space."""

from collections.abc import Iterable

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.http import Http404

from scola.directory.queries import class_row, classes_of_wards
from scola.kernel.actor import Actor, Role
from scola.kernel.ports import files
from scola.sharing.facts import PostFact
from scola.sharing.models import Post
from scola.sharing.policy import keeps


def _fact(post: Post) -> PostFact:
    return PostFact(
        id=post.pk,
        school_class=post.school_class_id,
        class_name=post.school_class.name,
        school=post.school_class.school_id,
        author=post.author_id,
        author_name=post.author_name,
        sentence=post.sentence,
        published=post.published,
        has_picture=bool(post.picture),
        picture_alt=post.picture_alt,
        document=post.document,
        withdrawn=post.withdrawn_at is not None,
    )


def _newest(actor: Actor) -> QuerySet[Post]:
    return (
        Post.objects.visible_to(actor).select_related("school_class").order_by("-published", "-id")
    )


def list_posts(
    actor: Actor,
    class_ids: Iterable[str] | None = None,
    *,
    limit: int = 20,
    offset: int = 0,
    withdrawn: bool = False,
) -> list[PostFact]:
    """Newest first; of every class the actor may read, or of `class_ids` only. Two queries.

    `withdrawn` adds those that were taken down, for who may put them back.
    """
    rows = _newest(actor)
    if class_ids is not None:
        rows = rows.filter(school_class__in=set(class_ids))
    if not withdrawn:
        rows = rows.filter(withdrawn_at=None)
    return [_fact(post) for post in rows[offset : offset + limit]]


def latest_of_each(actor: Actor, *, limit: int) -> list[PostFact]:
    """At most `limit` posts, newest first: the latest of each class, then what is newest.

    One busy class never hides the others. Two queries, any number of classes.
    """
    place = Window(
        RowNumber(),
        partition_by=F("school_class"),
        order_by=[F("published").desc(), F("id").desc()],
    )
    rows = _newest(actor).filter(withdrawn_at=None).annotate(place=place).filter(place__lte=limit)
    posts = [(post.place, _fact(post)) for post in rows]
    chosen = sorted(posts, key=lambda one: one[0] > 1)[:limit]
    return sorted((fact for _place, fact in chosen), key=lambda fact: fact.published, reverse=True)


def get_post(actor: Actor, post_id: str) -> PostFact:
    """Http404 when absent or not for this actor."""
    post = _newest(actor).filter(pk=post_id).first()
    if post is None:
        raise Http404
    return _fact(post)


def picture_of(actor: Actor, post_id: str) -> bytes:
    """The picture's SVG. Http404 when there is none or the actor may not see the post."""
    post = Post.objects.visible_to(actor).filter(pk=post_id).exclude(picture="").first()
    if post is None:
        raise Http404
    try:
        return files.read(post.picture)
    except FileNotFoundError as error:
        raise Http404 from error


def may_read_document(actor: Actor, document: str) -> bool:
    """Whether a post that this actor may see shows the live document ("page:…")."""
    rows = Post.objects.visible_to(actor).filter(document=document, withdrawn_at=None)
    return bool(document) and rows.exists()


def may_read_class(actor: Actor, school_class: str) -> bool:
    """Whether the journal of that class is open to the actor, be it still empty."""
    own = actor.classes(Role.TEACHER, Role.PUPIL)
    if school_class in own or school_class in classes_of_wards(actor):
        return True
    headed = actor.schools(Role.HEAD)
    return bool(headed) and class_row(school_class).school_id in headed


def keeps_journal(actor: Actor, school_class: str) -> bool:
    """Whether the actor may take posts of that class down and put them back."""
    if school_class in actor.classes(Role.TEACHER):
        return True
    return actor.has(Role.HEAD) and keeps(actor, school_class, class_row(school_class).school_id)
