"""Times the pages of one installation (SCOLA_DATA) in this process; prints one JSON object."""

import json
import statistics
import time

import django

django.setup()

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from scola.directory.models import Account, Enrolment, Person, PupilFile, School
from tests.cast import sign_in_as

PEOPLE = (
    "letizia",
    "anghjula",
    "maria",
    "ornella",
    "anna",
    "dumenicu",
    "sylvie",
    "helene",
    "batti",
)
ROUNDS = 15


def person_of(login: str) -> Person:
    return Account.objects.trusted("bench").select_related("person").get(login=login).person


def measure(client: Client, address: str) -> dict[str, float]:
    """Median milliseconds and number of queries of a GET; the first ones warm up."""
    for _ in range(3):
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    # The next request empties the list.
    asked = len(queries)
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - begin) * 1000)
    return {"ms": statistics.median(times), "queries": asked, "bytes": len(answer.content)}


def main() -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    found = {}
    for login in PEOPLE:
        client = Client()
        sign_in_as(client, person_of(login))
        found[f"home of {login}"] = measure(client, "/")
    story = json.loads((settings.DATA_DIR / "demo.json").read_text())
    ghjulia = Person.objects.trusted("bench").get(
        given_name="Ghjulia",
        family_name="Paoli",
        pk__in=Enrolment.objects.trusted("bench")
        .filter(school_class=story["school_class"])
        .values("pupil"),
    )
    client = Client()
    sign_in_as(client, ghjulia)
    found["home of a pupil"] = measure(client, "/")
    found["first page"] = measure(Client(), "/")
    print(
        json.dumps(
            {
                "schools": School.objects.count(),
                "pupils": PupilFile.objects.trusted("bench").count(),
                "pages": found,
            }
        )
    )


if __name__ == "__main__":
    main()
