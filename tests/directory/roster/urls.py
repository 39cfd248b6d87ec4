"""The house's addresses, those of the import among them."""

from django.urls import URLResolver, include, path

from scola.config import urls as house
from scola.directory import urls as directory
from scola.directory.roster import urls as roster

urlpatterns = [
    path("directory/", include(([*roster.urlpatterns, *directory.urlpatterns], "directory"))),
    *(
        entry
        for entry in house.urlpatterns
        if not (isinstance(entry, URLResolver) and entry.app_name == "directory")
    ),
]
handler404 = house.handler404
handler500 = house.handler500
