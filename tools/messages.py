"""Catalogues of translations, one per room, without GNU gettext.

    python -m tools.messages update [room…] [--clean]   read the sources, write the .po files
    python -m tools.messages compile                    write the .mo files that Django reads
    python -m tools.messages check                      fail on a hole, a fuzzy entry, a clash

``base`` also keeps the strings of the shared templates, of ``config`` and of the commands.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "entrepairs"
LANGUAGES = ("fr",)
SHARED = ("entrepairs/templates", "entrepairs/command.py", "entrepairs/commands", "config")
KEYWORDS: dict[str, object] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
HEADER = """msgid ""
msgstr ""
"Project-Id-Version: Entrepairs\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals={catalog.num_plurals}; plural={catalog.plural_expr};\\n"

"""
PLACE = re.compile(r"%\((\w+)\)[sdf]|(?<!\{)\{(\w*)[^{}]*\}(?!\})|%[sd]")
Key = tuple[str | None, str]


def rooms() -> list[str]:
    return sorted(path.parent.name for path in HOUSE.glob("*/apps.py"))


def sources(room: str) -> Iterator[Path]:
    """The Python files and templates whose strings this room keeps."""
    places = [HOUSE / room, *(ROOT / name for name in SHARED if room == "base")]
    for place in places:
        files = [place] if place.is_file() else sorted(place.rglob("*"))
        yield from (file for file in files if file.suffix in {".py", ".html", ".txt", ".typ"})


def as_python(file: Path) -> bytes:
    """Python as it is; a template as the calls it contains, which Babel reads as Python."""
    text = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        from django.utils.translation.template import templatize

        # Indentation means nothing in a template, and much to Python.
        text = "\n".join(line.lstrip() for line in templatize(text).splitlines())
    return text.encode()


def template_of(room: str) -> Catalog:
    """What the sources of this room say today, untranslated."""
    catalog = Catalog(project="Entrepairs", charset="utf-8")
    for file in sources(room):
        name = file.relative_to(ROOT).as_posix()
        found = extract("python", io.BytesIO(as_python(file)), KEYWORDS, ("Translators:",))  # type: ignore[arg-type]
        for line, message, comments, context in found:
            if message:
                catalog.add(message, None, [(name, line)], auto_comments=comments, context=context)
    return catalog


def path_of(room: str, language: str) -> Path:
    return HOUSE / room / "locale" / language / "LC_MESSAGES" / "django.po"


def read(room: str, language: str) -> Catalog:
    path = path_of(room, language)
    if not path.exists():
        return Catalog(locale=language, project="Entrepairs", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def write(room: str, language: str, catalog: Catalog) -> None:
    """A stable file: no dates, no line numbers, so that a diff shows words only."""
    body = io.BytesIO()
    write_po(body, catalog, omit_header=True, include_lineno=False, sort_by_file=True, width=96)
    path = path_of(room, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    head = HEADER.format(language=language, catalog=catalog)
    path.write_text(head + body.getvalue().decode().lstrip("\n"), encoding="utf-8")


def update(names: Sequence[str], clean: bool = False) -> int:
    for room in names or rooms():
        template = template_of(room)
        for language in LANGUAGES:
            catalog = read(room, language)
            if not len(template) and not len(catalog):
                continue
            catalog.update(template, no_fuzzy_matching=True)
            if clean:
                catalog.obsolete.clear()
            write(room, language, catalog)
            holes = sum(not is_full(message) for message in catalog if message.id)
            print(f"{room}/{language}: {len(catalog)} strings, {holes} to translate")
    return 0


def compile_all() -> int:
    for room in rooms():
        for language in LANGUAGES:
            path = path_of(room, language)
            if path.exists():
                with path.with_suffix(".mo").open("wb") as file:
                    write_mo(file, read(room, language))
    return 0


def is_full(message: Message) -> bool:
    text = message.string
    return all(text) if isinstance(text, (tuple, list)) else bool(text)


def key_of(message: Message) -> Key:
    first = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
    return (message.context, first)


def placeholders(text: str) -> set[str]:
    return {match.group(1) or match.group(2) or match.group(0) for match in PLACE.finditer(text)}


def loses_a_placeholder(message: Message) -> bool:
    """A translation may leave out a number in one of its plurals, never invent a name."""
    ids = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
    texts = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    wanted = set().union(*(placeholders(text) for text in ids))
    got = [placeholders(text) for text in texts if text]
    return any(found - wanted for found in got) or (len(ids) == 1 and any(wanted - f for f in got))


def holes_of(template: Catalog, catalog: Catalog) -> Iterator[str]:
    """What the sources say and the catalogue does not."""
    for message in template:
        kept = catalog.get(message.id, message.context)
        if not message.id:
            continue
        if kept is None:
            yield f"missing: {key_of(message)[1]!r}"
        elif not is_full(kept):
            yield f"not translated: {key_of(message)[1]!r}"


def faults_of(template: Catalog, catalog: Catalog) -> Iterator[str]:
    """What the catalogue says and should not."""
    said = {key_of(message) for message in template if message.id}
    for message in (message for message in catalog if message.id):
        if key_of(message) not in said:
            yield f"no longer used: {key_of(message)[1]!r}"
        if message.fuzzy:
            yield f"fuzzy: {key_of(message)[1]!r}"
        if loses_a_placeholder(message):
            yield f"other placeholders than its source: {key_of(message)[1]!r}"
    yield from (f"obsolete: {key!r}" for key in catalog.obsolete)


def problems_of(room: str, language: str) -> Iterator[str]:
    template, catalog = template_of(room), read(room, language)
    for problem in (*holes_of(template, catalog), *faults_of(template, catalog)):
        yield f"{room}/{language}: {problem}"


def clashes(language: str) -> Iterator[str]:
    """One string is one sentence in the whole house: Django merges the catalogues."""
    seen: dict[Key, tuple[str, object]] = {}
    for room in rooms():
        for message in read(room, language):
            if not message.id or not is_full(message):
                continue
            key, text = key_of(message), message.string
            other, said = seen.setdefault(key, (room, text))
            if said != text:
                yield f"{other} and {room} say {key[1]!r} differently: {said!r}, {text!r}"


def problems() -> list[str]:
    found: list[str] = []
    for language in LANGUAGES:
        for room in rooms():
            found.extend(problems_of(room, language))
        found.extend(clashes(language))
    return found


def check() -> int:
    found = problems()
    print("\n".join(found) or "Every catalogue is complete.")
    return 1 if found else 0


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.messages", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    updating = verbs.add_parser("update")
    updating.add_argument("rooms", nargs="*")
    updating.add_argument("--clean", action="store_true", help="drop what is no longer used")
    verbs.add_parser("compile")
    verbs.add_parser("check")
    asked = parser.parse_args(arguments)
    if asked.verb == "update":
        return update(asked.rooms, asked.clean)
    return compile_all() if asked.verb == "compile" else check()


if __name__ == "__main__":
    sys.exit(main())
