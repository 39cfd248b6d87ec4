"""Which column is what: titles seen in ONDE's layouts, old, new and personalised.

Titles are compared by `header_key`: "Nom d'usage Elève" is "nomdusageeleve".
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    PUPILS = "pupils"
    GUARDIANS = "guardians"
    TEACHERS = "teachers"


# What a title means, for each kind of file. The first title is the one to name in a message.
PUPIL_TITLES: dict[str, tuple[str, ...]] = {
    "family": ("Nom élève", "Nom de l'élève", "Nom", "Nom de famille", "Nom de famille élève"),
    "usage": ("Nom d'usage élève", "Nom usage élève", "Nom d'usage", "Nom usage"),
    "given": ("Prénom élève", "Prénom de l'élève", "Prénom", "Premier prénom", "Prénom 1"),
    "birth": ("Date naissance", "Date de naissance", "Date de naissance élève", "Né(e) le",
              "Date naissance élève", "Né le"),
    "sex": ("Sexe", "Sexe élève"),
    "ine": ("INE", "Identifiant national élève", "N° INE", "Numéro INE"),
    "street1": ("Adresse1", "Adresse", "Adresse 1"),
    "postcode1": ("Cp1", "CP", "Code postal", "Code postal 1"),
    "town1": ("Commune1", "Commune", "Ville", "Ville1"),
    "country1": ("Pays1", "Pays"),
    "street2": ("Adresse2",),
    "postcode2": ("Cp2", "Code postal 2"),
    "town2": ("Commune2", "Ville2"),
    "country2": ("Pays2",),
    "level": ("Niveau", "Niveau scolaire", "Niveaux"),
    "class": ("Classe", "Libellé classe", "Classes", "Classe ou regroupement", "Classe(s)",
              "Libellé de la classe"),
    "class_id": ("Identifiant classe", "Id classe", "Identifiant de la classe"),
    "photo": ("Autorisation photo", "Autorisations photos", "Autorisation photos",
              "Autorisations photo"),
    "association": ("Autorisation associations", "Autorisations associations",
                    "Communication adresses", "Autorisation association"),
}  # fmt: skip
GUARDIAN_TITLES: dict[str, tuple[str, ...]] = {
    "title": ("Civilité Responsable", "Civilité"),
    "usage": ("Nom usage responsable", "Nom d'usage responsable", "Nom d'usage", "Nom usage"),
    "family": ("Nom responsable", "Nom de famille responsable", "Nom de famille", "Nom",
               "Nom de naissance responsable"),
    "given": ("Prénom responsable", "Prénom"),
    "street": ("Adresse responsable", "Adresse"),
    "postcode": ("CP responsable", "CP", "Code postal", "Code postal responsable"),
    "town": ("Commune responsable", "Commune", "Ville"),
    "country": ("Pays", "Pays responsable"),
    "email": ("Courriel", "E-mail", "Mail", "Adresse électronique",
              "Courriel responsable", "Email"),
    "phone_home": ("Téléphone domicile", "Téléphone", "Tél domicile", "Téléphone responsable"),
    "phone_work": ("Téléphone travail", "Téléphone professionnel", "Tél travail"),
    "phone_mobile": ("Téléphone portable", "Portable", "Tél portable", "Mobile"),
    "child_usage": ("Nom d'usage enfant", "Nom usage enfant", "Nom d'usage de l'enfant"),
    "child_family": ("Nom de famille enfant", "Nom enfant", "Nom de l'enfant", "Nom de l'élève"),
    "child_given": ("Prénom enfant", "Prénom de l'enfant", "Prénom de l'élève"),
    "child_class": ("Classes enfants", "Classe enfant", "Classes enfant", "Classes de l'élève",
                    "Classe de l'enfant", "Classe enfants"),
}  # fmt: skip
TEACHER_TITLES: dict[str, tuple[str, ...]] = {
    "title": ("Civilité",),
    "usage": ("Nom usage", "Nom d'usage"),
    "family": ("Nom", "Nom enseignant", "Nom de famille"),
    "given": ("Prénom", "Prénom enseignant"),
    "street": ("Adresse",),
    "postcode": ("CP", "Code postal"),
    "town": ("Commune", "Ville"),
    "country": ("Pays",),
    "email": ("Courriel", "E-mail", "Mail", "Email", "Courriel professionnel"),
    "phone_home": ("Téléphone domicile", "Téléphone"),
    "phone_mobile": ("Téléphone portable", "Portable"),
    "head": ("Directeur", "Directeur(oui/non)", "Directrice", "Directeur (oui/non)", "Direction"),
    "function": ("Fonction",),
    "class": ("Classe", "Classes", "Classe(s)", "Libellé classe"),
}  # fmt: skip
TITLES = {
    Kind.PUPILS: PUPIL_TITLES,
    Kind.GUARDIANS: GUARDIAN_TITLES,
    Kind.TEACHERS: TEACHER_TITLES,
}
NEEDED = {
    Kind.PUPILS: ("family", "given", "birth", "class"),
    Kind.GUARDIANS: ("family", "given", "child_family", "child_given"),
    Kind.TEACHERS: ("family", "given", "class"),
}
# A column that no other kind of file has.
MARKS = {
    Kind.PUPILS: ("birth",),
    Kind.GUARDIANS: ("child_family", "child_given"),
    Kind.TEACHERS: ("head", "function"),
}
# Columns that only a file of adults has: without this, a list of guests would become pupils.
ADULT_TITLES = (
    "Fonction", "Directeur", "Directeur(oui/non)", "Courriel", "Email", "E-mail", "Téléphone",
    "Téléphone domicile", "Téléphone travail", "Téléphone portable",
)  # fmt: skip
# Fields that may stand in several columns: a second class, the second child.
REPEATED = frozenset({"class", "child_usage", "child_family", "child_given", "child_class"})
# Columns that exist in the wild and that Scola has no use for: no warning for them.
KNOWN_UNUSED = (
    "Cycle", "Attestation fournie", "Décision de passage", "Deuxième prénom", "Troisième prénom",
    "Commune naissance", "Dépt naissance", "Pays naissance", "Date inscription", "Etat",
    "Intervenant", "Regroupement(s)", "Dispositif(s)", "PCS", "Date de naissance",
    "Téléphone travail", "Civilité élève", "Cycle élève",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each field stands in the rows of one file."""

    kind: Kind
    # Field -> index of its column; the first when it is repeated.
    at: dict[str, int]
    # Repeated field -> indexes of all its columns.
    all: dict[str, tuple[int, ...]]
    titles: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    duplicate: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    score: int = field(default=0, compare=False)
    # Row width -> where each child of such a row stands (see rows.child_blocks).
    blocks: dict[int, list[tuple[int, ...]]] = field(default_factory=dict, compare=False)

    def title(self, name: str) -> str:
        """The title as the file writes it, else as ONDE does."""
        index = self.at.get(name)
        return self.titles[index] if index is not None else TITLES[self.kind][name][0]
