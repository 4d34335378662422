"""After an erasure and a scrubbing, no byte of the person is left in the data folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from entrepairs.commands import exits
from entrepairs.commands.dumps import run_program
from tests.commands.house import ERASE, House

pytestmark = pytest.mark.slow

ALIAS, KEY = "Quetzalzinzolin", "quetzalzinzolin"
# A life: a page, wishes, an agreement, meetings (one of them undone), a file that was received.
LIFE = """
from tests.cast import NOW, Cast, inside
from tests.exchange.bringing import bring, encounters
from tests.interventions.scene import go_out, meet
from entrepairs.people.services import change_person
from entrepairs.interventions.services import undo_encounter
cast = Cast()
alias = given["alias"]
person = cast.person(alias=alias)
with inside(cast.nadia):
    person.told_name = alias + " Dupré"
    change_person(actor=cast.nadia, person=person, now=NOW)
for number in range(20):
    cast.wished(person, "want", "wash", f"Une douche {number}.")
cast.agreed(person, "social", to=cast.team)
rows = [("03/02/2026", "10:00", "12:00", alias)] * 300
bring(cast.helene, encounters(*rows), cast.team, name=alias + ".csv")
outing = go_out(cast)
undone = meet(cast, outing, alias=alias)
for _ in range(30):
    meet(cast, outing, alias=alias)
with inside(cast.nadia):
    undo_encounter(actor=cast.nadia, encounter=undone, now=NOW)
answer(organisation=cast.a.pk, person=person.pk)
"""


@pytest.fixture
def house(migrated: Path, tmp_path: Path) -> Iterator[House]:
    """Fully durable, as the one of real people: its journal keeps everything."""
    made = House(tmp_path / "home", migrated, lasting=True)
    yield made
    made.server.stop()


def places(folder: Path, word: str) -> list[str]:
    """The files of the data folder and the log that hold ``word``, in any of our encodings."""
    wanted = [word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be")]
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".password"]
    return [
        str(path.relative_to(folder))
        for path in files
        if any(one in path.read_bytes() for one in wanted)
    ]


def traces(house: House) -> list[str]:
    return places(house.folder, ALIAS) + places(house.folder, KEY)


def in_tables(house: House, folder: Path) -> bool:
    """In clear, as a dump says it: what is compressed in the files is not here."""
    file = folder / "dump.sql"
    options = ["--enable-row-security", f"--file={file}"]
    run_program("pg_dump", options, house.server.owner_url)
    text = file.read_text()
    return any(word in text for word in (ALIAS, KEY, ALIAS.encode().hex()))


def remember(house: House) -> None:
    """The planner takes its samples, everything goes to the disk."""
    with psycopg.connect(house.server.superuser_url, autocommit=True) as administrator:
        administrator.execute("VACUUM ANALYZE")
        administrator.execute("CHECKPOINT")


def test_not_a_byte_is_left_after_an_erasure_and_a_scrubbing(house: House, tmp_path: Path) -> None:
    said = house.python(LIFE, alias=ALIAS)
    remember(house)
    assert len(traces(house)) > 3
    assert in_tables(house, tmp_path)

    house.python(ERASE, **said)
    remember(house)
    assert not in_tables(house, tmp_path)
    assert traces(house), "erased rows stay in the pages and in the journal: the check can fail"

    # Without addresses, as the nightly child of `serve`: it joins the server of the folder.
    told = house.done("scrub", DATABASE_URL="", DATABASE_OWNER_URL="")
    assert "nettoyés" in told
    assert traces(house) == []
    house.server.stop()
    assert traces(house) == []


def test_nothing_is_scrubbed_when_nobody_was_erased(house: House) -> None:
    assert house.done("scrub", "--if-needed") == ""
    house.register.write_text("begin a b c d\n")
    assert "nettoyés" in house.done("scrub", "--if-needed", DATABASE_URL="", DATABASE_OWNER_URL="")
    assert house.done("scrub", "--if-needed") == ""


def test_the_owner_alone_says_what_an_administrator_must_give(house: House) -> None:
    ran = house.run("scrub")
    assert ran.returncode == exits.FOUND
    assert "pg_checkpoint" in ran.stdout
    with psycopg.connect(house.server.superuser_url, autocommit=True) as administrator:
        administrator.execute("GRANT pg_checkpoint TO entrepairs_owner WITH INHERIT TRUE")
    with psycopg.connect(house.server.url("postgres"), autocommit=True) as administrator:
        administrator.execute("GRANT EXECUTE ON FUNCTION pg_switch_wal() TO entrepairs_owner")
    assert "nettoyés" in house.done("scrub")


def test_a_reading_under_way_keeps_the_rows_and_it_is_said(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from entrepairs.commands import scrub

    monkeypatch.setattr(scrub, "TRIES", 1)
    owner = house.server.superuser_url
    with psycopg.connect(owner) as reader, psycopg.connect(owner, autocommit=True) as admin:
        admin.execute("CREATE TABLE public.things (word text)")
        admin.execute("INSERT INTO things VALUES ('un')")
        reader.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        reader.execute("SELECT 1")
        admin.execute("DELETE FROM things")
        assert scrub.scrub(admin, ["things"]).busy == ["things"]
        reader.rollback()
        assert scrub.scrub(admin, ["things", "no_such_table"]).busy == []


def test_every_table_that_leads_to_a_person_is_written_anew() -> None:
    from django.apps import apps

    from entrepairs.commands.scrub import tables
    from entrepairs.people.models import Person

    leading = {
        model._meta.db_table
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if getattr(field, "related_model", None) is Person and field.concrete
    }
    assert leading <= set(tables())
    assert {"people_person", "people_personkey", "interventions_encounter"} <= set(tables())
