"""Silence, sleep, and being seen again. Nothing here ends a link."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from entrepairs.accounts.models import Member, Team
from entrepairs.base import clock
from entrepairs.links import refusals
from entrepairs.links.models import SILENCE, Link, LinkWake
from entrepairs.links.services.opening import tell
from entrepairs.people.models import Person
from entrepairs.people.services import note_contact


def note_seen(*, person: Person, team: Team | UUID, day: date) -> list[LinkWake]:
    """The person was met by this team that day: their links there are awake again.

    Called when a meeting is recorded. One query when there is no link, or no news.
    """
    news = Q(last_seen_on__lt=day) | Q(asleep_on__lte=day)
    return _seen(Link.objects.about(person).open().filter(news, team=team), day)


def _seen(links: Iterable[Link], day: date) -> list[LinkWake]:
    wakes = []
    for link in links:
        wake = _wake(link, day)
        link.last_seen_on = max(link.last_seen_on, day)
        link.save(update_fields=["last_seen_on", "asleep_on"])
        wakes += [wake] if wake else []
    return LinkWake.objects.bulk_create(wakes) if wakes else []


def _wake(link: Link, day: date) -> LinkWake | None:
    """The end of a silence or of a sleep, if this day ends one."""
    slept_on, quiet_since = link.asleep_on, link.last_seen_on
    if slept_on is not None and slept_on > day:
        return None
    link.asleep_on = None
    silent = slept_on is not None or day - quiet_since > SILENCE
    if not silent or day <= quiet_since:
        return None
    return LinkWake(
        organisation_id=link.organisation_id,
        person_id=link.person_id,
        link=link,
        woke_on=day,
        quiet_since=quiet_since,
        slept_on=slept_on,
    )


def see_link(*, actor: Member, link: Link, now: datetime) -> Link:
    """ "Seen again": by whoever met the person. Raises ``LinkEnded``."""
    _require_open(link)
    today = clock.day_of(now)
    _seen([link], today)
    note_contact(link.person, today)
    tell(actor, link.person, now)
    return link


def unsee_link(*, actor: Member, link: Link, now: datetime) -> Link:
    """Undo "seen again" noted by mistake: the silence, or the sleep, is as it was."""
    last = LinkWake.objects.filter(link=link, woke_on=link.last_seen_on).first()
    if last is not None:
        link.last_seen_on, link.asleep_on = last.quiet_since, last.slept_on
        link.save(update_fields=["last_seen_on", "asleep_on"])
        last.delete()
        tell(actor, link.person, now)
    return link


def sleep_link(*, actor: Member, link: Link, now: datetime) -> Link:
    """The person has disappeared: the link rests, and stays. Raises ``LinkEnded``."""
    _require_open(link)
    if link.asleep_on is None:
        link.asleep_on = clock.day_of(now)
        link.save(update_fields=["asleep_on"])
        tell(actor, link.person, now)
    return link


def unsleep_link(*, actor: Member, link: Link, now: datetime) -> Link:
    """Undo ``sleep_link``: nobody was seen."""
    _require_open(link)
    if link.asleep_on is not None:
        link.asleep_on = None
        link.save(update_fields=["asleep_on"])
        tell(actor, link.person, now)
    return link


def _require_open(link: Link) -> None:
    if link.closed_on is not None:
        raise refusals.LinkEnded
