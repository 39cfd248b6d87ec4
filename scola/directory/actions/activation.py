"""A family's first sign-in: a code on a sheet, used once, worthless after a month."""

import hashlib
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from scola.directory.actions.sign_in import end_all
from scola.directory.mail import language_of, send_reopened
from scola.directory.models import Account, ActivationCode, Person
from scola.directory.policy import may_issue_codes
from scola.kernel import clock
from scola.kernel.action import action
from scola.kernel.actor import Actor
from scola.kernel.ids import ALPHABET
from scola.kernel.policy import Refused, refused
from scola.kernel.seal import SealedQuerySet


@dataclass(frozen=True, slots=True)
class Sheet:
    """Whether a guardian has an account; else until when the printed code serves, if any."""

    has_account: bool
    until: datetime | None


LASTS = timedelta(days=30)
LENGTH = 10
UNKNOWN = refused(_("Ce code n’existe pas : vérifiez chaque lettre de la feuille."))
USED = refused(
    _("Ce code a déjà servi : connectez-vous, ou demandez une nouvelle feuille à l’école.")
)
EXPIRED = refused(_("Ce code n’est plus valable : demandez une nouvelle feuille à l’école."))
REPLACED = refused(
    _("Une feuille plus récente remplace ce code : prenez la dernière que l’école a donnée.")
)
LOGIN_TAKEN = refused(_("Cet identifiant est déjà pris : choisissez-en un autre."))
ADDRESS_TAKEN = refused(
    _("Cette adresse ouvre déjà un autre compte : choisissez un identifiant, votre prénom suffit.")
)


def normal(code: str) -> str:
    return re.sub(r"[^a-z0-9]", "", code.lower())


def hashed(code: str) -> str:
    return hashlib.sha256(f"activation:{normal(code)}".encode()).hexdigest()


def shown(code: str) -> str:
    """In groups that are easy to type: "abcde fghij"."""
    return f"{code[:5]} {code[5:]}".strip()


@action("directory.issue_code", may=may_issue_codes)
def issue_code(actor: Actor, *, person: Person) -> str:
    """A fresh code for `person`; an older one that was not used is worthless from now on."""
    now = clock.now()
    waiting = _codes().filter(person=person, used_at=None, replaced_at=None)
    waiting.update(replaced_at=now)
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
    found = _codes().select_related("person").filter(code_hash=hashed(code))
    return _checked(found.first() if normal(code) else None)


def code_in_hand(key: str) -> ActivationCode:
    """The record that this browser found a moment ago, checked again; Refused as `open_code`."""
    return _checked(_codes().select_related("person__contact").filter(pk=key).first())


def _codes() -> SealedQuerySet[ActivationCode]:
    return ActivationCode.objects.trusted("activation")


def _checked(found: ActivationCode | None) -> ActivationCode:
    if found is None:
        raise Refused(UNKNOWN)
    if found.used_at:
        raise Refused(USED)
    if found.replaced_at:
        raise Refused(REPLACED)
    if found.expires <= clock.now() or found.person.left_on:
        raise Refused(EXPIRED)
    return found


@action("directory.activate", may=lambda actor, **_: refused(UNKNOWN.why))
def activate(actor: Actor, *, code: ActivationCode, login: str, password: str) -> Account:
    """Opens (or reopens) the account of the code's person. Called by the house with a live code.

    Whoever was signed in with the account before is out. Refused with a sentence when the code
    has served meanwhile, or the login is somebody else's.
    """
    login = login.strip().lower()
    still = _codes().filter(pk=code.pk, used_at=None, replaced_at=None, expires__gt=clock.now())
    if not still.update(used_at=clock.now()):
        raise Refused(USED)
    rows = Account.objects.trusted("activation")
    # An address opens an account as well as a login does: neither may be somebody else's.
    others = rows.filter(Q(login=login) | Q(email=login)).exclude(person=code.person)
    taken = ADDRESS_TAKEN if "@" in login else LOGIN_TAKEN
    if others.exists():
        raise Refused(taken)
    known = rows.filter(person=code.person).first()
    if known and known.email:
        send_reopened.enqueue(known.email, code.person.full_name, language_of(code.person))
    account = known or Account(person=code.person)
    account.login = login
    account.email = login if "@" in login else account.email
    validate_password(password, account)
    account.set_password(password)
    account.activated_at = clock.now()
    account.is_active = True
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError as error:
        raise Refused(taken) from error
    end_all(code.person)
    return account


def sheets_of(people: Iterable[str]) -> dict[str, Sheet]:
    """What each of these people has to come in with, by person: an account, a sheet, nothing."""
    ids = set(people)
    found = {person: Sheet(False, None) for person in ids}
    waiting = _codes().filter(person__in=ids, used_at=None, replaced_at=None)
    for row in waiting.filter(expires__gt=clock.now()):
        found[row.person_id] = Sheet(False, row.expires)
    accounts = Account.objects.trusted("who still needs a sheet").filter(person__in=ids)
    for person in accounts.filter(is_active=True).values_list("person", flat=True):
        found[person] = Sheet(True, None)
    return found
