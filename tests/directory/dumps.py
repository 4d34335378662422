"""Small invented dumps (CC0), and the way they come in: as the owner, outside the test."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from entrepairs.base import clock
from entrepairs.directory.checking import key_of
from entrepairs.directory.loading import Loading, load_file, owner_connection
from entrepairs.directory.models import Service

TABLES = ("correction", "service", "structure", "load")
# The towns of these tests: 00 is no département, and the distances are known.
LANTERN = {"commune": "Lanterne-sur-Quai", "code_postal": "00110", "code_insee": "00110"}
HERE = {**LANTERN, "latitude": 47.0, "longitude": 3.0}


def today() -> date:
    return clock.day_of(clock.now())


def old_day(days: int) -> str:
    return (today() - timedelta(days=days)).isoformat()


def service(key: str = "1", **changes: Any) -> dict[str, Any]:
    row = {
        "source": "essai", "structure_id": "essai--maison", "id": f"essai--{key}",
        "nom": "Douches du quai", "description": "Une douche chaude, du savon, une serviette.",
        "date_maj": (today() - timedelta(days=30)).isoformat(),
        "thematiques": ["equipement-et-alimentation--habillement"], "publics": ["tous-publics"],
        "adresse": "3 quai des Lavandières", "telephone": "01 99 00 12 34", **HERE,
    }  # fmt: skip
    return {name: value for name, value in {**row, **changes}.items() if value is not None}


def structure(key: str = "maison", **changes: Any) -> dict[str, Any]:
    row = {
        "source": "essai", "id": f"essai--{key}", "nom": "La Maison du Quai",
        "date_maj": (today() - timedelta(days=30)).isoformat(), **LANTERN,
    }  # fmt: skip
    return {**row, **changes}


def key(name: str = "1") -> Any:
    return key_of("essai", f"essai--{name}")


def empty_the_directory() -> None:
    with owner_connection() as owner:
        for table in TABLES:
            owner.execute(f"DELETE FROM directory_{table}".encode())


def bring(rows: Iterable[dict[str, Any]] | dict[str, Any], **options: Any) -> Loading:
    """Through a file, as the command does."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dump.json"
        content = rows if isinstance(rows, dict) else list(rows)
        path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        return bring_file(path, **options)


def bring_file(path: Path, **options: Any) -> Loading:
    with owner_connection() as owner:
        return load_file(owner, path, now=options.pop("now", clock.now()), **options)


def a_service() -> Service:
    """One that is always there, for tests of other matters."""
    wanted = key("toujours")
    if not Service.objects.filter(pk=wanted).exists():
        bring([service("toujours", nom="Toujours ouvert")], partial=True)
    return Service.objects.get(pk=wanted)
