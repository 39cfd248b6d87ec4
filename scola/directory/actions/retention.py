"""What the doors leave behind is forgotten in time: codes, pairings, who came in when."""

from datetime import timedelta

from django.contrib.sessions.models import Session

from scola.directory.models import ActivationCode, Pairing, SignIn
from scola.kernel import clock
from scola.kernel.actor import Actor

# A year is what the law asks of connection records, and the longest it lets them be kept.
SIGN_INS_KEPT = timedelta(days=365)
CODES_KEPT = timedelta(days=180)
PAIRINGS_KEPT = timedelta(days=1)


def forget_old_doors(actor: Actor) -> int:
    """Deletes what is too old; gives how many rows. Run by the house, every hour."""
    now = clock.now()
    old = (
        SignIn.objects.visible_to(actor).filter(last_seen__lt=now - SIGN_INS_KEPT),
        ActivationCode.objects.visible_to(actor).filter(expires__lt=now - CODES_KEPT),
        Pairing.objects.visible_to(actor).filter(expires__lt=now - PAIRINGS_KEPT, lesson=""),
        Pairing.objects.visible_to(actor).filter(released_at__lt=now - PAIRINGS_KEPT),
        Session.objects.filter(expire_date__lt=now),
    )
    return sum(rows.delete()[0] for rows in old)
