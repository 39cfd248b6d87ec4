from django.urls import path

from scola.sharing import views

app_name = "sharing"
urlpatterns = [
    path("", views.all_posts, name="all_posts"),
    path("classes/<id:school_class>", views.class_posts, name="class_posts"),
    path("posts/<id:post>", views.post, name="post"),
    path("posts/<id:post>/picture.svg", views.picture, name="picture"),
    path("posts/<id:post>/withdraw", views.withdraw, name="withdraw"),
    path("posts/<id:post>/restore", views.restore, name="restore"),
]
