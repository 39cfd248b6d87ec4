"""Rosters in memory, and the real ONDE files when they lie beside the checkout."""

import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from scola.directory.roster.facts import Source
from scola.directory.roster.onde.read import read
from scola.directory.roster.planning.whole import make_plan
from scola.directory.roster.state import NOTHING_KNOWN
from scola.directory.roster.tables.limits import USUAL

TODAY = date(2026, 9, 1)
REAL = Path(__file__).resolve().parents[4] / "shared" / "data" / "rosters" / "onde-emile-zola"
needs_real_files = pytest.mark.skipif(
    not REAL.is_dir(), reason=f"the real ONDE files are not beside this checkout ({REAL})"
)

PUPILS = "Nom élève;Prénom élève;Date naissance;Sexe;Niveau;Libellé classe;INE\n"
GUARDIANS = (
    "Civilité Responsable;Nom usage responsable;Nom responsable;Prénom responsable;"
    "Adresse responsable;CP responsable;Commune responsable;Pays;Courriel;Téléphone domicile;"
    "Téléphone travail;Téléphone portable;Nom d'usage enfant;Nom de famille enfant;"
    "Prénom enfant;Classes enfants\n"
)
TEACHERS = "Civilité;Nom usage;Nom;Prénom;Courriel;Directeur;Classe;Classe\n"


def source(content: bytes | str, name: str = "eleves.csv") -> Source:
    raw = content if isinstance(content, bytes) else content.encode()
    return Source(name, lambda: io.BytesIO(raw))


def read_bytes(content: bytes | str, name: str = "eleves.csv", limits=USUAL):
    return read([source(content, name)], today=TODAY, limits=limits)


def read_files(files: Mapping[str, bytes | str]):
    return read([source(text, name) for name, text in files.items()], today=TODAY)


def plan_of(files: Mapping[str, bytes | str], known=NOTHING_KNOWN):
    """(plan, issues) of these files against `known`."""
    roster, issues = read_files(files)
    return make_plan(roster, known, issues), issues


def real_files() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(REAL.glob("*.csv"))}


def pupil(family="PAOLI", given="Ghjulia", born="14/03/2018", level="CE1", name="CE1", ine=""):
    return f"{family};{given};{born};F;{level};{name};{ine}\n"


def guardian(
    family="PAOLI", given="Maria", street="12 rue Fesch", child="PAOLI;Ghjulia;CE1",
    mail="", mobile="", title="Mme",
):  # fmt: skip
    return f"{title};;{family};{given};{street};20000;Ajaccio;;{mail};;;{mobile};;{child}\n"
