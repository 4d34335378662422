"""Everything the figures read, in a number of queries that does not grow.

Encounters and outings are never read one by one: only their monthly tallies are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, Sum

from entrepairs.accounts.models import LocalTerm, Member, Organisation, Team, TeamMembership
from entrepairs.engines.evaluation.problem import WITNESSES, Voice
from entrepairs.framework.access import speaker_of
from entrepairs.framework.facts.reading import Reading
from entrepairs.framework.models import Framework
from entrepairs.interventions.models import AliasSeen, MonthTally
from entrepairs.missions.models import (
    Compensation,
    Engagement,
    Mission,
    MissionVersion,
    Placement,
    Signature,
)
from entrepairs.peers.models import Peer, StatusPeriod

Tally = Mapping[str, int]
# No threshold asks for more people than this: counting stops there.
ENOUGH = 20


@dataclass(frozen=True, slots=True)
class Scope:
    """What a reader looks at: teams they may see, a day, a period of whole months."""

    member: Member
    teams: tuple[Team, ...]
    whole: bool
    first: date
    last: date

    @property
    def team_ids(self) -> list[UUID]:
        return [team.pk for team in self.teams]


@dataclass(frozen=True, slots=True)
class Text:
    """A mission that has not ended: its latest text and who stands behind it."""

    id: UUID
    placement: UUID
    version: MissionVersion | None
    peer_wrote: bool
    peer_signed: bool
    team_signed: bool
    # Who signed for the team.
    team_voice: Voice | None

    def filled(self, headings: Iterable[str]) -> bool:
        return self.version is not None and all(
            getattr(self.version, heading).strip() for heading in headings
        )

    @property
    def in_force(self) -> bool:
        return self.peer_wrote and self.peer_signed and self.team_signed

    @property
    def voice(self) -> Voice:
        """Who answers for the text: the peer who signed or wrote, else its last author."""
        if self.peer_signed:
            return Voice.PEER
        return Voice(self.version.voice) if self.version else Voice.COORDINATOR


@dataclass(slots=True)
class Ground:
    scope: Scope
    placements: list[Placement] = field(default_factory=list)
    engagements: dict[UUID, list[Engagement]] = field(default_factory=dict)
    texts: dict[UUID, Text] = field(default_factory=dict)
    memberships: dict[UUID, set[UUID]] = field(default_factory=dict)
    members: dict[UUID, Member] = field(default_factory=dict)
    peers: dict[UUID, Peer] = field(default_factory=dict)
    own_peers: list[UUID] = field(default_factory=list)
    statuses: dict[UUID, StatusPeriod] = field(default_factory=dict)
    tallies: dict[UUID, Tally] = field(default_factory=dict)
    aliases_met: int = 0
    compensated: set[UUID] = field(default_factory=set)
    terms: list[LocalTerm] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    frameworks: list[Framework] = field(default_factory=list)
    # Counted on people met (``people.py``): numbers only.
    people_readings: dict[str, Reading] = field(default_factory=dict)

    @property
    def people_met(self) -> int:
        """People met in the period: each alias once, and each meeting without one.

        A meeting without an alias can be tied to nobody: it counts as one person.
        """
        return self.aliases_met + self.total("anonymous")

    def voice_of(self, member: UUID | None) -> Voice:
        """Unknown authors count as the management: no fact may prove too much."""
        found = self.members.get(member) if member else None
        return Voice(speaker_of(found)) if found else Voice.COORDINATOR

    def engaged(self, team: UUID, day: date) -> Engagement | None:
        """An engagement of this very team that was live on that day."""
        return next((act for act in self.engagements.get(team, ()) if act.is_live(day)), None)

    def placed_in(self, team: UUID) -> list[Placement]:
        return [placement for placement in self.placements if placement.team_id == team]

    @property
    def teams_with_a_peer(self) -> list[Team]:
        placed = {placement.team_id for placement in self.placements}
        return [team for team in self.scope.teams if team.pk in placed]

    @property
    def placed_peers(self) -> dict[UUID, Placement]:
        """One placement per peer: two placements of one person are one person."""
        return {placement.peer_id: placement for placement in self.placements}

    def faces(self, placement: Placement) -> list[Member]:
        """The peer as a member: in our organisation if lent to us, and at home if readable."""
        peer = self.peers.get(placement.peer_id)
        ids = (placement.host_member_id, peer.member_id if peer else None)
        return [self.members[pk] for pk in ids if pk in self.members]

    def total(self, counter: str) -> int:
        return sum(tally.get(counter, 0) for tally in self.tallies.values())

    @property
    def concerned(self) -> dict[Voice, int]:
        """How many people could confirm: peers placed here, colleagues of these teams."""
        here = set().union(*self.memberships.values()) if self.memberships else set()
        colleagues = [pk for pk in here if self.voice_of(pk) is Voice.COLLEAGUE]
        return {Voice.PEER: len(self.placed_peers), Voice.COLLEAGUE: len(colleagues)}


def survey(scope: Scope) -> Ground:
    """Read the ground under every figure."""
    ground = Ground(scope)
    _teams(ground)
    _texts(ground)
    _people(ground)
    _tallies(ground)
    _house(ground)
    return ground


def _teams(ground: Ground) -> None:
    scope, teams = ground.scope, ground.scope.team_ids
    visible = Placement.objects.visible_to(scope.member)
    ground.placements = list(
        visible.filter(team__in=teams, host=scope.member.organisation_id)
        .live(scope.last)
        .order_by("starts_on", "id")
    )
    acts: dict[UUID, list[Engagement]] = defaultdict(list)
    for act in Engagement.objects.filter(team__in=teams).order_by("-starts_on", "id"):
        acts[act.team_id].append(act)
    ground.engagements = acts
    live = Compensation.objects.filter(team__in=teams).live(scope.last)
    ground.compensated = set(live.values_list("team_id", flat=True))
    there: dict[UUID, set[UUID]] = {team: set() for team in teams}
    belonging = TeamMembership.objects.filter(team__in=teams, since__lte=scope.last)
    belonging = belonging.filter(Q(until__isnull=True) | Q(until__gte=scope.last))
    for team, member in belonging.values_list("team_id", "member_id"):
        there[team].add(member)
    ground.memberships = there


def _texts(ground: Ground) -> None:
    placements = [placement.pk for placement in ground.placements]
    missions: list[Any] = list(
        Mission.objects.filter(placement__in=placements)
        .not_ended(ground.scope.last)
        .with_state()
        .order_by("id")
    )
    versions = MissionVersion.objects.in_bulk(
        [mission.current_version for mission in missions if mission.current_version]
    )
    signers = Signature.objects.live().filter(version__in=list(versions), side="team")
    names = dict(signers.values_list("version_id", "member_id"))
    ground.members = _members(ground, names.values())
    for mission in missions:
        signer = names.get(mission.current_version) if mission.team_signed else None
        ground.texts[mission.placement_id] = Text(
            id=mission.pk,
            placement=mission.placement_id,
            version=versions.get(mission.current_version),
            peer_wrote=mission.peer_wrote,
            peer_signed=mission.peer_signed,
            team_signed=mission.team_signed,
            team_voice=ground.voice_of(signer) if signer else None,
        )


def _members(ground: Ground, signers: Iterable[UUID]) -> dict[UUID, Member]:
    """Everybody named so far, peers included; two queries."""
    peers = {placement.peer_id for placement in ground.placements}
    mine = Q(organisation=ground.scope.member.organisation_id)
    for peer in Peer.objects.filter(Q(pk__in=peers) | mine):
        ground.peers[peer.pk] = peer
    wanted: set[UUID | None] = {*signers, *(peer.member_id for peer in ground.peers.values())}
    for placement in ground.placements:
        wanted |= {placement.host_member_id, placement.recorded_by_id}
    for acts in ground.engagements.values():
        wanted |= {act.recorded_by_id for act in acts}
    wanted = wanted.union(*ground.memberships.values())
    return Member.objects.in_bulk([pk for pk in wanted if pk])


def _people(ground: Ground) -> None:
    scope = ground.scope
    here = {
        pk
        for pk, peer in ground.peers.items()
        if peer.organisation_id == scope.member.organisation_id and _present(ground, peer)
    }
    ground.own_peers = sorted(here if scope.whole else here & ground.placed_peers.keys())
    for period in StatusPeriod.objects.filter(peer__in=list(ground.peers)).on(scope.last):
        ground.statuses[period.peer_id] = period


def _present(ground: Ground, peer: Peer) -> bool:
    member = ground.members.get(peer.member_id)
    day = ground.scope.last
    return bool(member and member.since <= day and (member.until is None or member.until >= day))


def _tallies(ground: Ground) -> None:
    """The counters of the period, per team, and how many aliases; two queries."""
    scope = ground.scope
    # Under other names: a sum called as its field would hide it.
    counters = MonthTally.counters()
    sums = {f"all_{name}": Sum(name) for name in counters}
    rows = MonthTally.objects.filter(team__in=scope.team_ids).between(scope.first, scope.last)
    totals: Any = rows.order_by().values("team").annotate(**sums)
    for row in totals:
        ground.tallies[row["team"]] = {name: row[f"all_{name}"] or 0 for name in counters}
    met = AliasSeen.objects.filter(team__in=scope.team_ids, last_on__gte=scope.first)
    ground.aliases_met = met.filter(first_on__lte=scope.last)[:ENOUGH].count()


def _house(ground: Ground) -> None:
    member = ground.scope.member
    ground.terms = list(LocalTerm.objects.visible_to(member).order_by("concept"))
    ground.organisations = list(Organisation.objects.visible_to(member).order_by("name", "id"))
    ground.frameworks = list(Framework.objects.all())


def witness(*voices: Voice | None) -> Voice | None:
    """The first of them who was there, if any."""
    return next((voice for voice in voices if voice in WITNESSES), None)
