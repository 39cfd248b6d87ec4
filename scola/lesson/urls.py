from django.urls import path

from scola.lesson.views import cockpit, prepare, screens, verbs

app_name = "lesson"
urlpatterns = [
    path("", prepare.mine, name="mine"),
    path("new", prepare.new, name="new"),
    path("screen", screens.screen, name="screen"),
    path("tablet", screens.tablet, name="tablet"),
    path("follow", screens.follow, name="follow"),
    path("hand", screens.hand, name="hand"),
    path("goodbye", screens.goodbye, name="goodbye"),
    path("<id:lesson>/", cockpit.cockpit, name="cockpit"),
    path("<id:lesson>/prepare", prepare.prepare, name="prepare"),
    path("<id:lesson>/drop", prepare.drop, name="drop"),
    path("<id:lesson>/record", prepare.record, name="record"),
    path("<id:lesson>/state", cockpit.state, name="state"),
    path("<id:lesson>/desk", cockpit.desk, name="desk"),
    path("<id:lesson>/publish", cockpit.publish, name="publish"),
    path("<id:lesson>/end", cockpit.end, name="end"),
    path("<id:lesson>/finish", verbs.finish, name="finish"),
    path("<id:lesson>/start", verbs.start, name="start"),
    path("<id:lesson>/pair", verbs.pair, name="pair"),
    path("<id:lesson>/release", verbs.release, name="release"),
    path("<id:lesson>/eyes", verbs.eyes, name="eyes"),
    path("<id:lesson>/freeze", verbs.freeze, name="freeze"),
    path("<id:lesson>/push", verbs.push, name="push"),
    path("<id:lesson>/add-board", verbs.add_board, name="add_board"),
    path("<id:lesson>/take-back", verbs.take_back, name="take_back"),
    path("<id:lesson>/show", verbs.show, name="show"),
    path("<id:lesson>/give-boards", verbs.give_boards, name="give_boards"),
    path("<id:lesson>/place", verbs.place, name="place"),
    path("<id:lesson>/shuffle", verbs.shuffle, name="shuffle"),
    path("<id:lesson>/keep-groups", verbs.keep, name="keep_groups"),
    path("<id:lesson>/add-group", verbs.add_group, name="add_group"),
    path("<id:lesson>/remove-group", verbs.remove_group, name="remove_group"),
]
