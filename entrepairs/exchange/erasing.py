"""A received file that names somebody goes with them, before its seven days are over."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from entrepairs.base.words import plain
from entrepairs.engines.sheets.words import text_of
from entrepairs.exchange import door
from entrepairs.exchange.models import Import, ImportFile
from entrepairs.exchange.refusals import FileNotRead
from entrepairs.exchange.services import forget_content

_BETWEEN = re.compile(r"\W+")


def forget_files_naming(person: Any, twin: Any) -> None:
    mine = ImportFile.objects.filter(organisation=person.organisation_id)
    for file in mine.select_related("belongs_to").iterator(chunk_size=1):
        if names(file, person.alias_key):
            forget_content(file.belongs_to)


def names(file: ImportFile, alias_key: str) -> bool:
    """As whole words, without accents. What cannot be read is not kept either."""
    wanted = f" {alias_key} "
    try:
        return any(wanted in f" {_words(text)} " for text in _texts(file))
    except FileNotRead:
        return True


def _words(text: str) -> str:
    """``"vu Barbe-grise, hier"`` names ``barbe grise`` too."""
    flat = plain(text)
    return f"{flat} {_BETWEEN.sub(' ', flat)}"


def _texts(file: ImportFile) -> Iterator[str]:
    import_: Import = file.belongs_to
    yield import_.file_name
    # What was typed over the cells.
    yield from _strings(json.loads(json.dumps([import_.choice, import_.result])))
    for sheet in door.open_content(bytes(file.content), import_.file_name).sheets:
        yield sheet.name
        for row in sheet.rows:
            yield from (text_of(cell) for cell in row if isinstance(cell, str))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
    elif isinstance(value, dict):
        for part in (*value, *value.values()):
            yield from _strings(part)
