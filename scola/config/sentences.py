"""What the `scola` command says: French on a French terminal, English otherwise."""

import os


class Refusal(Exception):
    """Something that cannot be done now; the message is one sentence: what is wrong, what to do."""


def say(french: str, english: str) -> str:
    """The one of two sentences that the terminal's language asks for."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return french if value.lower().startswith("fr") else english
    return english


def size(count: int) -> str:
    """Bytes for a person: "734 kB", "12.3 MB"."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} {say('ko', 'kB')}"
    unit, divisor = (say("Mo", "MB"), 1e6) if count < 1_000_000_000 else (say("Go", "GB"), 1e9)
    text = f"{count / divisor:.1f}"
    return f"{say(text.replace('.', ','), text)} {unit}"
