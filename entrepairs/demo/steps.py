"""What the invented people asked for, and which doors they found closed. All made up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from entrepairs.accounts.models import Member, Team
from entrepairs.base.clock import day_of
from entrepairs.base.wall import organisation_wall
from entrepairs.people.models import Agreement, Person
from entrepairs.people.services import give_agreement, open_person
from entrepairs.steps.enums import Choice
from entrepairs.steps.models import Orientation, Step, StepChange, ThreeWay
from entrepairs.steps.services import (
    act_on_door,
    add_meeting,
    add_step,
    change_state,
    choose,
    come_back,
    plan_going,
    plan_step,
    propose,
)

# The invented town has no number of its own.
TOWN = ""
# (days ago, state, why a door was closed)
Moves = tuple[tuple[int, str, str], ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """One step: whose, which, when it was asked for, where it went since."""

    alias: str
    by: str
    kind: tuple[str, str]
    days: int
    label: str = ""
    moves: Moves = ()
    chosen: str = "person"
    # Who goes along, in how many days, where.
    next: tuple[str, int, str] | None = None
    told: bool = False


TAKEN: dict[tuple[str, str], tuple[Taken, ...]] = {
    ("hospital", "empp"): (
        Taken("Barbe grise", "karim", ("housing", "shower"), 4, "Douche aux Bains du Port",
              next=("nadia", 1, "Bains du Port, quai des Tilleuls")),
        Taken("Barbe grise", "karim", ("housing", "locker"), 4, "Casier pour ses affaires",
              moves=((2, "closed_door", "waiting_list"),)),
        Taken("Barbe grise", "nadia", ("rights", "domiciliation"), 60, "Adresse pour le courrier",
              moves=((40, "refused", ""),), chosen="team"),
        Taken("Grand Foulard", "karim", ("health", "dentist"), 50,
              moves=((30, "first_contact", ""),), next=("karim", 0, "Cabinet de la place Haute")),
        Taken("Grand Foulard", "nadia", ("housing", "own_home"), 80, "Une chambre avec une clé",
              moves=((60, "accompanied", ""),), chosen="together"),
        Taken("Capitaine Nuage", "helene", ("housing", "shelter"), 140, "Une place avec son chien",
              moves=((120, "closed_door", "animal"),), told=True),
        Taken("Capitaine Nuage", "helene", ("work", "activity"), 90, "Atelier vélo",
              moves=((70, "done", ""),)),
        Taken("Monsieur Marelle", "karim", ("rights", "health_cover"), 45,
              moves=((20, "done", ""),)),
        Taken("Monsieur Marelle", "karim", ("papers", "identity_papers"), 30,
              moves=((12, "lost", ""),)),
    ),
    ("hostel", "chrs"): (
        Taken("Reine des Prés", "lise", ("ties", "kin"), 90, "Écrire à sa sœur",
              moves=((50, "accompanied", ""),), next=("lise", 2, "Au bureau, vers 17 h")),
        Taken("Lampion", "samir", ("money", "bank"), 60, moves=((44, "done", ""),)),
    ),
    ("association", "gem"): (
        Taken("Madame Origan", "rose", ("papers", "association"), 60, "Le bureau du GEM",
              moves=((40, "done", ""),), chosen="together"),
    ),
}  # fmt: skip
# Others, met in the year, before closed doors: enough people for a number to be shown.
OTHERS = (
    "Bérengère", "Demi-Lune", "Gilet bleu", "Grelot", "Le Batelier", "Madame Sésame",
    "Manteau long", "Moulin 8", "Petit Caillou", "Quatre-Vents", "Ruban vert", "Sac à dos",
    "Tambour", "Violette 5",
)  # fmt: skip


def take_steps(
    people: Mapping[str, Person],
    members: Mapping[tuple[str, str], Member],
    teams: Mapping[str, Team],
    now: datetime,
) -> None:
    for (home, key), taken in TAKEN.items():
        team = teams[key]
        with organisation_wall(team.organisation_id):
            if key == "empp":
                _let_read(people["Barbe grise"], members, now)
            for step in taken:
                _take(step, people[step.alias], team, home, members, now)
    hospital = teams["empp"]
    with organisation_wall(hospital.organisation_id):
        _closed_doors(hospital, members["karim", "hospital"], now)
        _three(people["Grand Foulard"], hospital, members, now)
        _orient(people, hospital, members["karim", "hospital"], now)


def _let_read(person: Person, members: Mapping[tuple[str, str], Member], now: datetime) -> None:
    """Nadia is lent: she reads a step only if the person agrees."""
    agreement = Agreement(
        person=person,
        reach="exchange",
        to_member=members["nadia", "hospital"],
        classes=["social"],
        how="picture",
        until=day_of(now + timedelta(days=80)),
    )
    then = now - timedelta(days=61)
    give_agreement(actor=members["karim", "hospital"], agreement=agreement, now=then)


def _take(  # noqa: PLR0913
    taken: Taken,
    person: Person,
    team: Team,
    home: str,
    members: Mapping[tuple[str, str], Member],
    now: datetime,
) -> None:
    actor, then = members[taken.by, home], now - timedelta(days=taken.days)
    family, kind = taken.kind
    step = Step(
        person=person, team=team, family=family, kind=kind, chosen_by=taken.chosen, department=TOWN
    )
    step.label, step.next_place = taken.label, ""
    add_step(actor=actor, step=step, now=then, another=True)
    for days, state, reason in taken.moves:
        moment = now - timedelta(days=days)
        change = StepChange(state=state, on=day_of(moment), door_reason=reason)
        change_state(actor=actor, step=step, change=change, now=moment)
    if taken.told:
        act_on_door(actor=actor, step=step, how="told", now=now - timedelta(days=20))
    if taken.next:
        guide, days, place = taken.next
        hour = (now + timedelta(days=days)).replace(hour=8, minute=0, second=0, microsecond=0)
        step.with_member, step.next_at, step.next_place = members[guide, home], hour, place
        plan_step(actor=actor, step=step, now=now - timedelta(days=1))


def _closed_doors(team: Team, actor: Member, now: datetime) -> None:
    # Always in months that are over, and in this year whenever it has any.
    for number, alias in enumerate(OTHERS):
        then = now - timedelta(days=40 + number % 5)
        person = open_person(actor=actor, person=Person(alias=alias), team=team, now=then)
        doors = [("housing", "shelter", "waiting_list")]
        if number % 4 == 0:
            doors.append(("rights", "domiciliation", "papers"))
        for family, kind, reason in doors:
            step = Step(
                person=person, team=team, family=family, kind=kind, chosen_by="person",
                state="closed_door", door_reason=reason, department=TOWN,
            )  # fmt: skip
            step.label = step.next_place = ""
            add_step(actor=actor, step=step, now=then, another=True)


def _three(
    person: Person, team: Team, members: Mapping[tuple[str, str], Member], now: datetime
) -> None:
    meeting = ThreeWay(
        person=person,
        team=team,
        family="rights",
        peer_member=members["nadia", "hospital"],
        on=day_of(now - timedelta(days=15)),
        wished_how="spoken",
    )
    meeting.service, meeting.outcome = "L’assistante sociale de la mairie", ""
    add_meeting(actor=members["karim", "hospital"], meeting=meeting, now=now - timedelta(days=20))


def _orient(people: Mapping[str, Person], team: Team, actor: Member, now: datetime) -> None:
    """One waits for a choice, one for news, one came back."""
    rows = (
        ("Monsieur Marelle", "rights", "Point-justice de la rue Basse", "wants", 21, ""),
        ("Capitaine Nuage", "work", "Atelier vélo du Port", "wants", 80, "reached"),
        ("Mésange 41", "housing", "Accueil de jour Le Perron", "", 3, ""),
    )
    for alias, family, words, choice, days, outcome in rows:
        then = now - timedelta(days=days)
        row = Orientation(person=people[alias], team=team, family=family, department=TOWN)
        row.words = words
        propose(actor=actor, orientation=row, now=then)
        if choice:
            choose(actor=actor, orientation=row, choice=Choice(choice), now=then)
        if outcome:
            later = then + timedelta(days=9)
            come_back(actor=actor, orientation=row, outcome=outcome, reason="", now=later)
        elif choice:
            hour = then + timedelta(days=2)
            row.going_at = hour.replace(hour=13, minute=30, second=0, microsecond=0)
            row.with_member = actor
            plan_going(actor=actor, orientation=row, now=then)
