"""Forms of the sign-in of adults."""

import re
from typing import Any

from django import forms
from django.contrib.auth import authenticate, password_validation
from django.core.validators import EmailValidator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from scola.directory import browsers, http
from scola.directory.models import Account
from scola.kernel import rate

LOGIN = re.compile(r"[\w.-]+")
WRONG = _("Identifiant ou mot de passe inconnu : vérifiez les deux, puis réessayez.")
SLOW = _("Trop d’essais pour ce compte : attendez un quart d’heure, ou changez de mot de passe.")
DIFFERENT = _("Les deux mots de passe ne sont pas les mêmes : tapez-les de nouveau.")


def password_field(label: Any, *, new: bool = False) -> forms.CharField:
    complete = "new-password" if new else "current-password"
    return forms.CharField(
        label=label,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": complete}),
    )


class SignInForm(forms.Form):
    login = forms.CharField(
        label=_("Identifiant ou adresse e-mail"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = password_field(_("Mot de passe"))
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.account: Account | None = None
        self.typed = ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        login, password = data.get("login", "").strip().lower(), data.get("password", "")
        if not login or not password:
            return data
        doors = _doors(self.request, login)
        # Every door counts the try, whichever refuses it.
        open_ones = [rate.allow(key, limit=n, seconds=900) for key, n in doors.items()]
        if not all(open_ones):
            raise forms.ValidationError(SLOW)
        account = authenticate(self.request, username=login, password=password)
        if not isinstance(account, Account):
            raise forms.ValidationError(WRONG)
        for key in doors:
            rate.reset(key)
        self.account, self.typed = account, login
        return data


def _doors(request: HttpRequest, login: str) -> dict[str, int]:
    """The limits of one try: by account and by browser. Never by address: a school is one."""
    browser = {f"sign-in-browser:{http.browser_key(request)}": 40}
    if word := browsers.known_as(request, login):
        return {f"sign-in-known:{word}": 20} | browser
    return {f"sign-in:{login[:80]}": 10} | browser


class NewPassword(forms.Form):
    """Two fields that must agree, and the rules of a good password."""

    password = password_field(_("Nouveau mot de passe"), new=True)
    again = password_field(_("Encore une fois"), new=True)

    def __init__(self, *args: Any, account: Account | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        password = data.get("password")
        if password and data.get("again") and password != data["again"]:
            self.add_error("again", DIFFERENT)
        elif password:
            try:
                password_validation.validate_password(password, self.account)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return data


class ChangePassword(NewPassword):
    current = password_field(_("Mot de passe actuel"))
    field_order = ("current", "password", "again")

    def clean_current(self) -> str:
        current = str(self.cleaned_data["current"])
        if self.account is None or not self.account.check_password(current):
            raise forms.ValidationError(_("Ce n’est pas le mot de passe actuel."))
        return current


class ResetForm(forms.Form):
    login = forms.CharField(
        label=_("Identifiant ou adresse e-mail"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code de la feuille"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "none"}),
    )


def check_login(login: str) -> None:
    """An e-mail address, or a name of letters, digits, dots and hyphens."""
    if "@" in login:
        EmailValidator(_("Cette adresse n’est pas complète : il faut un nom, @ et un site."))(login)
    elif not LOGIN.fullmatch(login):
        raise forms.ValidationError(
            _("Un identifiant n’a pas d’espace : lettres, chiffres, points et tirets seulement.")
        )


class ActivateForm(NewPassword):
    login = forms.CharField(
        label=_("Adresse e-mail, ou un identifiant que vous choisissez"),
        min_length=3,
        max_length=64,
        validators=[check_login],
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    field_order = ("login", "password", "again")
