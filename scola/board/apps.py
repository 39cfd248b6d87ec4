from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BoardConfig(AppConfig):
    name = "scola.board"

    def ready(self) -> None:
        from scola.board import policy  # registers the visible() rules
        from scola.board.lesson_kind import board_kind
        from scola.kernel.actor import Role
        from scola.kernel.live import register_room
        from scola.kernel.ui.places import Place, register_place
        from scola.lesson.activities import register_activity_kind
        from scola.sharing.documents import register_document_kind

        register_room("board", policy.board_mode)
        register_room("page", policy.page_mode)
        register_activity_kind(board_kind())
        register_document_kind("page", "board:view")
        teachers = frozenset({Role.TEACHER})
        register_place(Place(30, _("Tableaux"), "chalkboard", "board:mine", teachers))
