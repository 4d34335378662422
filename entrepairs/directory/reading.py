"""Dumps of data·inclusion, read as a stream: JSON or CSV, plain, gzip or zip.

Nothing is read whole. What unpacks to far more than its size, and rows that never end,
are refused while they are read: a file can lie about its length.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

import ijson
from django.utils.translation import gettext_lazy as _

from entrepairs.base.refusals import Refusal

MAX_BYTES = 2_000_000_000
# Dumps of JSON compress about fifteen times; a bomb, a thousand.
MAX_RATIO = 150
SMALL = 20_000_000
# Bytes read without coming to the end of a row.
MAX_ROW = 4_000_000
# Brackets inside brackets: the parser's time grows with the square of their depth.
MAX_DEPTH = 1_000
MAX_OPENED = 8_000  # in one buffer of 64 kB
LISTS = frozenset(
    {"thematiques", "publics", "modes_accueil", "zone_eligibilite", "modes_mobilisation",
     "mobilisable_par", "reseaux_porteurs"}
)  # fmt: skip
# What the readers raise on a file that is cut, garbled, encrypted or unknown.
BROKEN = (
    ijson.JSONError, csv.Error, UnicodeError, EOFError, zipfile.BadZipFile, zlib.error, OSError,
    RuntimeError,
)  # fmt: skip
Row = dict[str, Any]


class FileNotRead(Refusal):
    message = _("This file cannot be read.")


class NotADump(FileNotRead):
    message = _("This is neither a list of services nor a list of structures of data·inclusion.")


class TooBig(FileNotRead):
    message = _("This file unpacks to much more than a directory: it is refused.")


class RowTooLong(FileNotRead):
    message = _("A row of this file never ends: it is refused.")


class BrokenFile(FileNotRead):
    message = _("This file stops in the middle, or is broken: nothing was brought in.")


class Counted(io.RawIOBase):
    """A stream that stops when too much comes out of it."""

    def __init__(self, inner: BinaryIO, packed: int, ratio: int = 0) -> None:
        self._inner = inner
        self._most = min(MAX_BYTES, max(SMALL, packed * (ratio or MAX_RATIO)))
        self._all = 0
        self._since_row = 0
        self._depth = 0

    def readable(self) -> bool:
        return True

    def row_ended(self) -> None:
        self._since_row = self._depth = 0

    def readinto(self, buffer: Any) -> int:
        found = self._inner.read(len(buffer))
        buffer[: len(found)] = found
        self._all += len(found)
        self._since_row += len(found)
        if self._all > self._most:
            raise TooBig
        opened = found.count(b"[") + found.count(b"{")
        self._depth += opened - found.count(b"]") - found.count(b"}")
        if self._since_row > MAX_ROW or self._depth > MAX_DEPTH or opened > MAX_OPENED:
            raise RowTooLong
        return len(found)


@contextmanager
def opened(path: Path) -> Iterator[Counted]:
    """The bytes of the only file in there, unpacked and counted."""
    packed = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(4)
        file.seek(0)
        if head[:2] == b"\x1f\x8b":
            yield Counted(cast(BinaryIO, gzip.GzipFile(fileobj=file)), packed)
        elif head == b"PK\x03\x04":
            yield Counted(_only_member(file), packed)
        else:
            yield Counted(file, packed, ratio=1)


def _only_member(file: BinaryIO) -> BinaryIO:
    archive = zipfile.ZipFile(file)
    names = [each for each in archive.namelist() if not each.endswith("/")]
    if len(names) != 1:
        raise NotADump
    return cast(BinaryIO, archive.open(names[0]))


def rows(path: Path) -> Iterator[tuple[str, int, Row]]:
    """``("service" | "structure", its number, the row)`` for each row of the file."""
    try:
        with opened(path) as stream:
            text = io.BufferedReader(stream, 65_536)
            first = text.peek(64).lstrip(b"\xef\xbb\xbf \r\n\t")[:1]
            if not first:
                raise NotADump
            found = _from_json(text) if first in (b"[", b"{") else _from_csv(text)
            for number, (kind, row) in enumerate(found, 1):
                stream.row_ended()
                yield kind, number, row
    except FileNotRead:
        raise
    except BROKEN as bad:
        raise BrokenFile from bad


def _from_json(stream: BinaryIO) -> Iterator[tuple[str, Row]]:
    """An array of either, or an object that holds ``services`` and ``structures``."""
    head = cast(io.BufferedReader, stream).peek(64).lstrip(b"\xef\xbb\xbf \r\n\t")[:1]
    if head == b"[":
        for row in ijson.items(stream, "item", use_float=True):
            yield kind_of(row), row
        return
    events = ijson.parse(stream, use_float=True)
    for prefix, event, _value in events:
        if event == "start_map" and prefix in ("services.item", "structures.item"):
            yield prefix.partition("s.")[0], _built(events, prefix)
        elif prefix and "." not in prefix and event == "start_map":
            raise NotADump


def _built(events: Iterator[tuple[str, str, Any]], prefix: str) -> Row:
    builder = ijson.ObjectBuilder()
    builder.event("start_map", None)
    for where, event, value in events:
        builder.event(event, value)
        if where == prefix and event == "end_map":
            break
    return cast(Row, builder.value)


def _from_csv(stream: BinaryIO) -> Iterator[tuple[str, Row]]:
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    header = text.readline(20_000)
    if not header.endswith(("\n", "\r")):
        raise NotADump
    mark = ";" if header.count(";") > header.count(",") else ","
    names = next(csv.reader([header], delimiter=mark))
    for cells in csv.DictReader(text, names, delimiter=mark):
        row = {name: _cell(name, cell) for name, cell in cells.items() if name and cell}
        yield ("service" if "structure_id" in names else kind_of(row)), row


def _cell(name: str, text: str) -> Any:
    if name not in LISTS:
        return text
    if text.startswith("["):
        try:
            return json.loads(text)
        except ValueError:
            return text
    return [part.strip(' "') for part in text.strip("{}").split(",") if part.strip(' "')]


def kind_of(row: Any) -> str:
    """Only services belong to a structure."""
    if not isinstance(row, dict) or not {"id", "source"} <= row.keys():
        raise NotADump
    return "service" if "structure_id" in row else "structure"
