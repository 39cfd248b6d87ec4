"""Names of invented people. Any likeness is chance."""

GIVEN_CHILDREN = (
    "Ghjulia", "Petru", "Lina", "Anto", "Noah", "Chjara", "Lisandru", "Maelys", "Rayan", "Sofia", "Yanis",
    "Jeanne", "Matteo", "Ines", "Adam", "Stella", "Ange", "Amal", "Lou", "Saveriu", "Livia", "Ghjuvan",
    "Emma", "Andria", "Louise", "Santu", "Aïcha", "Tiago", "Letizia", "Marc-Antò", "Célia", "Ilyès",
    "Manon", "Battì", "Nour", "Hugo", "Serena", "Pasquale", "Alba", "Enzo", "Maria", "Gabriel",
)  # fmt: skip
GIVEN_ADULTS = (
    "Maria", "Paulu", "Anna", "Ghjuvanni", "Sylvie", "Karim", "Fatima", "Laurent", "Vannina", "Thierry",
    "Samia", "Rosa", "Nuno", "Claire", "Dumenicu", "Hélène", "Batti", "Ornella", "Nadia", "Stéphane",
    "Lætitia", "Xavier", "Catalina", "Youssef", "Isabelle", "Orsu", "Mélanie", "Pascal", "Sandra", "Toussaint",
)  # fmt: skip
FAMILY = (
    "Paoli", "Casanova", "Haddad", "Rossi", "Santoni", "Mattei", "Leca", "Ferri", "Luciani", "Orsini",
    "Colonna", "Benali", "Martin", "Marchetti", "Ceccaldi", "Poggi", "Susini", "Mariani", "Da Silva",
    "Bartoli", "Giacobbi", "Amrani", "Pietri", "Ferreira", "Giudicelli", "Durand", "Filippi", "Agostini",
    "El Idrissi", "Vincenti", "Cesari", "Moretti", "Lopes", "Franceschi", "Berkani", "Antonini", "Simoni",
    "Bernard", "Peretti", "Tomasi", "Oliveira", "Graziani", "Battesti", "Ziani", "Raffaelli", "Emmanuelli",
)  # fmt: skip
STREETS = (
    "cours Napoléon", "boulevard Sampiero", "rue du Docteur Del Pellegrino", "avenue Maréchal Juin",
    "rue des Salines", "route du Vazzio", "chemin de Candia", "avenue du Mont-Thabor", "rue Paul Colonna d’Istria",
    "résidence des Cannes", "allée des Mimosas", "montée Saint-Jean",
)  # fmt: skip
CHILD_FACES = (
    "adam", "amal", "ange", "anto", "chjara", "ghjulia", "ines", "jeanne", "lina", "lisandru", "lou",
    "maelys", "matteo", "noah", "petru", "rayan", "sofia", "stella", "yanis",
)  # fmt: skip
ADULT_FACES = ("m-leca", "m-mattei", "mme-benali", "mme-colonna", "mme-santoni")
