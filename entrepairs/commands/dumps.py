"""Run pg_dump and pg_restore without showing a password to the machine."""

from __future__ import annotations

import subprocess

from psycopg.conninfo import conninfo_to_dict

from entrepairs.server import ServerRefusal
from entrepairs.server.binaries import program, quiet_environment
from entrepairs.server.language import say

# Their rows are never in the file of the data: without them nothing sealed opens. The first
# one is what the second leads to.
KEY_TABLES = ("people_organisationkey", "people_personkey")
VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "dbname": "PGDATABASE",
}


def run_program(name: str, options: list[str], url: str = "", into: str = "") -> str:
    """``into`` is the option that takes the database's name, where it must be given."""
    wanted = conninfo_to_dict(url) if url else {}
    # In the environment: the command line is there for everybody to read.
    secrets = {VARIABLES[key]: str(value) for key, value in wanted.items() if key in VARIABLES}
    target = [f"{into}={wanted.get('dbname', '')}"] if into else []
    done = subprocess.run(
        [program(name), *target, *options],
        env={**quiet_environment(), **secrets},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines() or [str(done.returncode)]
        raise ServerRefusal(say(f"{name} s’est arrêté : {lines[0]}", f"{name} stopped: {lines[0]}"))
    return done.stdout
