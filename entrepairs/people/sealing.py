"""Words about a person, sealed field by field with that person's own key.

A model names a column ``text_sealed = SealedField()`` and gains the attribute ``text``:
set it, call ``lock(row)`` before saving; after reading rows call ``unlock(rows)``. The key
of a person is wrapped by the organisation's, itself wrapped by a root key that lies
outside the database. Destroying the person's key closes everything for good.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import models

from entrepairs.base import sealing
from entrepairs.base.sealing import CannotOpen

_SUFFIX = "_sealed"


class Locked(RuntimeError):
    """A sealed text was read before ``unlock``."""


class _Words:
    """The open side of a sealed column; lives in the instance, never in the database."""

    def __init__(self, column: str) -> None:
        self.column = column
        self.slot = f"_open_{column}"

    def __get__(self, row: Any, owner: Any = None) -> Any:
        if row is None:
            return self
        if self.slot in row.__dict__:
            return row.__dict__[self.slot]
        if not getattr(row, self.column):
            return ""
        raise Locked(f"{type(row).__name__}.{self.column}: unlock() first")

    def __set__(self, row: Any, text: str) -> None:
        row.__dict__[self.slot] = text


class SealedField(models.BinaryField):
    """Bytes that only the person's key opens; empty means that nothing was said."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", bytes)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:
        if not name.endswith(_SUFFIX):
            raise TypeError(f"a sealed column ends with {_SUFFIX}: {name}")
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, name.removesuffix(_SUFFIX), _Words(name))


def sealed_fields(model: type[models.Model]) -> list[SealedField]:
    return [field for field in model._meta.local_fields if isinstance(field, SealedField)]


def lock(row: Any) -> None:
    """Seal every text set on ``row``; the row's id must be drawn. Costs a query or two."""
    for field in sealed_fields(type(row)):
        text = row.__dict__.get(f"_open_{field.name}")
        if text is None:
            continue
        key = _keys({_person(row)})[_person(row)] if text else b""
        words = str(text).strip().encode()
        setattr(row, field.name, sealing.seal(key, words, _place(row, field)) if text else b"")


def unlock(rows: Iterable[Any]) -> list[Any]:
    """Open every sealed text of ``rows`` (of any models): two queries in all.

    Raises ``CannotOpen`` when a key is gone while a text is still there.
    """
    rows = list(rows)
    closed = [(row, field) for row in rows for field in sealed_fields(type(row))]
    wanted = {_person(row) for row, field in closed if getattr(row, field.name)}
    keys = _keys(wanted) if wanted else {}
    for row, field in closed:
        hidden = bytes(getattr(row, field.name))
        text = _open(row, field, keys[_person(row)], hidden) if hidden else ""
        row.__dict__[f"_open_{field.name}"] = text
    return rows


def make_key(person: Any) -> None:
    """Draw the key of a new person, wrapped by the organisation's."""
    from entrepairs.people.models import PersonKey

    wrapper = _organisation_key(person.organisation_id)
    row = PersonKey(organisation_id=person.organisation_id, person=person)
    row.wrapper = wrapper
    row.wrapped = sealing.seal(opened_wrapper(wrapper), sealing.new_key(), place_of_key(row))
    row.save(force_insert=True)


def blind(person_id: UUID, purpose: str) -> bytes:
    """A token of this person that only their key can make again (32 bytes)."""
    import hmac

    return hmac.digest(_keys({person_id})[person_id], purpose.encode(), "sha256")


def place_of_key(row: Any) -> str:
    return f"{row._meta.db_table}|{row.organisation_id}|{row.pk}"


def _person(row: Any) -> UUID:
    from entrepairs.people.models import Person

    found: UUID = row.pk if isinstance(row, Person) else row.person_id
    return found


def _place(row: Any, field: SealedField) -> str:
    return f"{row._meta.db_table}|{field.column}|{row.pk}|{row.organisation_id}"


def _open(row: Any, field: SealedField, key: bytes, hidden: bytes) -> str:
    return sealing.unseal(key, hidden, _place(row, field)).decode()


def _keys(people: set[UUID]) -> dict[UUID, bytes]:
    """Raises ``CannotOpen`` when one is missing: erased, or of another organisation."""
    from entrepairs.people.models import PersonKey

    rows = PersonKey.objects.filter(person__in=people).select_related("wrapper")
    found = {
        row.person_id: sealing.unseal(
            opened_wrapper(row.wrapper), bytes(row.wrapped), place_of_key(row)
        )
        for row in rows
    }
    if people - set(found):
        raise CannotOpen("the key of a person is gone")
    return found


def _organisation_key(organisation: UUID) -> Any:
    """The organisation's current key, drawn on first use.

    Held until the end of the transaction: a renewal waits for the person who gets a key.
    """
    from entrepairs.people.models import OrganisationKey

    current = OrganisationKey.objects.filter(organisation=organisation, retired_at=None)
    row = current.select_for_update(no_key=True).first()
    if row is None:
        make_organisation_key(organisation)
        row = current.get()
    return row


def make_organisation_key(organisation: UUID) -> None:
    """Draw the organisation's key; nothing happens when it has a living one."""
    from entrepairs.people.models import OrganisationKey

    row = OrganisationKey(organisation_id=organisation, root=sealing.root_name())
    place = place_of_key(row)
    row.wrapped = sealing.seal(sealing.root(row.root), sealing.new_key(), place)
    OrganisationKey.objects.bulk_create([row], ignore_conflicts=True)


def opened_wrapper(row: Any) -> bytes:
    return _unwrapped(row.root, bytes(row.wrapped), place_of_key(row))


@lru_cache(maxsize=256)
def _unwrapped(root: str, wrapped: bytes, place: str) -> bytes:
    return sealing.unseal(sealing.root(root), wrapped, place)
