from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    name = "scola.site"

    def ready(self) -> None:
        from scola.kernel.actor import Role
        from scola.kernel.ui.places import Place, register_place

        everybody = frozenset(Role) - {Role.PUPIL, Role.SCREEN}
        register_place(Place(10, _("Accueil"), "house-simple", "site:home", everybody))
