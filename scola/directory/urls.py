"""Addresses of the directory, by what people do."""

from scola.directory import urls_city, urls_sign_in
from scola.directory.roster import urls as urls_roster

app_name = "directory"
urlpatterns = [*urls_sign_in.urlpatterns, *urls_city.urlpatterns, *urls_roster.urlpatterns]
