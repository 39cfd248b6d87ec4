"""A new password."""

from django.db import transaction

from scola.directory.actions.sign_in import end_all
from scola.directory.models import Account
from scola.kernel.actor import Actor
from scola.kernel.audit import write_line


def set_password(account: Account, password: str, *, keep: str = "") -> None:
    """Sets it and signs out every browser of the person, but the one named `keep`."""
    with transaction.atomic():
        account.set_password(password)
        account.save(update_fields=["password"])
        end_all(account.person, keep=keep)
        actor = Actor(person=account.person_id, sign_in=keep)
        write_line(actor, "directory.set_password", {"account": account.pk})
