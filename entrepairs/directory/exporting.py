"""Our groups as data·inclusion v1: what leaves is what the format's own models accept (I2)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from data_inclusion.schema import v1
from pydantic import BaseModel

from entrepairs.accounts.models import Organisation
from entrepairs.directory.models import OwnGroup

SOURCE = "entrepairs"
WHATS = ("services", "structures")


def to_services(organisation: Organisation, groups: Iterable[OwnGroup]) -> bytes:
    return _as_json([_service(organisation, group) for group in groups])


def to_structures(organisation: Organisation, groups: Iterable[OwnGroup]) -> bytes:
    """The organisation alone, dated by the group that changed last; none without group."""
    days = [group.changed_on for group in groups]
    if not days:
        return _as_json([])
    structure = v1.Structure(
        source=SOURCE,
        id=_structure_id(organisation),
        nom=organisation.name[:150],
        date_maj=max(days),
        siret=organisation.siret or None,
    )
    return _as_json([structure])


def _structure_id(organisation: Organisation) -> str:
    return f"{SOURCE}--{organisation.pk}"


def _service(organisation: Organisation, group: OwnGroup) -> v1.Service:
    said: dict[str, Any] = {
        "source": SOURCE,
        "structure_id": _structure_id(organisation),
        "id": f"{SOURCE}--{group.pk}",
        "nom": group.name,
        "description": group.description,
        "date_maj": group.changed_on,
        "type": group.kind,
        "thematiques": group.themes or None,
        "publics": group.publics or None,
        "frais": "gratuit",
        "adresse": group.address or None,
        "commune": group.commune or None,
        "code_postal": group.postcode or None,
        "code_insee": group.insee or None,
        "telephone": group.phone or None,
        "horaires_accueil": group.hours or None,
        "modes_accueil": ["en-presentiel"],
        "modes_mobilisation": ["se-presenter", *(["telephoner"] if group.phone else [])],
        "mobilisable_par": ["usagers", "professionnels"],
    }
    return v1.Service.model_validate(said)


def _as_json(models: Iterable[BaseModel]) -> bytes:
    rows = [_sorted(model.model_dump(mode="json", exclude_none=True)) for model in models]
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode()


def _sorted(row: dict[str, Any]) -> dict[str, Any]:
    """Sets come out in any order: the same groups give the same file."""
    return {
        name: sorted(value) if isinstance(value, list) else value for name, value in row.items()
    }
