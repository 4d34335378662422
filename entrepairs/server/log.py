"""What PostgreSQL wrote before it gave up, told in one plain sentence."""

from __future__ import annotations

import re
from pathlib import Path

from entrepairs.server.language import say

FATAL = re.compile(r"\b(?:FATAL|PANIC|initdb: error): +(?P<words>.+)")
# Said to clients while the server comes up; not a reason to stop.
PASSING = re.compile(r"starting up|shutting down|not yet accepting|password authentication")
GREATEST_LOG = 10 * 1024 * 1024  # bytes kept from former runs

ROOM = re.compile(r"No space left|disk full|Disk quota", re.I)
RIGHTS = re.compile(r"Permission denied|Read-only file system|has invalid permissions", re.I)
DAMAGE = re.compile(
    r"incompatible with server|initialized by PostgreSQL version|checksum|pg_control|PG_VERSION"
    r"|not a valid data directory|checkpoint record|corrupt"
    r"|could not (?:open|read|access) (?:file|directory)|invalid data in file"
    r"|pg_filenode|does not exist",
    re.I,
)
BUSY = re.compile(r"lock file .* already exists|is another postmaster", re.I)


def forget_old_log(path: Path) -> int:
    """Start afresh beyond ``GREATEST_LOG``; the place from which this run writes."""
    size = path.stat().st_size
    if size <= GREATEST_LOG:
        return size
    path.write_bytes(b"")
    return 0


def last_words(path: Path, start: int) -> str:
    """The last fatal message after ``start``, empty when there is none."""
    try:
        with path.open("rb") as file:
            file.seek(start)
            text = file.read().decode(errors="replace")
    except OSError:
        return ""
    # One line per message: details, hints and context come on their own lines.
    found = [match["words"] for match in map(FATAL.search, text.splitlines()) if match]
    lasting = [words for words in found if not PASSING.search(words)]
    return lasting[-1].strip() if lasting else ""


def plain_sentence(words: str, folder: Path) -> str:
    """``words`` of PostgreSQL in plain language, with what to do next."""
    told = f" [PostgreSQL : {words}]" if words else ""
    for pattern, french, english in (
        (
            ROOM,
            f"Le disque de {folder} est plein : libérez de la place, puis relancez.",
            f"The disk of {folder} is full: make some room, then start again.",
        ),
        (
            RIGHTS,
            f"PostgreSQL n’a pas le droit de lire ou d’écrire dans {folder} : "
            "ce dossier doit vous appartenir, à vous seul.",
            f"PostgreSQL may not read or write in {folder}: the folder must be yours alone.",
        ),
        (
            BUSY,
            f"Un autre serveur se sert déjà de {folder} : arrêtez-le d’abord.",
            f"Another server already uses {folder}: stop it first.",
        ),
        (
            DAMAGE,
            f"Le dossier {folder} est abîmé : rien n’a été changé ; mettez-le de côté et "
            "restaurez la dernière sauvegarde.",
            f"The folder {folder} is damaged: nothing was changed; put it aside and "
            "restore the last backup.",
        ),
    ):
        if pattern.search(words):
            return say(french, english) + told
    return (
        say(
            f"PostgreSQL n’a pas démarré dans {folder} ; le détail est dans server.log.",
            f"PostgreSQL did not start in {folder}; details are in server.log.",
        )
        + told
    )
