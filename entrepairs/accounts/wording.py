"""Sentences about roles, numbers and words, for the pages of this room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.accounts.enums import Role
from entrepairs.accounts.models import Member
from entrepairs.accounts.terms import CONCEPTS, word_for
from entrepairs.engines.identifiers import finess_problem, rna_problem, siret_problem

# What each role sees, in one line: said wherever a role is given.
SEES: dict[str, str | Promise] = {
    Role.PEER: gettext_lazy(
        "Their teams, outings and encounters; their own mission, which they sign."
    ),
    Role.COLLEAGUE: gettext_lazy("Their teams, outings and encounters."),
    Role.COORDINATOR: gettext_lazy("The same, and the placements, missions and statuses of peers."),
    Role.MANAGER: gettext_lazy("Every team and the board, in counts; no alias of anybody met."),
    Role.PLATFORM_COORDINATOR: gettext_lazy("The peers of the platform, and where they are lent."),
    Role.SUPPORTER: gettext_lazy("Nothing of what teams write: peers come to them."),
    Role.ADMIN: gettext_lazy("Accounts, teams and words; none of what teams write."),
    Role.AUDITOR: gettext_lazy("Who opened what, and when; each reading of theirs is kept too."),
    Role.RESEARCHER: gettext_lazy("Counts that were published, and nothing else."),
}
GROUPS: dict[str, str | Promise] = {
    "role": gettext_lazy("Roles"),
    "team": gettext_lazy("Kinds of teams"),
    "status": gettext_lazy("Statuses of peers"),
    "field": gettext_lazy("Fields of intervention"),
    "outing": gettext_lazy("Kinds of outings"),
    "place": gettext_lazy("Kinds of places"),
    "theme": gettext_lazy("Themes of an encounter"),
    "voice": gettext_lazy("Who speaks"),
    "end": gettext_lazy("Why something ends"),
    "compensation": gettext_lazy("What helps a lone peer"),
}
PROBLEMS: dict[str, dict[str, str | Promise]] = {
    "siret": {
        "length": gettext_lazy("A SIRET has 14 digits; this one has more or fewer."),
        "characters": gettext_lazy("A SIRET has digits only."),
        "key": gettext_lazy(
            "The last digit of this SIRET does not match the others: a typing slip?"
        ),
    },
    "finess": {
        "length": gettext_lazy("A FINESS number has 9 characters; this one has more or fewer."),
        "characters": gettext_lazy("A FINESS number has 9 digits (2A and 2B for Corsica)."),
        "key": gettext_lazy("The last digit of this FINESS number does not match the others."),
    },
    "rna": {
        "length": gettext_lazy("An RNA number has 10 characters: W and 9 digits."),
        "characters": gettext_lazy("An RNA number is W and 9 digits."),
    },
}
CHECKS = {"siret": siret_problem, "finess": finess_problem, "rna": rna_problem}


def role_words(member: Member, terms: dict[str, str]) -> list[str]:
    return [word_for(f"role.{role}", terms) for role in Role.values if role in member.roles]


def roles_with_sight(terms: dict[str, str], roles: Iterable[str]) -> list[dict[str, str]]:
    return [
        {"code": role, "word": word_for(f"role.{role}", terms), "sees": str(SEES[role])}
        for role in Role.values
        if role in roles
    ]


def number_warnings(**numbers: str) -> list[str]:
    """Why each number looks wrong. A warning: people copy them from worn paper."""
    said = []
    for name, number in numbers.items():
        problem = CHECKS[name](number) if number else None
        if problem is not None:
            said.append(str(PROBLEMS[name][problem]))
    return [_("%(why)s It was saved all the same.") % {"why": why} for why in said]


@dataclass(frozen=True, slots=True)
class WordLine:
    """One concept: its code, our word, theirs."""

    concept: str
    ours: str
    theirs: str


def words_by_group(terms: dict[str, str]) -> list[tuple[str, str, list[WordLine]]]:
    groups: dict[str, list[WordLine]] = {}
    for concept, label in CONCEPTS.items():
        prefix = concept.partition(".")[0]
        line = WordLine(concept, str(label), terms.get(concept, ""))
        groups.setdefault(prefix, []).append(line)
    order = [*GROUPS, *(prefix for prefix in groups if prefix not in GROUPS)]
    return [
        (prefix, str(GROUPS.get(prefix, prefix)), groups[prefix])
        for prefix in order
        if prefix in groups
    ]
