from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from entrepairs.base.exports import EXTENSIONS, table_file
from entrepairs.base.http import MemberRequest, is_htmx, page, reads, require, writes
from entrepairs.base.refusals import Refusal
from entrepairs.engines.sheets.problem import Book, Level, Reading
from entrepairs.exchange import door, downloads, forms, names, preview, services, wording
from entrepairs.exchange.access import may_change_import, may_import
from entrepairs.exchange.drafts import drafts
from entrepairs.exchange.enums import Kind, State
from entrepairs.exchange.models import Import

PER_PAGE = 50


def _mine(request: MemberRequest, import_id: UUID) -> Import:
    """My import, or 404; and 403 once my role no longer lets me import its rows."""
    import_ = get_object_or_404(
        Import.objects.visible_to(request.member).select_related("team"), pk=import_id
    )
    require(may_change_import(request.member, import_))
    return import_


@reads
def imports(request: MemberRequest) -> HttpResponse:
    require(may_import(request.member))
    mine = Import.objects.visible_to(request.member).newest_first().select_related("team")
    found = Paginator(mine, PER_PAGE).get_page(request.GET.get("page"))
    return page(request, "exchange/list.html", imports=found, kinds=Kind.choices)


@reads
def new(request: MemberRequest) -> HttpResponse:
    require(may_import(request.member))
    return page(request, "exchange/new.html", form=forms.UploadForm(member=request.member))


@writes
def upload(request: MemberRequest) -> HttpResponse:
    require(may_import(request.member))
    form = forms.UploadForm(request.POST, request.FILES, member=request.member)
    if form.is_valid():
        try:
            import_ = services.upload_file(
                actor=request.member, upload=form.upload(), now=request.now
            )
            return redirect("exchange:columns", import_.pk)
        except Refusal as refusal:
            form.add_error("file", str(refusal.message))
    return page(request, "exchange/new.html", form=form, status=422)


# --- Columns -------------------------------------------------------------------
@reads
def columns(request: MemberRequest, import_id: UUID) -> HttpResponse:
    import_ = _mine(request, import_id)
    if not import_.is_open:
        return redirect(import_)
    try:
        book, reading = door.read_stored(import_, request.today)
    except Refusal as refusal:
        return _closed(request, import_, refusal)
    request.looked_at("exchange.import", import_.pk, "columns")
    return page(request, "exchange/columns.html", **_columns_context(import_, book, reading))


def _columns_context(import_: Import, book: Book, reading: Reading) -> dict[str, Any]:
    found, fields = preview.columns_to_place(import_, book, reading)
    sheets = [
        (place, finding)
        for place, finding in enumerate(door.survey(book))
        if finding.use == "table"
    ]
    notices = [wording.sentence_of_notice(n.code, n.params) for n in book.notices]
    missing = [wording.FIELDS[name] for name in door.missing_fields(reading.table)]
    return {
        "others": preview.other_sheets(import_, book),
        "import": import_, "columns": found, "fields": fields, "sheets": sheets,
        "notices": notices, "missing": missing, "header_row": reading.table.header_row,
    }  # fmt: skip


@writes
def choose_columns(request: MemberRequest, import_id: UUID) -> HttpResponse:
    import_ = _mine(request, import_id)
    try:
        book, reading = door.read_stored(import_, request.today)
        known = {column.index: column.field for column in reading.table.columns}
        services.choose_columns(
            actor=request.member,
            import_=import_,
            sheet=_sheet(request, book, import_),
            columns=forms.columns_of(request.POST, import_.kind, known),
            now=request.now,
        )
    except Refusal as refusal:
        return _refused(request, import_, refusal)
    if "again" in request.POST:
        return redirect("exchange:columns", import_.pk)
    return redirect(import_)


def _sheet(request: MemberRequest, book: Book, import_: Import) -> int:
    """The sheet chosen, when it holds a table."""
    asked = request.POST.get("sheet", "")
    tables = {str(n): n for n, found in enumerate(door.survey(book)) if found.use == "table"}
    return tables.get(asked, import_.sheet)


# --- Preview, run, result --------------------------------------------------------
@reads
def show(request: MemberRequest, import_id: UUID) -> HttpResponse:
    """The import where it stands: what to settle, how far it is, or what came of it."""
    import_ = _mine(request, import_id)
    if import_.state == State.RUNNING:
        return page(request, "exchange/running.html", fragment="progress", **{"import": import_})
    if is_htmx(request):  # the page that follows the run: it is over
        return HttpResponse(headers={"HX-Refresh": "true"})
    try:
        book, reading = door.read_stored(import_, request.today)
    except Refusal as refusal:
        return _closed(request, import_, refusal)
    request.looked_at("exchange.import", import_.pk, "preview")
    if import_.state == State.DONE:
        return _result(request, import_, reading)
    context = _preview_context(request, import_, book, reading)
    return page(request, "exchange/preview.html", **context)


def _preview_context(
    request: MemberRequest, import_: Import, book: Book, reading: Reading
) -> dict[str, Any]:
    found = preview.tabs(preview.counts_of(import_, reading), request.GET.get("tab", ""))
    here = next((tab.name for tab in found if tab.on), "")
    chips = [
        {"word": f"{tab.label} ({tab.count})", "url": f"?tab={tab.name}", "on": tab.on}
        for tab in found
    ]
    shared = {
        "import": import_, "chips": chips, "tab": here,
        "left_rows": preview.left_out_rows(import_),
        "waiting": names.Placed(import_, reading).undecided,
        "ready": import_.importable - preview.waiting_rows(import_, reading),
    }  # fmt: skip
    return shared | _TAB_CONTEXTS.get(here, _no_more)(request, import_, book, reading)


def _no_more(*_: Any) -> dict[str, Any]:
    return {}


def _cells(request: MemberRequest, import_: Import, _b: Book, reading: Reading) -> dict[str, Any]:
    levels, number = (Level.ASK, Level.REFUSE), request.GET.get("page", 1)
    return {
        "rows": preview.rows_to_settle(import_, reading, levels, number),
    }


def _said(request: MemberRequest, import_: Import, _b: Book, reading: Reading) -> dict[str, Any]:
    number = request.GET.get("page", 1)
    return {"rows": preview.rows_to_settle(import_, reading, (Level.WARN,), number)}


def _words(_r: MemberRequest, import_: Import, _b: Book, reading: Reading) -> dict[str, Any]:
    return {"groups": preview.word_groups(import_, reading)}


def _names(_r: MemberRequest, import_: Import, _b: Book, reading: Reading) -> dict[str, Any]:
    found, members = preview.names_to_place(import_, reading)
    return {"names": found, "members": members}


def _doubles(_r: MemberRequest, import_: Import, book: Book, reading: Reading) -> dict[str, Any]:
    return {"doubles": preview.doubles(import_, book, reading)[:200], "aliases": reading.aliases}


def _sensitive(_r: MemberRequest, _i: Import, _b: Book, reading: Reading) -> dict[str, Any]:
    return {
        "cells": preview.sensitive_cells(reading)[:200],
        "columns": preview.columns_left_out(reading),
    }


def _rows(request: MemberRequest, _i: Import, _b: Book, reading: Reading) -> dict[str, Any]:
    headers, lines = preview.ready_rows(reading, request.GET.get("page", 1))
    return {"headers": headers, "lines": lines}


_TAB_CONTEXTS = {
    "cells": _cells,
    "said": _said,
    "words": _words,
    "names": _names,
    "doubles": _doubles,
    "sensitive": _sensitive,
    "rows": _rows,
}


def _result(request: MemberRequest, import_: Import, reading: Reading | None) -> HttpResponse:
    left = [
        (row, wording.LEFT.get(code, code)) for row, code in import_.result.get("left", [])[:50]
    ]
    context = {
        "import": import_,
        "left": left,
        "drafts": drafts(reading) if reading else [],
        "kept": reading is not None,
        "not_in": import_.result.get("asked", 0) + import_.result.get("refused", 0),
    }
    return page(request, "exchange/result.html", **context)


def _closed(request: MemberRequest, import_: Import, refusal: Refusal) -> HttpResponse:
    """The file is gone: what is left are counts."""
    if import_.state == State.DONE:
        return _result(request, import_, None)
    return page(request, "exchange/gone.html", **{"import": import_, "why": refusal.message})


def _refused(request: MemberRequest, import_: Import, refusal: Refusal) -> HttpResponse:
    messages.error(request, str(refusal.message))
    return redirect(import_)


@writes
def correct(request: MemberRequest, import_id: UUID) -> HttpResponse:
    import_ = _mine(request, import_id)
    try:
        services.correct_cells(
            actor=request.member,
            import_=import_,
            corrections=forms.corrections_of(request.POST),
            now=request.now,
        )
    except Refusal as refusal:
        return _refused(request, import_, refusal)
    return _back(request, import_)


@writes
def choose_words(request: MemberRequest, import_id: UUID) -> HttpResponse:
    import_ = _mine(request, import_id)
    try:
        words = forms.words_of(request.POST, preview.allowed_codes())
        services.choose_words(actor=request.member, import_=import_, words=words, now=request.now)
    except Refusal as refusal:
        return _refused(request, import_, refusal)
    return _back(request, import_)


@writes
def choose_names(request: MemberRequest, import_id: UUID) -> HttpResponse:
    import_ = _mine(request, import_id)
    try:
        allowed = {str(member.pk) for member in names.crew_members(import_)}
        chosen = forms.names_of(request.POST, allowed | {names.PEER, names.COLLEAGUE})
        services.choose_names(actor=request.member, import_=import_, names=chosen, now=request.now)
    except Refusal as refusal:
        return _refused(request, import_, refusal)
    return _back(request, import_)


def _back(request: MemberRequest, import_: Import) -> HttpResponse:
    """To the tab one came from, with the counts said."""
    said = _("Kept. %(ready)d rows are ready, %(rest)d are not.")
    numbers = {"ready": import_.importable, "rest": import_.ask + import_.refuse}
    messages.success(request, said % numbers)
    tab = request.POST.get("tab", "")
    known = tab if tab in preview.TABS else ""
    return redirect(f"{import_.get_absolute_url()}?tab={known}")


@writes
def run(request: MemberRequest, import_id: UUID) -> HttpResponse:
    import_ = _mine(request, import_id)
    try:
        services.start_import(actor=request.member, import_=import_, now=request.now)
    except Refusal as refusal:
        return _refused(request, import_, refusal)
    return redirect(import_)


@writes
def cancel(request: MemberRequest, import_id: UUID) -> HttpResponse:
    import_ = _mine(request, import_id)
    try:
        services.cancel_import(actor=request.member, import_=import_, now=request.now)
    except Refusal as refusal:
        return _refused(request, import_, refusal)
    messages.info(request, _("The import is being stopped. Nothing of it will stay."))
    return redirect(import_)


@writes
def forget(request: MemberRequest, import_id: UUID) -> HttpResponse:
    import_ = _mine(request, import_id)
    if import_.state == State.RUNNING:
        return redirect(import_)
    services.forget_file(actor=request.member, import_=import_, now=request.now)
    messages.success(request, _("The file has been forgotten; the counts stay."))
    return redirect("exchange:list")


# --- Downloads -----------------------------------------------------------------
@reads
def refused_rows(request: MemberRequest, import_id: UUID, extension: str) -> HttpResponse:
    import_ = _mine(request, import_id)
    if extension not in EXTENSIONS:
        raise Http404
    try:
        book, reading = door.read_stored(import_, request.today)
    except Refusal as refusal:
        return _closed(request, import_, refusal)
    request.looked_at("exchange.import", import_.pk, "refused rows")
    header, rows = downloads.refused_table(import_, book, reading)
    return table_file(_("rows-left-out"), extension, header, rows)


@reads
def template(request: MemberRequest, kind: str, extension: str) -> HttpResponse:
    require(may_import(request.member))
    if kind not in downloads.TEMPLATES or extension not in EXTENSIONS:
        raise Http404
    header, example = downloads.TEMPLATES[kind]
    return table_file(f"entrepairs-{kind}", extension, header, [example])
