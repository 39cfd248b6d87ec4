"""Writes the cast, with accounts, into the town that the environment names."""

import django

django.setup()

from scola.directory.actions import people
from tests.cast import HOUSE, PASSWORD, make_cast

ADULTS = (
    "letizia",
    "mattei",
    "benali",
    "head",
    "maria",
    "paulu",
    "sgio",
    "technician",
    "city_admin",
)

if __name__ == "__main__":
    cast = make_cast()
    for name in ADULTS:
        people.give_account(HOUSE, person=cast.people()[name], login=name, password=PASSWORD)
