"""The 32 schools of the demo city, rentrée 2026.

The first thirteen are the public schools of Ajaccio in the ministry's open data (name, UAI,
number of pupils; Licence Ouverte 2.0). The others complete the city and are fictional.
"""

from dataclasses import dataclass

PUPILS = 4190
CLASSES = 187


@dataclass(frozen=True, slots=True)
class DemoSchool:
    name: str
    uai: str | None
    pupils: int
    levels: str
    bilingual: bool = False
    fictional: bool = False


PRIMARY = "PS MS GS CP CE1 CE2 CM1 CM2"
ELEMENTARY = "CP CE1 CE2 CM1 CM2"
NURSERY = "PS MS GS"

REAL = (
    DemoSchool("École Jérôme Santarelli – Candia", "6200395K", 107, PRIMARY),
    DemoSchool("École bilingue Loreto", "6200486J", 194, PRIMARY, bilingual=True),
    DemoSchool("École Sampiero", "6200399P", 125, PRIMARY),
    DemoSchool("École bilingue Simone Veil", "6200625K", 154, PRIMARY, bilingual=True),
    DemoSchool(
        "École bilingue Victor Hugo – Salines VI", "6200393H", 196, ELEMENTARY, bilingual=True
    ),
    DemoSchool("École bilingue Saint-Jean 1", "6200490N", 172, ELEMENTARY, bilingual=True),
    DemoSchool("École bilingue Charles Bonafedi", "6200515R", 118, ELEMENTARY, bilingual=True),
    DemoSchool("École Jardins de l’Empereur", "6200396L", 64, PRIMARY),
    DemoSchool("École bilingue Pietralba", "6200031P", 310, ELEMENTARY, bilingual=True),
    DemoSchool("École bilingue Pascal Paoli – Cannes", "6200397M", 202, ELEMENTARY, bilingual=True),
    DemoSchool("École bilingue Mezzavia", "6200608S", 225, ELEMENTARY, bilingual=True),
    DemoSchool("École Forcioli-Conti", "6200400R", 72, PRIMARY),
    DemoSchool("École Résidences des Îles", "6200489M", 100, PRIMARY),
)
FICTIONAL_NAMES = (
    "Maternelle A Rundinella", "Maternelle I Mandarini", "Maternelle U Scogliu", "Maternelle A Lucciula",
    "Maternelle U Grillu", "Maternelle I Pesciulini", "Maternelle A Farandula", "Maternelle U Sole",
    "Maternelle E Sirene", "Maternelle A Stella Marina", "Maternelle U Casteddu", "École U Fanali",
    "École E Tre Cale", "École A Muntagnola", "École U Pinu", "École I Castagni", "École A Marina",
    "École U Mulinu", "École L’Alivetu",
)  # fmt: skip


def city_schools(scale: int = 1) -> list[DemoSchool]:
    """The schools of a city `scale` times as large; beyond the first 32 all are fictional."""
    rest = PUPILS - sum(school.pupils for school in REAL)
    shares = [rest // len(FICTIONAL_NAMES)] * len(FICTIONAL_NAMES)
    shares[-1] += rest - sum(shares)
    invented = [
        DemoSchool(
            name, None, share, NURSERY if "Maternelle" in name else ELEMENTARY, fictional=True
        )
        for name, share in zip(FICTIONAL_NAMES, shares, strict=True)
    ]
    first = [*REAL, *invented]
    more = [
        DemoSchool(f"{school.name} {copy}", None, school.pupils, school.levels, fictional=True)
        for copy in range(2, scale + 1)
        for school in first
    ]
    return [*first, *more]


def class_counts(schools: list[DemoSchool], classes: int) -> list[int]:
    """Shares `classes` among schools by their pupils; the sum is exact (largest remainder)."""
    total = sum(school.pupils for school in schools)
    exact = [school.pupils * classes / total for school in schools]
    counts = [max(1, int(share)) for share in exact]
    by_remainder = sorted(range(len(schools)), key=lambda n: exact[n] - int(exact[n]), reverse=True)
    for n in by_remainder[: max(0, classes - sum(counts))]:
        counts[n] += 1
    return counts
