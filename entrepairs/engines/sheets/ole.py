"""The old container (OLE): enough of it to name its streams and walk an XLS.

Source: [MS-CFB] §2 (header, FAT, directory) and [MS-XLS] §2.4 (BOUNDSHEET8, COLINFO,
FORMULA, FILEPASS). Best effort: a fact that cannot be read is simply not known.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from entrepairs.engines.sheets.problem import FileRefused, Place

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA  # this and above are markers, not sectors
_BOUNDSHEET, _COLINFO, _FORMULA, _FILEPASS, _EOF = 0x85, 0x7D, 0x06, 0x2F, 0x0A
_CELLS = {0x06, 0xBD, 0xBE, 0xFD, 0x201, 0x203, 0x204, 0x205, 0x27E, 0xD6}


@dataclass(slots=True)
class SheetFacts:
    """What values alone do not tell about a sheet."""

    formulas: dict[Place, str] = field(default_factory=dict)
    hidden_columns: set[int] = field(default_factory=set)
    last_row: int = 0
    last_column: int = 0

    def saw(self, row: int, column: int) -> None:
        self.last_row = max(self.last_row, row)
        self.last_column = max(self.last_column, column)


class Container:
    """An OLE file: names of its streams, and their bytes."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        try:
            self._size: int = 1 << struct.unpack_from("<H", content, 30)[0]
            if self._size not in (512, 4096):
                raise FileRefused("corrupt")
            self._fat = self._read_fat()
            self._entries = self._read_directory()
        except struct.error as error:
            raise FileRefused("corrupt") from error

    @property
    def names(self) -> set[str]:
        return set(self._entries)

    def stream(self, name: str) -> bytes:
        """A stream kept in ordinary sectors; small ones (under 4,096 bytes) are not read."""
        start, size = self._entries.get(name, (_END, 0))
        return self._chain(start)[:size] if size >= 4096 else b""

    def _sector(self, number: int) -> bytes:
        begin = (number + 1) * self._size
        return self._content[begin : begin + self._size]

    def _chain(self, start: int) -> bytes:
        parts, seen, sector = [], 0, start
        while sector < _END:
            if sector >= len(self._fat) or seen > len(self._fat):
                raise FileRefused("corrupt")
            parts.append(self._sector(sector))
            sector, seen = self._fat[sector], seen + 1
        return b"".join(parts)

    def _read_fat(self) -> list[int]:
        numbers = [n for n in struct.unpack_from("<109I", self._content, 76) if n < _END]
        following, count = struct.unpack_from("<II", self._content, 68)
        for _ in range(min(count, 1_000)):
            if following >= _END:
                break
            block = struct.unpack(f"<{self._size // 4}I", self._sector(following))
            numbers += [n for n in block[:-1] if n < _END]
            following = block[-1]
        whole = b"".join(self._sector(number) for number in numbers)
        return list(struct.unpack(f"<{len(whole) // 4}I", whole[: len(whole) // 4 * 4]))

    def _read_directory(self) -> dict[str, tuple[int, int]]:
        raw = self._chain(struct.unpack_from("<I", self._content, 48)[0])
        entries = {}
        for begin in range(0, len(raw) - 127, 128):
            length = struct.unpack_from("<H", raw, begin + 64)[0]
            if 2 <= length <= 64:
                name = raw[begin : begin + length - 2].decode("utf-16-le", "replace")
                entries[name] = struct.unpack_from("<II", raw, begin + 116)
        return entries


def workbook_facts(stream: bytes) -> list[SheetFacts]:
    """Facts of the sheets of an XLS, in their order; [] when they cannot be read."""
    starts = []
    for kind, begin, _length in _records(stream, 0):
        if kind == _FILEPASS:
            raise FileRefused("password")
        if kind == _BOUNDSHEET:
            starts.append(struct.unpack_from("<I", stream, begin)[0])
    return [_sheet_facts(stream, start) for start in starts]


def _sheet_facts(stream: bytes, start: int) -> SheetFacts:
    facts = SheetFacts()
    for kind, begin, length in _records(stream, start):
        if kind in _CELLS and length >= 4:
            row, column = struct.unpack_from("<HH", stream, begin)
            facts.saw(row + 1, column + 1)
            if kind == _FORMULA:
                facts.formulas[(row + 1, column + 1)] = "="
        elif kind == _COLINFO and length >= 10:
            first, last, _width, _style, options = struct.unpack_from("<5H", stream, begin)
            if options & 1:
                facts.hidden_columns.update(range(first + 1, min(last, 255) + 2))
    return facts


def _records(stream: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """(kind, where its body begins, length) up to the end of this part."""
    place = start
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        if place + 4 + length > len(stream):
            return
        yield kind, place + 4, length
        if kind == _EOF:
            return
        place += 4 + length
