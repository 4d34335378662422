"""The tables of people met, and what each figure counts on them. ``met.py`` does the counting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from entrepairs.engines.evaluation.problem import Voice
from entrepairs.engines.fewpeople import LEAST
from entrepairs.framework.facts.ground import Ground, Scope
from entrepairs.framework.facts.met import Figure, Table, gather
from entrepairs.framework.facts.reading import Reading
from entrepairs.links.models import SILENCE, Link, PeerAsk
from entrepairs.people.enums import Distance, WishKind
from entrepairs.people.models import GoalSaid, Person, Rescue, StoppedAct, Twin, Wish
from entrepairs.steps.enums import CITIZENSHIP, REACHED, Choice, Family, Feeling, Outcome, State
from entrepairs.steps.models import Orientation, Step, ThreeWay
from entrepairs.voice.enums import Answer, Degree, Stated, Wording
from entrepairs.voice.models import Voice as Answered
from entrepairs.words.enums import PaperKind
from entrepairs.words.models import CarriedWord, Explanation, Jargon, PaperPrinted

SAID = (Feeling.GOOD, Feeling.SO_SO, Feeling.HARD)
FAR = [code.value for code in Distance if code is not Distance.UNKNOWN]


def during(field: str, scope: Scope) -> Q:
    return Q(**{f"{field}__range": (scope.first, scope.last)})


# --- rows of the period --------------------------------------------------------------
def _people(scope: Scope) -> QuerySet[Any]:
    """People whose page was opened in the period."""
    said = Wish.objects.filter(person=OuterRef("pk"))
    first = Subquery(said.order_by("said_on", "id").values("said_to")[:1])
    return Person.objects.filter(
        during("opened_on", scope), pk__in=_known(scope).values("pk")
    ).annotate(wish_by=first, wished=Exists(said))


def _known(scope: Scope) -> QuerySet[Any]:
    return Person.objects.filter(teams__team__in=scope.team_ids)


def _twins(scope: Scope) -> QuerySet[Any]:
    """The same, of those erased since: a month instead of a day."""
    said = Wish.objects.filter(twin=OuterRef("pk"))
    first = Subquery(said.order_by("said_on", "id").values("said_to")[:1])
    return Twin.objects.filter(
        team__in=scope.team_ids,
        opened_month__gte=scope.first.replace(day=1),
        opened_month__lte=scope.last,
    ).annotate(wish_by=first, wished=Exists(said))


def _goals(scope: Scope) -> QuerySet[Any]:
    told = GoalSaid.objects.filter(goal=OuterRef("pk"), said_on__lte=scope.last)
    mine = Q(person__in=_known(scope).values("pk")) | Q(twin__team__in=scope.team_ids)
    goals = Wish.objects.filter(mine, during("said_on", scope), kind=WishKind.GOAL)
    return goals.exclude(ended_how="mistake").annotate(told=Exists(told))


def _opened(scope: Scope) -> QuerySet[Any]:
    return Link.objects.filter(during("opened_on", scope), team__in=scope.team_ids)


def _silent(scope: Scope) -> QuerySet[Any]:
    """Links whose person was not seen for 90 days, or whose silence ended in the period."""
    long_ago = scope.last - SILENCE
    seen = Q(last_seen_on__lte=long_ago) | Q(wakes__woke_on__range=(scope.first, scope.last))
    here = Link.objects.filter(team__in=scope.team_ids, opened_on__lte=scope.last)
    return here.filter(pk__in=here.filter(seen).values("pk")).exclude(closed_on__lt=scope.first)


def _living(scope: Scope) -> QuerySet[Any]:
    here = Link.objects.filter(team__in=scope.team_ids, opened_on__lte=scope.last)
    return here.exclude(closed_on__lte=scope.last)


def _asks(scope: Scope) -> QuerySet[Any]:
    return PeerAsk.objects.filter(during("asked_on", scope), team__in=scope.team_ids)


def _steps(scope: Scope) -> QuerySet[Any]:
    here = Step.objects.kept().filter(team__in=scope.team_ids)
    return here.filter(during("asked_on", scope))


def _orientations(scope: Scope) -> QuerySet[Any]:
    here = Orientation.objects.filter(team__in=scope.team_ids, removed_on__isnull=True)
    return here.filter(during("proposed_on", scope))


def _meetings(scope: Scope) -> QuerySet[Any]:
    here = ThreeWay.objects.filter(team__in=scope.team_ids, removed_on__isnull=True)
    return here.filter(during("on", scope))


def _carried(scope: Scope) -> QuerySet[Any]:
    here = CarriedWord.objects.filter(team__in=scope.team_ids, withdrawn_on__isnull=True)
    return here.filter(during("agreed_on", scope))


def _explained(scope: Scope) -> QuerySet[Any]:
    return Explanation.objects.filter(during("said_on", scope), team__in=scope.team_ids)


_HEALTH = Q(family=Family.HEALTH)
# An address for one's mail is where citizenship begins.
_CITIZEN = Q(family=Family.PAPERS) | Q(kind__in=CITIZENSHIP)
# What a rescue opened is told beside the wishes, and is no step that somebody wished.
_WISHED = _HEALTH & Q(rescue__isnull=True)
# Kept within six months of asking (R3.7).
_SOON = Q(state_on__lte=F("asked_on") + timedelta(days=183))
_INSERTION = Q(family__in=(Family.HOUSING, Family.WORK, Family.TIES))
_DOOR = Q(state=State.CLOSED_DOOR)
_REACHED = Q(state__in=REACHED)

TABLES = (
    Table(
        _people,
        "opened_by",
        (
            Figure(
                "far_from_services",
                Q(distance__overlap=FAR),
                unknown=Q(distance__isnull=True) | Q(distance__contains=[Distance.UNKNOWN.value]),
            ),
        ),
        who=("pk",),
    ),
    Table(
        _twins,
        "opened_by",
        (
            Figure(
                "far_from_services",
                Q(distance__overlap=FAR),
                unknown=Q(distance__isnull=True) | Q(distance__contains=[Distance.UNKNOWN.value]),
            ),
        ),
        who=("pk",),
    ),
    Table(_people, "wish_by", (Figure("wishes_first", Q(wished=True)),), who=("pk",)),
    Table(_twins, "wish_by", (Figure("wishes_first", Q(wished=True)),), who=("pk",)),
    Table(_goals, "said_to", (Figure("goals_told", Q(told=True)),)),
    Table(
        _opened,
        "opened_by",
        (
            Figure("links_wished", ~Q(asked="")),
            Figure("preferences_asked", Q(preference=Stated.YES.value)),
        ),
        # A link that the person ended keeps no name: the choice is theirs.
        nobody=Voice.PERSON,
    ),
    Table(
        _silent,
        "opened_by",
        (Figure("links_that_last", Q(closed_on__isnull=True)),),
        nobody=Voice.PERSON,
    ),
    Table(_living, "opened_by", (Figure("who_does_what", Q(colleague_known_on__isnull=False)),)),
    Table(
        _asks,
        "noted_by",
        (Figure("peers_asked_for", Q(met_on__isnull=False)),),
        who=("person_id", "twin_id", "pk"),
    ),
    Table(
        _steps,
        "recorded_by",
        (
            Figure("steps_reached", _REACHED),
            Figure("doors_told", Q(door_act_on__isnull=False), among=_DOOR),
            Figure("kept_contacts", _REACHED & _SOON, among=_HEALTH),
            Figure("citizen_steps", _REACHED, among=_CITIZEN),
            Figure("insertion_steps", _REACHED, among=_INSERTION),
            Figure("steps_accompanied", Q(with_member__isnull=False)),
            Figure("health_steps_wished", Q(wish__isnull=False), among=_WISHED),
            Figure(
                "health_seen_again",
                Q(state__in=(State.CONTACT_AGAIN, State.DONE)),
                among=_HEALTH & _REACHED,
            ),
        ),
    ),
    Table(
        _orientations,
        "proposed_by",
        (
            Figure(
                "orientations_reached",
                Q(outcome=Outcome.REACHED),
                among=Q(choice=Choice.WANTS),
                unknown=Q(outcome__in=("", Outcome.UNKNOWN)),
            ),
        ),
    ),
    Table(
        _meetings,
        "recorded_by",
        (
            Figure("three_way_wished", ~Q(wished_how="")),
            Figure("feelings_in_pairs", Q(person_feeling__in=SAID, professional_feeling__in=SAID)),
        ),
    ),
    Table(
        _carried,
        "collected_by",
        (
            Figure("carried_with_agreement", ~Q(agreed="")),
            Figure("words_answered", Q(answered_on__isnull=False)),
        ),
    ),
    Table(_explained, "said_by", (Figure("explained", Q(told_on__isnull=False)),)),
)


def gather_people(ground: Ground) -> None:
    """Put under the board what is counted on people, and what they answered themselves."""
    found = gather(ground, TABLES)
    found |= _voices(ground.scope)
    confirmed = _confirmations(ground.scope)
    for key, beside in _besides(ground.scope).items():
        found[key] = replace(found[key], beside=beside)
    for key, people in confirmed.items():
        if key in found:
            found[key] = replace(found[key], confirmed=people)
    ground.people_readings = found


# --- voices ----------------------------------------------------------------------------
def closed_quarters(scope: Scope) -> tuple[date, date]:
    """The whole quarters inside the period: two boards never differ by one voice."""
    month = scope.first.year * 12 + scope.first.month - 1
    begins = month + (-month) % 3
    ends = scope.last.year * 12 + (scope.last.month - 1) // 3 * 3
    first = date(begins // 12, begins % 12 + 1, 1)
    return first, date(ends // 12, ends % 12 + 1, 1) - timedelta(days=1)


def _answers(scope: Scope) -> QuerySet[Any]:
    return Answered.objects.filter(team__in=scope.team_ids, on__range=closed_quarters(scope))


def _voices(scope: Scope) -> dict[str, Reading]:
    """Figures that people made themselves, by different respondents; one query."""
    hoped, trusted = ~Q(hope=""), ~Q(trust="")
    other = ~Q(language__startswith="fr") | Q(wording=Wording.EASY)
    stated = ~Q(preference_stated="") & ~Q(understood=Answer.SKIP)
    met = {
        "hope_told": (hoped, Q(hope__in=(Degree.A_LOT, Degree.SOME))),
        "trust_told": (trusted, Q(trust__in=(Degree.A_LOT, Degree.SOME))),
        "voices_in_their_words": (Q(), other),
        "understood_without_alike": (stated, Q(understood=Answer.YES)),
    }
    sums: dict[str, Any] = {}
    for key, (among, yes) in met.items():
        sums[f"{key}_all"] = Count("respondent", filter=among, distinct=True)
        sums[f"{key}_met"] = Count("respondent", filter=among & yes, distinct=True)
    found = _answers(scope).aggregate(**sums)
    told = {key: _voice(found[f"{key}_all"], found[f"{key}_met"]) for key in met}
    return told | {"hope_by_example": told["hope_told"]}


def _voice(total: int, met: int) -> Reading:
    """Under eleven people nothing is told, not even that there are some."""
    if total < LEAST:
        return Reading(total=0, facts={}, persons=0)
    facts = {Voice.PERSON: met} if met else {}
    return Reading(total, facts, written_by={Voice.PERSON: total}, persons=total)


# Which answer of the four questions confirms which figures.
CONFIRMS = {
    "understood": ("links_wished", "preferences_asked", "three_way_wished"),
    "respected": ("wishes_first", "health_steps_wished", "carried_with_agreement"),
    "useful": ("peers_asked_for", "steps_accompanied", "orientations_reached", "steps_reached"),
    "go_on": ("links_that_last", "goals_told"),
}


def _confirmations(scope: Scope) -> dict[str, int]:
    """How many people said yes, from eleven respondents and eleven yes on; one query."""
    sums = {
        name: Count("respondent", filter=Q(**{name: Answer.YES}), distinct=True)
        for name in CONFIRMS
    }
    told = _answers(scope).aggregate(everybody=Count("respondent", distinct=True), **sums)
    if told["everybody"] < LEAST:
        return {}
    return {
        key: told[name] for name, keys in CONFIRMS.items() if told[name] >= LEAST for key in keys
    }


# --- numbers beside ---------------------------------------------------------------------
def _besides(scope: Scope) -> dict[str, dict[str, int]]:
    """Numbers that a sentence beside a figure tells; four queries."""
    here = {"team__in": scope.team_ids}
    stopped = StoppedAct.objects.filter(during("on", scope), **here).count()
    rescues = Rescue.objects.filter(
        decided_at__date__range=(scope.first, scope.last), **here
    ).aggregate(all=Count("pk"), seen=Count("pk", filter=Q(reviewed_on__isnull=False)))
    jargon = Jargon.objects.filter(added_on__lte=scope.last, removed_on__isnull=True).count()
    cards = PaperPrinted.objects.filter(during("on", scope), kind=PaperKind.PROJECT, **here)
    return {
        "wishes_first": {
            "stopped": stopped,
            "rescues": rescues["all"],
            "rescues_seen": rescues["seen"],
        },
        "explained": {"jargon": jargon},
        "hope_told": {"project_cards": cards.count()},
    }
