"""Which files speak to pupils and families: their sentences are all in Corsican."""

FAMILIES_AND_PUPILS = (
    "scola/kernel/ui/",
    "scola/kernel/errors.py",
    "scola/kernel/policy.py",
    "scola/kernel/ports/files.py",
    "scola/directory/sheets/",
    "scola/directory/actions/activation.py",
    "scola/directory/mail.py",
    "scola/directory/forms/sign_in.py",
    "scola/directory/views/pupil.py",
    "scola/directory/views/pictures.py",
    "scola/directory/views/badge.py",
    "scola/directory/views/activation.py",
    "scola/directory/views/sign_in.py",
    "scola/directory/views/account.py",
    "scola/directory/templates/directory/badge_link.html",
    "scola/directory/templates/directory/forgotten.html",
    "scola/directory/templates/directory/join.html",
    "scola/directory/templates/directory/new_password.html",
    "scola/directory/templates/directory/pupil_code.html",
    "scola/directory/templates/directory/reset_expired.html",
    "scola/directory/templates/directory/sign_ins.html",
    "scola/lesson/templates/lesson/tablet.html",
    "scola/lesson/templates/lesson/screen.html",
    "scola/lesson/templates/lesson/goodbye.html",
    "scola/lesson/templates/lesson/parts/texts.html",
    "scola/board/texts.py",
    "scola/board/templates/board/view.html",
    "scola/sharing/",
    "scola/site/templates/site/welcome.html",
    "scola/site/templates/site/family.html",
    "scola/site/templates/site/pupil.html",
)


# The living page of components, for who builds the interface.
NOT_THEIRS = ("scola/kernel/ui/showcase.py", "scola/kernel/ui/templates/ui/composants.html")


def must_be_corsican(locations: list[tuple[str, int]]) -> bool:
    return any(
        place.startswith(FAMILIES_AND_PUPILS) and not place.startswith(NOT_THEIRS)
        for place, _line in locations
    )
