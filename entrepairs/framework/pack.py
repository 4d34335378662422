"""A recommendation as data: read strictly, or refused with the row and the field named.

A pack is a folder (``pack.toml`` and one file per section) or one TOML file. Once
read it is a plain dictionary, kept as canonical JSON: its SHA-256 is its fingerprint.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

from entrepairs.engines.evaluation.problem import (
    MANAGEMENT,
    MINIMUM_PERSONS,
    MINIMUM_PULSE,
    Confirm,
    Voice,
)

PACKS = Path(__file__).parent / "packs"
LANGUAGES = ("fr", "en")
TYPES = frozenset({"definition", "condition", "process", "effect", "national"})
LEVERS = frozenset({"enforce", "support", "measure", "record"})
# What the rooms record, one word per thing (docs/glossary.md).
FACTS = frozenset(
    {
        "ORG", "TEAM", "ENGAGE", "FRAME", "MISSION", "ASSIGN", "CONV", "BINOME", "OUTING", "MEET",
        "LINK", "WISH", "STEP", "VOICE", "CARRY", "LIFE", "IDEA", "QUAL", "FRICTION", "LEARN",
        "INTERV", "CARE", "ADJUST", "PATH", "TEACH", "PULSE", "STORY", "STUDY", "TERM", "TRACE",
    }
)  # fmt: skip
# Longest text of each field, in characters.
LONGEST = {"title": 90, "short": 32, "statement": 340, "says_not": 160, "how": 320, "ask": 90}
CODE = re.compile(r"R(\d+)\.(\d+)")


class PackError(ValueError):
    """The file is not a pack. ``where`` names the row, or the header, and the field."""

    def __init__(self, where: str, why: str) -> None:
        self.where, self.why = where, why
        super().__init__(f"{where}: {why}")


@dataclass(frozen=True, slots=True)
class Words:
    """The same text in both languages."""

    fr: str
    en: str

    def in_language(self, code: str | None) -> str:
        return self.en if (code or "fr").startswith("en") else self.fr


@dataclass(frozen=True, slots=True)
class Row:
    """One statement of the source, restated, with its proof rule and guards."""

    code: str
    section: str
    part: str
    paragraph: int
    type: str
    lever: str
    facts: tuple[str, ...]
    title: Words
    short: Words
    statement: Words
    says_not: Words
    figure: str
    how: Words | None
    ask: Words | None
    share: Fraction
    confirm: Confirm
    minimum_persons: int

    @property
    def number(self) -> str:
        """``R6.21`` as readers say it: ``6.21``."""
        return self.code[1:]

    @property
    def anchor(self) -> str:
        return self.code.lower().replace(".", "-")


@dataclass(frozen=True)
class Pack:
    code: str
    version: str
    publisher: str
    sheet: Words
    publication: Words
    date: date
    language: str
    link: str
    notice: Words
    parts: Mapping[str, Words]
    sections: Mapping[str, Words]
    minimum_persons: int
    minimum_pulse: int
    rows: tuple[Row, ...]
    data: Mapping[str, Any]

    @cached_property
    def digest(self) -> str:
        return digest_of(self.data)

    @cached_property
    def by_code(self) -> dict[str, Row]:
        return {row.code: row for row in self.rows}

    @property
    def name(self) -> str:
        return f"{self.code} {self.version}"


def digest_of(data: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON: sorted keys, no spaces, UTF-8 as written."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def builtin_packs() -> Iterator[Pack]:
    for folder in sorted(path.parent for path in PACKS.glob("*/pack.toml")):
        yield read_pack(folder)


def read_pack(path: Path) -> Pack:
    """Read a folder or a file. Raises ``PackError``, also for what is not TOML."""
    files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    if not files or (path.is_dir() and path / "pack.toml" not in files):
        raise PackError(str(path), "no pack.toml here")
    data: dict[str, Any] = {"row": []}
    for file in files:
        content = _toml(file)
        rows = content.pop("row", [])
        twice = data.keys() & content.keys()
        if twice:
            raise PackError(file.name, f"given twice: {', '.join(sorted(twice))}")
        data |= content
        data["row"] += rows
    return pack_from(_plain(data))


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        raise PackError(str(file), "no such file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise PackError(file.name, str(error)) from error


def _plain(value: Any) -> Any:
    """Dates as text, so that JSON gives back exactly what was read."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def pack_from(data: Mapping[str, Any]) -> Pack:
    """A pack from its plain dictionary, every field checked."""
    header = _Fields("pack", data)
    source = _Fields("source", header.table("source"))
    defaults = _Fields("local_default", header.table("local_default"))
    parts, sections = header.words_by_key("parts"), header.words_by_key("sections")
    pack = Pack(
        code=header.text("code", 40),
        version=header.text("version", 20),
        publisher=source.text("publisher", 80),
        sheet=source.words("sheet", 120),
        publication=source.words("publication", 160),
        date=source.day("date"),
        language=source.text("language", 5),
        link=source.text("link", 200),
        notice=source.words("notice", 240),
        parts=parts,
        sections=sections,
        minimum_persons=defaults.whole("minimum_persons", MINIMUM_PERSONS),
        minimum_pulse=defaults.whole("minimum_pulse", MINIMUM_PULSE),
        rows=tuple(_row(row, defaults, parts, sections) for row in header.rows()),
        data=data,
    )
    # Read by each row that does not give its own.
    defaults.fraction("share")
    defaults.confirm("confirm")
    for fields in (header, source, defaults):
        fields.nothing_left()
    _each_once(pack.rows)
    return pack


def _row(data: Any, defaults: _Fields, parts: Collection[str], sections: Collection[str]) -> Row:
    if not isinstance(data, dict):
        raise PackError("row", "must be a table")
    code = str(data.get("code", "?"))
    fields = _Fields(code, data)
    part, paragraph = fields.place(parts)
    figure = fields.text("figure", 40) if "figure" in data else ""
    row = Row(
        code=fields.text("code", 8),
        section=fields.section(sections),
        part=part,
        paragraph=paragraph,
        type=fields.one_of("type", TYPES),
        lever=fields.one_of("lever", LEVERS),
        facts=fields.many_of("facts", FACTS),
        title=fields.words("title", LONGEST["title"]),
        short=fields.words("short", LONGEST["short"]),
        statement=fields.words("statement", LONGEST["statement"]),
        says_not=fields.words("says_not", LONGEST["says_not"]),
        figure=figure,
        how=fields.words("how", LONGEST["how"]) if figure else None,
        ask=fields.words("ask", LONGEST["ask"]) if figure else None,
        share=(fields if "share" in data else defaults).fraction("share"),
        confirm=(fields if "confirm" in data else defaults).confirm("confirm"),
        minimum_persons=fields.whole("minimum_persons", MINIMUM_PERSONS, default=0),
    )
    fields.nothing_left()
    return row


def _each_once(rows: tuple[Row, ...]) -> None:
    seen: set[str] = set()
    for row in rows:
        for key in (row.code, f"figure {row.figure}" if row.figure else row.code + "!"):
            if key in seen:
                raise PackError(row.code, f"{key} is given twice")
            seen.add(key)


class _Fields:
    """A table being read: each field is asked for once, what is left over is refused."""

    def __init__(self, where: str, data: Any) -> None:
        if not isinstance(data, Mapping):
            raise PackError(where, "must be a table")
        self.where, self.data, self.left = where, data, set(data)

    def fail(self, field: str, why: str) -> PackError:
        return PackError(f"{self.where}, {field}", why)

    def take(self, field: str) -> Any:
        if field not in self.data:
            raise self.fail(field, "is missing")
        self.left.discard(field)
        return self.data[field]

    def nothing_left(self) -> None:
        if self.left:
            raise self.fail(", ".join(sorted(self.left)), "unknown here")

    def text(self, field: str, longest: int) -> str:
        value = self.take(field)
        if not isinstance(value, str) or not value.strip() or value != value.strip():
            raise self.fail(field, "must be a text, without spaces around")
        if len(value) > longest:
            raise self.fail(field, f"{len(value)} characters, at most {longest}")
        return value

    def words(self, field: str, longest: int) -> Words:
        return Words(*(self.text(f"{field}_{language}", longest) for language in LANGUAGES))

    def table(self, field: str) -> Any:
        return self.take(field)

    def words_by_key(self, field: str) -> dict[str, Words]:
        table = self.take(field)
        if not isinstance(table, dict) or not table:
            raise self.fail(field, "must be a table")
        found = {}
        for key, value in table.items():
            inner = _Fields(f"{field}.{key}", value)
            found[key] = Words(inner.text("fr", 90), inner.text("en", 90))
            inner.nothing_left()
        return found

    def rows(self) -> list[Any]:
        rows = self.take("row")
        if not isinstance(rows, list) or not rows:
            raise self.fail("row", "there is none")
        return rows

    def day(self, field: str) -> date:
        try:
            return date.fromisoformat(self.text(field, 10))
        except ValueError:
            raise self.fail(field, "must be a date") from None

    def whole(self, field: str, least: int, default: int | None = None) -> int:
        """A whole number, never below ``least``: a pack may be stricter than the house."""
        if field not in self.data and default is not None:
            return default
        value = self.take(field)
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise self.fail(field, f"must be a whole number, at least {least}")
        return value

    def one_of(self, field: str, allowed: Collection[str]) -> str:
        value = self.text(field, 40)
        if value not in allowed:
            raise self.fail(field, f"{value} is none of {', '.join(sorted(allowed))}")
        return value

    def many_of(self, field: str, allowed: Collection[str]) -> tuple[str, ...]:
        values = self.take(field)
        if not isinstance(values, list) or not values or not set(values) <= set(allowed):
            raise self.fail(field, f"must be a list of {', '.join(sorted(allowed))}")
        return tuple(values)

    def section(self, sections: Collection[str]) -> str:
        match = CODE.fullmatch(self.where)
        if match is None or match[1] not in sections:
            raise self.fail("code", "must be R, a known section, a point and a number")
        return match[1]

    def place(self, parts: Collection[str]) -> tuple[str, int]:
        """``rec1/2``: a part of the source, then a paragraph or item (0: its opening)."""
        part, _slash, paragraph = self.text("source", 40).partition("/")
        if part not in parts or not paragraph.isdecimal():
            raise self.fail("source", "must be a known part, a slash and a number")
        return part, int(paragraph)

    def fraction(self, field: str) -> Fraction:
        try:
            value = Fraction(self.text(field, 9))
        except (ValueError, ZeroDivisionError):
            value = Fraction(-1)
        if not 0 <= value <= 1:
            raise self.fail(field, "must be a share between 0 and 1, such as 1/2")
        return value

    def confirm(self, field: str) -> Confirm:
        inner = _Fields(f"{self.where}, {field}", self.take(field))
        allowed = [voice.value for voice in Voice if voice not in MANAGEMENT]
        who = frozenset(Voice(voice) for voice in inner.many_of("who", allowed))
        rule = Confirm(who, inner.fraction("share"), inner.whole("least", 2))
        inner.nothing_left()
        return rule
