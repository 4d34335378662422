"""What one may do with words. What one may see is ``visible_to`` on each queryset."""

from __future__ import annotations

from datetime import date

from entrepairs.accounts.enums import TEAM_ROLES
from entrepairs.accounts.models import Member, Team
from entrepairs.people.access import may_write
from entrepairs.people.models import Person
from entrepairs.words.enums import Addressee
from entrepairs.words.models import CarriedWord, Explanation


def may_open_words(member: Member) -> bool:
    return member.roles_in(TEAM_ROLES)


def may_carry(member: Member, person: Person) -> bool:
    """Those who meet the person. Costs a query."""
    return may_write(member, person)


def knows_person(member: Member, thing: CarriedWord | Explanation) -> bool:
    """The thing is about somebody of this member's teams. Costs a query."""
    if thing.person_id is None:
        return False
    return Person.objects.visible_to(member).filter(pk=thing.person_id).exists()


def may_answer(member: Member, word: CarriedWord) -> bool:
    """The team it was carried to; for a service outside, those who carried it. One query."""
    if not member.roles_in(TEAM_ROLES):
        return False
    if word.reach == Addressee.OUTSIDE:
        return knows_person(member, word)
    return word.to_team_id in set(Team.objects.of(member).values_list("pk", flat=True))


def may_tell(member: Member, word: CarriedWord) -> bool:
    return knows_person(member, word)


def may_withdraw(member: Member, word: CarriedWord) -> bool:
    return knows_person(member, word)


def still_restorable(word: CarriedWord, today: date) -> bool:
    """A slip is put right the same day; after that, the person is asked again."""
    return word.withdrawn_on == today


def may_read_jargon(member: Member) -> bool:
    return member.roles_in(TEAM_ROLES) or member.sees_whole_organisation


def may_write_jargon(member: Member) -> bool:
    """Everybody who works in a team."""
    return member.roles_in(TEAM_ROLES)
