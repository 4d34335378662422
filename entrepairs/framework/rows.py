"""The rows behind a figure: each a line with its link, seen only by who may see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Model, Q, QuerySet
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from entrepairs.accounts.models import Team
from entrepairs.framework.board import Line
from entrepairs.framework.facts import Scope
from entrepairs.framework.figures import Unit
from entrepairs.interventions.enums import OUTREACH, Hat
from entrepairs.interventions.models import Encounter, Outing
from entrepairs.missions.models import Mission, Placement
from entrepairs.peers.models import Peer

PAGE = 25


@dataclass(frozen=True, slots=True)
class Behind:
    """One row: what it is, whether it has a fact, where it opens."""

    word: str
    soft: str
    met: bool
    url: str = ""


def page_of_rows(line: Line, scope: Scope, number: str | None) -> Page[Any]:
    """25 rows; the number of queries does not depend on how many there are."""
    if line.unit is Unit.OUTING:
        return _page(line, _outings(line, scope), number, _outing)
    if line.unit is Unit.ENCOUNTER:
        return _page(line, _encounters(line, scope), number, _encounter)
    reading = line.standing.reading
    cases = reading.cases if reading else ()
    found = _things(line.unit, scope, {case.id for case in cases if case.id})
    listed = [
        found[case.id] | {"met": case.met} if case.id else {"word": case.label, "met": case.met}
        for case in cases
        if case.id is None or case.id in found
    ]
    rows = [Behind(**{"soft": "", **row}) for row in listed]
    return Paginator(sorted(rows, key=lambda row: row.met), PAGE).get_page(number)


class Counted(Paginator):  # type: ignore[type-arg]
    """Pages of rows that the tallies have counted already: no recount of a million rows."""

    def __init__(self, found: QuerySet[Any], counted: int) -> None:
        super().__init__(found, PAGE)
        self.counted = counted

    @cached_property
    def count(self) -> int:
        return self.counted if self.object_list.exists() else 0  # type: ignore[union-attr]


def _page(
    line: Line, found: QuerySet[Any], number: str | None, behind: Callable[[Line, Any], Behind]
) -> Page[Any]:
    page = Counted(found, line.total).get_page(number)
    page.object_list = [behind(line, thing) for thing in page.object_list]
    return page


def _things(unit: Unit | None, scope: Scope, ids: set[UUID]) -> dict[UUID, dict[str, str]]:
    """Word and address of each, for those this member may see."""
    told: dict[Unit | None, Callable[[], Iterable[tuple[UUID, dict[str, str]]]]] = {
        Unit.TEAM: lambda: _teams(scope, ids),
        Unit.PLACEMENT: lambda: _placements(scope, ids),
        Unit.MISSION: lambda: _missions(scope, ids),
        Unit.PEER: lambda: _peers(scope, ids),
    }
    return dict(told[unit]()) if ids and unit in told else {}


def _teams(scope: Scope, ids: set[UUID]) -> Iterable[tuple[UUID, dict[str, str]]]:
    for team in Team.objects.visible_to(scope.member).filter(pk__in=ids):
        yield team.pk, _told(team, team.name, team.get_kind_display())


def _placements(scope: Scope, ids: set[UUID]) -> Iterable[tuple[UUID, dict[str, str]]]:
    visible = Placement.objects.visible_to(scope.member).filter(pk__in=ids).with_people()
    for placement in visible:
        since = _("since %(day)s") % {"day": date_format(placement.starts_on)}
        where = f"{placement.team.name}, {since}"
        yield placement.pk, _told(placement, _name(placement.peer_member), where)


def _missions(scope: Scope, ids: set[UUID]) -> Iterable[tuple[UUID, dict[str, str]]]:
    visible = Mission.objects.visible_to(scope.member).filter(pk__in=ids)
    missions = visible.select_related("placement__team").prefetch_related(
        "placement__peer__member", "placement__host_member"
    )
    for mission in missions:
        placement = mission.placement
        word = _("Mission of %(name)s") % {"name": _name(placement.peer_member)}
        yield mission.pk, _told(mission, word, placement.team.name)


def _peers(scope: Scope, ids: set[UUID]) -> Iterable[tuple[UUID, dict[str, str]]]:
    visible = Peer.objects.visible_to(scope.member).filter(pk__in=ids)
    for peer in visible.prefetch_related("member"):
        member = _readable(peer)
        yield peer.pk, _told(peer, _name(member), "")


def _readable(peer: Peer) -> Any:
    try:
        return peer.member
    except Peer.member.RelatedObjectDoesNotExist:
        return None


def _name(member: Any) -> str:
    return member.full_name if member else _("a peer whose name is no longer shared with us")


def _told(thing: Model, word: str, soft: str) -> dict[str, str]:
    return {"word": word, "soft": str(soft), "url": thing.get_absolute_url()}  # type: ignore[attr-defined]


def _outings(line: Line, scope: Scope) -> QuerySet[Any]:
    """The outings of a denominator, newest first."""
    outings = Outing.objects.visible_to(scope.member).kept().between(scope.first, scope.last)
    outings = outings.filter(team__in=scope.team_ids).select_related("team")
    reaching = line.standing.row.figure == "reaching_out_with_a_peer"
    wanted = Q(kind__in=OUTREACH) if reaching else Q(peers__gt=0)
    return outings.filter(wanted).newest_first()


def _outing(line: Line, outing: Outing) -> Behind:
    reaching = line.standing.row.figure == "reaching_out_with_a_peer"
    return Behind(
        word=f"{outing.get_kind_display()}, {date_format(outing.day)}",
        soft=outing.team.name,
        met=outing.peers > 0 if reaching else outing.is_paired,
        url=outing.get_absolute_url(),
    )


def _encounters(line: Line, scope: Scope) -> QuerySet[Any]:
    """Encounters, for those who meet people only; no alias is shown here."""
    met = Encounter.objects.visible_to(scope.member).kept().filter(team__in=scope.team_ids)
    met = met.filter(
        outing__removed_at__isnull=True, day__gte=scope.first, day__lte=scope.last
    ).select_related("outing", "team")
    if line.standing.row.figure == "seen_again":
        met = met.filter(outing__peers__gt=0)
    return met.newest_first()


def _encounter(line: Line, encounter: Encounter) -> Behind:
    holds = {
        "seen_again": encounter.seen == "again",
        "encounters_by_peers": encounter.recorded_as == Hat.PEER,
        "peer_presence": encounter.outing.peers > 0,
    }
    moment = localtime(encounter.at)
    return Behind(
        word=_("Encounter, %(day)s") % {"day": date_format(moment, "DATETIME_FORMAT")},
        soft=f"{encounter.team.name}, {encounter.get_seen_display()}",
        met=holds[line.standing.row.figure],
        url=encounter.outing.get_absolute_url(),
    )
