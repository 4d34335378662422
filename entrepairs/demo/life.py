"""A year of outings and encounters for one team, drawn from a fixed seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from entrepairs.accounts.enums import Role
from entrepairs.accounts.models import Member, Team
from entrepairs.base.words import plain
from entrepairs.demo.people_met import aliases_of
from entrepairs.demo.texts import COLOURS, THINGS
from entrepairs.interventions import tallies
from entrepairs.interventions.enums import Hat, OutingKind, Place, Seen, Theme
from entrepairs.interventions.models import Encounter, Outing, OutingCrew
from entrepairs.missions.models import Pairing

BATCH = 2000
DAYS = 365
FIRST_MET, BETWEEN = 10, 16


@dataclass(frozen=True, slots=True)
class Habit:
    """How one team goes out: weekdays, hours, place, how many people are met."""

    weekdays: tuple[int, ...]
    kind: OutingKind
    place: Place
    start: time
    minutes: int
    met: tuple[int, int]
    solo: float = 0.0


# Monday is 0. About 20,000 encounters in all.
HABITS: dict[str, tuple[Habit, ...]] = {
    "empp": (
        Habit((1, 3), OutingKind.ROUND, Place.STATION, time(20, 30), 210, (20, 36), 0.08),
        Habit((0, 2, 4), OutingKind.ROUND, Place.STREET, time(14, 0), 180, (17, 31), 0.06),
        Habit((2,), OutingKind.DROP_IN, Place.DAY_CENTRE, time(9, 0), 180, (14, 25)),
    ),
    "chrs": (
        Habit((0, 1, 2, 3, 4), OutingKind.VISIT, Place.SHELTER, time(16, 0), 120, (11, 22), 0.1),
        Habit((3,), OutingKind.GROUP, Place.SHELTER, time(10, 0), 120, (8, 17)),
        Habit((2, 4), OutingKind.ROUND, Place.SQUARE, time(19, 0), 150, (11, 22)),
    ),
    "day": (Habit((0, 1, 3), OutingKind.DROP_IN, Place.DAY_CENTRE, time(9, 30), 150, (11, 20)),),
    "gem": (
        Habit((1, 4), OutingKind.GROUP, Place.OFFICE, time(18, 0), 180, (11, 22)),
        Habit((5,), OutingKind.VISIT, Place.SHELTER, time(14, 0), 150, (8, 17), 0.05),
        Habit((2,), OutingKind.ROUND, Place.SQUARE, time(20, 0), 150, (11, 20)),
    ),
}
REASONS = ("Collègue souffrant, sortie gardée courte.", "Formation de l’équipe ce jour-là.", "")


def live(key: str, team: Team, crew: list[Member], today: date) -> None:
    """Write the year of one team, then count its tallies."""
    if key not in HABITS:
        return
    year = _Year(key, team, crew, today)
    for day in (today - timedelta(days=back) for back in range(DAYS, 0, -1)):
        for habit in HABITS[key]:
            if day.weekday() in habit.weekdays:
                year.go_out(habit, day)
    year.write()


class _Year:
    def __init__(self, key: str, team: Team, crew: list[Member], today: date) -> None:
        self.draw = random.Random(f"entrepairs {key}")
        self.team = team
        self.peers = [member for member in crew if member.has(Role.PEER)]
        self.others = [member for member in crew if not member.has(Role.PEER)]
        names = [f"{thing} {colour}" for thing in THINGS for colour in COLOURS]
        self.draw.shuffle(names)
        # Those who will have a page come in one after the other, all along the year.
        for place, alias in enumerate(aliases_of(key)):
            names.insert(-(FIRST_MET + BETWEEN * place), alias)
        self.unknown, self.known = names, []
        self.outings: list[Outing] = []
        self.crews: list[OutingCrew] = []
        self.encounters: list[Encounter] = []
        self.pairs: dict[tuple[object, object], date] = {}

    def go_out(self, habit: Habit, day: date) -> None:
        start = timezone.make_aware(datetime.combine(day, habit.start))
        crew = self._crew(habit)
        author = crew[0]
        outing = Outing(
            organisation_id=self.team.organisation_id,
            team=self.team,
            kind=habit.kind,
            place_kind=habit.place,
            started_at=start,
            ended_at=start + timedelta(minutes=habit.minutes),
            day=day,
            peers=sum(member.has(Role.PEER) for member in crew),
            others=sum(not member.has(Role.PEER) for member in crew),
            solo_reason=self.draw.choice(REASONS) if len(crew) == 1 else "",
            recorded_by=author,
            recorded_as=hat(author),
        )
        self.outings.append(outing)
        self._note_crew(outing, crew)
        for minute in self._minutes(habit):
            self.encounters.append(self._encounter(outing, minute, crew))

    def _crew(self, habit: Habit) -> list[Member]:
        if not self.peers:
            return [self.draw.choice(self.others)]
        peer = self.draw.choice(self.peers)
        if self.draw.random() < habit.solo:
            return [peer]
        return [peer, self.draw.choice(self.others or self.peers)]

    def _note_crew(self, outing: Outing, crew: list[Member]) -> None:
        self.crews += [
            OutingCrew(
                organisation_id=self.team.organisation_id,
                outing=outing,
                member=member,
                as_peer=member.has(Role.PEER),
            )
            for member in dict.fromkeys(crew)
        ]
        if outing.peers and outing.others:
            self.pairs.setdefault((crew[0].pk, crew[1].pk), outing.day)

    def _minutes(self, habit: Habit) -> Iterator[int]:
        met = self.draw.randint(*habit.met)
        yield from sorted(self.draw.randrange(habit.minutes) for _each in range(met))

    def _encounter(self, outing: Outing, minute: int, crew: list[Member]) -> Encounter:
        author = crew[0] if self.draw.random() < 0.7 else crew[-1]
        alias, seen = self._who()
        return Encounter(
            organisation_id=self.team.organisation_id,
            outing=outing,
            team=self.team,
            at=outing.started_at + timedelta(minutes=minute),
            day=outing.day,
            alias=alias,
            alias_key=plain(alias),
            seen=seen,
            themes=self.draw.sample(list(Theme.values), self.draw.choice((1, 1, 1, 2, 2, 3))),
            minutes=self.draw.choice((None, 5, 10, 10, 20, 30, 45)),
            recorded_by=author,
            recorded_as=hat(author),
        )

    def _who(self) -> tuple[str, str]:
        """Anonymous a third of the time; somebody new now and then; else seen again."""
        chance = self.draw.random()
        if chance < 0.33:
            return "", self.draw.choice((Seen.UNKNOWN, Seen.UNKNOWN, Seen.FIRST, Seen.AGAIN))
        if self.unknown and (not self.known or chance < 0.36):
            self.known.append(self.unknown.pop())
            return self.known[-1], Seen.FIRST
        recent = self.known[-60:] if self.draw.random() < 0.8 else self.known
        return self.draw.choice(recent), Seen.AGAIN

    def write(self) -> None:
        Outing.objects.bulk_create(self.outings, batch_size=BATCH)
        OutingCrew.objects.bulk_create(self.crews, batch_size=BATCH)
        Encounter.objects.bulk_create(self.encounters, batch_size=BATCH)
        Pairing.objects.bulk_create(
            Pairing(
                organisation_id=self.team.organisation_id,
                team=self.team,
                peer_member_id=peer,
                colleague_id=colleague,
                since=since,
            )
            for (peer, colleague), since in self.pairs.items()
        )
        tallies.recount([self.team.pk])


def hat(member: Member) -> Hat:
    """In what capacity a demo member notes things: as a peer first."""
    if member.has(Role.PEER):
        return Hat.PEER
    return Hat.COORDINATOR if member.has(Role.COORDINATOR) else Hat.COLLEAGUE
