"""The fixed cast: the same people in every test, in three organisations.

``cast = Cast()`` builds A (an establishment with two teams), B (a platform that
lends peers, partner of A) and C, where Driss holds every role and must see nothing
of A or B. Traits are methods: ``cast.engaged(team)``, ``cast.placed()``… Each opens
the wall it needs, so a test may call them anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.test import Client

from entrepairs.accounts.enums import OrganisationKind, Role, Sector, TeamKind
from entrepairs.accounts.models import (
    AuditEntry,
    Member,
    Organisation,
    Partnership,
    Team,
    TeamMembership,
    User,
)
from entrepairs.base.wall import open_wall
from entrepairs.base.words import plain
from entrepairs.missions.models import Engagement, Mission, Pairing, Placement
from entrepairs.missions.services import edit_mission, place_peer, sign_mission, start_mission
from entrepairs.missions.services.charters import Draft
from entrepairs.peers.models import Peer, PeerShare, StatusPeriod
from entrepairs.peers.services import days, lend_peer
from entrepairs.people.models import Agreement, Person, Wish
from entrepairs.people.services import give_agreement, open_person, say_wish

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
ARRIVED = date(2025, 1, 6)
TEXT = {
    "domain": "Tournée de la gare, le mardi et le jeudi soir.",
    "responsibilities": "Proposer une rencontre, jamais l’imposer.",
    "activities": "Écouter.",
    "not_done": "Je ne donne pas de médicament.",
}
REASON = "Le vote de l’équipe a lieu jeudi, la direction est prévenue."


def sign_in(client: Client, member: Member) -> Client:
    """Sign ``member`` in, in their own organisation."""
    client.force_login(member.user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["organisation"] = str(member.organisation_id)
    session.save()
    return client


def inside(thing: Any) -> AbstractContextManager[None]:
    """The wall of a member, a team or an organisation."""
    if isinstance(thing, Organisation):
        return open_wall(organisation=thing.pk)
    return open_wall(organisation=thing.organisation_id, user=getattr(thing, "user_id", None))


class Cast:
    """Everybody. Attributes are the first names, ``a``/``b``/``c`` the organisations."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now
        self.today = now.date()
        self._house()
        self._platform()
        self._outside()

    # --- organisations -----------------------------------------------------------
    def _house(self) -> None:
        with self._founded("Maison des Lucioles", OrganisationKind.ESTABLISHMENT) as self.a:
            self.team = self.new_team(self.a, "Belle-Étoile", TeamKind.EMPP)
            self.other_team = self.new_team(self.a, "Le Perron", TeamKind.DAY_CENTRE)
            self.nadia = self.new_member(self.a, "Nadia Tournesol", Role.PEER, team=self.team)
            self.karim = self.new_member(self.a, "Karim Boussole", Role.COLLEAGUE, team=self.team)
            self.helene = self.new_member(
                self.a, "Hélène Parapluie", Role.COORDINATOR, team=self.team
            )
            self.lise = self.new_member(
                self.a, "Lise Caillou", Role.COORDINATOR, team=self.other_team
            )
            self.marc = self.new_member(self.a, "Marc Tilleul", Role.MANAGER)
            self.claire = self.new_member(self.a, "Claire Bougie", Role.SUPPORTER)
            self.ada = self.new_member(self.a, "Ada Clef", Role.ADMIN)
            self.denis = self.new_member(self.a, "Denis Loupe", Role.AUDITOR)
            self.lucie = self.new_member(self.a, "Lucie Encre", Role.RESEARCHER)

    def _platform(self) -> None:
        with self._founded("Plateforme Passerelle", OrganisationKind.PLATFORM) as self.b:
            self.ines = self.new_member(self.b, "Inès Pluie", Role.PLATFORM_COORDINATOR)
            self.omar = self.new_member(self.b, "Omar Lanterne", Role.PEER)
            self.partnership = Partnership.objects.create(
                organisation=self.b, partner=self.a, since=ARRIVED
            )
        with inside(self.a):
            self.partnership.accepted_on = ARRIVED
            self.partnership.save(update_fields=["accepted_on"])

    def _outside(self) -> None:
        with self._founded("Les Nuages", OrganisationKind.PEER_ASSOCIATION) as self.c:
            self.cloud_team = self.new_team(self.c, "Cumulus", TeamKind.GEM)
            self.driss = self.new_member(self.c, "Driss Nuage", *Role, team=self.cloud_team)

    @contextmanager
    def _founded(self, name: str, kind: OrganisationKind) -> Iterator[Organisation]:
        organisation = Organisation(
            id=uuid4(), name=name, kind=kind, sector=Sector.HEALTH, created_at=self.now
        )
        with open_wall(organisation=organisation.pk):
            organisation.save(force_insert=True)
            yield organisation

    # --- people and teams --------------------------------------------------------
    def new_team(self, organisation: Organisation, name: str, kind: TeamKind) -> Team:
        with inside(organisation):
            return Team.objects.create(
                organisation=organisation, name=name, kind=kind, opened_on=ARRIVED
            )

    def new_member(
        self, organisation: Organisation, name: str, *roles: Role, team: Team | None = None
    ) -> Member:
        """A member with a user (``nadia.tournesol@example.org``), in ``team`` if given."""
        given, _space, family = name.partition(" ")
        key = plain(name).replace(" ", ".")
        with inside(organisation):
            member = Member.objects.create(
                organisation=organisation,
                user=User.objects.create(email=f"{key}@example.org", joined_at=self.now),
                given_name=given,
                family_name=family,
                roles=[str(role) for role in roles],
                since=ARRIVED,
                name_key=plain(f"{family} {given}"),
            )
            if team is not None:
                self.join(member, team)
        return member

    def join(self, member: Member, team: Team, since: date = ARRIVED) -> TeamMembership:
        with inside(team):
            return TeamMembership.objects.create(
                organisation_id=team.organisation_id, team=team, member=member, since=since
            )

    @property
    def everybody(self) -> list[Member]:
        return [
            self.nadia, self.karim, self.helene, self.lise, self.marc, self.claire, self.ada,
            self.denis, self.lucie, self.ines, self.omar, self.driss,
        ]  # fmt: skip

    # --- traits: what they did ---------------------------------------------------
    def welcomed(
        self,
        member: Member,
        kind: str = "structure",
        first: date = ARRIVED,
        last: date | None = None,
    ) -> Peer:
        """``member`` is a peer, with one status period."""
        with inside(member):
            peer = Peer.objects.create(
                organisation_id=member.organisation_id, member=member, fields=["psychiatry"]
            )
            StatusPeriod.objects.create(
                organisation_id=member.organisation_id,
                peer=peer,
                kind=kind,
                period=days(first, last),
            )
        return peer

    def engaged(self, team: Team, starts_on: date | None = None) -> Engagement:
        """The team has a live engagement for twelve months."""
        starts_on = starts_on or self.today - timedelta(days=60)
        who = {self.a.pk: self.marc, self.b.pk: self.ines}.get(team.organisation_id, self.driss)
        with inside(team):
            return Engagement.objects.create(
                organisation_id=team.organisation_id,
                team=team,
                discussed_on=starts_on,
                discussion="Nous en avons parlé deux fois, tout le monde est d’accord.",
                sponsor=who,
                starts_on=starts_on,
                review_on=starts_on + timedelta(days=365),
                recorded_by=who,
                recorded_at=self.now,
            )

    def draft_placement(self, peer: Peer, team: Team | None = None, **changes: Any) -> Placement:
        """An unsaved placement that would be accepted in an engaged team of A."""
        values: dict[str, Any] = {
            "share": Decimal("0.5"),
            "starts_on": self.today - timedelta(days=30),
            "line_referent": self.marc,
            "day_to_day_referent": self.helene,
        }
        return Placement(peer=peer, team=team or self.team, **(values | changes))

    def placed(
        self, peer: Peer | None = None, team: Team | None = None, **changes: Any
    ) -> Placement:
        """Nadia (or ``peer``) is placed in the team, which is engaged if it was not."""
        peer = peer or self.peer_of(self.nadia)
        placement = self.draft_placement(peer, team, **changes)
        with inside(self.helene):
            engaged = Engagement.objects.filter(team=placement.team)
            live = engaged.live(placement.starts_on).exists()
        if not live and "exception_reason" not in changes:
            self.engaged(placement.team, placement.starts_on)
        with inside(self.helene):
            return place_peer(actor=self.helene, placement=placement, now=self.now)

    def peer_of(self, member: Member) -> Peer:
        with inside(member):
            known = Peer.objects.filter(member=member).first()
        return known or self.welcomed(member)

    def lent(self) -> PeerShare:
        """Omar of the platform is lent to A for a year."""
        peer = self.welcomed(self.omar, kind="lent")
        with inside(self.ines):
            return lend_peer(
                actor=self.ines,
                peer=peer,
                host=self.a,
                contact=self.ines,
                period=days(ARRIVED, self.today + timedelta(days=365)),
                now=self.now,
            )

    def placed_from_the_platform(self) -> Placement:
        """Omar, lent by B, works in the team of A."""
        loan = self.lent()
        ends_on = self.today + timedelta(days=90)
        return self.placed(
            self.seen_by(self.helene, loan), line_referent=self.ines, ends_on=ends_on
        )

    def seen_by(self, member: Member, loan: PeerShare) -> Peer:
        with inside(member):
            return Peer.objects.select_related("member", "organisation").get(pk=loan.peer_id)

    def written(self, placement: Placement, *authors: Member) -> Mission:
        """A mission whose versions were saved by ``authors`` (Hélène, then Nadia)."""
        mission = None
        for number, author in enumerate(authors or (self.helene, self.nadia)):
            text = TEXT | {"activities": f"Écouter.\nMarcher {number + 1} heure."}
            draft = Draft(text=text, based_on=number)
            with inside(author):
                if mission is None:
                    mission = start_mission(
                        actor=author, placement=placement, draft=draft, now=self.now
                    )
                else:
                    edit_mission(actor=author, mission=mission, draft=draft, now=self.now)
        assert mission is not None
        return mission

    def signed(self, mission: Mission, *members: Member) -> Mission:
        """Signed by ``members`` (Nadia and Hélène): in force when both sides are there."""
        for member in members or (self.nadia, self.helene):
            with inside(member):
                digest = mission.versions.latest("number").digest
                sign_mission(actor=member, mission=mission, digest=digest, now=self.now)
        return mission

    def in_force(self) -> Mission:
        return self.signed(self.written(self.placed()))

    def paired(self, team: Team | None = None) -> Pairing:
        """Nadia and Karim form a binôme."""
        team = team or self.team
        with inside(team):
            return Pairing.objects.create(
                organisation_id=team.organisation_id,
                team=team,
                peer_member=self.nadia,
                colleague=self.karim,
                since=ARRIVED,
            )

    # --- people accompanied -------------------------------------------------------
    def person(
        self,
        alias: str = "Barbe grise",
        team: Team | None = None,
        by: Member | None = None,
        **fields: Any,
    ) -> Person:
        """Somebody met by the team, with a page opened by Nadia (or ``by``)."""
        by = by or self.nadia
        with inside(by):
            return open_person(
                actor=by, person=Person(alias=alias, **fields), team=team or self.team, now=self.now
            )

    def wished(
        self, person: Person, kind: str, code: str = "", text: str = "", by: Member | None = None
    ) -> Wish:
        """The person said a wish: ``cast.wished(p, "not_want", "no_health")``."""
        by = by or self.nadia
        with inside(by):
            wish = Wish(person=person, kind=kind, code=code)
            wish.text = text
            return say_wish(actor=by, wish=wish, now=self.now)

    def agreed(
        self, person: Person, *classes: str, to: Member | Team, until: date | None = None
    ) -> Agreement:
        """The person lets a member (or a team) read classes of data, until a month from now."""
        agreement = Agreement(
            person=person,
            reach="share" if isinstance(to, Team) else "exchange",
            to_team=to if isinstance(to, Team) else None,
            to_member=None if isinstance(to, Team) else to,
            classes=list(classes),
            how="spoken",
            until=until or self.today + timedelta(days=30),
        )
        with inside(self.karim):
            return give_agreement(actor=self.karim, agreement=agreement, now=self.now)


def acts_on(thing: Any, organisation: Organisation | None = None) -> list[str]:
    """The acts that an organisation's trail (the thing's own) holds about it, in order."""
    with inside(organisation or thing):
        rows = AuditEntry.objects.filter(thing=str(thing.pk)).order_by("id")
        return list(rows.values_list("act", flat=True))


__all__ = [
    "ARRIVED",
    "NOW",
    "REASON",
    "TEXT",
    "TODAY",
    "Cast",
    "acts_on",
    "inside",
    "sign_in",
]
