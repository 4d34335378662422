"""A row of a dump against data·inclusion v1, then as the columns of our tables."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid5

from data_inclusion.schema import v1
from pydantic import ValidationError

from entrepairs.base.words import plain
from entrepairs.directory.vocabulary import themes

# Identifiers are drawn from those of the source: the same row is found again.
_SPACE = UUID("4c2b1f0e-6f6a-5d0a-9a52-3d8a6a3d1c11")
# What is searched of a description; the whole of it is kept.
_SEARCHED = 1500
_LIMITS = {"source": 120, "ref": 300, "commune": 120, "phone": 60}
Columns = dict[str, Any]


class RowRefused(Exception):
    """``reasons``: one per field, without what the field held."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__("; ".join(reasons))


def key_of(source: str, ref: str) -> UUID:
    return uuid5(_SPACE, f"{source}\n{ref}")


def checked(kind: str, row: dict[str, Any]) -> Columns:
    """The columns of a service or of a structure. Raises ``RowRefused``."""
    model = v1.Service if kind == "service" else v1.Structure
    try:
        read = model.model_validate(row)
    except ValidationError as error:
        raise RowRefused([_reason(each) for each in error.errors(include_input=False)]) from error
    columns = _service(read) if isinstance(read, v1.Service) else _structure(read)
    _refuse_too_long(columns)
    columns["digest"] = _digest(columns)
    return columns


def _reason(error: Any) -> str:
    field = ".".join(str(part) for part in error["loc"]) or "?"
    return f"{field}: {error['msg']}"


def _refuse_too_long(columns: Columns) -> None:
    long = [name for name, most in _LIMITS.items() if len(columns[name]) > most]
    # PostgreSQL keeps no NUL.
    nul = [name for name, value in columns.items() if isinstance(value, str) and "\0" in value]
    if long or nul:
        raise RowRefused([f"{name}: too long" for name in long] + [f"{name}: NUL" for name in nul])


def _digest(columns: Columns) -> str:
    text = "\x1f".join(f"{name}={columns[name]}" for name in sorted(columns))
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def _entry(read: v1.Service | v1.Structure) -> Columns:
    return {
        "id": key_of(read.source, read.id),
        "source": read.source,
        "ref": read.id,
        "name": read.nom,
        "description": read.description or "",
        "link": _text(read.lien_source),
        "checked_on": read.date_maj,
        "address": read.adresse or "",
        "address_more": read.complement_adresse or "",
        "commune": read.commune or "",
        "postcode": read.code_postal or "",
        "insee": read.code_insee or "",
        "lat": _degrees(read.latitude, 90),
        "lon": _degrees(read.longitude, 180),
        "phone": read.telephone or "",
        "email": read.courriel or "",
        "hours": read.horaires_accueil or "",
    }


def _structure(read: v1.Structure) -> Columns:
    return _entry(read) | {
        "name_words": plain(read.nom)[:200],
        "siret": read.siret or "",
        "website": _text(read.site_web),
        "access_link": _text(read.accessibilite_lieu),
        "networks": _codes(read.reseaux_porteurs),
    }


def _service(read: v1.Service) -> Columns:
    entry = _entry(read)
    # An address beside somebody's name may be that person's own: neither is kept.
    if read.contact_nom_prenom:
        entry["email"] = ""
    labels = themes()
    found = _codes(read.thematiques)
    words = (read.nom, read.commune, *(labels[code] for code in found))
    return entry | {
        "structure_id": key_of(read.source, read.structure_id),
        "structure_ref": read.structure_id,
        "kind": read.type.value if read.type else "",
        "themes": found,
        "fee": read.frais.value if read.frais else "",
        "fee_more": read.frais_precisions or "",
        "publics": _codes(read.publics),
        "publics_more": read.publics_precisions or "",
        "conditions": read.conditions_acces or "",
        "commune_key": plain(read.commune or "").replace("-", " ")[:120],
        "name_key": plain(read.nom)[:200],
        "welcome": _codes(read.modes_accueil),
        "zone": sorted(read.zone_eligibilite or ()),
        "ask_link": _text(read.lien_mobilisation),
        "ask_modes": _codes(read.modes_mobilisation),
        "asked_by": _codes(read.mobilisable_par),
        "ask_more": read.mobilisation_precisions or "",
        "weekly_hours": read.volume_horaire_hebdomadaire,
        "weeks": read.nombre_semaines,
        "plain_words": plain(" ".join([*filter(None, words), read.description[:_SEARCHED]])),
    }


def _codes(found: Iterable[Any] | None) -> list[str]:
    return sorted(each.value for each in found or ())


def _text(link: Any) -> str:
    return str(link)[:2100] if link else ""


def _degrees(number: float | None, most: int) -> float | None:
    """What is not a place on Earth (NaN too) is left out."""
    return number if number is not None and -most <= number <= most else None
