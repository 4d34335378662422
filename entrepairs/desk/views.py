from __future__ import annotations

from django.http import HttpResponse

from entrepairs.accounts.terms import local_terms
from entrepairs.base.http import MemberRequest, page, reads, writes
from entrepairs.desk import finding, lines, outside, steps
from entrepairs.desk.plus import notes_for
from entrepairs.interventions.access import may_go_out, may_open_outings

LONGEST = 80


@reads
def today(request: MemberRequest) -> HttpResponse:
    """What waits for this member, in three groups, and who is outside."""
    terms = local_terms(request.member.organisation_id)
    ask = lines.Ask(request.member, request.today, request.now, terms)
    found = lines.everything(ask)
    groups = [[line for line in found if line.kind == kind] for kind in ("call", "settle", "calm")]
    return page(
        request,
        "desk/today.html",
        call=groups[0],
        settle=groups[1],
        calm=groups[2],
        total=len(found),
        day=request.today,
        steps=[] if found else steps.first_steps(request.member),
        outings=outside.today_outside(ask),
        goes_out=may_open_outings(request.member),
        may_note=may_go_out(request.member),
    )


@reads
def plus(request: MemberRequest) -> HttpResponse:
    """What one may note now, under the + of the phone."""
    return page(request, "desk/plus.html", notes=notes_for(request.member))


@reads
def search(request: MemberRequest) -> HttpResponse:
    return _search_page(request, "")


@writes
def find(request: MemberRequest) -> HttpResponse:
    """A read that is sent: an alias never stands in an address, a history or a log."""
    return _search_page(request, " ".join(request.POST.get("q", "").split())[:LONGEST])


def _search_page(request: MemberRequest, asked: str) -> HttpResponse:
    terms = local_terms(request.member.organisation_id)
    groups = finding.find(request.member, asked, terms)
    if any(group.icon == "footprints" for group in groups):
        request.looked_at("interventions.aliasseen", "", "search")
    if any(group.icon == "user-round" for group in groups):
        request.looked_at("people.person", "", "search")
    return page(
        request,
        "desk/search.html",
        asked=asked,
        groups=groups,
        total=sum(len(group.hits) for group in groups),
        too_short=len(asked) < finding.SHORTEST,
    )
