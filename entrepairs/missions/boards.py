"""What the page of teams, of one team and of one peer show, in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from entrepairs.accounts.models import Member, Team
from entrepairs.accounts.terms import word_for
from entrepairs.missions.enums import MissionState
from entrepairs.missions.models import Compensation, Engagement, Mission, Pairing, Placement
from entrepairs.missions.solo import SoloReading, Span, read_solo

# Unsigned for longer, a text is shown as waiting for too long (R6.19).
PATIENCE = timedelta(days=92)
SOLO_DAYS = 90
REVIEW_SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class State:
    """An icon and a word; ``kind`` is one of call, settle, well, calm."""

    kind: str
    icon: str
    word: str
    code: str = ""


def engagement_state(engagements: Sequence[Engagement], today: date) -> State:
    """What a team's engagements say today, in one line."""
    live = [one for one in engagements if one.is_live(today)]
    if live:
        review = max(one.review_on for one in live)
        day = date_format(review)
        if review - today <= REVIEW_SOON:
            return State("settle", "clock", _("Engaged, to be reviewed by %s") % day, "live")
        return State("well", "check", _("Engaged until %s") % day, "live")
    latest = max(engagements, key=lambda one: one.starts_on, default=None)
    if latest is None:
        return State("settle", "hand", _("Not engaged yet"), "none")
    if latest.withdrawn_on is not None:
        word = _("Stepped back on %s") % date_format(latest.withdrawn_on)
        return State("settle", "undo-2", word, "withdrawn")
    if latest.starts_on > today:
        word = _("Engaged from %s on") % date_format(latest.starts_on)
        return State("calm", "calendar-days", word, "later")
    word = _("To be renewed since %s") % date_format(latest.review_on)
    return State("settle", "refresh-cw", word, "expired")


def mission_state(mission: Mission | None, today: date, now: datetime) -> State:
    """``mission`` comes from ``with_state()``; ``None`` when nothing is written."""
    if mission is None:
        return State("settle", "pencil", _("No mission written yet"), "missing")
    state = mission.state(today)
    if state == MissionState.ENDED:
        return State("calm", "history", _("Ended"), state.value)
    if state == MissionState.IN_FORCE:
        return State("well", "check-check", _("In force"), state.value)
    if now - mission.first_written_at > PATIENCE:  # type: ignore[attr-defined]
        return State("settle", "clock", _("Unsigned for more than three months"), state.value)
    if state == MissionState.WAITING:
        return State("settle", "clock", _("Draft: one signature is missing"), state.value)
    if not mission.peer_wrote:  # type: ignore[attr-defined]
        return State("settle", "pencil", _("Draft: the peer has not written yet"), state.value)
    return State("settle", "clock", _("Draft: both signatures are missing"), state.value)


@dataclass(frozen=True, slots=True)
class PlacementLine:
    placement: Placement
    name: str
    team: str
    host: str
    mission: Mission | None
    state: State
    over: bool
    line_referent: str
    day_to_day_referent: str


@dataclass(frozen=True, slots=True)
class TeamLine:
    team: Team
    kind: str
    engagement: State
    placements: list[PlacementLine]
    alone: str = ""
    compensated: bool = False


@dataclass(slots=True)
class Found:
    """The rows of several teams, read once."""

    engagements: dict[UUID, list[Engagement]] = field(default_factory=lambda: defaultdict(list))
    lines: dict[UUID, list[PlacementLine]] = field(default_factory=lambda: defaultdict(list))
    solo: dict[UUID, SoloReading] = field(default_factory=dict)
    compensated: set[UUID] = field(default_factory=set)


def named(member: Member | None, otherwise: str = "") -> str:
    return member.full_name if member else otherwise


def placement_lines(
    placements: Iterable[Placement], today: date, now: datetime
) -> list[PlacementLine]:
    """Each placement with its latest mission. ``placements`` come from ``with_people()``."""
    rows = list(placements)
    missions: dict[UUID, Mission] = {}
    found = Mission.objects.filter(placement__in=[row.pk for row in rows]).with_state()
    for mission in found.order_by("-ended_on"):  # NULL, that is not ended, comes first
        missions.setdefault(mission.placement_id, mission)
    return [_placement_line(row, missions.get(row.pk), today, now) for row in rows]


def _placement_line(
    row: Placement, mission: Mission | None, today: date, now: datetime
) -> PlacementLine:
    elsewhere = _("somebody at the partner’s")
    return PlacementLine(
        placement=row,
        name=named(row.peer_member, _("A peer once lent to us")),
        team=row.team.name,
        host=row.host.name,
        mission=mission,
        state=mission_state(mission, today, now),
        over=row.ends_on is not None and row.ends_on < today,
        line_referent=named(row.readable("line_referent"), elsewhere),
        day_to_day_referent=named(row.readable("day_to_day_referent"), elsewhere),
    )


def find(member: Member, teams: Sequence[Team], today: date, now: datetime) -> Found:
    """Everything said of these teams, for ``member``. Nine queries, whatever their number."""
    found = Found()
    ids = [team.pk for team in teams]
    for engagement in Engagement.objects.visible_to(member).filter(team__in=ids):
        found.engagements[engagement.team_id].append(engagement)
    placements = Placement.objects.visible_to(member).filter(team__in=ids).with_people()
    spans: dict[UUID, list[Span]] = defaultdict(list)
    for line in placement_lines(placements, today, now):
        row = line.placement
        found.lines[row.team_id].append(line)
        spans[row.team_id].append(Span(row.peer_id, row.starts_on, row.ends_on))
    first = today - timedelta(days=SOLO_DAYS - 1)
    found.solo = {team: read_solo(some, first, today) for team, some in spans.items()}
    live = Compensation.objects.visible_to(member).filter(team__in=ids).live(today)
    found.compensated = set(live.values_list("team_id", flat=True))
    return found


def team_lines(
    member: Member, teams: Sequence[Team], terms: dict[str, str], today: date, now: datetime
) -> list[TeamLine]:
    found = find(member, teams, today, now)
    return [
        TeamLine(
            team=team,
            kind=word_for(f"team.{team.kind}", terms),
            engagement=engagement_state(found.engagements[team.pk], today),
            placements=[line for line in found.lines[team.pk] if not line.over],
            alone=_alone(found, team),
            compensated=team.pk in found.compensated,
        )
        for team in teams
    ]


def _alone(found: Found, team: Team) -> str:
    """The name of the team's only peer today, if there is one only."""
    reading = found.solo.get(team.pk)
    if reading is None or reading.alone_now is None:
        return ""
    return next(
        (line.name for line in found.lines[team.pk] if line.placement.peer_id == reading.alone_now),
        "",
    )


@dataclass(frozen=True, slots=True)
class PairLine:
    pairing: Pairing
    peer: str
    colleague: str


def pair_lines(member: Member, team: Team) -> list[PairLine]:
    pairs = Pairing.objects.visible_to(member).filter(team=team)
    return [
        PairLine(row, row.peer_member.full_name, row.colleague.full_name)
        for row in pairs.select_related("peer_member", "colleague")
    ]
