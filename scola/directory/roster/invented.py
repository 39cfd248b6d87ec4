"""Names for invented people, of the kinds a Corsican school knows. Any likeness is chance."""

FAMILY_NAMES = (
    "PAOLI", "CASANOVA", "SANTONI", "MATTEI", "LECA", "FERRI", "LUCIANI", "ORSINI", "COLONNA",
    "MARCHETTI", "CECCALDI", "POGGI", "SUSINI", "MARIANI", "BARTOLI", "GIACOBBI", "PIETRI",
    "GIUDICELLI", "FILIPPI", "AGOSTINI", "VINCENTI", "CESARI", "MORETTI", "FRANCESCHI", "ANTONINI",
    "D'ORNANO", "D’ISTRIA", "DE LA FOATA", "PERETTI", "TOMASI", "GRAZIANI", "BATTESTI",
    "MARTIN", "BERNARD", "DUBOIS", "DURAND", "LEFÈVRE", "GARNIER", "LE GOFF", "O’BRIEN", "NOËL",
    "CÔTÉ", "BŒUF", "MAÎTRE-JEAN", "HADDAD", "BENALI", "AMRANI", "EL IDRISSI", "BERKANI", "ZIANI",
    "BOUZEHOUANE", "AÏT SAÏD", "BEN YOUSSEF", "CHERKAOUI", "DA SILVA", "FERREIRA", "LOPES",
    "OLIVEIRA", "GONÇALVES", "SÃO JOSÉ", "MAGALHÃES", "POPESCU", "IONESCU", "NGUYEN PHU",
    "DIALLO", "TRAORÉ", "YILMAZ", "KOWALSKI",
)  # fmt: skip
GIVEN_GIRLS = (
    "Ghjulia", "Lina", "Chjara", "Maëlys", "Sofia", "Jeanne", "Inès", "Stella", "Amal", "Lou",
    "Livia", "Emma", "Louise", "Aïcha", "Letizia", "Célia", "Manon", "Nour", "Serena", "Alba",
    "Maria", "Anne-Sophie", "Zoé", "Léa", "Maéva", "Anaïs", "Camille", "Elena", "Fiora", "Lucie",
    "Marilena", "Salomé", "Yasmine", "Vittoria",
)  # fmt: skip
GIVEN_BOYS = (
    "Petru", "Anto", "Noah", "Lisandru", "Rayan", "Yanis", "Matteo", "Adam", "Ange", "Saveriu",
    "Ghjuvan", "Andria", "Santu", "Tiago", "Marc-Antò", "Ilyès", "Battì", "Hugo", "Pasquale",
    "Enzo", "Gabriel", "João", "Théo", "Loïc", "Carlu", "Dume", "Filippu", "Jules", "Lucas",
    "Mehdi", "Orsu", "Raphaël", "Sacha", "Ziad",
)  # fmt: skip
GIVEN_WOMEN = (
    "Maria", "Anna", "Sylvie", "Fatima", "Vannina", "Samia", "Rosa", "Claire", "Hélène", "Ornella",
    "Nadia", "Lætitia", "Catalina", "Isabelle", "Mélanie", "Sandra", "Françoise", "Aïcha",
    "Ghjulia", "Marie-Pia", "Inês", "Conceição", "Valérie", "Nathalie", "Khadija", "Séverine",
    "Laura", "Zineb",
)  # fmt: skip
GIVEN_MEN = (
    "Paulu", "Ghjuvanni", "Karim", "Laurent", "Thierry", "Nuno", "Dumenicu", "Batti", "Stéphane",
    "Xavier", "Youssef", "Orsu", "Pascal", "Toussaint", "François", "Mickaël", "Jérôme", "Rachid",
    "Jean-Philippe", "João", "Antò", "Santu", "Frédéric", "Loïc", "Mehdi", "Andria", "Noël", "Sgiò",
)  # fmt: skip
STREETS = (
    "cours Napoléon", "boulevard Sampiero", "rue du Docteur Del Pellegrino", "route du Vazzio",
    "avenue Maréchal Juin", "rue des Salines", "chemin de Candia", "avenue du Mont-Thabor",
    "rue Paul Colonna d’Istria", "résidence des Cannes", "allée des Mimosas", "montée Saint-Jean",
    "rue Fesch", "quai de la Citadelle", "lotissement A Funtana", "bd Pascal Rossini",
)  # fmt: skip
TOWNS = (
    ("20000", "Ajaccio"), ("20090", "Ajaccio"), ("20167", "Alata"), ("20167", "Afa"),
    ("20129", "Bastelicaccia"), ("20166", "Grosseto-Prugna"),
)  # fmt: skip
