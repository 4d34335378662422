"""Appointments one goes to with somebody, and proposals whose end nobody has asked about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from entrepairs.accounts.enums import Role
from entrepairs.desk.line import CALM, MANY, SETTLE, Ask, Line
from entrepairs.people.enums import NotWant, WishKind
from entrepairs.people.models import Wish
from entrepairs.people.sealing import unlock
from entrepairs.steps import lists
from entrepairs.steps.access import may_note, may_open_steps, rights_by_person
from entrepairs.steps.enums import UNDER_WAY
from entrepairs.steps.models import Orientation, Step


def everything(ask: Ask) -> Iterator[Line]:
    """Eleven queries at most. What the reader may not read gives no line."""
    if not may_open_steps(ask.member):
        return
    yield from appointments(ask)
    yield from orientations_to_ask(ask)


def appointments(ask: Ask) -> Iterator[Line]:
    """Today's and tomorrow's, of whoever goes along."""
    first = datetime.combine(ask.today, datetime.min.time(), get_current_timezone())
    soon = (first, first + timedelta(days=2))
    steps = Step.objects.visible_to(ask.member).kept().filter(with_member=ask.member)
    steps = steps.filter(next_at__range=soon, state__in=UNDER_WAY).select_related("person")
    going = Orientation.objects.visible_to(ask.member).kept().filter(with_member=ask.member)
    going = going.filter(going_at__range=soon, outcome="").select_related("person", "service")
    rows = _readable(ask, [*steps.order_by("next_at", "id"), *going.order_by("going_at", "id")])
    found = [(_hour(row), row) for row in rows]
    for hour, row in sorted(found, key=lambda pair: (pair[0], pair[1].pk))[:MANY]:
        yield _appointment(row, hour)


def _hour(row: Step | Orientation) -> datetime:
    hour = row.next_at if isinstance(row, Step) else row.going_at
    assert hour is not None
    return hour


def _appointment(row: Step | Orientation, hour: datetime) -> Line:
    is_step = isinstance(row, Step)
    what = lists.title_of(row) if is_step else lists.place_of(row)
    place = row.next_place if is_step else ""
    names = {"alias": row.person.alias, "when": lists.when(hour)}
    return Line(
        SETTLE,
        _("With %(alias)s: %(when)s") % names,
        f"{what}, {place}." if place else f"{what}.",
        row.get_absolute_url(),
        _("See it"),
    )


def orientations_to_ask(ask: Ask) -> Iterator[Line]:
    """After two weeks; never for somebody who wants nobody coming back to them."""
    rows = Orientation.objects.visible_to(ask.member).to_ask(ask.today)
    if not ask.member.has(Role.COORDINATOR):
        rows = rows.filter(Q(proposed_by=ask.member) | Q(with_member=ask.member))
    left = Wish.objects.visible_to(ask.member).living()
    left = left.filter(kind=WishKind.NOT_WANT, code=NotWant.NO_FOLLOW_UP)
    rows = rows.exclude(person__in=left.values("person")).select_related("person", "service")
    for row in _readable(ask, list(rows.order_by("choice_on", "id")[: MANY * 2]))[:MANY]:
        yield Line(
            CALM,
            _("Did %(alias)s get there?") % {"alias": row.person.alias},
            _("%(place)s: two weeks ago they wanted to go. Ask, if you see them.")
            % {"place": lists.place_of(row)},
            row.get_absolute_url(),
            _("Note what came of it"),
        )


def _readable(ask: Ask, rows: list[Step | Orientation]) -> list[Step | Orientation]:
    rights = rights_by_person(ask.member, {row.person_id for row in rows}, ask.today)
    open_ = [row for row in rows if may_note(rights[row.person_id], row.family)]
    return unlock(open_)
