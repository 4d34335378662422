"""The pages that gather several teams or placements, with filters kept in the address."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from entrepairs.accounts.models import Member, Team
from entrepairs.accounts.terms import local_terms, word_for
from entrepairs.base.words import plain
from entrepairs.engines.sheets.write import to_csv
from entrepairs.missions import access, boards
from entrepairs.missions.boards import PlacementLine, TeamLine
from entrepairs.missions.enums import CompensationKind
from entrepairs.missions.models import Compensation, Engagement, Placement


def _filters() -> dict[str, str]:
    return {
        "": _("All"),
        "engaged": _("Engaged"),
        "open": _("Not engaged"),
        "unsigned": _("A mission to sign"),
        "alone": _("One peer alone"),
    }


def _keeps(line: TeamLine, wanted: str) -> bool:
    if wanted == "engaged":
        return line.engagement.code == "live"
    if wanted == "open":
        return line.engagement.code != "live"
    if wanted == "unsigned":
        return any(one.state.code != "in_force" for one in line.placements)
    return wanted != "alone" or bool(line.alone)


def all_teams(member: Member, query: QueryDict, today: date, now: datetime) -> dict[str, Any]:
    """The page of teams: mine, then the teams of partners where our peers are."""
    words = _filters()
    wanted = query.get("show", "") if query.get("show", "") in words else ""
    name = query.get("q", "").strip()[:80]
    teams = list(Team.objects.visible_to(member).open())
    terms = local_terms(member.organisation_id)
    lines = boards.team_lines(member, teams, terms, today, now)
    shown = [
        line
        for line in lines
        if _keeps(line, wanted) and (not name or plain(name) in plain(line.team.name))
    ]
    chips = []
    for code, word in words.items():
        kept = query.copy()
        kept.pop("show", None)
        if code:
            kept["show"] = code
        chips.append({"word": word, "url": f"?{kept.urlencode()}", "on": code == wanted})
    return {
        "lines": shown,
        "total": len(teams),
        "asked": bool(wanted or name),
        "wanted": wanted,
        "name": name,
        "chips": chips,
        "elsewhere": _elsewhere(member, today, now),
    }


def _elsewhere(member: Member, today: date, now: datetime) -> list[PlacementLine]:
    """Peers of ours, lent, in the teams of partners."""
    lent = Placement.objects.visible_to(member).exclude(host=member.organisation_id)
    return boards.placement_lines(lent.not_over(today).with_people(), today, now)


def one_team(member: Member, team: Team, today: date, now: datetime) -> dict[str, Any]:
    terms = local_terms(member.organisation_id)
    found = boards.find(member, [team], today, now)
    lines = found.lines[team.pk]
    pairs = boards.pair_lines(member, team)
    compensations = Compensation.objects.visible_to(member).filter(team=team)
    engagements = found.engagements[team.pk]
    return {
        "team": team,
        "kind": word_for(f"team.{team.kind}", terms),
        "state": boards.engagement_state(engagements, today),
        "engagements": [
            {"row": row, "live": row.is_live(today), "sponsor": row.sponsor}
            for row in _with_sponsors(engagements)
        ],
        "placements": [line for line in lines if not line.over],
        "past": [line for line in lines if line.over],
        "solo": found.solo.get(team.pk),
        "alone": next(
            (
                line.name
                for line in lines
                if team.pk in found.solo and line.placement.peer_id == found.solo[team.pk].alone_now
            ),
            "",
        ),
        "compensations": [
            {"row": row, "word": word_for(f"compensation.{row.kind}", terms)}
            for row in compensations.live(today)
        ],
        "ways": [kind.label for kind in CompensationKind],
        "pairs": [line for line in pairs if line.pairing.until is None],
        "past_pairs": [line for line in pairs if line.pairing.until is not None],
        "may_engage": access.may_engage_team(member, team),
        "may_place": access.may_place_peer(member, team),
        "may_pair": access.may_pair(member, team),
        "may_compensate": access.may_compensate(member, team),
    }


def _with_sponsors(engagements: list[Engagement]) -> list[Engagement]:
    sponsors = Member.objects.in_bulk({row.sponsor_id for row in engagements})
    for row in engagements:
        row.sponsor = sponsors[row.sponsor_id]
    return sorted(engagements, key=lambda row: row.starts_on, reverse=True)


def of_peer(member: Member, placements: Any, today: date, now: datetime) -> dict[str, Any]:
    lines = boards.placement_lines(placements.with_people(), today, now)
    live = [line for line in lines if not line.over]
    return {
        "placements": live,
        "past": [line for line in lines if line.over],
        "percent": sum(line.placement.percent for line in live if line.placement.is_live(today)),
    }


def to_file(member: Member, today: date, now: datetime) -> bytes:
    """One line per placement, codes beside words; a team without peer has one too."""
    terms = local_terms(member.organisation_id)
    teams = list(Team.objects.visible_to(member))
    header = [
        _("Team"),
        _("Kind of team, code"),
        _("Kind of team"),
        _("Engagement, code"),
        _("Engagement"),
        _("Peer"),
        _("Share of time, in %"),
        _("First day"),
        _("Last day"),
        _("Line référent"),
        _("Day-to-day référent"),
        _("Reason of the exception"),
        _("Mission, code"),
        _("Mission"),
    ]
    lines = boards.team_lines(member, teams, terms, today, now)
    return to_csv(header, [row for line in lines for row in _rows(line)])


def _rows(line: TeamLine) -> list[list[object]]:
    team = [
        line.team.name,
        line.team.kind,
        line.kind,
        line.engagement.code,
        line.engagement.word,
    ]
    if not line.placements:
        return [[*team, *[""] * 9]]
    return [[*team, *_cells(one)] for one in line.placements]


def _cells(one: PlacementLine) -> list[object]:
    row = one.placement
    return [
        one.name,
        row.percent,
        row.starts_on,
        row.ends_on or "",
        one.line_referent,
        one.day_to_day_referent,
        row.exception_reason,
        one.state.code,
        one.state.word,
    ]
