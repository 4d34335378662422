"""Doctor and the keys: each thing it looks for, brought about once."""

from __future__ import annotations

from pathlib import Path

import pytest

from entrepairs.base.sealing import add_root
from entrepairs.commands import exits
from entrepairs.commands.key_examinations import examine_root_file
from tests.commands.house import ERASE, SOMEBODY, House


def test_production_needs_a_file_of_root_keys(tmp_path: Path) -> None:
    production = {"ENTREPAIRS_ENV": "production"}
    (found,) = examine_root_file(production)
    assert "entrepairs keys new" in found.mend
    (found,) = examine_root_file({**production, "ROOT_KEY_FILE": str(tmp_path / "nowhere")})
    assert "ne désigne aucun fichier" in found.what
    assert examine_root_file({}) == []


def test_root_keys_that_others_may_read_are_found(tmp_path: Path) -> None:
    file = tmp_path / "root.keys"
    add_root(file)
    assert examine_root_file({"ROOT_KEY_FILE": str(file)}) == []
    file.chmod(0o640)
    (found,) = examine_root_file({"ROOT_KEY_FILE": str(file)})
    assert found.mend == f"chmod 600 {file}"


@pytest.mark.slow
def test_an_installation_with_people_is_examined_whole(house: House, tmp_path: Path) -> None:
    said = house.python(SOMEBODY)
    house.python(ERASE, **said)
    assert house.run("doctor").returncode == exits.DONE

    # Another register: it does not know who was erased.
    (other := tmp_path / "other.log").touch(0o600)
    ran = house.run("doctor", ERASURE_REGISTER=str(other))
    assert ran.returncode == exits.FOUND and "ignore 1 effacement" in ran.stdout

    # None at all.
    ran = house.run("doctor", ERASURE_REGISTER=str(tmp_path / "nowhere.log"))
    assert ran.returncode == exits.FOUND and "registre des effacements manque" in ran.stdout

    # The root key of these organisations is elsewhere.
    add_root(tmp_path / "other.keys")
    ran = house.run("doctor", ROOT_KEY_FILE=str(tmp_path / "other.keys"))
    assert ran.returncode == exits.FOUND and "n’est pas dans" in ran.stdout

    # Whoever has no owner's address is told what was not looked at.
    ran = house.run("doctor", DATABASE_OWNER_URL="")
    assert ran.returncode == exits.DONE and "Sans DATABASE_OWNER_URL" in ran.stdout
