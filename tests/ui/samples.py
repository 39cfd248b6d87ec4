"""One filled context per template, with the people of the design: short, long, none and many."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import forms

from scola.kernel.actor import Actor, Grant, Role
from scola.kernel.ui.drawings import PICTOGRAMS
from scola.kernel.ui.showcase import showcase

AT = datetime(2026, 11, 23, 8, 52, tzinfo=ZoneInfo("Europe/Paris"))
FACES = [
    "adam",
    "amal",
    "anto",
    "chjara",
    "ghjulia",
    "ines",
    "jeanne",
    "lina",
    "lisandru",
    "lou",
    "maelys",
    "matteo",
    "noah",
    "petru",
]


def reader(name: str, face: str, *roles: Role) -> Actor:
    return Actor(person="sample", name=name, face=face, grants=tuple(map(Grant, roles)))


READERS = {
    "nobody": Actor(),
    "teacher": reader("Marie Colonna", "mme-colonna", Role.TEACHER),
    "head": reader("Ghjuvan-Battista Casabianca-Santucci", "m-leca", Role.HEAD, Role.TEACHER),
    "guardian": reader("Samia Benali", "mme-benali", Role.GUARDIAN),
    "pupil": reader("Ghjulia", "ghjulia", Role.PUPIL),
    "screen": reader("CE1", "", Role.SCREEN),
}


class SignInForm(forms.Form):
    login = forms.CharField(
        label="Identifiant ou adresse électronique",
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label="Mot de passe",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class CodeForm(forms.Form):
    code = forms.CharField(label="Code", help_text="Par exemple : MARE 4821 SOLE")


def wrong_sign_in() -> SignInForm:
    form = SignInForm({"login": "m.colonna", "password": "x"})
    form.add_error(None, "Identifiant ou mot de passe inconnu. Vérifiez les deux, puis réessayez.")
    return form


def classes(current: str = "CE1") -> list[dict[str, object]]:
    rows = [
        ("CP", "Mme Poli", "g1", "fish-fill"),
        ("CE1", "Mme Colonna", "g4", "sun-fill"),
        ("CE2", "Mme Paoli", "g3", "tree-fill"),
        ("CM1", "M. Ferri", "g5", "boat-fill"),
        ("CM2", "M. Mattei", "g6", "bird-fill"),
    ]
    return [
        {"name": n, "teacher": t, "url": "#", "current": n == current, "group": g, "icon": i}
        for n, t, g, i in rows
    ]


ME = {"name": "Ghjulia", "face": "ghjulia"}
TEACHER = {"name": "Mme Colonna", "face": "mme-colonna"}
DOORS = {
    "pupils_url": "/pupils",
    "activation_url": "/code",
    "screen_url": "/screen",
    "help_url": "/help",
}
DEMO = [
    {
        "name": "Marie Colonna",
        "role": "Enseignante du CE1",
        "face": "mme-colonna",
        "login": "marie.colonna",
        "password": "mare-è-monti",
    },
    {
        "name": "Samia Benali",
        "role": "Maman d’Amal",
        "face": "mme-benali",
        "login": "samia.benali",
        "password": "mare-è-monti",
    },
]
PICTURES = list(PICTOGRAMS)[::-1]

# name → (template, reader, context)
SAMPLES: dict[str, tuple[str, str, dict[str, object]]] = {
    "composants": ("ui/composants.html", "teacher", showcase()),
    "refused": (
        "ui/refused.html",
        "teacher",
        {"sentence": "Seule la direction peut importer des élèves."},
    ),
    "not_found": ("ui/not_found.html", "guardian", {}),
    "not_found_child": ("ui/not_found.html", "pupil", {}),
    "server_down": ("ui/server_down.html", "nobody", {"since": AT}),
    "server_down_sent": ("ui/server_down.html", "teacher", {"sent": [("title", "« Oh ! »")]}),
    "server_down_child": ("ui/server_down.html", "pupil", {}),
    "too_many": ("ui/too_many.html", "nobody", {"minutes": 5}),
    "reload": ("ui/reload.html", "teacher", {}),
    "offline": ("ui/offline.html", "guardian", {}),
    "sign_in": ("ui/sign_in/adult.html", "nobody", DOORS | {"form": SignInForm()}),
    "sign_in_wrong": (
        "ui/sign_in/adult.html",
        "nobody",
        DOORS | {"form": wrong_sign_in(), "demo": DEMO},
    ),
    "activation": (
        "ui/sign_in/activation.html",
        "nobody",
        {"form": CodeForm(), "step": "code", "help_url": "/help"},
    ),
    "activation_account": (
        "ui/sign_in/activation.html",
        "nobody",
        {
            "form": SignInForm(),
            "step": "account",
            "guardian_name": "Samia Benali",
            "kids_named": ["Amal", "Ange"],
        },
    ),
    "help": (
        "ui/sign_in/help.html",
        "nobody",
        {
            "back_url": "/",
            "contacts": [
                {
                    "name": "Assistance de la Ville",
                    "phone": "04 95 51 52 53",
                    "hours": "du lundi au vendredi, de 8 h à 17 h",
                }
            ],
        },
    ),
    "schools": (
        "ui/sign_in/choose_school.html",
        "nobody",
        {
            "schools": [
                {"name": name, "commune": "Aiacciu", "url": "#"}
                for name in (
                    "Candia",
                    "Loreto",
                    "Saint-Jean",
                    "Les Salines",
                    "Mezzavia",
                    "Pietralba-les-Sanguinaires",
                    "Castelluccio",
                    "Resti",
                )
            ],
            "adult_url": "/",
            "badge_url": "/badge",
        },
    ),
    "schools_none": (
        "ui/sign_in/choose_school.html",
        "nobody",
        {"schools": [], "query": "zz", "adult_url": "/"},
    ),
    "classes": (
        "ui/sign_in/choose_class.html",
        "nobody",
        {
            "classes": classes(""),
            "pupils": [],
            "school_name": "École Candia",
            "school_url": "/s",
            "badge_url": "/badge",
        },
    ),
    "faces": (
        "ui/sign_in/choose_class.html",
        "nobody",
        {
            "classes": classes(),
            "badge_url": "/badge",
            "pupils": [{"name": key.capitalize(), "face": key, "url": "#"} for key in FACES * 2][
                :28
            ],
        },
    ),
    "pictures": (
        "ui/sign_in/pictures.html",
        "nobody",
        {"pupil": ME, "pictures": PICTURES, "filled": 1, "not_me_url": "/n", "badge_url": "/badge"},
    ),
    "pictures_wrong": (
        "ui/sign_in/pictures.html",
        "nobody",
        {
            "pupil": ME,
            "pictures": PICTURES,
            "wrong": True,
            "not_me_url": "/n",
            "badge_url": "/badge",
        },
    ),
    "wait": (
        "ui/sign_in/wait.html",
        "nobody",
        {"pupil": ME, "teacher": TEACHER, "badge_url": "/b", "retry_url": "/r", "not_me_url": "/n"},
    ),
    "badge": ("ui/sign_in/badge.html", "nobody", {"pictures_url": "/p"}),
    "badge_wrong": ("ui/sign_in/badge.html", "nobody", {"pictures_url": "/p", "wrong": True}),
    "rest": (
        "ui/eni/attente.html",
        "screen",
        {
            "now": AT,
            "code": "482 913",
            "qr_text": "https://scola.example/e/482913",
            "expires": AT,
            "help_url": "/h",
        },
    ),
    "rest_linked": (
        "ui/eni/attente.html",
        "screen",
        {
            "now": AT,
            "code": "MER 42",
            "qr_text": "https://scola.example/r/MER42",
            "linked": True,
            "expires": AT,
            "screen_label": "Écran « CE1 » relié · École Candia",
            "credit": "Dessiné par la classe, automne 2026",
            "help_url": "/h",
        },
    ),
    "family": (
        "ui_samples/family.html",
        "guardian",
        {
            "kids": [
                {
                    "name": "Ghjulia",
                    "face": "ghjulia",
                    "detail": "CE1 · Candia",
                    "url": "#",
                    "current": True,
                    "count": 0,
                },
                {
                    "name": "Ange",
                    "face": "ange",
                    "detail": "CM2 · Saint-Jean",
                    "url": "#",
                    "current": False,
                    "count": 1,
                },
            ]
        },
    ),
    "pupil_home": ("ui_samples/pupil.html", "pupil", {}),
    "teacher_home": ("ui_samples/teacher.html", "teacher", {"where_am_i": "École Candia · CE1"}),
}
