"""What the door of the pupils shows, and to which tablet: classes, faces, the teacher's name.

A tablet that the school added shows the school's classes. One that came in with a lesson's code
shows that class alone, and only while a lesson is under way. Any other shows nobody.
"""

from dataclasses import dataclass

from scola.directory.lessons import lessons
from scola.directory.models import Device, Enrolment, Person, Post, SchoolClass
from scola.directory.names import names_in_class
from scola.directory.policy import in_force
from scola.kernel.actor import Role


@dataclass(frozen=True, slots=True)
class Door:
    """A class as its card shows it."""

    school_class: str
    name: str
    teacher: str


@dataclass(frozen=True, slots=True)
class Face:
    pupil: str
    name: str
    face: str


@dataclass(frozen=True, slots=True)
class DoorTeacher:
    name: str
    face: str
    is_master: bool


def shows(device: Device | None, school_class: SchoolClass) -> bool:
    """Whether this tablet may show the faces of the class."""
    if device is None or school_class.archived_on or device.school_id != school_class.school_id:
        return False
    if not device.is_guest:
        return True
    live = lessons().live_lesson_of_class(school_class.pk)
    return device.school_class_id == school_class.pk and live is not None


def doors_of(device: Device) -> list[Door]:
    """The classes that the tablet shows, with their teachers' names."""
    rows = SchoolClass.objects.filter(school=device.school_id, archived_on=None)
    shown = [row for row in rows if not device.is_guest or shows(device, row)]
    posts = Post.objects.trusted("the door of a class").filter(
        in_force(), role=Role.TEACHER, school_class__in=shown
    )
    named = {
        post.school_class_id: short_name(post.person) for post in posts.select_related("person")
    }
    return [Door(row.pk, row.name, named.get(row.pk, "")) for row in shown]


def faces_of(school_class: str) -> list[Face]:
    """The pupils of a class, by given name."""
    rows = Enrolment.objects.trusted("the door of a class").filter(
        in_force(), school_class=school_class, pupil__left_on=None
    )
    people = sorted(
        (row.pupil for row in rows.select_related("pupil")),
        key=lambda person: (person.given_name, person.last_name),
    )
    names = names_in_class(people)
    return [Face(person.pk, names[person.pk], person.face) for person in people]


def teacher_of(school_class: str) -> DoorTeacher | None:
    """Whom a waiting child calls."""
    posts = Post.objects.trusted("the door of a class").filter(
        in_force(), role=Role.TEACHER, school_class=school_class
    )
    post = posts.select_related("person").order_by("pk").first()
    if post is None:
        return None
    person = post.person
    return DoorTeacher(short_name(person), person.face, person.title == "M.")


def short_name(person: Person) -> str:
    """ "Mme Colonna": how children call a teacher."""
    return f"{person.title} {person.last_name}" if person.title else person.full_name
