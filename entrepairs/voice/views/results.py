"""What was counted for a team: never read person by person, never peer by peer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from entrepairs.accounts.models import Team
from entrepairs.base.exports import table_file
from entrepairs.base.http import MemberRequest, page, reads, require
from entrepairs.voice import access
from entrepairs.voice.counts import THRESHOLD, Count, Period, Spread, counted
from entrepairs.voice.enums import Answer, Degree, More, Stated
from entrepairs.voice.speech import languages


def find_team(request: MemberRequest, team_id: UUID) -> Team:
    teams = Team.objects.visible_to(request.member)
    found: Team = get_object_or_404(teams, pk=team_id)
    require(access.may_see_results(request.member))
    return found


@reads
def list_teams(request: MemberRequest) -> HttpResponse:
    require(access.may_see_results(request.member))
    return page(
        request,
        "voice/list.html",
        teams=Team.objects.visible_to(request.member).open(),
        may_ask=access.may_hand_over(request.member),
        may_type=access.may_type_in(request.member),
        threshold=THRESHOLD,
    )


@reads
def results(request: MemberRequest, team_id: UUID) -> HttpResponse:
    team = find_team(request, team_id)
    found = counted(team, request.today)
    return page(
        request,
        "voice/results.html",
        team=team,
        shown=[_readable(count) for count in found if count.shown],
        hidden=[(name_of(count.period), count.uncovers) for count in found if not count.shown],
        threshold=THRESHOLD,
        may_ask=access.may_hand_over(request.member)
        and Team.objects.visible_to(request.member).of(request.member).filter(pk=team.pk).exists(),
        may_type=access.may_type_in(request.member),
    )


@reads
def export(request: MemberRequest, team_id: UUID) -> HttpResponse:
    """The same figures, with the same rules: what the page hides is not in the file."""
    team = find_team(request, team_id)
    request.looked_at("accounts.team", team.pk, "voice: export")
    header = [
        _("Period"), _("Among"), _("Question"), _("Have answered"), _("No answer"),
        *(str(label) for _value, label in _cells()),
    ]  # fmt: skip
    rows = [line for count in counted(team, request.today) for line in _lines(count)]
    return table_file(_("voices"), "csv", header, rows)


def name_of(period: Period) -> str:
    if period.is_year:
        return _("Year %(year)d") % {"year": period.first.year}
    names = (
        _("First quarter of %(year)d"),
        _("Second quarter of %(year)d"),
        _("Third quarter of %(year)d"),
        _("Fourth quarter of %(year)d"),
    )
    return names[period.quarter - 1] % {"year": period.first.year}


def _readable(count: Count) -> dict[str, Any]:
    four = [one for one in count.spreads if not isinstance(one.question, More)]
    return {
        "name": name_of(count.period),
        "count": count,
        "four": four,
        "more": [one for one in count.spreads if isinstance(one.question, More)],
        "hidden": 4 - len(four),
        "languages": [(_language(tag), side) for tag, side in count.by_language.items()],
        "preferences": [(Stated(said).label, side) for said, side in count.by_preference.items()],
        "is_year": count.period.is_year,
    }


def _language(tag: str) -> str:
    return next((each.name for each in languages() if each.tag == tag), tag)


def _cells() -> list[tuple[str, Any]]:
    return [*Answer.choices[:3], *Degree.choices]


def _lines(count: Count) -> Iterator[list[object]]:
    whole = name_of(count.period)
    groups: list[tuple[str, Any]] = [
        (_("everybody"), count.spreads),
        *((_language(tag), side) for tag, side in count.by_language.items()),
        *((str(Stated(said).label), side) for said, side in count.by_preference.items()),
    ]
    for number, (group, spreads) in enumerate(groups):
        for spread in spreads:
            yield [whole, group, *_line(spread, whole=number == 0)]


def _line(spread: Spread, whole: bool) -> list[object]:
    cells = [spread.cells.get(value, "") for value, _label in _cells()]
    return [str(spread.question.label), spread.answered, spread.silent if whole else "", *cells]
