"""Closed doors, in numbers of people: to be told to those who can open them."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from entrepairs.base.exports import table_file
from entrepairs.base.http import MemberRequest, page, reads, require
from entrepairs.engines.fewpeople import LEAST
from entrepairs.steps import access, doors


@reads
def closed_doors(request: MemberRequest) -> HttpResponse:
    require(access.may_see_doors(request.member))
    period = doors.Period.read(request.GET.get("year", ""), request.today)
    found = doors.count_doors(request.member, period)
    return page(
        request,
        "steps/doors.html",
        period=period,
        years=[
            {"word": str(year), "on": year == period.year, "url": f"?year={year}"}
            for year in doors.years(request.today)
        ],
        parts=[
            {
                "department": name,
                "lines": doors.lines(part),
                "families": [family.label for family in doors.families_met(part)],
            }
            for name, part in found.parts
        ],
        doors=found,
        least=LEAST,
    )


@reads
def doors_file(request: MemberRequest) -> HttpResponse:
    require(access.may_see_doors(request.member))
    period = doors.Period.read(request.GET.get("year", ""), request.today)
    found = doors.count_doors(request.member, period)
    request.looked_at("steps.doors", str(period.year), "export")
    header = [
        _("Department"),
        _("Reason, code"),
        _("Reason"),
        _("Family, code"),
        _("Family"),
        _("People"),
    ]
    name = f"{_('closed-doors')}-{period.year}"
    return table_file(name, "csv", header, doors.to_rows(found))
