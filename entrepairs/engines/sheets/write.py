"""Tables written so that no spreadsheet runs them, and read back as they were.

A cell that begins with = + - @, a tab or a carriage return (full-width signs too) is
prefixed with an apostrophe. Source: OWASP, « CSV Injection ». Reading takes our own
prefix away, so ``'+33 1 99…`` is the same number again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_PREFIX = "'"


def harmless(text: str) -> str:
    """The text, prefixed when a spreadsheet would run it.

    Leading spaces do not protect: some readers trim them before they look.
    """
    if text.lstrip(" \u00a0").startswith(_RUNS) or text.startswith(_RUNS):
        return _PREFIX + text
    return text


def without_prefix(text: str) -> str:
    """Takes away the apostrophe that ``harmless`` put, and no other."""
    if text.startswith(_PREFIX) and harmless(text[1:]) == text:
        return text[1:]
    return text


def written(value: object) -> str:
    """A cell as a French spreadsheet reads it; numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return str(value).replace(".", ",")
    return harmless(str(value))


def to_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """CSV that Excel opens with its accents: UTF-8 with mark, ``;``, CRLF."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([written(cell) for cell in header])
    for row in rows:
        writer.writerow([written(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")
