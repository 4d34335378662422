"""Files and functions stay small enough to be read in one go."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from tests.house.tree import Source, code_lines, python_sources

FILE = 400
FUNCTION = 50


def too_long(sources: Iterable[Source]) -> list[str]:
    """Files above 400 lines of code, functions above 50; comments and docstrings are free."""
    found = []
    for source in sources:
        lines = code_lines(source.text)
        if len(lines) > FILE and "/migrations/" not in source.name:
            found.append(f"{source.name}: {len(lines)} lines of code")
        for node in ast.walk(source.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                inside = lines & set(range(node.lineno, (node.end_lineno or 0) + 1))
                if len(inside) > FUNCTION:
                    found.append(f"{source.name}: {node.name} has {len(inside)} lines")
    return found


def without_future(sources: Iterable[Source]) -> list[str]:
    line = "from __future__ import annotations"
    return [s.name for s in sources if code_lines(s.text) and line not in s.text]


def test_nothing_is_too_long() -> None:
    assert too_long(python_sources()) == []


def test_a_long_file_is_found() -> None:
    assert too_long([Source("long.py", "a = 1\n" * 401)]) == ["long.py: 401 lines of code"]


def test_a_long_function_is_found() -> None:
    body = "def act() -> None:\n" + "    a = 1\n" * 50
    assert too_long([Source("long.py", body)]) == ["long.py: act has 51 lines"]


def test_comments_and_docstrings_are_free() -> None:
    body = 'def act() -> None:\n    """Why.\n' + "    more\n" * 60 + '    """\n    a = 1\n'
    assert too_long([Source("short.py", body)]) == []


def test_annotations_are_lazy_everywhere() -> None:
    assert without_future(python_sources()) == []
    assert without_future([Source("eager.py", "a = 1")]) == ["eager.py"]
