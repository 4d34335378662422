"""Foreign keys follow the same floors as imports; import-linter cannot see them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable

import pytest

from tests.house.tree import ROOT, house_models

Relation = tuple[str, str, str]


def floors() -> dict[str, int]:
    """Room → floor, read from the import contract; 0 is the ground."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    (layers,) = [c["layers"] for c in contracts["contracts"] if c["type"] == "layers"]
    found = {}
    for height, layer in enumerate(reversed(layers)):
        for room in layer.split("|"):
            found[room.strip().strip("()")] = height
    return found


def relations() -> list[Relation]:
    """(room, model.field, room it points at), also where the model is named by a string."""
    return [
        (
            model._meta.app_label,
            f"{model.__name__}.{field.name}",
            field.related_model._meta.app_label,
        )
        for model in house_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
    ]


def going_up(found: Iterable[Relation], heights: dict[str, int]) -> list[str]:
    return [
        f"{room}.{field} → {other}"
        for room, field, other in found
        if room != other and heights.get(other, 99) >= heights[room]
    ]


def test_foreign_keys_only_go_down() -> None:
    assert len(relations()) > 20
    assert going_up(relations(), floors()) == []


@pytest.mark.parametrize(
    "relation",
    [
        ("peers", "Peer.mission", "missions"),
        ("missions", "Mission.idea", "participation"),
        ("accounts", "Member.group", "auth"),
    ],
)
def test_a_foreign_key_going_up_sideways_or_out_is_found(relation: Relation) -> None:
    assert len(going_up([relation], floors())) == 1
