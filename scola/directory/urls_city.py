from django.urls import path

from scola.directory.views import city

urlpatterns = [
    path("calendar", city.calendar_page, name="calendar"),
    path("calendar/<id:period>/remove", city.remove_days_off, name="remove_days_off"),
    path("schools", city.schools_page, name="schools"),
    path("schools/<id:school>", city.school_page, name="school"),
]
