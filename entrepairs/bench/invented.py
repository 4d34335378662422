"""An invented directory as big as the real one: the same for the same seed."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from entrepairs.directory.vocabulary import publics, themes

COMMUNES = 1_500
_SYLLABLES = (
    "bel", "mont", "val", "clair", "roc", "fon", "ville", "mer", "lac", "bois", "saint", "pont",
    "haut", "cour", "lan", "tre", "ger",
)  # fmt: skip
# As in the real one: a few words are everywhere, most are rare.
_COMMON = (
    "accueil", "accompagnement", "démarches", "inscription", "gratuit", "association", "droits",
    "atelier", "emploi", "formation", "permanence", "rendez-vous",
)  # fmt: skip
_NAMED = (
    "douche", "écoute", "repas", "vêtements", "logement", "dossier", "groupe", "parole", "jardin",
    "cuisine", "numérique", "santé", "dentiste", "famille", "enfants", "transport", "bagagerie",
    "courrier", "domiciliation", "café", "interprète", "traduction", "chien", "hébergement",
    "lessive", "coiffure", "sport", "musique", "lecture", "français", "permis", "vélo",
)  # fmt: skip
_RARE = tuple(
    first + second + last
    for first in ("ba", "co", "di", "fu", "lé", "mi", "no", "pa", "ra", "té", "vi", "zé")
    for second in ("bal", "cor", "den", "fil", "gar", "lin", "mar", "pon", "ril", "tan", "vou")
    for last in ("age", "eur", "ière", "ment", "oir", "tion", "elle", "ade", "isme", "on")
)
_HOURS = (
    "Mo-Fr 09:00-12:00,14:00-17:00; PH off", "Mo-Fr 08:30-12:30; PH off", "24/7",
    "Tu,Th 14:00-18:00", "We 14:00-16:00", "Mo-Sa 10:00-19:00", "Mo-Su 18:00-22:00", "",
)  # fmt: skip


def write_dump(path: Path, number: int, today: date, seed: int = 7) -> None:
    """``number`` services of data·inclusion v1, as one JSON array."""
    with path.open("w", encoding="utf-8") as out:
        out.write("[")
        for rank, row in enumerate(services(number, today, seed)):
            out.write((",\n" if rank else "\n") + json.dumps(row, ensure_ascii=False))
        out.write("\n]\n")


def services(number: int, today: date, seed: int = 7) -> Iterator[dict[str, Any]]:
    dice = random.Random(seed)
    communes = [_commune(dice, rank) for rank in range(COMMUNES)]
    # A few big towns, many small ones.
    weights = [1 / (rank + 3) for rank in range(COMMUNES)]
    choices = (list(themes()), list(publics())[1:])
    for rank in range(number):
        (commune,) = dice.choices(communes, weights)
        yield _service(dice, rank, today, commune, choices)


def _commune(dice: random.Random, rank: int) -> dict[str, Any]:
    name = "-".join("".join(dice.choices(_SYLLABLES, k=2)).title() for _part in range(2))
    code = f"{1000 + rank * 60:05d}"
    lat, lon = round(dice.uniform(43.2, 50.8), 5), round(dice.uniform(-1.5, 7.5), 5)
    return {"name": name, "code": code, "lat": lat, "lon": lon}


def _service(
    dice: random.Random, rank: int, today: date, commune: dict[str, Any],
    choices: tuple[list[str], list[str]],
) -> dict[str, Any]:  # fmt: skip
    words = [*dice.choices(_NAMED, k=2), *dice.choices(_COMMON, k=12), *dice.choices(_RARE, k=70)]
    hours = dice.choice(_HOURS)
    everybody = dice.random() < 0.5
    return {
        "source": f"source-{rank % 12}",
        "structure_id": f"source-{rank % 12}--s{rank // 3}",
        "id": f"source-{rank % 12}--{rank}",
        "nom": " ".join(words[:4]).capitalize(),
        "description": " ".join(words).capitalize() + ".",
        "date_maj": (today - timedelta(days=dice.randrange(0, 600))).isoformat(),
        "thematiques": dice.sample(choices[0], dice.randrange(1, 4)),
        "publics": ["tous-publics"] if everybody else dice.sample(choices[1], 2),
        "frais": "gratuit",
        "commune": commune["name"],
        "code_postal": commune["code"],
        "code_insee": commune["code"],
        "adresse": f"{dice.randrange(1, 90)} rue Imaginaire",
        "latitude": round(commune["lat"] + dice.gauss(0, 0.02), 6),
        "longitude": round(commune["lon"] + dice.gauss(0, 0.03), 6),
        "telephone": "+33199000000",
        "modes_accueil": ["en-presentiel"],
        "modes_mobilisation": ["se-presenter", "telephoner"],
        **({"horaires_accueil": hours} if hours else {}),
    }
