"""Yesterday's backup, data and keys: it brings the words back, and nobody who was erased."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from entrepairs.commands import exits
from tests.commands.house import ERASE, READ, SOMEBODY, House

pytestmark = pytest.mark.slow

ALIAS, WORDS = "Quetzal Zinzolin", "Une douche avant la fermeture, sans rien dire à personne."
ANOTHER = """
from tests.cast import NOW, inside
from entrepairs.accounts.models import Member, Team
from entrepairs.people.services import open_person, say_wish
with organisation_wall(UUID(given["organisation"])):
    nadia = Member.objects.get(given_name="Nadia")
    team = Team.objects.get(name="Belle-Étoile")
    person = Person(alias="Caillou rond")
    open_person(actor=nadia, person=person, team=team, now=NOW)
    wish = Wish(person=person, kind="want", code="eat")
    wish.text = "Un repas."
    say_wish(actor=nadia, wish=wish, now=NOW)
answer(person=person.pk, wish=wish.pk)
"""


def back_up(house: House, folder: Path) -> tuple[Path, Path]:
    folder.mkdir(exist_ok=True)
    house.done("backup", folder / "data.dump")
    (keys,) = folder.glob("entrepairs-keys-*.dump")
    return folder / "data.dump", keys


@pytest.fixture
def yesterday(house: House, tmp_path: Path) -> tuple[dict[str, str], Path, Path]:
    """Somebody with words, another one too, and a backup of both files."""
    said = house.python(SOMEBODY, alias=ALIAS, text=WORDS)
    other = house.python(ANOTHER, organisation=said["organisation"])
    data, keys = back_up(house, tmp_path / "copies")
    return {**said, "other": other["person"], "other_wish": other["wish"]}, data, keys


def everything(house: House, tmp_path: Path) -> str:
    """All that the database holds, in clear."""
    from entrepairs.commands.dumps import run_program

    file = tmp_path / "everything.sql"
    options = ["--enable-row-security", f"--file={file}"]
    run_program("pg_dump", options, house.server.owner_url)
    return file.read_text()


def test_whoever_was_erased_since_yesterday_does_not_come_back(
    house: House, yesterday: tuple[dict[str, str], Path, Path], tmp_path: Path
) -> None:
    said, data, keys = yesterday
    house.python(ERASE, **said)
    house.empty()
    told = house.done("restore", data, keys)
    assert "Effacées de nouveau : 1" in told
    left = everything(house, tmp_path)
    for trace in (ALIAS, "quetzal", WORDS):
        assert trace not in left
    assert house.ask("SELECT count(*) FROM people_person WHERE id = %s", said["person"]) == [(0,)]
    assert house.ask("SELECT person_id::text FROM people_personkey") == [(said["other"],)]
    trail = "SELECT purpose, actor FROM accounts_auditentry WHERE act = 'erase'"
    assert house.ask(trail) == [("replay", None)]
    # The other one is there, with their words.
    words = house.python(READ, organisations=[said["organisation"]])
    assert words == {said["other_wish"]: "Un repas."}


def test_without_replay_the_same_backup_would_bring_them_back(
    house: House, yesterday: tuple[dict[str, str], Path, Path], tmp_path: Path
) -> None:
    """The check above can fail: with another register, the alias is there."""
    said, data, keys = yesterday
    house.python(ERASE, **said)
    house.empty()
    empty = tmp_path / "empty.log"
    empty.touch()
    restored = house.run("restore", data, keys, ERASURE_REGISTER=str(empty))
    assert restored.returncode == exits.DONE
    assert ALIAS in everything(house, tmp_path)


def test_a_register_that_does_not_know_an_erasure_is_told(
    house: House, yesterday: tuple[dict[str, str], Path, Path], tmp_path: Path
) -> None:
    said, *_ = yesterday
    house.python(ERASE, **said)
    data, keys = back_up(house, tmp_path / "later")
    house.empty()
    empty = tmp_path / "empty.log"
    empty.touch()
    restored = house.run("restore", data, keys, ERASURE_REGISTER=str(empty))
    assert restored.returncode == exits.FOUND
    assert "ne connaît pas 1 effacement" in restored.stdout


def test_a_hold_that_came_back_does_not_keep_who_was_erased(house: House, tmp_path: Path) -> None:
    said = house.python(SOMEBODY, alias=ALIAS)
    hold = """
    from tests.cast import NOW
    from entrepairs.accounts.models import Member
    from entrepairs.people.services import hold_person, lift_hold
    with organisation_wall(UUID(given["organisation"])):
        helene = Member.objects.get(given_name="Hélène")
        if given["act"] == "hold":
            hold = Hold(person=Person.objects.get())
            hold.reason = "Une procédure est ouverte au tribunal."
            hold_person(actor=helene, hold=hold, now=NOW)
        else:
            lift_hold(actor=helene, hold=Hold.objects.get(), now=NOW)
    """
    house.python(hold, act="hold", **said)
    data, keys = back_up(house, tmp_path / "copies")
    house.python(hold, act="lift", **said)
    house.python(ERASE, **said)
    house.empty()
    house.done("restore", data, keys)
    assert house.ask("SELECT count(*) FROM people_person") == [(0,)]


@pytest.mark.parametrize("which", ["older", "newer"])
def test_keys_of_another_day_bring_back_what_they_can(
    house: House, yesterday: tuple[dict[str, str], Path, Path], tmp_path: Path, which: str
) -> None:
    said, data, keys = yesterday
    third = house.python(ANOTHER, organisation=said["organisation"])
    house.python(ERASE, **said)
    later_data, later_keys = back_up(house, tmp_path / "later")
    house.empty()
    if which == "newer":
        restored = house.run("restore", data, later_keys)
        expected = {said["other_wish"]: "Un repas."}
    else:
        restored = house.run("restore", later_data, keys)
        # Met after these keys were kept: what they had said is lost, and said to be.
        expected = {said["other_wish"]: "Un repas.", third["wish"]: ""}
    assert restored.returncode == (exits.DONE if which == "newer" else exits.FOUND)
    assert ("1 personne(s) sans leur clé" in restored.stdout) == (which == "older")
    assert house.python(READ, organisations=[said["organisation"]]) == expected
    assert house.ask("SELECT count(*) FROM people_person WHERE id = %s", said["person"]) == [(0,)]


def test_without_the_keys_pages_stay_and_words_are_lost(
    house: House, yesterday: tuple[dict[str, str], Path, Path]
) -> None:
    said, data, _keys = yesterday
    house.empty()
    refused = house.run("restore", data)
    assert refused.returncode == exits.REFUSED and "--without-keys" in refused.stderr
    restored = house.run("restore", data, "--without-keys")
    assert restored.returncode == exits.FOUND
    assert "2 personne(s) sans leur clé" in restored.stdout
    words = house.python(READ, organisations=[said["organisation"]])
    assert set(words.values()) == {""}
    # And one can write again.
    more = house.python(ANOTHER, organisation=said["organisation"])
    assert house.python(READ, organisations=[said["organisation"]])[more["wish"]] == "Un repas."


def test_no_restore_without_the_register(
    house: House, yesterday: tuple[dict[str, str], Path, Path]
) -> None:
    _said, data, keys = yesterday
    house.empty()
    house.register.unlink()
    refused = house.run("restore", data, keys)
    assert refused.returncode == exits.REFUSED
    assert refused.stderr.startswith("Le registre des effacements manque")
    assert len(refused.stderr.strip().splitlines()) == 1
    assert house.ask("SELECT to_regclass('people_person')") == [(None,)]


def test_no_restore_without_the_root_key_of_these_keys(
    house: House, yesterday: tuple[dict[str, str], Path, Path], tmp_path: Path
) -> None:
    _said, data, keys = yesterday
    house.empty()
    other = tmp_path / "other.keys"
    house.done("keys", "new", other)
    refused = house.run("restore", data, keys, ROOT_KEY_FILE=str(other))
    assert refused.returncode == exits.REFUSED
    assert "qui n’est pas dans" in refused.stderr
    assert house.ask("SELECT to_regclass('people_person')") == [(None,)]


def test_the_two_files_hold_each_their_part(
    house: House, yesterday: tuple[dict[str, str], Path, Path]
) -> None:
    from entrepairs.commands.dumps import run_program

    _said, data, keys = yesterday
    for file in (data, keys):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    in_data = run_program("pg_restore", ["--data-only", "--file=-", str(data)])
    in_keys = run_program("pg_restore", ["--file=-", str(keys)])
    assert "COPY public.people_wish " in in_data and ALIAS in in_data
    assert "people_personkey (" not in in_data and "people_organisationkey (" not in in_data
    assert in_keys.count("COPY public.") == 2 and ALIAS not in in_keys


def test_a_file_that_holds_no_keys_is_refused(
    house: House, yesterday: tuple[dict[str, str], Path, Path]
) -> None:
    _said, data, _keys = yesterday
    house.empty()
    refused = house.run("restore", data, data)
    assert refused.returncode == exits.REFUSED
    assert "n’est pas un fichier de clés" in refused.stderr


def test_keys_are_kept_thirty_days_and_only_our_own_files_are_destroyed(
    house: House, tmp_path: Path
) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    old, young = "entrepairs-keys-20200101T030000Z.dump", "entrepairs-keys-29990101T030000Z.dump"
    for name in (old, young, "entrepairs-keys-20200101.txt", "keys-20200101T030000Z.dump"):
        (folder / name).touch()
    told = house.done("backup", folder / "data.dump")
    assert f"Clés de plus de 30 jours détruites : {old}" in told
    left = {path.name for path in folder.iterdir()}
    assert old not in left
    assert {young, "entrepairs-keys-20200101.txt", "keys-20200101T030000Z.dump"} <= left
    assert not list(folder.glob("*.part"))
