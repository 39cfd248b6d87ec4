from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "scola.directory"

    def ready(self) -> None:
        from scola.directory import policy  # noqa: F401 - registers the visible() rules
        from scola.directory.actions.preferences import keep_display
        from scola.directory.actions.retention import forget_old_doors
        from scola.kernel.jobs import every
        from scola.kernel.ui.display import register_keeper

        register_keeper(
            lambda actor, theme, reading, language: keep_display(
                actor, theme=theme, reading=reading, language=language
            )
        )
        every(3600, "directory.forget_old_doors", forget_old_doors)
