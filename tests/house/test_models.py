"""Every table says whose it is, what is personal in it, and how long it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.db import models
from django.test.utils import isolate_apps

from entrepairs.accounts.tenants import TenantModel
from entrepairs.base.querysets import TenantQuerySet
from tests.house.tree import house_models, tenant_models

# Never a field, whatever the reason (requirements, "what is not collected").
FORBIDDEN = (
    "diagnos", "nationalit", "nir", "ssn", "social_security", "gps", "latitude", "longitude",
    "coordinates", "immigration", "residence_permit", "residency", "pathology",
    "illness", "medication", "treatment", "hospitalisation", "life_story", "religion",
    "ethnic", "criminal", "score", "rating",
)  # fmt: skip
Models = Iterable[type[models.Model]]


def _own_fields(model: type[models.Model]) -> set[str]:
    return {field.name for field in model._meta.concrete_fields} - {"id", "organisation"}


def without_visible_to(found: Models) -> list[str]:
    """A queryset that does not say who sees its rows."""

    def says(model: type[models.Model]) -> bool:
        rows = type(model._default_manager.all())
        own = getattr(rows, "visible_to", None)
        return issubclass(rows, TenantQuerySet) and own is not TenantQuerySet.visible_to

    return [model.__name__ for model in found if not says(model)]


def without_a_side(found: Models) -> list[str]:
    """Fields on neither side or on both, names that are not fields, tables kept for ever."""
    problems = []
    for model in found:
        personal: set[str] = set(getattr(model, "PERSONAL", ()))
        plain: set[str] = set(getattr(model, "PLAIN", ()))
        fields = _own_fields(model)
        wrong = (fields ^ (personal | plain)) | (personal & plain)
        problems += [f"{model.__name__}.{name}" for name in sorted(wrong)]
        if not getattr(model, "RETENTION", ""):
            problems.append(f"{model.__name__} without RETENTION")
    return problems


def forbidden_fields(found: Models) -> list[str]:
    def words(name: str) -> bool:
        parts = name.split("_")
        return any(word in name if len(word) > 4 else word in parts for word in FORBIDDEN)

    return [f"{m.__name__}.{name}" for m in found for name in _own_fields(m) if words(name)]


def implicit_links(found: Models) -> list[str]:
    """Many-to-many tables made by Django carry no organisation, so no policy."""
    return [
        f"{model.__name__}.{field.name}"
        for model in found
        for field in model._meta.local_many_to_many
        if field.remote_field.through._meta.auto_created
    ]


def doors_from_shared_tables(found: Models) -> list[str]:
    """A reverse name on a shared table is a join that no queryset of ours guards."""
    return [
        f"{model.__name__}.{field.name}"
        for model in found
        for field in model._meta.concrete_fields
        if field.is_relation
        and field.related_model not in tenant_models()
        and not field.remote_field.hidden
    ]


def _uniques(model: type[models.Model]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for field in model._meta.concrete_fields:
        # One row per row of our own: its policy refuses another's before the index answers.
        beside = field.one_to_one and field.related_model in tenant_models()
        if field.unique and not field.primary_key and not beside:
            yield field.name, (field.name,)
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            yield constraint.name, tuple(constraint.fields)
    for together in model._meta.unique_together:
        yield "unique_together", tuple(together)


def uniques_across_organisations(found: Models) -> list[str]:
    """Unique constraints see every row: one that spans organisations tells what others hold."""
    return [
        f"{model.__name__}: {name}"
        for model in found
        for name, fields in _uniques(model)
        if not fields or fields[0] != "organisation"
    ]


def test_every_tenant_table_says_who_sees_its_rows() -> None:
    assert len(tenant_models()) > 15
    assert without_visible_to(tenant_models()) == []


def test_every_field_is_personal_or_plain_and_every_table_has_a_retention() -> None:
    assert without_a_side(house_models()) == []


def test_nothing_that_must_not_be_collected_is_a_field() -> None:
    assert forbidden_fields(house_models()) == []


def test_no_table_is_made_behind_our_back() -> None:
    assert implicit_links(house_models()) == []


def test_unique_constraints_begin_with_the_organisation() -> None:
    tenants = [model for model in tenant_models() if model.__name__ != "Organisation"]
    assert uniques_across_organisations(tenants) == []


def test_no_shared_table_leads_back_to_rows_of_an_organisation() -> None:
    assert doors_from_shared_tables(tenant_models()) == []


@pytest.fixture
def bad() -> Iterator[Any]:
    """A table that breaks every rule of this page."""
    with isolate_apps("entrepairs.accounts"):

        class Friend(models.Model):
            class Meta:
                app_label = "accounts"

            def __str__(self) -> str:
                return ""

        class Bad(TenantModel):
            PERSONAL = frozenset({"phone", "gone"})
            PLAIN = frozenset({"diagnosis"})
            RETENTION = ""

            phone = models.CharField(max_length=9, unique=True)
            diagnosis = models.TextField()
            aside = models.TextField()
            key = models.ForeignKey("accounts.User", on_delete=models.PROTECT)
            friends = models.ManyToManyField(Friend)

            class Meta(TenantModel.Meta):
                app_label = "accounts"
                constraints = [models.UniqueConstraint(fields=["aside"], name="aside_once")]

            def __str__(self) -> str:
                return ""

        yield Bad


def test_a_table_that_breaks_every_rule_is_found_by_each(bad: type[models.Model]) -> None:
    assert without_visible_to([bad]) == ["Bad"]
    assert without_a_side([bad]) == ["Bad.aside", "Bad.gone", "Bad.key", "Bad without RETENTION"]
    assert forbidden_fields([bad]) == ["Bad.diagnosis"]
    assert implicit_links([bad]) == ["Bad.friends"]
    assert uniques_across_organisations([bad]) == ["Bad: phone", "Bad: aside_once"]
    assert doors_from_shared_tables([bad]) == ["Bad.key"]
