from django.apps import AppConfig
from django.urls import register_converter

from scola.kernel.ids import IdConverter


class KernelConfig(AppConfig):
    name = "scola.kernel"

    def ready(self) -> None:
        from scola.kernel import checks, visibility  # noqa: F401 - they register themselves
        from scola.kernel.jobs import every
        from scola.kernel.live import deliver_waiting

        every(2, "kernel.deliver_waiting", deliver_waiting)
        register_converter(IdConverter, "id")
