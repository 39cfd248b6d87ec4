"""Public ids: random, so that nobody walks from one record to the next."""

import re
import secrets

ALPHABET = "abcdefghjkmnpqrstvwxyz23456789"
LENGTH = 16
PATTERN = re.compile(rf"^[{ALPHABET}]{{{LENGTH}}}$")


def new_id() -> str:
    """A fresh id: 16 letters and digits that cannot be mistaken for one another (78 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


class IdConverter:
    """URL converter `<id:…>`."""

    regex = rf"[{ALPHABET}]{{{LENGTH}}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
