"""The board on paper: PDF/UA-1 by Typst, without network and without system fonts."""

from __future__ import annotations

import json
import re
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.contrib.staticfiles import finders
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from entrepairs.framework.board import Line, Section

PAPER = Path(__file__).parent / "paper"
ACT, INK = "#0b4f4a", "#1d1d1b"


def board_pdf(shown: dict[str, Any], organisation: str, now: datetime) -> bytes:
    """What the board shows, tagged, with its language, its source and its limits."""
    told = {
        "language": (get_language() or "fr")[:2],
        "organisation": organisation,
        "words": _words(),
        "ladders": _ladders(),
        "scope": _scope(shown),
        "printed": _("Printed on %(day)s")
        % {"day": date_format(localtime(now), "DATETIME_FORMAT")},
        "source": _source(shown),
        "notice": shown["notice"],
        "shelves": [
            {"rung": shelf.rung, "word": shelf.word, "rows": [_short(one) for one in shelf.lines]}
            for shelf in shown["shelves"]
        ],
        "sections": [_section(section) for section in shown["sections"]],
    }
    made = typst.compile(
        PAPER / "board.typ",
        root=PAPER,
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        sys_inputs={"board": json.dumps(told, ensure_ascii=False)},
    )
    return bytes(made)


def _words() -> dict[str, str]:
    return {
        "title": _("Our recommendation"),
        "lead": _("No mark, no average, no ranking: each row rests on the rung its proof reaches."),
        "whole": _("The overall ladder"),
        "rise": _("What would reach the next rung"),
        "kept": _("What keeps it there"),
        "not": _("What this figure does not say"),
        "how": _("How it is counted"),
        "source": _("Source"),
        "later": _("Not yet observable here"),
        "none": _("No row"),
        "ceiling": _(
            "Ceiling: the management alone wrote these facts. This row stops at “documented”."
        ),
        "hidden": _("Figure not shown: it is about fewer than five persons."),
        "limits": _("Limits"),
        "limit_1": _("A rung tells what kind of proof there is, not whether people are well."),
        "limit_2": _("Figures about fewer than five persons are hidden, and answers under ten."),
        "limit_3": _("All thresholds are ours, but “at least two peers”, which is in the source."),
        "limit_4": _("Nothing here compares teams or people, and must not be used to."),
    }


def _scope(shown: dict[str, Any]) -> str:
    asked = shown["asked"]
    return _("%(where)s, from %(first)s to %(last)s") % {
        "where": asked.where,
        "first": asked.since,
        "last": asked.until,
    }


def _source(shown: dict[str, Any]) -> str:
    pack = shown["pack"]
    return _("%(sheet)s, in “%(publication)s”, %(publisher)s, %(day)s, %(link)s") % {
        "sheet": shown["sheet"],
        "publication": shown["publication"],
        "publisher": pack.publisher,
        "day": date_format(pack.date),
        "link": pack.link,
    }


def _short(line: Line) -> str:
    return f"{line.number} {line.short}"


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "rows": [_row(line) for line in section.lines],
        "later": [f"{line.number} {line.title}" for line in section.later],
    }


def _row(line: Line) -> dict[str, Any]:
    return {
        "place": line.place,
        "title": line.title,
        "symbol": line.symbol,
        "figure": line.plain,
        "hidden": line.hidden,
        "beside": list(line.beside),
        "ceiling": line.ceiling,
        "who": line.who,
        "confirmed": line.confirmed,
        "how": line.how,
        "rise": line.rise,
        "top": line.top,
        "says_not": line.says_not,
        "source": line.source,
    }


@cache
def _ladders() -> dict[str, str]:
    """The drawings of the screen, as images that stand alone."""
    sheet = Path(str(finders.find("icons.svg"))).read_text("utf-8")
    found = re.findall(r'<symbol id="(ladder-\w+)" viewBox="([^"]+)">(.*?)</symbol>', sheet, re.S)
    return {
        name: f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="80" height="140"'
        f' color="{INK}" stroke="{ACT}" fill="white">{drawing}</svg>'
        for name, box, drawing in found
    }
