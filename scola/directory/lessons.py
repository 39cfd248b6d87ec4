"""What sign-in needs to know of lessons, without knowing them: the lesson domain fills this in."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lessons:
    """`live_lesson_of_class(class) -> lesson or None`; `class_of_join_code(six digits) -> (class,
    lesson) or None`; `help_wanted(class, pupil, wanted)` tells the teacher of a waiting child."""

    live_lesson_of_class: Callable[[str], str | None]
    class_of_join_code: Callable[[str], tuple[str, str] | None]
    help_wanted: Callable[[str, str, bool], None]
    after_pupil_sign_in: str = ""
    screen_page: str = ""


_registered: list[Lessons] = []
_NONE = Lessons(lambda _class: None, lambda _code: None, lambda _class, _pupil, _wanted: None)


def register_lessons(lessons: Lessons) -> None:
    _registered[:] = [lessons]


def lessons() -> Lessons:
    return _registered[0] if _registered else _NONE
