"""The columns of the access matrix: who tries, seen from Letizia's CE1 at Candia.

own = Letizia, the CE1's pupils and guardians; same school = Mattei, Anto, Sgiò; other school =
Benali, Noah; then the roles of the city, a paired screen and nobody.
"""

from django.test import Client

from scola.directory.http import SESSION_FIELD
from scola.directory.models import SignIn
from scola.kernel import clock
from tests.cast import Cast, sign_in_as

COLUMNS = (
    "anonymous",
    "letizia",
    "mattei",
    "benali",
    "head",
    "aesh",
    "ghjulia",
    "anto",
    "noah",
    "maria",
    "paulu",
    "amal",
    "sgio",
    "erun",
    "technician",
    "programme_manager",
    "academy_observer",
    "city_admin",
    "screen",
)
PUPILS = {"ghjulia", "anto", "noah"}


def client_of(cast: Cast, column: str, lesson: str) -> Client:
    """A browser signed in as `column`; pupils and the screen are bound to `lesson`."""
    client = Client(raise_request_exception=True)
    if column == "anonymous":
        return client
    if column == "screen":
        session = client.session
        session.save()
        now = clock.now()
        row = SignIn(
            kind=SignIn.SCREEN,
            lesson=lesson,
            session_key=session.session_key or "",
            started=now,
            last_seen=now,
        )
        row.save(force_insert=True)
        session[SESSION_FIELD] = row.pk
        session.save()
        return client
    bound = lesson if column in PUPILS else ""
    sign_in_as(client, cast.people()[column], lesson=bound)
    return client
