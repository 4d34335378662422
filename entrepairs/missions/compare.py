"""What changed between two texts, word by word, and who brought each line. Pure functions.

A line is the unit of authorship, a word the unit of difference: people write missions
one sentence per line, and a reader looks for the word that moved.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from entrepairs.missions.canonical import tidy

# A word with the punctuation that follows it, or white space, kept as is.
_TOKENS = re.compile(r"\s+|[\w’'-]+|[^\w\s]")
# Below this likeness (0 to 1) a line is a new sentence, not an edited one.
EDITED = 0.5


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words: ``kept``, ``added`` or ``removed``."""

    kind: str
    text: str

    @property
    def core(self) -> str:
        """The words alone; ``lead`` and ``tail`` are the spaces around them."""
        return self.text.strip()

    @property
    def lead(self) -> str:
        return self.text[: len(self.text) - len(self.text.lstrip())]

    @property
    def tail(self) -> str:
        return self.text[len(self.text.rstrip()) :] if self.core else ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the current text.

    ``first`` and ``last`` are positions in the list of versions: who wrote it first,
    who changed it last. ``pieces`` compare it with the version before the current one.
    """

    text: str
    first: int
    last: int
    pieces: tuple[Piece, ...] = ()


def words(text: str) -> list[str]:
    return _TOKENS.findall(text)


def compare_words(before: str, after: str) -> list[Piece]:
    """The difference as a list of pieces; kept + added give ``after`` again.

    >>> [(p.kind, p.text) for p in compare_words("seule ou avec", "toujours avec")]
    [('removed', 'seule ou'), ('added', 'toujours'), ('kept', ' avec')]
    """
    old, new = words(before), words(after)
    pieces: list[Piece] = []
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece("kept", "".join(new[j1:j2])))
            continue
        if i2 > i1:
            pieces.append(Piece("removed", "".join(old[i1:i2])))
        if j2 > j1:
            pieces.append(Piece("added", "".join(new[j1:j2])))
    return _join_across_spaces(pieces)


def _join_across_spaces(pieces: list[Piece]) -> list[Piece]:
    """``a b`` → ``c d`` reads better as one change than as two around a space."""
    out: list[Piece] = []
    index = 0
    while index < len(pieces):
        run = [pieces[index]]
        index += 1
        while index < len(pieces) and _goes_on(run, pieces, index):
            run.append(pieces[index])
            index += 1
        out.extend(_two_sides(run) if len(run) > 1 else run)
    return out


def _goes_on(run: list[Piece], pieces: list[Piece], index: int) -> bool:
    """A change goes on over another change, or over a lone space between two changes."""
    if run[0].kind == "kept":
        return False
    here = pieces[index]
    if here.kind != "kept":
        return True
    return here.text.isspace() and index + 1 < len(pieces)


def _two_sides(run: list[Piece]) -> list[Piece]:
    removed = "".join(piece.text for piece in run if piece.kind != "added")
    added = "".join(piece.text for piece in run if piece.kind != "removed")
    if all(piece.kind != "added" for piece in run):
        return run
    if all(piece.kind != "removed" for piece in run):
        return run
    return [Piece("removed", removed), Piece("added", added)]


def lines_of(text: str) -> list[str]:
    return [line for line in tidy(text).split("\n") if line.strip()]


def attribute(versions: Sequence[str]) -> list[Line]:
    """Who brought each line of the last version, oldest version first.

    A line that comes back after having been taken out belongs to who brought it back.
    """
    current: list[Line] = []
    for position, text in enumerate(versions):
        current = _next(current, lines_of(text), position)
    return [_with_pieces(line, len(versions) - 1) for line in current]


def removed_lines(before: str, after: str) -> list[str]:
    """Lines of ``before`` that are gone from ``after`` and were not merely edited."""
    old, new = lines_of(before), lines_of(after)
    carried = {source for source in _sources(old, new) if source is not None}
    return [line for index, line in enumerate(old) if index not in carried]


def _next(before: list[Line], texts: list[str], position: int) -> list[Line]:
    sources = _sources([line.text for line in before], texts)
    lines = []
    for text, source in zip(texts, sources, strict=True):
        if source is None:
            lines.append(Line(text, position, position))
        elif before[source].text == text:
            lines.append(replace(before[source], pieces=()))
        else:
            pieces = tuple(compare_words(before[source].text, text))
            lines.append(Line(text, before[source].first, position, pieces))
    return lines


def _sources(old: list[str], new: list[str]) -> list[int | None]:
    """For each new line, the old line it continues, or ``None``."""
    sources: list[int | None] = [None] * len(new)
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            for offset in range(i2 - i1):
                sources[j1 + offset] = i1 + offset
        elif tag == "replace":
            _match_edited(old, new, range(i1, i2), range(j1, j2), sources)
    return sources


def _match_edited(
    old: list[str], new: list[str], left: range, right: range, sources: list[int | None]
) -> None:
    """Pair the edited lines, in order, each old line once."""
    start = left.start
    for j in right:
        best = max(
            range(start, left.stop),
            key=lambda i: _likeness(old[i], new[j]),  # noqa: B023
            default=None,
        )
        if best is not None and _likeness(old[best], new[j]) >= EDITED:
            sources[j] = best
            start = best + 1


def _likeness(before: str, after: str) -> float:
    old = [word for word in words(before) if not word.isspace()]
    new = [word for word in words(after) if not word.isspace()]
    return SequenceMatcher(a=old, b=new, autojunk=False).ratio()


def _with_pieces(line: Line, newest: int) -> Line:
    """Only what the newest version changed is shown; older changes are plain text."""
    if line.last != newest or newest == 0:
        return replace(line, pieces=(Piece("kept", line.text),))
    if line.first == newest:
        return replace(line, pieces=(Piece("added", line.text),))
    return line
