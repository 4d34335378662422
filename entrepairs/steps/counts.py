"""What the board and reports count of steps: numbers of rows and of people, nobody's name.

``teams`` are ids or a subquery, ``first`` and ``last`` days included. Each function runs the
same number of queries whatever there is. People are distinct persons or twins: erasing
somebody changes no number. What is shown under eleven people is the caller's choice to hide
(``engines.fewpeople``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, DateField, Exists, ExpressionWrapper, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from entrepairs.people.enums import NotWant, Want, WishKind
from entrepairs.people.models import PersonTeam, Wish
from entrepairs.steps.enums import (
    CITIZENSHIP,
    INSERTION,
    REACHED,
    Choice,
    Family,
    Outcome,
    State,
)
from entrepairs.steps.models import Orientation, Step, StepChange, ThreeWay

# A contact counts for a wish when it is kept within six months (R3.7).
SOON = timedelta(days=183)
SOMEBODY = Coalesce("person_id", "twin_id")
_CONTACT = (State.FIRST_CONTACT, State.CONTACT_AGAIN)


@dataclass(frozen=True, slots=True)
class Steps:
    """Steps of one kind: how many were asked for, what became of them, for how many people."""

    asked: int = 0
    people: int = 0
    reached: int = 0
    accompanied: int = 0
    lost: int = 0
    refused_by_person: int = 0
    closed_door: int = 0
    doors_acted_on: int = 0


@dataclass(frozen=True, slots=True)
class Health:
    """R5.16, R5.17, R3.7: in people, but for the steps that no wish opened."""

    wished: int
    kept_within_six_months: int
    first_contact: int
    contact_again: int
    refusals: int
    refusals_respected: int
    steps_without_wish: int

    @property
    def respected(self) -> int:
        """A wish led to a contact, a refusal to none: both are what the person wanted."""
        return self.kept_within_six_months + self.refusals_respected


@dataclass(frozen=True, slots=True)
class Orientations:
    proposed: int
    people: int
    chosen: int
    reached: int
    closed_door: int


@dataclass(frozen=True, slots=True)
class Counts:
    families: dict[str, Steps] = field(default_factory=dict)
    citizenship: Steps = field(default_factory=Steps)
    insertion: Steps = field(default_factory=Steps)
    health: Health | None = None
    orientations: Orientations | None = None
    three_way: int = 0
    three_way_people: int = 0
    feeling_pairs: int = 0


def count_steps(teams: Any, first: date, last: date) -> Counts:
    """Eleven queries."""
    steps = Step.objects.kept().of_teams(teams).filter(asked_on__range=(first, last))
    met = ThreeWay.objects.kept().of_teams(teams).filter(on__range=(first, last))
    three = met.aggregate(all=Count("pk"), people=Count(SOMEBODY, distinct=True))
    return Counts(
        families=_by_family(steps),
        citizenship=_steps(steps.filter(kind__in=CITIZENSHIP)),
        insertion=_steps(steps.filter(family__in=INSERTION)),
        health=_health(teams, first, last),
        orientations=_orientations(teams, first, last),
        three_way=three["all"],
        three_way_people=three["people"],
        feeling_pairs=met.in_pairs().count(),
    )


# --- Steps -------------------------------------------------------------------------------
def _sums() -> dict[str, Any]:
    gone_along = Q(state=State.ACCOMPANIED) | Q(with_member__isnull=False)
    return {
        "asked": Count("pk"),
        "people": Count(SOMEBODY, distinct=True),
        "reached": Count("pk", filter=Q(state__in=REACHED)),
        "accompanied": Count("pk", filter=gone_along),
        "lost": Count("pk", filter=Q(state=State.LOST)),
        "refused_by_person": Count("pk", filter=Q(state=State.REFUSED)),
        "closed_door": Count("pk", filter=Q(state=State.CLOSED_DOOR)),
        "doors_acted_on": Count("pk", filter=Q(door_act_on__isnull=False)),
    }


def _steps(rows: Any) -> Steps:
    return Steps(**rows.aggregate(**_sums()))


def _by_family(rows: Any) -> dict[str, Steps]:
    found = {family.value: Steps() for family in Family}
    for row in rows.order_by().values("family").annotate(**_sums()):
        family = row.pop("family")
        found[family] = Steps(**row)
    return found


# --- Health ------------------------------------------------------------------------------
def _wishes(teams: Any, first: date, last: date) -> Any:
    """Said in the period, by people of these teams or by those whose place a twin holds."""
    known = PersonTeam.objects.filter(team__in=teams).values("person")
    mine = Q(person__in=known) | Q(twin__team__in=teams)
    said = Wish.objects.filter(mine, said_on__range=(first, last)).exclude(ended_how="mistake")
    return said.annotate(somebody=SOMEBODY)


def _changes(states: tuple[State, ...]) -> Any:
    rows = StepChange.objects.kept().filter(state__in=states, step__family=Family.HEALTH)
    return rows.filter(step__removed_on__isnull=True).annotate(somebody=SOMEBODY)


def _health(teams: Any, first: date, last: date) -> Health:
    wants = (WishKind.WANT, WishKind.GOAL)
    wished = _wishes(teams, first, last).filter(kind__in=wants, code=Want.HEALTH)
    kept = _changes((*_CONTACT, State.DONE)).filter(
        somebody=OuterRef("somebody"),
        on__gte=OuterRef("said_on"),
        on__lte=ExpressionWrapper(OuterRef("said_on") + SOON, output_field=DateField()),
    )
    refused = _wishes(teams, first, last).filter(kind=WishKind.NOT_WANT, code=NotWant.NO_HEALTH)
    # Begun or gone on with after the refusal and while it held, but for a duty to rescue.
    until = Coalesce(OuterRef("ended_on"), Value(date.max), output_field=DateField())
    against = _changes((State.ASKED, *_CONTACT)).filter(
        somebody=OuterRef("somebody"),
        on__gt=OuterRef("said_on"),
        on__lt=until,
        step__rescue__isnull=True,
    )
    steps = Step.objects.kept().of_teams(teams).filter(family=Family.HEALTH)
    steps = steps.filter(asked_on__range=(first, last)).annotate(somebody=SOMEBODY)
    stages = (
        _changes(_CONTACT)
        .filter(step__team__in=teams, on__range=(first, last))
        .aggregate(
            first=Count("somebody", distinct=True, filter=Q(state=State.FIRST_CONTACT)),
            again=Count("somebody", distinct=True, filter=Q(state=State.CONTACT_AGAIN)),
        )
    )
    return Health(
        wished=_people(wished),
        kept_within_six_months=_people(wished.filter(Exists(kept))),
        first_contact=stages["first"],
        contact_again=stages["again"],
        refusals=_people(refused),
        refusals_respected=_people(refused) - _people(refused.filter(Exists(against))),
        steps_without_wish=steps.filter(wish__isnull=True, rescue__isnull=True).count(),
    )


def _people(rows: Any) -> int:
    found: int = rows.aggregate(people=Count("somebody", distinct=True))["people"]
    return found


# --- Orientations ------------------------------------------------------------------------
def _orientations(teams: Any, first: date, last: date) -> Orientations:
    rows = Orientation.objects.kept().of_teams(teams).filter(proposed_on__range=(first, last))
    return Orientations(
        **rows.aggregate(
            proposed=Count("pk"),
            people=Count(SOMEBODY, distinct=True),
            chosen=Count("pk", filter=~Q(choice="")),
            reached=Count("pk", filter=Q(choice=Choice.WANTS, outcome=Outcome.REACHED)),
            closed_door=Count("pk", filter=Q(outcome=Outcome.CLOSED_DOOR)),
        )
    )
