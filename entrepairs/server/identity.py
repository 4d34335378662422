"""PostgreSQL refuses to run as root: give it another number, seen from inside only.

A user namespace needs no system account and changes no permission of any file.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache

from entrepairs.server.language import say
from entrepairs.server.refusal import ServerRefusal

AS_SOMEBODY = ["unshare", "--user", "--map-user=1000", "--map-group=1000", "--"]


@cache
def prefix() -> list[str]:
    """What to put before a PostgreSQL command line: nothing, unless we are root."""
    if os.geteuid() != 0:
        return []
    if shutil.which("unshare") and _namespaces_are_open():
        return AS_SOMEBODY
    raise ServerRefusal(
        say(
            "PostgreSQL refuse de tourner en root, et cette machine ferme les espaces de noms : "
            "lancez la commande avec un utilisateur ordinaire, ou indiquez une base par "
            "DATABASE_URL.",
            "PostgreSQL refuses to run as root, and this machine closes user namespaces: "
            "run the command as an ordinary user, or point DATABASE_URL to a database.",
        )
    )


def _namespaces_are_open() -> bool:
    tried = subprocess.run([*AS_SOMEBODY, "true"], capture_output=True, check=False)
    return tried.returncode == 0
