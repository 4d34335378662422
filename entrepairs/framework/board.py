"""What the board shows: standings turned into lines that a template only prints."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from entrepairs.engines.evaluation.problem import Rung
from entrepairs.framework import sentences
from entrepairs.framework.drawing import Tally, draw_tally
from entrepairs.framework.evaluation import Standing
from entrepairs.framework.figures import FIGURES, Unit, grouped
from entrepairs.framework.pack import Pack


@dataclass(frozen=True, slots=True)
class Step:
    """One rung as it is listed beside the drawing. ``state``: here, next, on, shut, above."""

    number: int
    word: str
    state: str

    @property
    def css(self) -> str:
        return self.state if self.state in ("here", "next", "on") else ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the board, in the reader's language."""

    standing: Standing
    code: str
    number: str
    anchor: str
    place: str
    title: str
    short: str
    statement: str
    source: str
    symbol: str
    steps: tuple[Step, ...]
    figure: SafeString | str
    plain: str
    unit: Unit | None
    tally: Tally | None
    beside: tuple[str, ...]
    who: str
    confirmed: str
    how: str
    ask: str
    rise: str
    says_not: str

    @property
    def rung(self) -> Rung | None:
        return self.standing.outcome.rung

    @property
    def hidden(self) -> bool:
        return self.standing.outcome.hidden

    @property
    def ceiling(self) -> bool:
        return self.standing.outcome.ceiling

    @property
    def total(self) -> int:
        return self.standing.outcome.total

    @property
    def shown_total(self) -> str:
        return grouped(self.total)

    @property
    def top(self) -> bool:
        return self.rung is Rung.CONFIRMED

    @property
    def opens(self) -> bool:
        """Its rows can be looked at: there are some, not few people, and not people's lives."""
        named = self.unit not in (None, Unit.PEOPLE)
        return named and not self.hidden and self.total > 0


@dataclass(frozen=True, slots=True)
class Section:
    number: str
    title: str
    lines: tuple[Line, ...]
    later: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    rung: int
    word: str
    lines: tuple[Line, ...]


def lines_of(pack: Pack, standings: Iterable[Standing]) -> list[Line]:
    return [line_of(pack, standing) for standing in standings]


def line_of(pack: Pack, standing: Standing) -> Line:
    row, outcome, reading = standing.row, standing.outcome, standing.reading
    language = get_language()
    figure = FIGURES.get(row.figure) if reading else None
    shown = figure is not None and reading is not None and not outcome.hidden
    ask = row.ask.in_language(language) if row.ask else ""
    return Line(
        standing=standing,
        code=row.code,
        number=row.number,
        anchor=row.anchor,
        place=sentences.place_of(row, outcome.rung),
        title=row.title.in_language(language),
        short=row.short.in_language(language),
        statement=row.statement.in_language(language),
        source=source_of(pack, standing),
        symbol=_symbol(standing),
        steps=tuple(_steps(standing)),
        figure=figure.told(reading) if shown and figure and reading else "",
        plain=figure.plainly(reading) if shown and figure and reading else "",
        unit=figure.unit if figure else None,
        tally=draw_tally(outcome.met, outcome.total, outcome.unknown) if shown else None,
        beside=tuple(sentences.beside(row, reading)) if shown else (),
        who=sentences.written_by(outcome, reading),
        confirmed=sentences.confirmed_by(outcome),
        how=row.how.in_language(language) if row.how else "",
        ask=ask,
        rise=sentences.rise(row, outcome, ask),
        says_not=row.says_not.in_language(language),
    )


def source_of(pack: Pack, standing: Standing) -> str:
    """``Recommendation 3, in the team, 2`` (R7.12): part and paragraph of the source."""
    row = standing.row
    part = pack.parts[row.part].in_language(get_language())
    return f"{part}, § {row.paragraph}" if row.paragraph else part


def _symbol(standing: Standing) -> str:
    outcome = standing.outcome
    return "ladder-2c" if outcome.ceiling else f"ladder-{int(outcome.rung or 0)}"


def _steps(standing: Standing) -> Iterable[Step]:
    outcome = standing.outcome
    rung = int(outcome.rung or 0)
    for step in reversed(Rung):
        yield Step(int(step), str(sentences.RUNGS[step]), _state(int(step), rung, outcome.ceiling))


def _state(step: int, rung: int, ceiling: bool) -> str:
    if step == rung:
        return "here"
    if step < rung:
        return "on"
    if step > rung + 1:
        return "above"
    return "shut" if ceiling else "next"


def sections_of(pack: Pack, lines: Iterable[Line]) -> list[Section]:
    """Rows that stand somewhere, then those not yet observable here."""
    listed = list(lines)
    sections = []
    for number, title in pack.sections.items():
        mine = [line for line in listed if line.standing.row.section == number]
        sections.append(
            Section(
                number,
                title.in_language(get_language()),
                tuple(line for line in mine if line.rung is not None),
                tuple(line for line in mine if line.rung is None),
            )
        )
    return sections


def shelves_of(lines: Iterable[Line]) -> list[Shelf]:
    """The overall ladder, from the highest rung: every row on its own, no mean."""
    listed = list(lines)
    return [
        Shelf(
            int(rung),
            str(sentences.SHELVES[rung]),
            tuple(line for line in listed if line.rung is rung),
        )
        for rung in reversed(Rung)
    ]
