"""Reads, runs and writes the access matrix (`matrix.toml`).

A row: the address, the method, and for each status who gets it; everybody not named gets 404.

    ["lesson:cockpit".GET]
    200 = ["letizia"]
    302 = ["anonymous"]
"""

import tomllib
from pathlib import Path

import pytest

from tests.access.columns import COLUMNS

FILE = Path(__file__).parent / "matrix.toml"
ELSE = 404
FOUND = pytest.StashKey[dict[tuple[str, str], dict[str, int]]]()
Row = dict[str, int]  # column -> status


def read() -> dict[tuple[str, str], Row]:
    """Every row of the file, expanded: {("lesson:cockpit", "GET"): {"letizia": 200, …}}."""
    rows: dict[tuple[str, str], Row] = {}
    for name, methods in tomllib.loads(FILE.read_text()).items():
        for method, answers in methods.items():
            row = dict.fromkeys(COLUMNS, ELSE)
            for status, columns in answers.items():
                for column in expand(columns):
                    row[column] = int(status)
            rows[name, method] = row
    return rows


def expand(columns: list[str]) -> list[str]:
    """ "*" is everybody; "signed in" everybody but anonymous and the screen."""
    if columns == ["*"]:
        return list(COLUMNS)
    if columns == ["signed in"]:
        return [c for c in COLUMNS if c not in {"anonymous", "screen"}]
    return columns


def write(rows: dict[tuple[str, str], Row]) -> None:
    """Writes the file anew, for a human to read line by line before it is committed."""
    lines = [
        "# Who gets what from each address, socket room, job and file. Everybody not named: 404.",
        "# Columns: tests/access/columns.py. Targets are the CE1's own (tests/access/targets.py).",
        "# `make matrix` rewrites this file from the running code: read the difference, every line.",
    ]
    for (name, method), row in sorted(rows.items()):
        lines += ["", f'["{name}".{method}]']
        by_status: dict[int, list[str]] = {}
        for column in COLUMNS:
            by_status.setdefault(row[column], []).append(column)
        if by_status == {ELSE: list(COLUMNS)}:
            lines.append(f"{ELSE} = {shorten(list(COLUMNS))}")
        for status, columns in sorted(by_status.items()):
            if status != ELSE:
                lines.append(f"{status} = {shorten(columns)}")
    FILE.write_text("\n".join(lines) + "\n")


def shorten(columns: list[str]) -> str:
    if columns == list(COLUMNS):
        return '["*"]'
    if columns == [c for c in COLUMNS if c not in {"anonymous", "screen"}]:
        return '["signed in"]'
    return "[" + ", ".join(f'"{c}"' for c in columns) + "]"
