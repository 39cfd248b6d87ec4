from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    name = "scola.site"

    def ready(self) -> None:
        from scola.kernel.actor import Role
        from scola.kernel.ui.places import Place, register_place, register_surroundings
        from scola.site.surroundings import where_am_i

        everybody = frozenset(Role) - {Role.PUPIL, Role.SCREEN}
        register_place(Place(10, _("Accueil"), "house-simple", "site:home", everybody))
        keepers = frozenset({Role.HEAD, Role.TECHNICIAN, Role.CITY_ADMIN})
        register_place(Place(65, _("Tablettes"), "device-tablet", "directory:tablets", keepers))
        register_surroundings(where_am_i)
