from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LessonConfig(AppConfig):
    name = "scola.lesson"

    def ready(self) -> None:
        from scola.directory.lessons import Lessons, register_lessons
        from scola.kernel.actor import Role
        from scola.kernel.live import register_room
        from scola.kernel.ui.places import Place, register_place
        from scola.lesson import policy, queries
        from scola.lesson.actions.join import help_wanted

        register_room("lesson", policy.lesson_mode)
        register_lessons(
            Lessons(
                live_lesson_of_class=queries.live_lesson_of_class,
                class_of_join_code=queries.class_of_join_code,
                help_wanted=help_wanted,
                after_pupil_sign_in="lesson:tablet",
                screen_page="lesson:screen",
            )
        )
        teachers = frozenset({Role.TEACHER})
        register_place(Place(20, _("Leçons"), "chalkboard-teacher", "lesson:mine", teachers))
