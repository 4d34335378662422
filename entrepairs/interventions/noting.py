"""One encounter, its alias and its month, in one statement.

This is what happens on a pavement in the rain, so it costs one round trip: the row, the
alias of the team and the counters go in together, or none does.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from psycopg import Cursor

from entrepairs.accounts.models import Member
from entrepairs.base.querysets import require_wall
from entrepairs.interventions import aliases, tallies
from entrepairs.interventions.models import Encounter, Outing

_FIELDS = Encounter._meta.local_concrete_fields
_NOTE = (
    f"WITH noted AS (INSERT INTO interventions_encounter"
    f" ({', '.join(field.column for field in _FIELDS)})"
    f" VALUES ({', '.join(['%s'] * len(_FIELDS))})"
    " ON CONFLICT (organisation_id, token) DO NOTHING RETURNING *),"
    " known AS (INSERT INTO interventions_aliasseen"
    " (id, organisation_id, team_id, alias_key, alias, first_on, last_on, times)"
    " SELECT gen_random_uuid(), organisation_id, team_id, alias_key, alias, day, day, 1"
    f" FROM noted WHERE alias_key <> ''{aliases.ONCE_MORE}),"
    f" counted AS ({tallies.FROM_NOTED})"
    " SELECT (SELECT count(*) FROM noted), (SELECT times FROM known), (SELECT first_on FROM known)"
)


_LOOK = (
    "SELECT o.started_at, o.day, o.removed_at, EXISTS (SELECT FROM interventions_outingcrew c"
    " WHERE c.outing_id = o.id AND c.member_id = %s AND c.as_peer),"
    # The page of this alias in this team, unless two people answer to it.
    " (SELECT CASE WHEN count(*) = 1 THEN min(p.id::text)::uuid END FROM people_person p"
    " JOIN people_personteam k ON k.person_id = p.id AND k.until IS NULL"
    " WHERE %s <> '' AND p.organisation_id = o.organisation_id AND p.alias_key = %s"
    " AND k.organisation_id = o.organisation_id AND k.team_id = o.team_id)"
    " FROM interventions_outing o WHERE o.id = %s"
)


def look_again(outing: Outing, actor: Member, alias_key: str) -> tuple[bool, UUID | None]:
    """Under the team's lock: the outing as it is now.

    Returns whether the actor is its peer, and the page that answers to the alias.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LOOK, [actor.pk, alias_key, alias_key, outing.pk])
        outing.started_at, outing.day, outing.removed_at, as_peer, page = cursor.fetchone()
    return bool(as_peer), page


def note(encounter: Encounter) -> bool:
    """Write it and count it; False when another request has already used its token."""
    require_wall(Encounter)
    written, times, first_on = _prepared(_NOTE, [_value(encounter, field) for field in _FIELDS])
    if times is not None and encounter.day < first_on:
        _known_earlier(encounter, first_on)
    return bool(written)


def _prepared(statement: str, values: list[Any]) -> tuple[Any, ...]:
    """One row of a long statement that PostgreSQL plans once per connection.

    Django binds values into the text, which cannot be prepared; planning this statement
    and its policies costs more than running it.
    """
    connection.ensure_connection()
    with connection.wrap_database_errors, Cursor(connection.connection) as cursor:
        row = cursor.execute(statement.encode(), values, prepare=True).fetchone()
    assert row is not None
    return row


def _value(encounter: Encounter, field: Any) -> Any:
    return field.get_db_prep_save(getattr(encounter, field.attname), connection)


def _known_earlier(encounter: Encounter, first_on: date) -> None:
    """An older meeting written late: the alias was first met that day."""
    months = aliases.first_met(encounter, first_on)
    tallies.shift_new_aliases(encounter.organisation_id, encounter.team_id, months)
