"""Root keys and keys of organisations: drawn, renewed, forgotten, whatever interrupts."""

from __future__ import annotations

import stat
import time
from pathlib import Path

import pytest

from entrepairs.base.sealing import roots_in
from entrepairs.commands import exits
from tests.commands.house import READ, SOMEBODY, House

pytestmark = pytest.mark.slow

CROWD = """
from tests.cast import Cast, inside
cast = Cast()
for number in range(given["number"]):
    person = cast.person(alias=f"Galet {number}")
    cast.wished(person, "want", "wash", f"Une douche {number}.")
answer(organisation=cast.a.pk)
"""
SAY_MORE = """
from tests.cast import NOW
from entrepairs.people.services import say_wish
from entrepairs.accounts.models import Member
with organisation_wall(UUID(given["organisation"])):
    wish = Wish(person=Person.objects.earliest("opened_on", "pk"), kind="want", code="eat")
    wish.text = "Un repas chaud."
    nadia = Member.objects.get(given_name="Nadia")
    say_wish(actor=nadia, wish=wish, now=NOW)
answer(wish=wish.pk)
"""
WRAPPERS = (
    "SELECT count(*) FILTER (WHERE w.retired_at IS NULL), count(*)"
    " FROM people_personkey k JOIN people_organisationkey w ON w.id = k.wrapper_id"
)


def test_a_root_key_is_drawn_once_for_its_owner_only(house: House, tmp_path: Path) -> None:
    file = tmp_path / "new.keys"
    house.done("keys", "new", file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(roots_in(file)) == 1
    again = house.run("keys", "new", file)
    assert again.returncode == exits.REFUSED
    assert "existe déjà" in again.stderr


def test_a_new_root_key_closes_the_keys_and_opens_the_words(house: House) -> None:
    said = house.python(SOMEBODY)
    (former,) = roots_in(house.roots)
    house.done("keys", "rotate")
    newest = roots_in(house.roots)[-1]
    assert newest.name != former.name
    assert house.ask("SELECT DISTINCT root FROM people_organisationkey") == [(newest.name,)]
    words = house.python(READ, organisations=[said["organisation"]])
    assert words == {said["wish"]: "Une douche."}


def test_the_former_root_key_goes_when_nothing_needs_it_any_more(house: House) -> None:
    said = house.python(SOMEBODY)
    house.done("keys", "rotate")
    refused = house.run("keys", "forget")
    assert refused.returncode == exits.REFUSED and "30 jours" in refused.stderr
    assert len(roots_in(house.roots)) == 2
    house.done("keys", "forget", "--even-for-copies")
    assert len(roots_in(house.roots)) == 1
    assert stat.S_IMODE(house.roots.stat().st_mode) == 0o600
    assert house.python(READ, organisations=[said["organisation"]]) == {said["wish"]: "Une douche."}


def test_a_root_key_that_closes_something_is_never_forgotten(house: House) -> None:
    from entrepairs.base.sealing import add_root

    house.python(SOMEBODY)
    add_root(house.roots)
    assert "Aucune clé racine à ôter" in house.done("keys", "forget", "--even-for-copies")
    assert len(roots_in(house.roots)) == 2
    # The renewal that was cut short after the key was drawn goes on with that key.
    assert "interrompu" in house.done("keys", "rotate")
    assert len(roots_in(house.roots)) == 2


def test_a_killed_renewal_is_taken_up_and_no_word_is_lost(house: House) -> None:
    said = house.python(CROWD, number=60)
    renewal = house.start("keys", "rotate", "--organisation", "--batch", "1")
    until = time.monotonic() + 60
    done = total = 0
    while done < 5 and time.monotonic() < until and renewal.poll() is None:
        ((done, total),) = house.ask(WRAPPERS)
        # Before it begins all keys hang on the living one.
        done = done if done < total else 0
        time.sleep(0.005)
    renewal.kill()
    renewal.communicate()
    ((done, total),) = house.ask(WRAPPERS)
    assert 0 < done < total == 60, "it was killed half-way"

    # In between the old words open, and new ones are written.
    words = house.python(READ, organisations=[said["organisation"]])
    assert len(words) == 60 and None not in words.values()
    more = house.python(SAY_MORE, **said)["wish"]

    told = house.done("keys", "rotate", "--organisation")
    assert "Je reprends" in told
    assert house.ask(WRAPPERS) == [(60, 60)]
    assert house.ask("SELECT count(*) FROM people_organisationkey") == [(1,)]
    words = house.python(READ, organisations=[said["organisation"]])
    assert len(words) == 61 and words[more] == "Un repas chaud."


def test_the_keys_are_listed_with_who_needs_them(house: House) -> None:
    house.python(SOMEBODY)
    house.done("keys", "rotate")
    former, newest = house.done("keys", "list").splitlines()
    assert " 0 organisation(s)" in former
    assert " 1 organisation(s)" in newest and "d’aujourd’hui" in newest


def test_without_a_file_of_root_keys_nothing_is_renewed(house: House) -> None:
    refused = house.run("keys", "rotate", ROOT_KEY_FILE="")
    assert refused.returncode == exits.REFUSED
    assert "ROOT_KEY_FILE manque" in refused.stderr
