from django.urls import path

from scola.directory.views import account, activation, class_keys, pupil, screen, sign_in

urlpatterns = [
    path("sign-in", sign_in.sign_in, name="sign_in"),
    path("sign-out", sign_in.sign_out, name="sign_out"),
    path("help", account.help_page, name="help"),
    path("password/forgotten", sign_in.forgotten, name="forgotten"),
    path("password/reset/<str:account>/<str:token>", sign_in.reset, name="reset"),
    path("password/change", sign_in.change_password, name="change_password"),
    path("sign-ins", account.sign_ins, name="sign_ins"),
    path("sign-ins/others/end", account.end_others, name="end_others"),
    path("sign-ins/<id:sign_in>/end", account.end_one, name="end_sign_in"),
    path("activate", activation.activation, name="activate"),
    path("activate/account", activation.account, name="activate_account"),
    path("screen", screen.screen, name="screen"),
    path("screen/status", screen.screen_status, name="screen_status"),
    path("screen/pair", screen.pair, name="pair"),
    path("tablets/add", class_keys.add_tablet, name="add_tablet"),
    path("pupil", pupil.start, name="pupil"),
    path("pupil/join/<str:code>", pupil.join, name="join"),
    path("pupil/class/<id:school_class>", pupil.school_class, name="pupil_class"),
    path("pupil/pictures/<id:pupil>", pupil.pictures, name="pupil_pictures"),
    path("pupil/wait/<id:pupil>", pupil.wait, name="pupil_wait"),
    path("pupil/wait/<id:pupil>/status", pupil.wait_status, name="pupil_wait_status"),
    path("badge", pupil.badge, name="badge"),
    path("badge/<str:badge>", pupil.badge_link, name="badge_link"),
    path("classes/<id:school_class>/keys", class_keys.keys, name="class_keys"),
    path("classes/<id:school_class>/badges.pdf", class_keys.badges, name="badges"),
    path("classes/<id:school_class>/families.pdf", class_keys.family_sheets, name="family_sheets"),
    path("pupils/<id:pupil>/renew", class_keys.renew, name="renew_key"),
    path("pupils/<id:pupil>/let-in", class_keys.let_in, name="let_in"),
]
