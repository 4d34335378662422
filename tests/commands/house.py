"""A whole installation in a folder: its own server, its keys, its register, its commands."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import psycopg

from entrepairs.server import EmbeddedServer

ROOT = Path(__file__).resolve().parents[2]
PRELUDE = """
import django, json, sys
django.setup()
from uuid import UUID
from entrepairs.base.wall import open_wall, organisation_wall
from entrepairs.people.models import *
from entrepairs.people.sealing import CannotOpen, unlock
given = json.loads(sys.argv[1])
def answer(**said):
    print(json.dumps(said, default=str))
"""


class House:
    """``run`` a verb or a piece of Python in another process, as a machine of theirs would."""

    def __init__(self, folder: Path, template: Path | None = None, *, lasting: bool = False):
        self.folder = folder
        if template is not None:
            shutil.copytree(template, folder)
        self.server = EmbeddedServer.start(folder, throwaway=not lasting)
        self.roots = folder / "root.keys"
        self.register = folder / "erasures.log"

    def environment(self, **more: str) -> dict[str, str]:
        kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
        return {
            **kept,
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "ENTREPAIRS_ENV": "test",
            "ENTREPAIRS_LANGUAGE": "fr",
            "ENTREPAIRS_HOME": str(self.folder),
            "DATABASE_URL": self.server.app_url,
            "DATABASE_OWNER_URL": self.server.owner_url,
            "ROOT_KEY_FILE": str(self.roots),
            "ERASURE_REGISTER": str(self.register),
            **more,
        }

    def start(self, *words: str, **more: str) -> subprocess.Popen[str]:
        environment = {key: value for key, value in self.environment(**more).items() if value}
        return subprocess.Popen(
            [sys.executable, "-m", "entrepairs.command", *map(str, words)],
            env=environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: object, **more: str) -> subprocess.CompletedProcess[str]:
        started = self.start(*map(str, words), **more)
        out, err = started.communicate(timeout=240)
        return subprocess.CompletedProcess(started.args, started.returncode, out, err)

    def done(self, *words: object, **more: str) -> str:
        """``run``, which must succeed: what it said."""
        ran = self.run(*words, **more)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return ran.stdout

    def python(self, code: str, **given: Any) -> dict[str, Any]:
        """What ``code`` answers; it runs with the application's role."""
        ran = subprocess.run(
            [sys.executable, "-c", PRELUDE + textwrap.dedent(code), json.dumps(given)],
            env=self.environment(),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=240,
        )
        assert ran.returncode == 0, ran.stderr
        lines = ran.stdout.strip().splitlines()
        answered: dict[str, Any] = json.loads(lines[-1]) if lines else {}
        return answered

    def ask(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        """As the owner, who sees every organisation."""
        with psycopg.connect(self.server.owner_url) as owner:
            return owner.execute(question.encode(), values or None).fetchall()

    def empty(self) -> None:
        """A machine just bought: no database, the register and the keys still at hand."""
        with psycopg.connect(
            self.server.url("postgres", "postgres"), autocommit=True
        ) as administrator:
            administrator.execute("DROP DATABASE entrepairs WITH (FORCE)")
            administrator.execute("CREATE DATABASE entrepairs OWNER entrepairs_owner")


# Pieces of life, as code for ``python``.
SOMEBODY = """
from tests.cast import Cast, inside
cast = Cast()
person = cast.person(alias=given.get("alias", "Barbe grise"))
wish = cast.wished(person, "want", "wash", given.get("text", "Une douche."))
answer(organisation=cast.a.pk, person=person.pk, wish=wish.pk)
"""
READ = """
found = {}
for organisation in given["organisations"]:
    with organisation_wall(UUID(organisation)):
        for wish in Wish.objects.exclude(person=None):
            try:
                found[str(wish.pk)] = unlock([wish])[0].text
            except CannotOpen:
                found[str(wish.pk)] = None
answer(**found)
"""
ERASE = """
from datetime import UTC, datetime
from entrepairs.people.erasure import erase_person
with organisation_wall(UUID(given["organisation"])):
    person = Person.objects.get(pk=given["person"])
    erase_person(actor=None, person=person, purpose="asked", now=datetime.now(UTC))
answer(done=True)
"""
