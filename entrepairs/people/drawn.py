"""Gentle words to draw when somebody gives no name: birds, trees, small things of the street."""

from __future__ import annotations

import secrets
from collections.abc import Collection

from entrepairs.base.words import plain

WORDS = (
    "Abricot", "Alouette", "Amande", "Ancolie", "Aubépine", "Avoine", "Basilic", "Bergeronnette",
    "Bleuet", "Bouvreuil", "Brindille", "Bruyère", "Cannelle", "Cardamine", "Cerise", "Chardon",
    "Châtaigne", "Chêne", "Cigale", "Clémentine", "Colchique", "Colibri", "Colline", "Coquelicot",
    "Coquille", "Cyprès", "Érable", "Estuaire", "Étourneau", "Fauvette", "Figue", "Fougère",
    "Framboise", "Galet", "Genêt", "Girouette", "Grillon", "Groseille", "Hibou", "Hirondelle",
    "Houblon", "Jasmin", "Jonquille", "Lavande", "Libellule", "Lilas", "Loriot", "Luciole",
    "Lupin", "Martinet", "Mésange", "Mimosa", "Mirabelle", "Moineau", "Muguet", "Myrtille",
    "Noisette", "Nénuphar", "Olivier", "Orage", "Origan", "Passereau", "Pâquerette", "Pervenche",
    "Peuplier", "Pinson", "Platane", "Pluie", "Primevère", "Prunelle", "Réglisse", "Rivière",
    "Romarin", "Roseau", "Rouge-gorge", "Rossignol", "Sarrasin", "Sauge", "Saule", "Sittelle",
    "Sorbier", "Tilleul", "Tournesol", "Trèfle", "Troglodyte", "Verdier", "Verveine", "Violette",
)  # fmt: skip
_TRIES = 200


def draw_alias(taken: Collection[str] = ()) -> str:
    """``"Colibri 27"``: a word and a number that no key of ``taken`` bears."""
    drawn = ""
    for _try in range(_TRIES):
        drawn = f"{secrets.choice(WORDS)} {secrets.randbelow(90) + 10}"
        if plain(drawn) not in taken:
            break
    return drawn
