"""Who is outside today."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from entrepairs.accounts.terms import word_for
from entrepairs.desk.lines import Ask
from entrepairs.interventions.access import may_open_outings
from entrepairs.interventions.models import Outing, OutingCrew

MANY = 12


@dataclass(frozen=True, slots=True)
class Out:
    """One outing of today: two first names, or one and an empty place."""

    one: str
    two: str
    more: int
    text: str
    url: str


def today_outside(ask: Ask) -> list[Out]:
    if not may_open_outings(ask.member):
        return []
    outings = Outing.objects.visible_to(ask.member).kept().filter(day=ask.today)
    crew = OutingCrew.objects.select_related("member").order_by("-as_peer", "member__name_key")
    found = outings.select_related("team").prefetch_related(Prefetch("crew", queryset=crew))
    return [_out(ask, outing) for outing in found.order_by("started_at", "id")[:MANY]]


def _out(ask: Ask, outing: Outing) -> Out:
    crew = [seat.member.given_name for seat in outing.crew.all()]
    start = time_format(localtime(outing.started_at))
    words = {
        "what": word_for(f"outing.{outing.kind}", ask.terms),
        "team": outing.team.name,
        "start": start,
        "end": time_format(localtime(outing.ended_at)) if outing.ended_at else "",
    }
    text = (
        _("%(what)s, %(team)s, %(start)s – %(end)s")
        if outing.ended_at
        else (_("%(what)s, %(team)s, since %(start)s"))
    )
    return Out(
        one=crew[0] if crew else _("Nobody"),
        two=crew[1] if len(crew) > 1 else "",
        more=max(len(crew) - 2, 0),
        text=text % words,
        url=outing.get_absolute_url(),
    )
