from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from entrepairs.accounts.enums import Act
from entrepairs.accounts.models import Member, Team
from entrepairs.accounts.services import record_act
from entrepairs.base.clock import day_of
from entrepairs.engines.sheets.problem import Book, Level, Reading
from entrepairs.exchange import door
from entrepairs.exchange.access import may_import_into, may_import_kind
from entrepairs.exchange.enums import OF_ONE_TEAM, OPEN, Kind, State
from entrepairs.exchange.models import Import, ImportFile, ImportMapping
from entrepairs.exchange.refusals import (
    AlreadyRunning,
    FileGone,
    NoTeam,
    NothingToImport,
    NotOurs,
    NotRunning,
)

KEPT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as received. Without ``kind`` the one its headers speak of is taken."""

    name: str
    content: bytes
    kind: str = ""
    team: Team | None = None


def upload_file(*, actor: Member, upload: Upload, now: datetime) -> Import:
    """Open a file and keep it seven days at most.

    Raises ``FileNotRead``, ``NotOurs`` and ``NoTeam``.
    """
    book = door.open_content(upload.content, upload.name)
    sheet, finding = door.offered_sheet(book)
    kind = upload.kind or finding.kind
    _check_kind(actor, kind, upload.team)
    forget_expired_files(now=now)
    import_ = Import.objects.create(
        organisation_id=actor.organisation_id,
        kind=kind,
        team=upload.team if kind in OF_ONE_TEAM else None,
        file_name=upload.name[-160:],
        digest=hashlib.sha256(upload.content).hexdigest(),
        size=len(upload.content),
        format=book.format,
        sheet=sheet,
        created_by=actor,
        created_at=now,
    )
    _keep(import_, upload.content, now)
    _recall_mapping(import_, book)
    measure(import_, door.read_book(book, import_, day_of(now)))
    record_act(actor=actor, action=Act.ADD, thing=import_, now=now)
    return import_


def _check_kind(actor: Member, kind: str, team: Team | None) -> None:
    if kind not in Kind or not may_import_kind(actor, kind):
        raise NotOurs
    if kind in OF_ONE_TEAM:
        if team is None:
            raise NoTeam
        if not may_import_into(actor, team):
            raise NotOurs


def _keep(import_: Import, content: bytes, now: datetime) -> None:
    from entrepairs.exchange.tasks import forget

    ImportFile.objects.create(
        organisation_id=import_.organisation_id,
        belongs_to=import_,
        content=content,
        expires_at=now + KEPT,
    )
    forget.task.configure(schedule_in={"days": KEPT.days}).defer(
        organisation_id=str(import_.organisation_id), import_id=str(import_.pk)
    )


def _recall_mapping(import_: Import, book: Book) -> None:
    """Columns and words as decided last time for a table with these headers."""
    table = door.locate(book.sheets[import_.sheet], door.choice_of(import_))
    known = ImportMapping.objects.filter(
        organisation=import_.organisation_id,
        kind=import_.kind,
        signature=door.signature_of(table),
    ).first()
    if known is not None:
        import_.choice = {"columns": known.columns, "values": known.words}


def measure(import_: Import, reading: Reading) -> Import:
    """Write how many rows are at each level."""
    for level in Level:
        setattr(import_, level.word, reading.count(level))
    import_.save()
    return import_


def choose_columns(
    *, actor: Member, import_: Import, sheet: int, columns: Mapping[int, str], now: datetime
) -> Import:
    """Say where changed columns go ("" leaves one out), and remember it for next time."""
    _check_open(import_)
    book = door.stored_book(import_)
    if sheet != import_.sheet:
        import_.sheet, columns = sheet, {}
        import_.choice = {}
    changed = {str(index): name for index, name in columns.items()}
    import_.choice = {**import_.choice, "columns": import_.choice.get("columns", {}) | changed}
    import_.state = State.MAPPED
    reading = door.read_book(book, import_, day_of(now))
    _remember(actor, import_, reading, now)
    return measure(import_, reading)


def _remember(actor: Member, import_: Import, reading: Reading, now: datetime) -> None:
    ImportMapping.objects.update_or_create(
        organisation_id=import_.organisation_id,
        kind=import_.kind,
        signature=door.signature_of(reading.table),
        defaults={
            "columns": import_.choice.get("columns", {}),
            "words": import_.choice.get("values", []),
            "changed_by": actor,
            "changed_at": now,
        },
    )


@dataclass(frozen=True, slots=True)
class Corrections:
    """What was typed on one page of the preview; ``seen_*`` bound what it may undo."""

    texts: Mapping[str, str]
    accepted: frozenset[str] = frozenset()
    skipped: frozenset[int] = frozenset()
    seen_cells: frozenset[str] = frozenset()
    seen_rows: frozenset[int] = frozenset()


def correct_cells(
    *, actor: Member, import_: Import, corrections: Corrections, now: datetime
) -> Import:
    """Type in the place of cells, go on with others as they are, leave rows aside."""
    _check_open(import_)
    choice: dict[str, Any] = dict(import_.choice)
    choice["corrections"] = {**choice.get("corrections", {}), **corrections.texts}
    choice["accepted"] = _turned(
        choice.get("accepted", []), corrections.accepted, corrections.seen_cells
    )
    choice["skipped"] = _turned(
        choice.get("skipped", []), corrections.skipped, corrections.seen_rows
    )
    return _decide(actor, import_, choice, now)


def _turned(before: Iterable[Any], on: frozenset[Any], seen: frozenset[Any]) -> list[Any]:
    return sorted((set(before) - seen) | on)


def choose_words(
    *, actor: Member, import_: Import, words: Mapping[tuple[str, str], str], now: datetime
) -> Import:
    """Say what each word of a column means; remembered with the columns."""
    _check_open(import_)
    known = {(name, word): code for name, word, code in import_.choice.get("values", [])}
    known.update(words)
    values = [[name, word, code] for (name, word), code in sorted(known.items())]
    import_ = _decide(actor, import_, {**import_.choice, "values": values}, now)
    return import_


def choose_names(
    *, actor: Member, import_: Import, names: Mapping[str, str], now: datetime
) -> Import:
    """Say who the names of the crews are: a member, or somebody who is none here."""
    _check_open(import_)
    decided = {**import_.choice.get("names", {}), **names}
    return _decide(actor, import_, {**import_.choice, "names": decided}, now)


def _decide(actor: Member, import_: Import, choice: dict[str, Any], now: datetime) -> Import:
    words_changed = choice.get("values") != import_.choice.get("values")
    import_.choice = choice
    import_.state = State.MAPPED
    reading = door.read_stored(import_, day_of(now))[1]
    if words_changed:
        _remember(actor, import_, reading, now)
    return measure(import_, reading)


def _check_open(import_: Import) -> None:
    if import_.state not in OPEN:
        raise AlreadyRunning


def start_import(*, actor: Member, import_: Import, now: datetime) -> Import:
    """Put the run in the queue. Raises ``NothingToImport``, ``AlreadyRunning``, ``FileGone``."""
    from entrepairs.exchange.tasks import run

    stored = Import.objects.select_for_update(of=("self",)).get(pk=import_.pk)
    _check_open(stored)
    if not ImportFile.objects.filter(belongs_to=stored).exists():
        raise FileGone
    if not stored.importable:
        raise NothingToImport
    stored.state, stored.started_at = State.RUNNING, now
    stored.cancel_asked, stored.progress, stored.total = False, 0, stored.importable
    stored.result, stored.finished_at = {}, None
    stored.save()
    run.enqueue(organisation_id=stored.organisation_id, import_id=stored.pk)
    return stored


def cancel_import(*, actor: Member, import_: Import, now: datetime) -> Import:
    """Ask the run to stop: what it wrote is undone. Raises ``NotRunning``."""
    asked = Import.objects.filter(pk=import_.pk, state=State.RUNNING).update(cancel_asked=True)
    if not asked:
        raise NotRunning
    import_.refresh_from_db()
    record_act(actor=actor, action=Act.WITHDRAW, thing=import_, now=now)
    return import_


def forget_file(*, actor: Member, import_: Import, now: datetime) -> Import:
    """Delete the bytes and what was typed over them; counts and result stay."""
    forget_content(import_)
    record_act(actor=actor, action=Act.END, thing=import_, now=now)
    return import_


def forget_content(import_: Import) -> None:
    ImportFile.objects.filter(belongs_to=import_).delete()
    Import.objects.filter(pk=import_.pk).update(choice={}, file_name="")
    import_.choice, import_.file_name = {}, ""


def forget_expired_files(*, now: datetime) -> None:
    """The queue does it to the hour; this also holds where no worker runs."""
    expired = ImportFile.objects.expired(now).values_list("belongs_to", flat=True)
    for import_ in Import.objects.filter(pk__in=list(expired)):
        forget_content(import_)
