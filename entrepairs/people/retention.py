"""Two years after the last contact, nobody knows any more who this was."""

from __future__ import annotations

import logging
from datetime import datetime
from uuid import UUID

from entrepairs.base.clock import day_of
from entrepairs.base.wall import organisation_wall
from entrepairs.people.erasure import erase_person, past_retention

logger = logging.getLogger(__name__)
# Why, in the trail.
RETENTION = "retention"


def purge_people(organisation: UUID, now: datetime) -> tuple[int, int]:
    """Erase whoever is past retention, one transaction each: how many, how many failed.

    A second run finds nobody. A hold, or a contact in between, keeps the person.
    """
    today = day_of(now)
    with organisation_wall(organisation):
        found = list(past_retention(today).values_list("pk", flat=True))
    done = failed = 0
    for key in found:
        try:
            done += _purge_one(organisation, key, now)
        except Exception:
            # One page must not keep all the others from going.
            logger.exception("a page past retention could not be erased: %s", key)
            failed += 1
    return done, failed


def _purge_one(organisation: UUID, key: UUID, now: datetime) -> int:
    with organisation_wall(organisation):
        person = past_retention(day_of(now)).select_for_update().filter(pk=key).first()
        if person is None:
            return 0
        erase_person(actor=None, person=person, purpose=RETENTION, now=now)
    return 1
