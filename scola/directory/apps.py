from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "scola.directory"

    def ready(self) -> None:
        from scola.directory import policy  # noqa: F401 - registers the visible() rules
