"""Who is out today, in pairs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localtime

from entrepairs.accounts.models import Member
from entrepairs.accounts.terms import local_terms, word_for
from entrepairs.interventions.models import Outing, OutingCrew

MANY = 8


@dataclass(frozen=True, slots=True)
class Going:
    """One outing: the peer first, who goes along, what and from when."""

    one: str
    two: str
    what: str
    since: str
    url: str


def outside(member: Member, today: date) -> list[Going]:
    """At most eight outings of the day; two queries."""
    outings = list(
        Outing.objects.visible_to(member)
        .kept()
        .between(today, today)
        .select_related("team")
        .newest_first()[:MANY]
    )
    crews: dict[object, list[str]] = {outing.pk: [] for outing in outings}
    crew = OutingCrew.objects.filter(outing__in=list(crews)).select_related("member")
    for going in crew.order_by("-as_peer", "member__name_key"):
        crews[going.outing_id].append(going.member.given_name)
    terms = local_terms(member.organisation_id)
    return [_going(outing, crews[outing.pk], terms) for outing in outings]


def _going(outing: Outing, crew: list[str], terms: dict[str, str]) -> Going:
    return Going(
        one=crew[0] if crew else "",
        two=", ".join(crew[1:]),
        what=word_for(f"outing.{outing.kind}", terms),
        since=f"{localtime(outing.started_at):%H:%M}",
        url=outing.get_absolute_url(),
    )
