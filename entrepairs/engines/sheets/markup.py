"""What the XML of XLSX and ODS says that values do not: formulas, hidden, extent.

Read as a stream with expat; a document type (the way in for entity bombs) is refused.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable
from xml.parsers import expat

from entrepairs.engines.sheets.container import MAX_CELLS
from entrepairs.engines.sheets.ole import SheetFacts
from entrepairs.engines.sheets.problem import FileRefused, place_of

Attributes = dict[str, str]
_CHUNK = 64 * 1024
_CELL = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")


def _walk(
    archive: zipfile.ZipFile,
    part: str,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attrs: start(
        _bare(name), {_bare(key): value for key, value in attrs.items()}
    )
    if end:
        parser.EndElementHandler = lambda name: end(_bare(name))
    if text:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _no_doctype
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
    except (expat.ExpatError, KeyError, zipfile.BadZipFile, EOFError) as error:
        raise FileRefused("corrupt") from error


def _bare(name: str) -> str:
    return name.rpartition(":")[2]


def _no_doctype(*_: object) -> None:
    raise FileRefused("corrupt")


# XLSX ---------------------------------------------------------------------------


def xlsx_facts(archive: zipfile.ZipFile) -> dict[str, SheetFacts]:
    """Facts by sheet name."""
    targets = _relations(archive)
    facts: dict[str, SheetFacts] = {}
    budget = [MAX_CELLS]

    def start(name: str, attrs: Attributes) -> None:
        if name == "sheet" and "name" in attrs:
            part = targets.get(attrs.get("id", ""), "")
            if part in archive.NameToInfo:
                facts[attrs["name"]] = _worksheet(archive, part, budget)

    _walk(archive, "xl/workbook.xml", start)
    return facts


def _relations(archive: zipfile.ZipFile) -> dict[str, str]:
    targets: dict[str, str] = {}

    def start(name: str, attrs: Attributes) -> None:
        if name == "Relationship" and attrs.get("Type", "").endswith("/worksheet"):
            target = attrs.get("Target", "")
            path = target[1:] if target.startswith("/") else posixpath.join("xl", target)
            targets[attrs.get("Id", "")] = posixpath.normpath(path)

    _walk(archive, "xl/_rels/workbook.xml.rels", start)
    return targets


def _worksheet(archive: zipfile.ZipFile, part: str, budget: list[int]) -> SheetFacts:
    walk = _Worksheet()
    _walk(archive, part, walk.start, walk.end, walk.text)
    _spend(budget, walk.facts)
    return walk.facts


def _spend(budget: list[int], facts: SheetFacts) -> None:
    """Readers keep a full rectangle: its area is what costs, not the cells filled."""
    budget[0] -= facts.last_row * facts.last_column
    if budget[0] < 0:
        raise FileRefused("too_many_cells", cells=MAX_CELLS)


class _Worksheet:
    def __init__(self) -> None:
        self.facts = SheetFacts()
        self._row = 0
        self._column = 0
        self._formula: list[str] | None = None

    def start(self, name: str, attrs: Attributes) -> None:
        if name == "c":
            self._cell(attrs)
        elif name in ("v", "is"):
            self.facts.saw(self._row, self._column)
        elif name == "row":
            self._row = int(attrs["r"]) if attrs.get("r", "").isdecimal() else self._row + 1
            self._column = 0
        elif name == "f":
            self._formula = []
        elif name == "col" and attrs.get("hidden") in ("1", "true"):
            first, last = int(attrs.get("min", 1)), int(attrs.get("max", 1))
            self.facts.hidden_columns.update(range(first, min(last, 16_384) + 1))

    def _cell(self, attrs: Attributes) -> None:
        name = attrs.get("r", "")
        if _CELL.fullmatch(name):
            self._row, self._column = place_of(name)
        else:
            self._column += 1

    def text(self, text: str) -> None:
        if self._formula is not None:
            self._formula.append(text)

    def end(self, name: str) -> None:
        if name == "f" and self._formula is not None:
            self.facts.saw(self._row, self._column)
            self.facts.formulas[(self._row, self._column)] = "=" + "".join(self._formula)[:200]
            self._formula = None


# ODS ----------------------------------------------------------------------------


def ods_facts(archive: zipfile.ZipFile) -> dict[str, SheetFacts]:
    """Facts by sheet name; rows repeated to the end of the sheet cost nothing."""
    walk = _Content()
    _walk(archive, "content.xml", walk.start, walk.end)
    return walk.sheets


def ods_is_encrypted(archive: zipfile.ZipFile) -> bool:
    found = []

    def start(name: str, _attrs: Attributes) -> None:
        if name == "encryption-data":
            found.append(name)

    if "META-INF/manifest.xml" in archive.NameToInfo:
        _walk(archive, "META-INF/manifest.xml", start)
    return bool(found)


class _Content:
    def __init__(self) -> None:
        self.sheets: dict[str, SheetFacts] = {}
        self._facts = SheetFacts()
        self._budget = [MAX_CELLS]
        self._row = self._column = self._declared = 0
        self._rows = 1
        self._depth = 0

    def start(self, name: str, attrs: Attributes) -> None:
        if name in ("table-cell", "covered-table-cell"):
            self._cell(attrs)
        elif name == "table-row":
            self._rows = _repeated(attrs, "number-rows-repeated")
            self._column = 0
        elif name == "table-column":
            self._column_facts(attrs)
        elif name == "table":
            self._depth += 1
            if self._depth == 1:
                self._facts = self.sheets[attrs.get("name", "")] = SheetFacts()
                self._row = self._declared = 0

    def end(self, name: str) -> None:
        if name == "table-row":
            self._row += self._rows
        elif name == "table":
            self._depth -= 1
            if not self._depth:
                _spend(self._budget, self._facts)

    def _cell(self, attrs: Attributes) -> None:
        times = _repeated(attrs, "number-columns-repeated")
        first = self._column + 1
        self._column += times
        if "value-type" not in attrs and "formula" not in attrs:
            return
        self._facts.saw(self._row + self._rows, self._column)
        _spend([MAX_CELLS], self._facts)
        if "formula" in attrs:
            for row in range(self._row + 1, self._row + self._rows + 1):
                for column in range(first, self._column + 1):
                    self._facts.formulas[(row, column)] = attrs["formula"][:200]

    def _column_facts(self, attrs: Attributes) -> None:
        times = _repeated(attrs, "number-columns-repeated")
        if attrs.get("visibility") in ("collapse", "filter"):
            last = min(self._declared + times, 16_384)
            self._facts.hidden_columns.update(range(self._declared + 1, last + 1))
        self._declared += times


def _repeated(attrs: Attributes, name: str) -> int:
    text = attrs.get(name, "1")
    return min(int(text), 1 << 22) if text.isdecimal() else 1
