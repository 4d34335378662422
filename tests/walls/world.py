"""Four places and what is in each; every text of a place carries a word of its own.

A member of ``own`` looks at things of their own team, of another team of their
organisation, of a partner organisation, and of one that has nothing to do with them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.test import Client

from entrepairs.accounts.enums import OrganisationKind, Role, TeamKind
from entrepairs.accounts.models import (
    Invitation,
    LocalTerm,
    Member,
    Organisation,
    Partnership,
    Team,
)
from entrepairs.accounts.services import invite
from entrepairs.base import clock
from entrepairs.exchange.models import Import
from entrepairs.exchange.services import Upload, upload_file
from entrepairs.framework.models import Framework, Statement
from entrepairs.framework.pack import builtin_packs
from entrepairs.framework.services import load_pack
from entrepairs.interventions.models import Encounter, Outing
from entrepairs.interventions.services import (
    Going,
    end_outing,
    record_encounter,
    remove_outing,
    start_outing,
    undo_encounter,
)
from entrepairs.missions.models import (
    Compensation,
    Engagement,
    Mission,
    Pairing,
    Placement,
    Signature,
)
from entrepairs.missions.services import pairings, place_peer, sign_mission, start_mission
from entrepairs.missions.services.charters import Draft, edit_mission
from entrepairs.peers.models import Peer, PeerShare, StatusPeriod
from entrepairs.peers.services import days
from tests.cast import ARRIVED, Cast, inside, sign_in
from tests.exchange.bringing import people
from tests.walls.chosen import Chosen
from tests.walls.linked import THINGS_OF_LINKS, Linked
from tests.walls.met import Met
from tests.walls.oriented import THINGS_OF_THE_DIRECTORY, Oriented
from tests.walls.said import Said
from tests.walls.voiced import Voiced
from tests.walls.walked import Walked

ROLES = (
    Role.PEER, Role.COLLEAGUE, Role.COORDINATOR, Role.MANAGER, Role.PLATFORM_COORDINATOR,
    Role.SUPPORTER, Role.ADMIN, Role.AUDITOR, Role.RESEARCHER,
)  # fmt: skip
PLACES = ("own", "other", "partner", "outside")
CODE = "R1.3"


@dataclass
class Place(Met, Said, Walked, Chosen, Voiced, Linked, Oriented):
    """One team of one organisation, its people, and its things (made when first asked for)."""

    world: World
    name: str
    organisation: Organisation
    team: Team
    peer_member: Member
    colleague: Member
    coordinator: Member
    manager: Member
    _made: dict[tuple[str, Any], Any] = field(default_factory=dict)

    def word(self, kind: str) -> str:
        """The word that marks a text of this kind, in this place."""
        return f"zq{self.name}{kind}"

    def thing(self, name: str, viewer: Member) -> Any:
        """``peer``, ``mission``… ``my_…`` belongs to the viewer when they are of this place."""
        mine = viewer if name.startswith("my_") and self.name == "own" else self.coordinator
        key = (name, mine.pk if name.startswith("my_") else None)
        if key not in self._made:
            make: Callable[..., Any] = getattr(self, f"_{name}")
            with inside(mine):
                self._made[key] = make(mine) if name.startswith("my_") else make()
        return self._made[key]

    def made(self, name: str) -> Any:
        return self.thing(name, self.coordinator)

    @property
    def unknown(self) -> Organisation:
        """An organisation that has nothing to do with anybody yet."""
        return self.world.unknown

    @property
    def free_member(self) -> Any:
        return self.made("free_peer").member_id

    @property
    def partner(self) -> Organisation:
        """An organisation that accepted to work with this one, if any."""
        return self.world.cast.c if self.name == "outside" else self.world.lender_to(self)

    # --- people ------------------------------------------------------------------
    def _member(self) -> Member:
        return self.colleague

    def _stranger(self) -> Member:
        """A member of the organisation who belongs to no team yet."""
        return self.world.person(self.organisation, f"{self.word('stranger')}", Role.COLLEAGUE)

    def _newcomer(self) -> Member:
        """A member of the team who has no key yet."""
        word = self.word("newcomer")
        member = Member.objects.create(
            organisation=self.organisation,
            given_name="Zed",
            family_name=word,
            name_key=word,
            roles=["colleague"],
            since=ARRIVED,
            email=f"{word}@example.org",
            phone=self.word("phone"),
            chosen_title=self.word("title"),
        )
        self.world.cast.join(member, self.team)
        return member

    def _gone_member(self) -> Member:
        member = self.world.person(self.organisation, self.word("gone"), Role.COLLEAGUE, self.team)
        Member.objects.filter(pk=member.pk).update(until=self.world.day(-1))
        return member

    def _invitation(self) -> Invitation:
        return invite(
            actor=self.manager,
            member=self.made("newcomer"),
            email=f"{self.word('invited')}@example.org",
            now=self.world.now,
        )[0]

    def _closed_team(self) -> Team:
        team = self.world.cast.new_team(self.organisation, self.word("closed"), TeamKind.OTHER)
        self.world.cast.join(self.colleague, team)
        self.world.cast.join(self.coordinator, team)
        Team.objects.filter(pk=team.pk).update(closed_on=self.world.today)
        return team

    def _partnership(self) -> Partnership:
        """Proposed to this organisation, and waiting for its answer."""
        proposer = self.world.new_organisation(self.word("proposer"))
        with inside(proposer):
            return Partnership.objects.create(
                organisation=proposer, partner=self.organisation, since=ARRIVED
            )

    def _term(self) -> LocalTerm:
        return LocalTerm.objects.update_or_create(
            organisation=self.organisation,
            concept="place.station",
            defaults={"label": self.word("term")},
        )[0]

    def _peer(self) -> Peer:
        return self._welcomed(self.peer_member)

    def _welcomed(self, member: Member) -> Peer:
        peer = Peer.objects.create(
            organisation=self.organisation, member=member, fields=["psychiatry", self.word("field")]
        )
        StatusPeriod.objects.create(
            organisation=self.organisation, peer=peer, kind="structure", period=days(ARRIVED, None)
        )
        return peer

    def _free_peer(self) -> Peer:
        """A peer of the team without placement."""
        name = self.word("freepeer")
        return self._welcomed(self.world.person(self.organisation, name, Role.PEER, self.team))

    def _period(self) -> StatusPeriod:
        return StatusPeriod.objects.get(peer=self.made("free_peer"))

    def _past_peer(self) -> Peer:
        """A peer whose status ended, so that a new one can begin."""
        name = self.word("pastpeer")
        member = self.world.person(self.organisation, name, Role.PEER, self.team)
        peer = Peer.objects.create(organisation=self.organisation, member=member, fields=[])
        StatusPeriod.objects.create(
            organisation=self.organisation,
            peer=peer,
            kind="volunteer",
            period=days(ARRIVED, self.world.today - timedelta(days=9)),
        )
        return peer

    def _lendable(self, name: str) -> Peer:
        """A peer whose status lets them be lent."""
        member = self.world.person(self.organisation, self.word(name), Role.PEER, self.team)
        peer = Peer.objects.create(organisation=self.organisation, member=member, fields=[])
        StatusPeriod.objects.create(
            organisation=self.organisation, peer=peer, kind="lent", period=days(ARRIVED, None)
        )
        return peer

    def _lent_peer(self) -> Peer:
        return self._lendable("lentpeer")

    def _loaned_peer(self) -> Peer:
        return self._lendable("loanedpeer")

    def _loan(self) -> PeerShare:
        return PeerShare.objects.create(
            organisation=self.organisation,
            viewer=self.world.lender_to(self),
            peer=self.made("loaned_peer"),
            contact=self.manager,
            period=days(ARRIVED, self.world.today + timedelta(days=30)),
        )

    # --- engagement, placement, mission --------------------------------------------
    def _engagement(self) -> Engagement:
        first = self.world.today - timedelta(days=60)
        return Engagement.objects.create(
            organisation=self.organisation,
            team=self.team,
            discussed_on=first,
            discussion=self.word("discussion"),
            sponsor=self.manager,
            starts_on=first,
            review_on=first + timedelta(days=365),
            recorded_by=self.coordinator,
            recorded_at=self.world.now,
        )

    def _placement(self) -> Placement:
        self.made("engagement")
        return self._placed(self.made("peer"))

    def _placed(self, peer: Peer) -> Placement:
        placement = Placement(
            peer=peer,
            team=self.team,
            share=Decimal("0.5"),
            starts_on=self.world.today - timedelta(days=30),
            line_referent=self.manager,
            day_to_day_referent=self.coordinator,
        )
        return place_peer(actor=self.coordinator, placement=placement, now=self.world.now)

    def _unwritten(self) -> Placement:
        """A placement whose mission nobody has begun."""
        self.made("engagement")
        name = self.word("newpeer")
        member = self.world.person(self.organisation, name, Role.PEER, self.team)
        return self._placed(self._welcomed(member))

    def _mission(self) -> Mission:
        """Written by both, signed by nobody."""
        mission = start_mission(
            actor=self.coordinator,
            placement=self.made("placement"),
            draft=self._draft(0, ""),
            now=self.world.now,
        )
        with inside(self.peer_member):
            edit_mission(
                actor=self.peer_member,
                mission=mission,
                draft=self._draft(1, "\nÉcouter."),
                now=self.world.now,
            )
        return mission

    def _draft(self, based_on: int, more: str) -> Draft:
        text = {
            "domain": self.word("domain"),
            "responsibilities": "Proposer, jamais imposer.",
            "activities": f"Marcher.{more}",
            "not_done": "Je ne donne pas de médicament.",
        }
        return Draft(text=text, based_on=based_on)

    def _digest(self) -> str:
        return str(self.made("mission").versions.latest("number").digest)

    def _my_signed(self, viewer: Member) -> Mission:
        """The mission, signed by the viewer where they may sign."""
        mission = self.made("mission")
        Signature.objects.filter(mission=mission).delete()
        if viewer in (self.peer_member, self.coordinator, self.manager):
            digest = self.made("digest")
            sign_mission(actor=viewer, mission=mission, digest=digest, now=self.world.now)
        return mission

    def _pairing(self) -> Pairing:
        return pairings.pair_members(
            actor=self.coordinator,
            team=self.team,
            peer_member=self.peer_member,
            colleague=self.colleague,
            now=self.world.now,
        )

    def _compensation(self) -> Compensation:
        return Compensation.objects.create(
            organisation=self.organisation,
            team=self.team,
            kind=Compensation._meta.get_field("kind").choices[0][0],
            note=self.word("compensation"),
            started_on=self.world.today,
            recorded_by=self.coordinator,
        )

    # --- outings -------------------------------------------------------------------
    def _going(self) -> list[Going]:
        return [Going(self.peer_member, as_peer=True), Going(self.colleague)]

    def _out(self) -> Outing:
        outing = Outing(
            id=uuid4(),
            team=self.team,
            kind="round",
            place_kind="station",
            area=self.word("area"),
            started_at=self.world.now - timedelta(hours=1),
        )
        return start_outing(
            actor=self.colleague, outing=outing, crew=self._going(), now=self.world.now
        )

    def _outing(self) -> Outing:
        return self._out()

    def _removed_outing(self) -> Outing:
        outing = self._out()
        end_outing(actor=self.colleague, outing=outing, ended_at=self.world.now, now=self.world.now)
        remove_outing(actor=self.colleague, outing=outing, now=self.world.now)
        return outing

    def _met(self, kind: str) -> Encounter:
        with inside(self.peer_member):
            return record_encounter(
                actor=self.peer_member,
                outing=self.made("outing"),
                encounter=Encounter(
                    id=uuid4(),
                    at=self.world.now - timedelta(minutes=5),
                    alias=self.word(kind),
                    themes=["health"],
                ),
                now=self.world.now,
                alias_kept=True,
            )

    def _encounter(self) -> Encounter:
        return self._met("alias")

    def _undone(self) -> Encounter:
        encounter = self._met("undone")
        undo_encounter(actor=self.colleague, encounter=encounter, now=self.world.now)
        return encounter

    # --- words and files -------------------------------------------------------------
    def _my_statement(self, viewer: Member) -> Statement:
        return Statement.objects.create(
            organisation=self.organisation,
            team=self.team,
            framework=self.world.framework,
            criterion=CODE,
            kind="declaration",
            member=viewer,
            voice="colleague",
            text=self.word("statement"),
            said_on=self.world.today,
        )

    def _my_import(self, viewer: Member) -> Import:
        able = viewer.has(Role.COORDINATOR, Role.MANAGER, Role.PLATFORM_COORDINATOR)
        name = self.word("filename")
        row = (name, "Zed", "paire-aidante", "bénévole", "01/10/2025", "", "", "")
        upload = Upload(name=f"{self.word('file')}.csv", content=people(row), kind="people")
        actor = viewer if able else self.coordinator
        return upload_file(actor=actor, upload=upload, now=self.world.now)

    def _my_running_import(self, viewer: Member) -> Import:
        import_ = self._my_import(viewer)
        Import.objects.filter(pk=import_.pk).update(state="running")
        return import_

    def _my_done_import(self, viewer: Member) -> Import:
        import_ = self._my_import(viewer)
        Import.objects.filter(pk=import_.pk).update(state="done", finished_at=self.world.now)
        return import_


class World:
    """The cast, four places, and one signed-in client for each role of ``own``."""

    def __init__(self) -> None:
        self.cast = Cast(now=clock.now())
        self.now, self.today = self.cast.now, clock.day_of(self.cast.now)
        self.pack = next(iter(builtin_packs()))
        self.framework: Framework = load_pack(pack=self.pack, now=self.now)
        self.unknown = self.new_organisation("Les Inconnus")
        self.places = {place.name: place for place in self._places()}
        self.members = self._members()
        self.clients = {role: sign_in(Client(), who) for role, who in self.members.items()}

    def _places(self) -> list[Place]:
        cast = self.cast
        rest = self.person(cast.b, "zqpartnerteamname", Role.COORDINATOR)
        partner_team = cast.new_team(cast.b, "zqpartnerteam", TeamKind.OTHER)
        cast.join(rest, partner_team)
        chair = self.person(cast.c, "zqoutsidemanager", Role.MANAGER)
        own = Place(self, "own", cast.a, cast.team, cast.nadia, cast.karim, cast.helene, cast.marc)
        return [
            own,
            self._staffed("other", cast.a, cast.other_team, cast.lise, cast.marc),
            self._staffed("partner", cast.b, partner_team, rest, cast.ines),
            self._staffed("outside", cast.c, cast.cloud_team, cast.driss, chair),
        ]

    def _staffed(
        self, name: str, home: Organisation, team: Team, coordinator: Member, manager: Member
    ) -> Place:
        peer = self.person(home, f"zq{name}peer", Role.PEER, team)
        colleague = self.person(home, f"zq{name}colleague", Role.COLLEAGUE, team)
        return Place(self, name, home, team, peer, colleague, coordinator, manager)

    def person(self, home: Organisation, word: str, role: Role, team: Team | None = None) -> Member:
        return self.cast.new_member(home, f"Zed {word}", role, team=team)

    def new_organisation(self, name: str) -> Organisation:
        with self.cast._founded(name, OrganisationKind.PLATFORM) as made:
            return made

    def lender_to(self, place: Place) -> Organisation:
        """Whom this place lends to: never to ``own``, which must see nothing of it."""
        return self.cast.b if place.organisation != self.cast.b else self.cast.c

    def _members(self) -> dict[Role, Member]:
        cast = self.cast
        platform = cast.new_member(cast.a, "Pia Passerelle", Role.PLATFORM_COORDINATOR)
        return {
            Role.PEER: cast.nadia, Role.COLLEAGUE: cast.karim, Role.COORDINATOR: cast.helene,
            Role.MANAGER: cast.marc, Role.PLATFORM_COORDINATOR: platform,
            Role.SUPPORTER: cast.claire, Role.ADMIN: cast.ada, Role.AUDITOR: cast.denis,
            Role.RESEARCHER: cast.lucie,
        }  # fmt: skip

    def day(self, after: int) -> date:
        return self.today + timedelta(days=after)


EVERYTHING = (
    "peer", "free_peer", "period", "past_peer", "lent_peer", "loan", "engagement", "placement",
    "unwritten", "mission", "pairing", "compensation", "outing", "removed_outing", "encounter",
    "undone", "my_statement", "my_import", "newcomer", "gone_member", "invitation", "closed_team",
    "partnership", "term", "carried", "answered", "taken_back", "explanation", "jargon",
    "step", "health_step", "closed_step", "meeting", "orientation",
    "person", "namesake", "goal", "ended_wish", "agreement", "rescue", "hold", "tie",
    "met_twice", "shared_person", *THINGS_OF_LINKS, *THINGS_OF_THE_DIRECTORY,
)  # fmt: skip


def furnish(world: World) -> World:
    """Make everything everywhere, so that lists have something to leak."""
    for place in world.places.values():
        for name in EVERYTHING:
            place.thing(name, place.coordinator)
    return world
