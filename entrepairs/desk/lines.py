"""What waits for one member: each line says one thing and offers one action.

Lines are collected from the rooms below, in a constant number of queries, and only
where the member may do what the line asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entrepairs.accounts.access import may_manage_accounts, may_partner
from entrepairs.accounts.models import Invitation, Member, Partnership, Team
from entrepairs.accounts.terms import local_terms
from entrepairs.interventions.models import Outing
from entrepairs.missions import access as missions
from entrepairs.missions.boards import PlacementLine, TeamLine, team_lines
from entrepairs.missions.enums import MissionState, Side

OPEN_TOO_LONG = timedelta(hours=12)
LOOK_BACK = timedelta(days=14)
REVIEW_SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Line:
    """``title`` says what waits, ``note`` why or since when, ``action`` what to do."""

    title: str
    note: str
    action: str
    url: str
    go: bool = False


@dataclass(slots=True)
class Waiting:
    """This week first, then when there is time."""

    settle: list[Line] = field(default_factory=list)
    calm: list[Line] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.settle) + len(self.calm)


def waiting_for(member: Member, teams: list[Team], now: datetime, today: date) -> Waiting:
    """Everything that waits for ``member`` in ``teams``."""
    terms = local_terms(member.organisation_id)
    lines = team_lines(member, teams, terms, today, now) if missions.may_open_teams(member) else []
    waiting = Waiting()
    waiting.settle += _texts(member, lines)
    waiting.settle += _outings_left_open(member, now)
    waiting.settle += _lone_peers(member, lines)
    waiting.settle += _proposals(member)
    waiting.calm += _engagements(member, lines)
    waiting.calm += _solo_outings(member, today)
    waiting.calm += _invitations(member, now)
    return waiting


def _texts(member: Member, lines: Iterable[TeamLine]) -> Iterator[Line]:
    """Missions to write, to sign, or that wait for somebody else for too long."""
    for team in lines:
        for line in team.placements:
            found = _text(member, line)
            if found is not None:
                yield found


def _text(member: Member, line: PlacementLine) -> Line | None:
    placement, mission = line.placement, line.mission
    side = missions.side_of(member, placement)
    if mission is None:
        return _no_text(member, line)
    if line.state.code in (MissionState.IN_FORCE, MissionState.ENDED):
        return None
    if not mission.peer_wrote:  # type: ignore[attr-defined]
        return _waits_for_the_peer(mission.get_absolute_url(), line, side)
    signed = mission.peer_signed if side == Side.PEER else mission.team_signed  # type: ignore[attr-defined]
    if side is None or signed:
        return None
    title = (
        _("Your own mission waits for your signature")
        if side == Side.PEER
        else _("%(name)s’s mission waits for your signature") % {"name": line.name}
    )
    return Line(title, line.team, _("Read and sign"), mission.get_absolute_url(), go=True)


def _no_text(member: Member, line: PlacementLine) -> Line | None:
    if not missions.may_write_mission(member, line.placement):
        return None
    title = (
        _("Your mission is not written yet")
        if missions.is_the_peer(member, line.placement)
        else _("%(name)s’s mission is not written yet") % {"name": line.name}
    )
    url = reverse("missions:new_mission", args=[line.placement.pk])
    return Line(title, line.team, _("Begin it together"), url)


def _waits_for_the_peer(url: str, line: PlacementLine, side: Side | None) -> Line | None:
    if side == Side.PEER:
        title = _("Your mission waits for your words")
        return Line(title, line.team, _("Read and write"), url, go=True)
    if side == Side.TEAM:
        title = _("%(name)s has not written in the mission yet") % {"name": line.name}
        note = _("A mission counts once the peer has written in it.")
        return Line(title, note, _("See the text"), url)
    return None


def _outings_left_open(member: Member, now: datetime) -> Iterator[Line]:
    mine = Outing.objects.visible_to(member).kept().with_member(member).select_related("team")
    left = mine.filter(
        ended_at__isnull=True,
        started_at__lt=now - OPEN_TOO_LONG,
        started_at__gt=now - LOOK_BACK,
    )
    for outing in left.newest_first()[:5]:
        title = _("The outing of %(day)s has no end") % {"day": date_format(outing.day, "j F")}
        note = _("When did you come back?")
        yield Line(title, f"{outing.team.name}. {note}", _("Say when"), outing.get_absolute_url())


def _lone_peers(member: Member, lines: Iterable[TeamLine]) -> Iterator[Line]:
    for team in lines:
        if not team.alone or team.compensated or not missions.may_compensate(member, team.team):
            continue
        title = _("%(name)s is the only peer of %(team)s") % {
            "name": team.alone,
            "team": team.team.name,
        }
        note = _("Three ways to keep this from weighing are ready to be talked over.")
        yield Line(title, note, _("See the three ways"), team_address(team.team))


def team_address(team: Team) -> str:
    return reverse("missions:team", args=[team.pk])


def _proposals(member: Member) -> Iterator[Line]:
    if not may_partner(member):
        return
    proposed = Partnership.objects.visible_to(member).filter(
        partner=member.organisation_id, accepted_on__isnull=True
    )
    for _partnership in proposed:
        yield Line(
            _("An organisation offers to be your partner"),
            _("Nothing is shared until you accept."),
            _("Read and answer"),
            reverse("accounts:partners"),
        )


def _engagements(member: Member, lines: Iterable[TeamLine]) -> Iterator[Line]:
    for team in lines:
        if not missions.may_engage_team(member, team.team):
            continue
        state = team.engagement
        if state.code == "none":
            title = _("%(team)s has not said yes to peer support yet") % {"team": team.team.name}
            action = _("Prepare the discussion")
        elif state.kind == "settle":
            title = _("%(team)s had said yes: to be talked over again") % {"team": team.team.name}
            action = _("Prepare the exchange")
        else:
            continue
        url = reverse("missions:engagement", args=[team.team.pk])
        yield Line(title, state.word, action, url)


def _solo_outings(member: Member, today: date) -> Iterator[Line]:
    """Mine, gone alone in the last days, without a word on why."""
    mine = Outing.objects.visible_to(member).kept().with_member(member)
    alone = mine.between(today - LOOK_BACK, today).filter(peers__gt=0, others=0, solo_reason="")
    for outing in alone.newest_first()[:3]:
        title = _("You went out alone on %(day)s") % {"day": date_format(outing.day, "l j F")}
        note = _("A word on why helps the team not to let it happen again.")
        yield Line(title, note, _("Say a word"), reverse("interventions:edit", args=[outing.pk]))


def _invitations(member: Member, now: datetime) -> Iterator[Line]:
    if not may_manage_accounts(member):
        return
    pending = Invitation.objects.visible_to(member).pending(now).count()
    if pending:
        title = ngettext(
            "%(count)d invitation has not been answered",
            "%(count)d invitations have not been answered",
            pending,
        ) % {"count": pending}
        yield Line(
            title,
            _("A link lasts seven days; it can be made again."),
            _("See the members"),
            reverse("accounts:members"),
        )
