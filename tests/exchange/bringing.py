"""Short ways to bring a file in, for the tests of this room."""

from __future__ import annotations

from typing import Any

from entrepairs.accounts.models import Member, Team
from entrepairs.engines.sheets.write import to_csv
from entrepairs.exchange.models import Import
from entrepairs.exchange.running import run_import
from entrepairs.exchange.services import Upload, start_import, upload_file
from tests.cast import NOW, inside
from tests.engines.sheets import made

PEOPLE = (*made.PEOPLE, "Courriel")


def people(*rows: Any) -> bytes:
    return to_csv(PEOPLE, rows)


def encounters(*rows: Any) -> bytes:
    return to_csv(made.ENCOUNTERS, rows)


def outings(*rows: Any) -> bytes:
    return to_csv((*made.OUTINGS, "Binôme pro"), rows)


def bring(actor: Member, content: bytes, team: Team | None = None, name: str = "a.csv") -> Import:
    with inside(actor):
        return upload_file(
            actor=actor, upload=Upload(name=name, content=content, team=team), now=NOW
        )


def start_and_run(actor: Member, import_: Import) -> Import:
    with inside(actor):
        start_import(actor=actor, import_=import_, now=NOW)
        done = run_import(import_.pk, NOW)
    assert done is not None
    return done


def take_in(actor: Member, content: bytes, team: Team | None = None) -> Import:
    return start_and_run(actor, bring(actor, content, team))
