"""Addresses of the import, for the directory to include."""

from django.urls import path

from scola.directory.views import roster

urlpatterns = [
    path("roster", roster.upload, name="roster"),
    path("roster/<id:run>", roster.preview, name="roster_preview"),
    path("roster/<id:run>/errors.csv", roster.issues, name="roster_issues"),
    path("roster/<id:run>/answer", roster.answer, name="roster_answer"),
    path("roster/<id:run>/apply", roster.apply, name="roster_apply"),
    path("roster/<id:run>/abandon", roster.abandon, name="roster_abandon"),
    path("roster/<id:run>/undo", roster.undo, name="roster_undo"),
]
