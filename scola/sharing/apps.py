from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "scola.sharing"

    def ready(self) -> None:
        from scola.sharing import policy  # noqa: F401 - registers the visible() rules
