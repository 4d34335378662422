"""An independent reading of an assessment: does it say more than the facts allow?

Nothing here is shared with ``evaluate``: each sentence is verified from the
problem, by other means. An empty answer means that nothing was found.
"""

from __future__ import annotations

from entrepairs.engines.evaluation.evaluate import Assessment, Outcome
from entrepairs.engines.evaluation.problem import Criterion, Fact, Kind, Problem, Voice

NOT_THERE = (Voice.MANAGER, Voice.COORDINATOR, Voice.IMPORT)


def check(problem: Problem, assessment: Assessment) -> list[str]:
    """Sentences about what is wrong, each naming its criterion."""
    asked = [criterion.code for criterion in problem.criteria]
    answered = [outcome.code for outcome in assessment.outcomes]
    if asked != answered:
        return [f"criteria asked {asked}, answered {answered}"]
    findings: list[str] = []
    for criterion, outcome in zip(problem.criteria, assessment.outcomes, strict=True):
        facts = [fact for fact in problem.facts if fact.criterion == criterion.code]
        findings += _too_high(problem, criterion, outcome, facts)
        findings += _figure(problem, criterion, outcome)
    return findings


def _too_high(
    problem: Problem, criterion: Criterion, outcome: Outcome, facts: list[Fact]
) -> list[str]:
    rung = -1 if outcome.rung is None else int(outcome.rung)
    written = [fact for fact in facts if fact.kind != Kind.CONFIRMATION]
    dated = [fact for fact in written if fact.kind != Kind.DECLARATION]
    others = [fact for fact in written if fact.voice not in NOT_THERE]
    lies = {
        "without any fact": rung >= 1 and not written,
        "without a dated act": rung >= 2 and not dated,
        "although the management wrote it all": rung >= 3 and not others,
        "with paperwork only": rung >= 3 and not criterion.daily,
        "with too few cases": rung >= 3 and not _share_holds(problem, criterion, others),
        "without the people concerned": rung == 4 and not _confirmed(problem, criterion, facts),
        "not observable, although it is": rung < 0 and (criterion.observed or bool(written)),
        "under a ceiling that is not there": outcome.ceiling and (rung != 2 or bool(others)),
    }
    return [f"{criterion.code}: on rung {rung} {lie}" for lie, told in lies.items() if told]


def _share_holds(problem: Problem, criterion: Criterion, by_others: list[Fact]) -> bool:
    total = _total(problem, criterion.code)
    seen = sum(fact.count for fact in by_others if fact.kind == Kind.DAILY)
    share = criterion.share
    return total > 0 and seen > 0 and seen * share.denominator >= total * share.numerator


def _confirmed(problem: Problem, criterion: Criterion, facts: list[Fact]) -> bool:
    rule = criterion.confirm
    people = sum(f.count for f in facts if f.kind == Kind.CONFIRMATION and f.voice in rule.who)
    concerned = sum(p.concerned for p in problem.populations if p.criterion == criterion.code)
    enough = people * rule.share.denominator >= concerned * rule.share.numerator
    return people >= rule.least and enough


def _total(problem: Problem, code: str) -> int:
    return sum(p.total for p in problem.populations if p.criterion == code)


def _figure(problem: Problem, criterion: Criterion, outcome: Outcome) -> list[str]:
    findings = []
    total = _total(problem, criterion.code)
    if outcome.total != total or not 0 <= outcome.met + outcome.unknown <= total:
        findings.append(f"{criterion.code}: {outcome.met} + {outcome.unknown} of {total}")
    about = [p.persons for p in problem.populations if p.criterion == criterion.code]
    persons = total if not about or about[0] is None else about[0]
    if not outcome.hidden and 0 < persons < criterion.minimum_persons:
        findings.append(f"{criterion.code}: a figure about {persons} persons is shown")
    return findings
