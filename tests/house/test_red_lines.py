"""Nobody is scored, ranked, flagged or sorted; and nothing that could do it has a place.

Each rule is a function that finds faults, and each is shown finding one that was planted.
The exceptions are in ``person_columns.toml``, each with its reason.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.contrib.postgres.fields import ArrayField, HStoreField
from django.contrib.postgres.fields.ranges import BigIntegerRangeField, DecimalRangeField
from django.contrib.postgres.fields.ranges import IntegerRangeField as IntRangeField
from django.db import models
from django.test.utils import isolate_apps

from entrepairs.accounts.tenants import TenantModel
from tests.house.tree import (
    Source,
    addresses,
    house_models,
    python_sources,
    templates,
)

KEPT = tomllib.loads(Path(__file__).with_name("person_columns.toml").read_text("utf-8"))
# Parts of a name (between underscores), and beginnings of one.
WHOLE = {
    "nir", "insee", "ssn", "gps", "lat", "lon", "lng", "score", "rank", "ranking", "flag",
    "flagged", "risk", "priority", "severity", "level", "grade", "weight",
    "visa", "origin", "race", "dangerous", "danger", "danger_level",
    "compliance", "motivation", "blacklisted", "banned", "favourite",
}  # fmt: skip
BEGINNINGS = (
    "diagnos", "nationalit", "citizenship", "immigra", "latitude", "longitude", "asylum", "residen",
    "vulnerab", "danger", "score", "scoring", "rank", "risk", "complian", "aggress",
)  # fmt: skip
NUMBERS = (
    models.IntegerField,  # and its small, big and positive kin
    models.FloatField,
    models.DecimalField,
    models.DurationField,
    models.BooleanField,
    IntRangeField,
    BigIntegerRangeField,
    DecimalRangeField,
)
# Where anything at all could be written under any name.
FREE = (models.JSONField, HStoreField)
ROOMS = ("people", "links", "voice", "steps", "words", "cards", "interventions")
ORDERED = ROOMS[:-1]
# The alias, a day or a moment, and the id that makes an order complete.
ORDER = re.compile(r"^(?:alias|alias_key|id|pk|on|at|day|since|until|waits)$|_(?:on|at|day)$")
Models = Iterable[type[models.Model]]
Sources = Iterable[Source]


def of_people(found: Models) -> set[type[models.Model]]:
    """A person or a twin, what leads to one by foreign keys, what is kept under an alias."""
    everything = set(found)
    bound = {
        model
        for model in everything
        if model._meta.label in {"people.Person", "people.Twin"}
        or any(field.name == "alias_key" for field in model._meta.concrete_fields)
    }
    while True:
        more = {model for model in everything - bound if _targets(model) & bound}
        if not more:
            return bound
        bound |= more


def _targets(model: type[models.Model]) -> set[Any]:
    return {field.related_model for field in model._meta.concrete_fields if field.is_relation}


def red_names(found: Models) -> list[str]:
    """Fields named like what is never collected, but for those kept with a reason."""
    return [
        name
        for model in found
        for field in model._meta.concrete_fields
        if (name := f"{model._meta.label}.{field.name}") not in KEPT["names"]
        and _is_red(field.name)
    ]


def _is_red(name: str) -> bool:
    parts = name.split("_")
    red = parts[0] == "ins" or set(parts) & WHOLE
    return bool(red) or any(part.startswith(BEGINNINGS) for part in parts)


def numbers_on_people(found: Models, kept: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Columns that could count, measure, order or flag somebody."""
    return [
        f"{model._meta.label}.{field.name}"
        for model in sorted(of_people(found), key=lambda model: model._meta.label)
        for field in model._meta.concrete_fields
        if _could_score(field) and field.name not in kept.get(model._meta.label, {})
    ]


def _could_score(field: Any) -> bool:
    if isinstance(field, ArrayField):
        return _could_score(field.base_field)
    if field.is_relation or (field.primary_key and isinstance(field, models.UUIDField)):
        return False
    numbered = any(isinstance(value, int | float) for value, _ in field.flatchoices)
    return numbered or isinstance(field, NUMBERS + FREE)


def free_fields(sources: Sources) -> list[str]:
    """Fields of a form whose name comes from elsewhere than the source."""
    found = []
    for source in sources:
        for node in ast.walk(source.tree):
            match node:
                case ast.Assign(
                    targets=[ast.Subscript(value=ast.Attribute(attr="fields")) as spot]
                ):
                    # A constant, or a value of an enumeration of ours.
                    if not isinstance(spot.slice, ast.Constant | ast.Attribute):
                        found.append(f"{source.name}:{node.lineno}")
                case ast.Call(
                    func=ast.Attribute(attr="update", value=ast.Attribute(attr="fields"))
                ):
                    found.append(f"{source.name}:{node.lineno}")
                case ast.Call(func=ast.Name(id="type"), args=[_, _, _]):
                    found.append(f"{source.name}:{node.lineno}")
    return found


def other_orders(sources: Sources, kept: Mapping[str, str]) -> list[str]:
    """``order_by``, ``ordering`` and windows by anything but the alias, a date, or who waits."""
    return [
        f"{source.name}: {name}"
        for source in sources
        for name in _orders(source.tree)
        if not ORDER.search(name.rpartition("__")[2]) and f"{source.name}: {name}" not in kept
    ]


def _orders(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr="order_by"), args=args):
                yield from map(_order, args)
            case ast.Assign(targets=[ast.Name(id="ordering")], value=ast.List(elts=args)):
                yield from map(_order, args)
            case ast.keyword(arg="order_by" | "ordering", value=ast.List(elts=args)):
                yield from map(_order, args)
            case ast.keyword(arg="order_by" | "ordering", value=value):
                yield _order(value)


def _order(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value.removeprefix("-")
    return ast.unparse(node)


def titles_with_an_alias(pages: Mapping[str, str]) -> list[str]:
    block = re.compile(r"{% block title %}.*?{% endblock %}|<title>.*?</title>", re.S)
    said = re.compile(
        r"{{[^}]*(?:alias|told_name|\bperson\b(?!\.)|\b(?:wish|word|step|goal)\.text\b)[^}]*}}"
    )
    return [name for name, text in pages.items() if any(map(said.search, block.findall(text)))]


def addresses_with_an_alias(routes: Iterable[str]) -> list[str]:
    return [route for route in routes if re.search(r"<\w*:?(?:\w*alias|name|told_name)\w*>", route)]


def said_by_name(found: Models) -> list[str]:
    """Rows whose ``str`` (in a log, an error, an admin list) repeats what was typed."""
    talkative = []
    for model in found:
        row = model.__new__(model)
        row.__dict__ |= {"_state": models.base.ModelState()}
        for field in model._meta.concrete_fields:
            typed = isinstance(field, models.CharField | models.TextField)
            row.__dict__[field.attname] = "zq-typed" if typed else None
        if "zq-typed" in f"{row} {row!r}":
            talkative.append(model._meta.label)
    return talkative


PEOPLE_SOURCES = [
    source
    for source in python_sources("entrepairs")
    if source.name.split("/")[1] in ROOMS and "/migrations/" not in source.name
]
ORDERED_SOURCES = [each for each in PEOPLE_SOURCES if each.name.split("/")[1] in ORDERED]


def test_no_field_is_named_like_what_is_never_collected() -> None:
    assert red_names(house_models()) == []


def test_people_have_no_number_nor_flag_but_those_listed() -> None:
    assert {"people.Person", "people.Wish"} <= {m._meta.label for m in of_people(house_models())}
    assert numbers_on_people(house_models(), KEPT["columns"]) == []


def test_what_is_kept_with_a_reason_still_exists() -> None:
    known = {
        (model._meta.label, field.name)
        for model in house_models()
        for field in model._meta.concrete_fields
    }
    listed = {(label, name) for label, names in KEPT["columns"].items() for name in names}
    named = {tuple(name.rsplit(".", 1)) for name in KEPT["names"]}
    assert (listed | named) - known == set()
    orders = {f"{each.name}: {name}" for each in ORDERED_SOURCES for name in _orders(each.tree)}
    assert set(KEPT["orders"]) - orders == set()
    reasons = [*KEPT["names"].values(), *KEPT["orders"].values()]
    reasons += [reason for names in KEPT["columns"].values() for reason in names.values()]
    assert [reason for reason in reasons if len(reason.split()) < 3] == []


def test_no_form_about_people_takes_a_field_of_ones_own() -> None:
    forms = [each for each in PEOPLE_SOURCES if "form" in each.name]
    assert len(forms) > 3
    assert free_fields(forms) == []


def test_lists_of_people_follow_the_alias_a_date_or_who_waits() -> None:
    assert len(ORDERED_SOURCES) > 20
    assert other_orders(ORDERED_SOURCES, KEPT["orders"]) == []


def test_no_title_and_no_address_tells_an_alias() -> None:
    assert titles_with_an_alias(templates()) == []
    assert addresses_with_an_alias(each.route for each in addresses()) == []


def test_no_row_about_somebody_says_what_was_typed() -> None:
    assert said_by_name(of_people(house_models())) == []


@pytest.fixture
def planted() -> Iterator[Any]:
    """A table that breaks every rule of this page, and one that only leads to it."""
    with isolate_apps("entrepairs.accounts"):

        class Soul(TenantModel):
            class Level(models.IntegerChoices):
                LOW = 1
                HIGH = 2

            alias_key = models.CharField(max_length=9)
            risk_level = models.CharField(max_length=9)
            diagnosed = models.CharField(max_length=9)
            points = models.SmallIntegerField()
            difficult = models.BooleanField()
            since = models.DateField()
            stage = models.CharField(max_length=2, choices=[(1, "one"), (2, "two")])
            extras = models.JSONField()
            marks = ArrayField(models.IntegerField())

            class Meta(TenantModel.Meta):
                app_label = "accounts"

            def __str__(self) -> str:
                return self.alias_key

        class Note(TenantModel):
            soul = models.ForeignKey(Soul, on_delete=models.CASCADE)
            stars = models.FloatField()

            class Meta(TenantModel.Meta):
                app_label = "accounts"

            def __str__(self) -> str:
                return ""

        yield Soul, Note


def test_a_planted_table_is_found_by_each_rule(planted: tuple[Any, Any]) -> None:
    soul, note = planted
    assert of_people([note, soul, *house_models()]) >= {soul, note}
    assert red_names([soul]) == ["accounts.Soul.risk_level", "accounts.Soul.diagnosed"]
    columns = ["points", "difficult", "stage", "extras", "marks"]
    assert numbers_on_people([soul, note], {}) == [
        "accounts.Note.stars",
        *(f"accounts.Soul.{name}" for name in columns),
    ]
    kept = {"accounts.Soul": dict.fromkeys(columns, "why"), "accounts.Note": {"stars": "why"}}
    assert numbers_on_people([soul, note], kept) == []
    assert said_by_name([soul, note]) == ["accounts.Soul"]


@pytest.mark.parametrize(
    "name", ["nir", "ins_number", "insee", "gps_point", "lat", "immigration", "rank", "flag_red"]
)
def test_a_red_name_is_found(name: str) -> None:
    assert _is_red(name)


@pytest.mark.parametrize("name", ["opened_on", "instead_of", "language", "standing", "reason"])
def test_an_ordinary_name_passes(name: str) -> None:
    assert not _is_red(name)


@pytest.mark.parametrize(
    "text",
    [
        "self.fields[label] = forms.CharField()",
        "self.fields.update(extra)",
        "made = type('Extra', (Form,), fields)",
    ],
)
def test_a_free_field_is_found(text: str) -> None:
    assert free_fields([Source("forms.py", text)]) == ["forms.py:1"]
    assert free_fields([Source("forms.py", "self.fields['team'] = field\ntype(one)")]) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("rows.order_by('-difficulty', 'id')", "difficulty"),
        ("rows.order_by(F('score').desc())", "F('score').desc()"),
        ("class Meta:\n    ordering = ['alias_key', 'times']", "times"),
        ("Window(Rank(), order_by='missed')", "missed"),
        ("rows.order_by('person__stars')", "person__stars"),
    ],
)
def test_another_order_is_found(text: str, name: str) -> None:
    assert other_orders([Source("a.py", text)], {}) == [f"a.py: {name}"]


@pytest.mark.parametrize(
    "text",
    [
        "rows.order_by('alias_key', 'id')",
        "rows.order_by('-person__last_contact_on')",
        "a.order_by()",
    ],
)
def test_an_order_by_alias_or_date_passes(text: str) -> None:
    assert other_orders([Source("a.py", text)], {}) == []


@pytest.mark.parametrize("said", ["{{ person.alias }}", "{{ person }}", "{{ wish.text }}"])
def test_an_alias_in_a_title_or_an_address_is_found(said: str) -> None:
    page = "{% block title %}" + said + "{% endblock %}"
    assert titles_with_an_alias({"a.html": page}) == ["a.html"]
    assert titles_with_an_alias({"a.html": f"<h1>{said}</h1>"}) == []
    assert addresses_with_an_alias(["people/<uuid:person_id>/", "people/<str:alias>/"]) == [
        "people/<str:alias>/"
    ]
