"""The fixed cast: the same people in every test, in three organisations.

``cast = Cast()`` builds A (an establishment with two teams), B (a platform that
lends peers, partner of A) and C, where Driss holds every role and must see nothing
of A or B. Traits are methods: ``cast.engaged(team)``, ``cast.placed()``… Each opens
the wall it needs, so a test may call them anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from django.test import Client

from entrepairs.accounts.enums import OrganisationKind, Role, Sector, TeamKind
from entrepairs.accounts.models import Member, Organisation, Partnership, Team, TeamMembership, User
from entrepairs.base.wall import open_wall
from entrepairs.base.words import plain

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
ARRIVED = date(2025, 1, 6)
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
                roles=[role.value for role in roles],
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
