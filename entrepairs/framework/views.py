from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from entrepairs.accounts.models import Member
from entrepairs.base.http import MemberRequest, page, reads, require, writes
from entrepairs.base.refusals import Refusal
from entrepairs.framework import access, services
from entrepairs.framework.board import Line, lines_of, sections_of, shelves_of
from entrepairs.framework.enums import StatementKind
from entrepairs.framework.evaluation import read_board
from entrepairs.framework.figures import Unit
from entrepairs.framework.forms import ConfirmForm, DeclareForm, DocumentForm, SayingForm
from entrepairs.framework.models import Framework, Statement
from entrepairs.framework.pack import Row
from entrepairs.framework.pdf import board_pdf
from entrepairs.framework.rows import page_of_rows
from entrepairs.framework.scope import Asked, current_framework

Service = Callable[..., Statement]


def _asked(request: MemberRequest) -> Asked:
    require(access.may_read_board(request.member))
    return Asked.read(request.member, request.GET, request.today)


def _framework() -> Framework:
    framework = current_framework()
    if framework is None:
        raise Http404
    return framework


def _row(framework: Framework, code: str) -> Row:
    row = framework.pack.by_code.get(code)
    if row is None:
        raise Http404
    return row


def shown(framework: Framework, asked: Asked) -> dict[str, Any]:
    """Everything the board, its table and its paper show."""
    pack = framework.pack
    lines = lines_of(pack, read_board(framework, asked.scope))
    return {
        "asked": asked,
        "pack": pack,
        "notice": pack.notice.in_language(get_language()),
        "sheet": pack.sheet.in_language(get_language()),
        "publication": pack.publication.in_language(get_language()),
        "lines": lines,
        "shelves": shelves_of(lines),
        "sections": sections_of(pack, lines),
        "may_speak": access.may_speak(asked.member),
    }


@reads
def board(request: MemberRequest) -> HttpResponse:
    asked, framework = _asked(request), current_framework()
    if framework is None:
        return page(request, "framework/none.html")
    return page(request, "framework/board.html", **shown(framework, asked))


@reads
def table(request: MemberRequest) -> HttpResponse:
    return page(request, "framework/table.html", **shown(_framework(), _asked(request)))


@reads
def pdf(request: MemberRequest) -> HttpResponse:
    asked = _asked(request)
    made = board_pdf(shown(_framework(), asked), request.member.organisation.name, request.now)
    request.looked_at("framework.board", str(asked.team_id or "all"), "pdf")
    response = HttpResponse(made, content_type="application/pdf")
    name = _("recommendation")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


def _line(framework: Framework, asked: Asked, code: str) -> Line:
    row = _row(framework, code)
    standings = read_board(framework, asked.scope)
    mine = [standing for standing in standings if standing.row.code == row.code]
    return lines_of(framework.pack, mine)[0]


@reads
def rows(request: MemberRequest, code: str) -> HttpResponse:
    asked = _asked(request)
    line = _line(_framework(), asked, code)
    found = page_of_rows(line, asked.scope, request.GET.get("page")) if line.opens else None
    if found is not None and line.unit is Unit.ENCOUNTER:
        request.looked_at("interventions.encounter", code, "rows of a figure")
    return page(request, "framework/rows.html", line=line, rows=found, asked=asked)


def _saying(
    request: MemberRequest, code: str, status: int = 200, **forms: SayingForm
) -> HttpResponse:
    """The page where one speaks of a row, with the form that was refused if any."""
    asked, framework = _asked(request), _framework()
    row, member = _row(framework, code), request.member
    said = Statement.objects.visible_to(member).filter(framework=framework, criterion=row.code)
    already = said.live(request.today).of(member).filter(kind=StatementKind.CONFIRMATION).exists()
    fresh = {name: _form(kind, asked) for name, kind in FORMS.items()}
    return page(
        request,
        "framework/saying.html",
        line=_line(framework, asked, code),
        asked=asked,
        statements=said.live(request.today).select_related("team", "member"),
        may_speak=access.may_speak(member),
        may_confirm=access.may_confirm(member, row) and not already,
        status=status,
        **{**fresh, **forms},
    )


FORMS: dict[str, type[SayingForm]] = {
    "declaring": DeclareForm,
    "documenting": DocumentForm,
    "confirming": ConfirmForm,
}


def _form(kind: type[SayingForm], asked: Asked, data: Any = None) -> SayingForm:
    """Each form has its own prefix: three of them live on one page."""
    whole = asked.member.sees_whole_organisation
    name = next(name for name, form in FORMS.items() if form is kind)
    return kind(data, prefix=name, teams=asked.teams, whole=whole)


@reads
def saying(request: MemberRequest, code: str) -> HttpResponse:
    return _saying(request, code)


def _say(request: MemberRequest, code: str, name: str, service: Service) -> HttpResponse:
    asked, framework = _asked(request), _framework()
    _row(framework, code)
    form = _form(FORMS[name], asked, request.POST)
    if not form.is_valid():
        return _saying(request, code, 422, **{name: form})
    try:
        statement = form.statement(framework, code)
        service(actor=request.member, statement=statement, now=request.now)
    except Refusal as refusal:
        form.add_error(None, str(refusal.message))
        return _saying(request, code, 422, **{name: form})
    messages.success(request, _("Noted. You can take it back at any time."))
    return redirect("framework:saying", code=code)


@writes
def declare(request: MemberRequest, code: str) -> HttpResponse:
    require(access.may_speak(request.member))
    return _say(request, code, "declaring", services.declare)


@writes
def document(request: MemberRequest, code: str) -> HttpResponse:
    require(access.may_speak(request.member))
    return _say(request, code, "documenting", services.document)


@writes
def confirm(request: MemberRequest, code: str) -> HttpResponse:
    require(access.may_read_board(request.member))
    row = _row(_framework(), code)
    require(access.may_confirm(request.member, row))
    return _say(request, code, "confirming", services.confirm)


@writes
def withdraw(request: MemberRequest, statement_id: UUID) -> HttpResponse:
    said = Statement.objects.visible_to(request.member)
    statement = get_object_or_404(said, pk=statement_id)
    require(access.may_withdraw(request.member, statement))
    _withdraw(request, request.member, statement, request.now)
    return redirect("framework:saying", code=statement.criterion)


def _withdraw(request: MemberRequest, member: Member, statement: Statement, now: datetime) -> None:
    try:
        services.withdraw_statement(actor=member, statement=statement, now=now)
        messages.success(request, _("Taken back. The row stands without it from today."))
    except Refusal as refusal:
        messages.warning(request, str(refusal.message))
