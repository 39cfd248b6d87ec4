from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "scola.kernel.ui"
    label = "ui"
