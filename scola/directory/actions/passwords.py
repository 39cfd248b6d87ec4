"""Passwords: the mail with a link, and the new one."""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from scola.directory.models import Account, SignIn
from scola.kernel import clock, live
from scola.kernel.actor import Actor
from scola.kernel.audit import write_line


def send_reset(login: str, site: str) -> bool:
    """Mails a link to the account with that login or e-mail, in its person's language.

    The link opens once and lasts three days (settings.PASSWORD_RESET_TIMEOUT). False when there
    is nobody to write to; the page says the same thing either way.
    """
    rows = Account.objects.trusted("password reset").select_related("person")
    found = list(rows.filter(Q(login=login) | Q(email=login), is_active=True)[:2])
    if len(found) != 1 or not found[0].email:
        return False
    account = found[0]
    path = reverse(
        "directory:reset",
        kwargs={
            "account": urlsafe_base64_encode(force_bytes(account.pk)),
            "token": default_token_generator.make_token(account),
        },
    )
    language = account.person.language
    with translation.override(language if language in dict(settings.LANGUAGES) else "fr"):
        text = _(
            "Bonjour %(name)s,\n\nPour choisir un nouveau mot de passe Scola, ouvrez ce lien :\n"
            "%(link)s\n\nIl sert une seule fois, pendant trois jours. Si vous n’avez rien demandé, "
            "ne faites rien : rien ne change.\n"
        )
        send_mail(
            _("Votre mot de passe Scola"),
            text % {"name": account.person.full_name, "link": f"{site}{path}"},
            None,
            [account.email],
        )
    return True


def set_password(account: Account, password: str, *, keep: str = "") -> None:
    """Sets it and signs out every browser of the person, but the one named `keep`."""
    with transaction.atomic():
        account.set_password(password)
        account.save(update_fields=["password"])
        rows = SignIn.objects.trusted("new password").filter(person=account.person, ended=None)
        rows.exclude(pk=keep).update(ended=clock.now())
        live.forget(account.person_id)
        write_line(
            Actor(person=account.person_id), "directory.set_password", {"account": account.pk}
        )
