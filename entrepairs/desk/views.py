from __future__ import annotations

from django.http import HttpResponse

from entrepairs.accounts.access import may_manage_accounts
from entrepairs.accounts.models import Team
from entrepairs.base.http import MemberRequest, page, reads
from entrepairs.desk.lines import waiting_for
from entrepairs.desk.outside import outside
from entrepairs.desk.search import find
from entrepairs.interventions.access import may_go_out, may_open_outings
from entrepairs.missions.access import may_open_teams


@reads
def today(request: MemberRequest) -> HttpResponse:
    member = request.member
    teams = list(Team.objects.visible_to(member).open())
    return page(
        request,
        "desk/today.html",
        waiting=waiting_for(member, teams, request.now, request.today),
        out=outside(member, request.today) if may_open_outings(member) else None,
        teams=teams,
        goes_out=may_go_out(member),
        opens_teams=may_open_teams(member),
        manages=may_manage_accounts(member),
    )


@reads
def search(request: MemberRequest) -> HttpResponse:
    asked = request.GET.get("q", "").strip()[:60]
    answers = find(request.member, asked)
    if answers.aliases:
        request.looked_at("interventions.aliasseen", "search", "search by alias")
    return page(request, "desk/search.html", asked=asked, answers=answers)
