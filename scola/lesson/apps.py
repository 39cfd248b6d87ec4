from django.apps import AppConfig


class LessonConfig(AppConfig):
    name = "scola.lesson"
