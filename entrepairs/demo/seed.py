"""Twelve months of invented life in four organisations, the same for the same day.

Everything that decides (engagement, placement, mission, signatures, loans) goes through
the services people use. Only the 20,000 encounters are written in batches, as their
authors would have noted them, and the tallies are counted once.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from entrepairs.accounts import services as accounts
from entrepairs.accounts.enums import Role
from entrepairs.accounts.models import Member, Organisation, Partnership, Team, User
from entrepairs.base import clock
from entrepairs.base.wall import organisation_wall
from entrepairs.demo import texts
from entrepairs.demo.carried import carry_words
from entrepairs.demo.directory import say_what_was_found
from entrepairs.demo.life import live
from entrepairs.demo.links import link_people
from entrepairs.demo.people import (
    ORGANISATIONS,
    PEOPLE,
    DemoOrganisation,
    DemoPerson,
    Seat,
    organisation_name,
)
from entrepairs.demo.people_met import meet_people
from entrepairs.demo.steps import take_steps
from entrepairs.demo.voices import give_voices
from entrepairs.demo.words import say_words
from entrepairs.missions import services as missions
from entrepairs.missions.enums import CompensationKind
from entrepairs.missions.models import Compensation, Engagement, Mission, MissionVersion, Placement
from entrepairs.missions.services.charters import Draft
from entrepairs.peers import services as peers
from entrepairs.peers.enums import Status
from entrepairs.peers.models import Peer
from entrepairs.people.models import Person

YEAR = timedelta(days=365)


def is_empty() -> bool:
    return not User.objects.exists()


def demo_people() -> list[str]:
    """One line each, for the terminal."""
    return [
        f"{person.given_name} {person.family_name} ({organisation_name(person.seats[0][0])})"
        for person in PEOPLE
    ]


def seed_demo(now: datetime | None = None) -> None:
    with transaction.atomic():
        Seed(now or clock.now()).run()


class Seed:
    """The people and things made so far, by key."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.today = clock.day_of(now)
        self.arrival = self.today - YEAR - timedelta(days=20)
        self.organisations: dict[str, Organisation] = {}
        self.teams: dict[str, Team] = {}
        self.members: dict[tuple[str, str], Member] = {}
        self.peers: dict[str, Peer] = {}
        self.people: dict[str, Person] = {}
        self.users = {person.key: User.objects.create_user(person.email, None) for person in PEOPLE}

    def run(self) -> None:
        for organisation in ORGANISATIONS:
            self._found(organisation)
        self._partner()
        self._welcome_and_lend()
        self._engage()
        self._place_and_write()
        for key, team in self.teams.items():
            with self._inside(team.organisation_id):
                live(key, team, self._crew(key), self.today)
        self.people = meet_people(self.members, self.teams, self.now)
        link_people(self.people, self.members, self.teams, self.now)
        take_steps(self.people, self.members, self.teams, self.now)
        carry_words(self.people, self.members, self.teams, self.now)
        give_voices(self.teams, self.now)
        say_words(self.members, self.teams, self.now)
        say_what_was_found(self.members, self.now)

    @staticmethod
    def _inside(organisation: UUID) -> AbstractContextManager[None]:
        return organisation_wall(organisation)

    def _member(self, person: str, organisation: str) -> Member:
        return self.members[person, organisation]

    def _crew(self, team: str) -> list[Member]:
        home = self.teams[team].organisation_id
        keys = {person.key for person in PEOPLE for seat in person.seats if team in seat[2]}
        return [
            member
            for (key, _organisation), member in self.members.items()
            if key in keys and member.organisation_id == home
        ]

    # --- organisations, teams, members -----------------------------------------------
    def _found(self, wanted: DemoOrganisation) -> None:
        organisation = Organisation(name=wanted.name, kind=wanted.kind, sector=wanted.sector or "")
        began = self.now - YEAR - timedelta(days=20)
        self.organisations[wanted.key] = organisation
        seats = [(person, seat) for person in PEOPLE for seat in person.seats]
        seats = [pair for pair in seats if pair[1][0] == wanted.key]
        # The first administrator founds; the others are added by them.
        seats.sort(key=lambda pair: Role.ADMIN not in pair[1][1])
        first, first_seat = seats[0]
        founder = self._new_member(first, first_seat)
        with self._inside(organisation.pk):
            accounts.found_organisation(organisation=organisation, founder=founder, now=began)
            self.members[first.key, wanted.key] = founder
            self._add_teams(wanted, founder, began)
            teams = [self.teams[key] for key in first_seat[2]]
            accounts.set_teams(actor=founder, member=founder, teams=teams, now=began)
            for person, seat in seats[1:]:
                self.members[person.key, wanted.key] = accounts.add_member(
                    actor=founder,
                    member=self._new_member(person, seat),
                    teams=[self.teams[key] for key in seat[2]],
                    now=began,
                )
            for concept, label in texts.WORDS.get(wanted.key, {}).items():
                accounts.rename_concept(actor=founder, concept=concept, label=label, now=began)

    def _add_teams(self, wanted: DemoOrganisation, founder: Member, began: datetime) -> None:
        for team in wanted.teams:
            made = Team(
                name=team.name,
                kind=team.kind,
                sector=wanted.sector or "",
                opened_on=self.arrival,
            )
            self.teams[team.key] = accounts.add_team(actor=founder, team=made, now=began)

    def _new_member(self, person: DemoPerson, seat: Seat) -> Member:
        return Member(
            user=self.users[person.key],
            given_name=person.given_name,
            family_name=person.family_name,
            chosen_title=person.title,
            email=person.email,
            roles=[str(role) for role in seat[1]],
            # The first seat is the one a person lands on when they sign in.
            since=self.arrival + timedelta(days=person.seats.index(seat)),
        )

    def _partner(self) -> None:
        platform = self.organisations["platform"]
        for host, person in (("hospital", "marc"), ("hostel", "mona"), ("association", "rose")):
            with self._inside(platform.pk):
                accounts.propose_partnership(
                    actor=self._member("ines", "platform"),
                    partner=self.organisations[host].pk,
                    now=self.now - YEAR,
                )
            with self._inside(self.organisations[host].pk):
                accounts.accept_partnership(
                    actor=self._member(person, host),
                    partnership=Partnership.objects.get(organisation=platform),
                    now=self.now - YEAR,
                )

    # --- peers ---------------------------------------------------------------------------
    def _welcome_and_lend(self) -> None:
        self._welcome("nadia", "platform", ["psychiatry"], [(Status.LENT, 370, None)])
        self._welcome("samir", "platform", ["housing"], [(Status.LENT, 370, None)])
        self._welcome("basile", "platform", ["reception"], [(Status.LENT, 200, None)])
        self._welcome("lise", "hostel", ["housing", "insertion"], [(Status.STRUCTURE, 370, None)])
        self._welcome("rose", "association", ["reception"], [(Status.VOLUNTEER, 370, None)])
        self._welcome(
            "zoe",
            "association",
            ["reception", "exile"],
            [(Status.VOLUNTEER, 370, 180), (Status.STRUCTURE, 179, None)],
        )
        for person, host, days_ago in (
            ("nadia", "hospital", 365),
            ("samir", "hostel", 365),
            ("basile", "association", 190),
        ):
            with self._inside(self.organisations["platform"].pk):
                peers.lend_peer(
                    actor=self._member("ines", "platform"),
                    peer=self.peers[person],
                    host=self.organisations[host],
                    contact=self._member("ines", "platform"),
                    period=peers.days(self._ago(days_ago), None),
                    now=self.now - YEAR,
                )

    def _ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def _welcome(
        self,
        person: str,
        home: str,
        fields: list[str],
        periods: list[tuple[Status, int, int | None]],
    ) -> None:
        actor = self._member(
            {"platform": "ines", "hostel": "mona", "association": "rose"}[home], home
        )
        with self._inside(self.organisations[home].pk):
            peer = peers.welcome_peer(
                actor=actor, member=self._member(person, home), fields=fields, now=self.now - YEAR
            )
            for kind, first, last in periods:
                peers.open_status_period(
                    actor=actor,
                    peer=peer,
                    kind=kind,
                    period=peers.days(self._ago(first), None if last is None else self._ago(last)),
                    now=self.now - YEAR,
                )
            self.peers[person] = peer

    # --- engagement, placement, mission -----------------------------------------------------
    def _engage(self) -> None:
        for team, person, host, days_ago in (
            ("empp", "marc", "hospital", 350),
            ("chrs", "mona", "hostel", 300),
            ("gem", "rose", "association", 210),
        ):
            actor = self._member(person, host)
            # The first engagement lived its year; this one was renewed after a discussion.
            for starts in (self._ago(days_ago + 15 + 365), self._ago(days_ago)):
                with self._inside(actor.organisation_id):
                    missions.engage_team(
                        actor=actor,
                        engagement=Engagement(
                            team=self.teams[team],
                            discussed_on=starts - timedelta(days=12),
                            discussion=texts.DISCUSSION,
                            sponsor=actor,
                            starts_on=starts,
                            review_on=starts + timedelta(days=365),
                        ),
                        now=self.now,
                    )

    def _place_and_write(self) -> None:
        self._place("nadia", "hospital", "empp", "helene", "ines", "helene", "0.60", 345)
        self._place("samir", "hostel", "chrs", "mona", "ines", "omar", "0.40", 290)
        self._place("lise", "hostel", "chrs", "mona", "mona", "omar", "0.80", 295)
        self._place("basile", "association", "gem", "rose", "ines", "theo", "0.20", 185)
        self._place("rose", "association", "gem", "rose", "zoe", "theo", "0.30", 205)
        self._place("zoe", "association", "gem", "rose", "rose", "theo", "0.50", 175)
        with self._inside(self.organisations["hospital"].pk):
            helene = self._member("helene", "hospital")
            missions.offer_compensation(
                actor=helene,
                compensation=Compensation(
                    team=self.teams["empp"],
                    kind=CompensationKind.INTERVISION,
                    started_on=self._ago(120),
                    note="Un lundi par mois avec les pairs des Tilleuls.",
                ),
                now=self.now,
            )

    def _place(  # noqa: PLR0913
        self,
        person: str,
        host: str,
        team: str,
        coordinator: str,
        line: str,
        daily: str,
        share: str,
        days_ago: int,
    ) -> None:
        actor = self._member(coordinator, host)
        home = "platform" if (line, "platform") in self.members else host
        with self._inside(actor.organisation_id):
            placement = missions.place_peer(
                actor=actor,
                placement=Placement(
                    team=self.teams[team],
                    peer=self.peers[person],
                    share=Decimal(share),
                    starts_on=self._ago(days_ago),
                    line_referent=self._member(line, home),
                    day_to_day_referent=self._member(daily, host),
                ),
                now=self.now,
            )
            write_mission(self, person, host, actor, placement)


def write_mission(seed: Seed, person: str, host: str, actor: Member, placement: Placement) -> None:
    """Each mission stands where a real one would: signed, half signed, or still a draft."""
    own = seed._member(person, host)
    signer = seed._member("theo", host) if person == "rose" else actor
    text = getattr(texts, person.upper())
    first = texts.NADIA_FIRST if person == "nadia" else text
    mission = missions.start_mission(
        actor=signer,
        placement=placement,
        draft=Draft(text=first),
        now=seed.now - timedelta(days=60),
    )
    if person == "basile":
        return
    if person == "nadia":
        text = first
        karim = seed._member("karim", host)
        text = text | {"domain": text["domain"] + " Je préviens la veille si la sortie change."}
        _edit(seed, mission, karim, text, 1, 50)
        text = texts.NADIA
    else:
        text = text | {"activities": text["activities"] + " Dire quand ça suffit."}
    number = 2 if person == "nadia" else 1
    version = _edit(seed, mission, own, text, number, 40)
    missions.sign_mission(
        actor=own, mission=mission, digest=version.digest, now=seed.now - timedelta(days=39)
    )
    if person != "samir":
        missions.sign_mission(
            actor=signer, mission=mission, digest=version.digest, now=seed.now - timedelta(days=35)
        )


def _edit(  # noqa: PLR0913
    seed: Seed, mission: Mission, author: Member, text: dict[str, str], number: int, days: int
) -> MissionVersion:
    return missions.edit_mission(
        actor=author,
        mission=mission,
        draft=Draft(text=text, based_on=number),
        now=seed.now - timedelta(days=days),
    )
