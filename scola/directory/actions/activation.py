"""A family's first sign-in: a code on a sheet, used once, worthless after a month."""

import hashlib
import re
import secrets
from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from scola.directory.models import Account, ActivationCode, Person
from scola.directory.policy import may_issue_codes
from scola.kernel import clock
from scola.kernel.action import action
from scola.kernel.actor import Actor
from scola.kernel.ids import ALPHABET
from scola.kernel.policy import Refused, refused

LASTS = timedelta(days=30)
LENGTH = 10
UNKNOWN = refused(_("Ce code n’existe pas : vérifiez chaque lettre de la feuille."))
USED = refused(
    _("Ce code a déjà servi : connectez-vous, ou demandez une nouvelle feuille à l’école.")
)
EXPIRED = refused(_("Ce code n’est plus valable : demandez une nouvelle feuille à l’école."))
LOGIN_TAKEN = refused(_("Cet identifiant est déjà pris : choisissez-en un autre."))


def normal(code: str) -> str:
    return re.sub(r"[^a-z0-9]", "", code.lower())


def hashed(code: str) -> str:
    return hashlib.sha256(f"activation:{normal(code)}".encode()).hexdigest()


def shown(code: str) -> str:
    """In groups that are easy to type: "abcde fghij"."""
    return f"{code[:5]} {code[5:]}"


@action("directory.issue_code", may=may_issue_codes)
def issue_code(actor: Actor, *, person: Person) -> str:
    """A fresh code for `person`; an older one that was not used is worthless from now on."""
    now = clock.now()
    ActivationCode.objects.trusted("issuing a code").filter(person=person, used_at=None).delete()
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    ActivationCode(
        person=person,
        code_hash=hashed(code),
        created=now,
        expires=now + LASTS,
        issued_by=actor.person,
    ).save(force_insert=True)
    return code


def open_code(code: str) -> ActivationCode:
    """The code's record when it still opens an account; Refused with a sentence otherwise."""
    rows = ActivationCode.objects.trusted("activation").select_related("person")
    found = rows.filter(code_hash=hashed(code)).first() if normal(code) else None
    if found is None:
        raise Refused(UNKNOWN)
    if found.used_at:
        raise Refused(USED)
    if found.expires <= clock.now():
        raise Refused(EXPIRED)
    return found


def is_free_login(login: str, person: Person) -> bool:
    rows = Account.objects.trusted("activation").filter(login=login.strip().lower())
    return not rows.exclude(person=person).exists()


@action("directory.activate", may=lambda actor, **_: refused(UNKNOWN.why))
def activate(actor: Actor, *, code: ActivationCode, login: str, password: str) -> Account:
    """Opens (or reopens) the account of the code's person. Called by the house with a live code."""
    login = login.strip().lower()
    if not is_free_login(login, code.person):
        raise Refused(LOGIN_TAKEN)
    rows = Account.objects.trusted("activation")
    account = rows.filter(person=code.person).first() or Account(person=code.person)
    account.login = login
    account.email = login if "@" in login else account.email
    validate_password(password, account)
    account.set_password(password)
    account.activated_at = clock.now()
    account.is_active = True
    account.save()
    used = ActivationCode.objects.trusted("activation").filter(pk=code.pk, used_at=None)
    if not used.update(used_at=clock.now()):
        raise Refused(USED)
    return account
