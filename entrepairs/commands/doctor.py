"""Look at an installation and say what is wrong, and how to mend it."""

from __future__ import annotations

import argparse
import os
from datetime import date

import psycopg

from entrepairs.base.emergency.numbers import stale_numbers
from entrepairs.commands import exits
from entrepairs.commands.examinations import DATABASE_EXAMINATIONS, Finding, examine_secrets
from entrepairs.commands.key_examinations import (
    examine_as_owner,
    examine_register,
    examine_root_file,
)
from entrepairs.commands.surroundings import app_url, database, tell
from entrepairs.server.language import say

FRENCH = "vérifie l’installation et dit comment réparer"
ENGLISH = "checks the installation and says how to mend it"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser


def run(options: argparse.Namespace) -> int:
    del options
    with database():
        findings, notes = examine(app_url())
    notes += numbers_to_check(date.today())
    for note in notes:
        tell(f"· {note}")
    for finding in findings:
        tell(f"✗ {finding.what}\n  → {finding.mend}")
    if findings:
        return exits.FOUND
    tell(say("✓ Rien à signaler.", "✓ Nothing to report."))
    return exits.DONE


def examine(url: str) -> tuple[list[Finding], list[str]]:
    """Findings, and what is worth knowing without being one."""
    findings = [*examine_secrets(os.environ), *examine_root_file(os.environ)]
    notes: list[str] = []
    with psycopg.connect(url, autocommit=True) as connection:
        for examination in DATABASE_EXAMINATIONS:
            findings += examination(connection)
        findings += examine_register(connection)
        if is_throwaway(connection):
            notes.append(
                say(
                    "Ce serveur est le serveur jetable des tests : sa durabilité est réduite "
                    "exprès, il ne doit rien contenir d’autre.",
                    "This server is the throwaway one of the tests: it is less durable on "
                    "purpose and must hold nothing else.",
                )
            )
            findings = [finding for finding in findings if not finding.about_durability]
    owner = os.environ.get("DATABASE_OWNER_URL")
    if owner:
        findings += examine_as_owner(owner)
    else:
        notes.append(
            say(
                "Sans DATABASE_OWNER_URL, les clés des organisations ne sont pas vérifiées.",
                "Without DATABASE_OWNER_URL, the keys of the organisations are not checked.",
            )
        )
    return findings, notes


def numbers_to_check(today: date) -> list[str]:
    """The emergency page is believed: what nobody looked at for 180 days is said here."""
    stale = stale_numbers(today)
    if not stale:
        return []
    named = ", ".join(stale)
    return [
        say(
            f"Numéros de la page d’urgence à vérifier : {named}. Lisez leur source, puis datez-les "
            "dans entrepairs/base/emergency/numbers.toml.",
            f"Numbers of the emergency page to be checked: {named}. Read their source, then date "
            "them in entrepairs/base/emergency/numbers.toml.",
        )
    ]


def is_throwaway(connection: psycopg.Connection[tuple[object, ...]]) -> bool:
    row = connection.execute("SELECT current_setting('cluster_name')").fetchone()
    return row == ("entrepairs_throwaway",)
