from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SharingConfig(AppConfig):
    name = "scola.sharing"

    def ready(self) -> None:
        from scola.kernel.actor import Role
        from scola.kernel.ui.places import Place, register_place
        from scola.sharing import policy  # noqa: F401 - registers the visible() rules

        readers = frozenset({Role.TEACHER, Role.HEAD, Role.GUARDIAN})
        register_place(Place(40, _("Journal"), "newspaper", "sharing:all_posts", readers))
