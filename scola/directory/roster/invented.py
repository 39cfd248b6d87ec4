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
GIVEN_CHILDREN = (
    "Ghjulia", "Petru", "Lina", "Anto", "Noah", "Chjara", "Lisandru", "Maëlys", "Rayan", "Sofia",
    "Yanis", "Jeanne", "Matteo", "Inès", "Adam", "Stella", "Ange", "Amal", "Lou", "Saveriu",
    "Livia", "Ghjuvan", "Emma", "Andria", "Louise", "Santu", "Aïcha", "Tiago", "Letizia",
    "Marc-Antò", "Célia", "Ilyès", "Manon", "Battì", "Nour", "Hugo", "Serena", "Pasquale", "Alba",
    "Enzo", "Maria", "Gabriel", "Anne-Sophie", "João", "Zoé", "Théo", "Léa", "Maéva", "Loïc",
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
