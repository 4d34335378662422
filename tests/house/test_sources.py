"""Words that do not appear in our code, and why they would be doors in the walls."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from tests.house.tree import Source, python_sources

# Pattern → what it would open. Code only: the tests speak of them.
DOORS = {
    r"\b_base_manager\b": "a manager that ignores visible_to",
    r"\.extra\(": "SQL written by hand inside a queryset",
    r"\bRawSQL\(|\.objects\.raw\(": "SQL written by hand inside a queryset",
    r"\bcsrf_exempt\b": "a form that anybody may send",
    r"\bmark_safe\((?!\"\"\))|\bSafeString\(": "markup that nobody escaped",
    r"\bStreamingHttpResponse\b": "rows read after the wall has closed",
    r"\bget_object_or_404\(\s*[A-Z]\w+\s*,": "an object fetched past the permission",
    r"\bset_autocommit\b|\bATOMIC_REQUESTS = True": "a transaction nobody owns",
}
# (file, pattern of the door): left open, and why that is sound.
SOUND = {
    ("entrepairs/framework/figures.py", "mark_safe"): "our sentence around whole numbers",
}
NUMBERED = re.compile(r"\b(TODO|FIXME|XXX)\b(?!\s*\(?#\d+)")


def doors(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.name}:{source.text[: match.start()].count(chr(10)) + 1} {why}"
        for source in sources
        for pattern, why in DOORS.items()
        for match in re.finditer(pattern, source.text)
        if (source.name, match[0].strip("(")) not in SOUND
    ]


def unnumbered(sources: Iterable[Source]) -> list[str]:
    """A thing to do without the number of its issue is a thing nobody will do."""
    return [source.name for source in sources if NUMBERED.search(source.text)]


def test_the_code_opens_no_door_in_the_walls() -> None:
    assert doors(python_sources("entrepairs", "config")) == []


@pytest.mark.parametrize(
    "line",
    [
        "Peer._base_manager.get(pk=1)",
        "rows.extra(where=['1=1'])",
        "Peer.objects.raw('SELECT 1')",
        "@csrf_exempt",
        "mark_safe(name)",
        "StreamingHttpResponse(rows)",
        "get_object_or_404(Peer, pk=peer_id)",
    ],
)
def test_each_door_is_found(line: str) -> None:
    assert len(doors([Source("views.py", line)])) == 1


def test_what_is_left_to_do_carries_a_number() -> None:
    own = "tests/house/test_sources.py"
    assert unnumbered(source for source in python_sources() if source.name != own) == []


@pytest.mark.parametrize(("line", "bad"), [("# TODO later", True), ("# TODO #12: later", False)])
def test_a_thing_to_do_without_number_is_found(line: str, bad: bool) -> None:
    assert bool(unnumbered([Source("a.py", line)])) is bad
