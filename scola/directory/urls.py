"""Addresses of the directory, by what people do."""

from scola.directory import urls_city, urls_sign_in

app_name = "directory"
urlpatterns = [*urls_sign_in.urlpatterns, *urls_city.urlpatterns]
