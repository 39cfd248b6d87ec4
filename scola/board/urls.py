from django.urls import path

from scola.board import views

app_name = "board"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("make", views.make, name="make"),
    path("page/<id:page>", views.view, name="view"),
    path("page/<id:page>/picture.svg", views.view_picture, name="view_picture"),
    path("<id:board>/", views.open_board, name="open"),
    path("<id:board>/rename", views.rename, name="rename"),
    path("<id:board>/pages", views.add_page, name="add_page"),
    path("<id:board>/<id:page>/picture.svg", views.picture, name="picture"),
    path("<id:board>/<id:page>/publish", views.publish, name="publish"),
]
