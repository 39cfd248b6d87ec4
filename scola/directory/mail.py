"""Mails about one's account, sent by the jobs process: no page waits for a mail server.

Asking for a new password takes the same time whether the account exists or not.
"""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django_tasks import task

from scola.directory.models import Account, Person

MAX_PER_ADDRESS = 5


@task()
def send_reset(login: str, site: str) -> int:
    """Mails a link to each account with that login or e-mail, in its person's language.

    Parents who share an address get one mail each. The link opens once and lasts three days
    (settings.PASSWORD_RESET_TIMEOUT). Gives how many mails left.
    """
    rows = Account.objects.trusted("password reset").select_related("person")
    rows = rows.filter(Q(login=login) | Q(email=login), is_active=True).exclude(email="")
    return sum(_send_link(account, site) for account in rows[:MAX_PER_ADDRESS])


def _send_link(account: Account, site: str) -> int:
    path = reverse(
        "directory:reset",
        kwargs={
            "account": urlsafe_base64_encode(force_bytes(account.pk)),
            "token": default_token_generator.make_token(account),
        },
    )
    with translation.override(language_of(account.person)):
        text = _(
            "Bonjour %(name)s,\n\nPour choisir un nouveau mot de passe Scola, ouvrez ce lien :\n"
            "%(link)s\n\nIl sert une seule fois, pendant trois jours. Si vous n’avez rien demandé, "
            "ne faites rien : rien ne change.\n"
        )
        words = {"name": account.person.full_name, "link": f"{site}{path}"}
        return send_mail(_("Votre mot de passe Scola"), text % words, None, [account.email])


@task()
def send_reopened(address: str, name: str, language: str) -> int:
    """Tells the owner of an account that a sheet of the school has just opened it anew."""
    with translation.override(language):
        text = _(
            "Bonjour %(name)s,\n\nVotre compte Scola vient d’être rouvert avec une feuille de "
            "l’école. Si ce n’est pas vous, dites-le à l’école : elle donne un nouveau code.\n"
        )
        return send_mail(
            _("Votre compte Scola est rouvert"), text % {"name": name}, None, [address]
        )


def language_of(person: Person) -> str:
    return person.language if person.language in dict(settings.LANGUAGES) else "fr"
