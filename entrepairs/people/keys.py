"""The keys of an organisation: wrapped again, renewed, forgotten.

Each function works inside the wall of one organisation, and names it in every query: the
owner, whom no policy holds, uses them too. All may be cut short and run again.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.apps import apps

from entrepairs.base import sealing
from entrepairs.people.models import OrganisationKey, Person, PersonKey
from entrepairs.people.registry import holdings
from entrepairs.people.sealing import (
    make_key,
    make_organisation_key,
    opened_wrapper,
    place_of_key,
    sealed_fields,
)


def roots_needed(organisation: UUID) -> set[str]:
    """The names of the root keys without which something would not open."""
    mine = OrganisationKey.objects.filter(organisation=organisation)
    return set(mine.values_list("root", flat=True))


def wrap_again(organisation: UUID) -> int:
    """Wrap the organisation's keys with the newest root key. The keys stay what they are."""
    newest = sealing.root_name()
    rows = OrganisationKey.objects.filter(organisation=organisation).exclude(root=newest)
    done = 0
    for row in rows.select_for_update().order_by("pk"):
        opened = opened_wrapper(row)
        row.root = newest
        row.wrapped = sealing.seal(sealing.root(newest), opened, place_of_key(row))
        row.save(update_fields=["root", "wrapped"])
        done += 1
    return done


def is_renewing(organisation: UUID) -> bool:
    """A renewal was begun and some people's keys still hang on the former key."""
    return _left_behind(organisation).exists()


def renew(organisation: UUID, now: datetime) -> bool:
    """Draw a new key for the organisation and retire the former one; False if it has none.

    Whoever opens a page at this moment waits, then uses the new one.
    """
    living = OrganisationKey.objects.filter(organisation=organisation, retired_at=None)
    row = living.select_for_update().first()
    if row is None:
        return False
    row.retired_at = now
    row.save(update_fields=["retired_at"])
    make_organisation_key(organisation)
    return True


def rewrap_some(organisation: UUID, number: int) -> int:
    """Hang some people's keys on the new key: how many. 0 when all are."""
    rows = list(_left_behind(organisation).select_for_update(of=("self",)).order_by("pk")[:number])
    if not rows:
        return 0
    wrapper = OrganisationKey.objects.get(organisation=organisation, retired_at=None)
    outer = opened_wrapper(wrapper)
    for row in rows:
        key = sealing.unseal(opened_wrapper(row.wrapper), bytes(row.wrapped), place_of_key(row))
        row.wrapper, row.wrapped = wrapper, sealing.seal(outer, key, place_of_key(row))
    PersonKey.objects.bulk_update(rows, ["wrapper", "wrapped"])
    return len(rows)


def drop_retired(organisation: UUID) -> int:
    """Remove the retired keys that nobody's key hangs on any more."""
    used = PersonKey.objects.filter(organisation=organisation).values("wrapper")
    retired = OrganisationKey.objects.filter(organisation=organisation, retired_at__isnull=False)
    return retired.exclude(pk__in=used).delete()[0]


def _left_behind(organisation: UUID):  # type: ignore[no-untyped-def]
    keys = PersonKey.objects.filter(organisation=organisation, wrapper__retired_at__isnull=False)
    return keys.select_related("wrapper")


# --- After a restore ------------------------------------------------------------
def replace_lost_keys(organisation: UUID) -> int:
    """People whose key did not come back: their words can open no more and are emptied.

    They get a new key, so that what they say from now on can be kept. Returns how many.
    """
    keyed = PersonKey.objects.filter(organisation=organisation).values("person")
    lost = list(Person.objects.filter(organisation=organisation).exclude(pk__in=keyed))
    for holding in (one for one in holdings() if one.rows_of is None):
        _empty(holding.table, **{f"{holding.path}__in": lost})
    _empty(apps.get_model("people.Person"), pk__in=[person.pk for person in lost])
    for person in lost:
        make_key(person)
    return len(lost)


def _empty(table, **whose) -> None:  # type: ignore[no-untyped-def]
    columns = {field.name: b"" for field in sealed_fields(table)}
    if columns:
        table.objects.filter(**whose).update(**columns)
