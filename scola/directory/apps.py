from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "scola.directory"

    def ready(self) -> None:
        from scola.directory import policy  # noqa: F401 - registers the visible() rules
        from scola.directory.actions.preferences import keep_display
        from scola.directory.actions.retention import forget_old_doors
        from scola.directory.roster.runs import forget_waiting
        from scola.kernel.actor import Role
        from scola.kernel.jobs import every
        from scola.kernel.ui.display import register_keeper
        from scola.kernel.ui.places import Place, register_place

        register_keeper(
            lambda actor, theme, reading, language: keep_display(
                actor, theme=theme, reading=reading, language=language
            )
        )
        every(3600, "directory.forget_rosters", forget_waiting)
        every(3600, "directory.forget_old_doors", forget_old_doors)
        importers = frozenset({Role.HEAD, Role.CITY_ADMIN})
        register_place(
            Place(50, _("Annuaire"), "identification-card", "directory:roster", importers)
        )
        admins = frozenset({Role.CITY_ADMIN})
        register_place(Place(60, _("Écoles"), "buildings", "directory:schools", admins))
        register_place(Place(70, _("Calendrier"), "calendar-blank", "directory:calendar", admins))
        register_place(
            Place(20, _("Mes appareils"), "devices", "directory:sign_ins", spot="person")
        )
