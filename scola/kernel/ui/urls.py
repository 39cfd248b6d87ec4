from django.urls import path

from scola.kernel.ui import views

app_name = "ui"
urlpatterns = [
    path("display", views.choose_display, name="display"),
    path("composants", views.components, name="components"),
]
