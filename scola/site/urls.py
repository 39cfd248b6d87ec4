from django.urls import path

from scola.site import views

app_name = "site"
urlpatterns = [
    path("healthz", views.health, name="health"),
]
