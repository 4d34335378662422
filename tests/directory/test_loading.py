"""Dumps come in whole or not at all, row by row checked, and again without harm."""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from entrepairs.directory import command, reading
from entrepairs.directory.models import Load, Service, Structure
from entrepairs.directory.services import still_true
from tests.cast import Cast, inside
from tests.directory.dumps import bring, bring_file, key, service, structure

Bring = Callable[..., Any]
pytestmark = pytest.mark.django_db


def written(folder: Path, rows: Any, name: str = "dump.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return path


def test_services_and_structures_come_in_and_know_each_other(shelves: Bring, cast: Cast) -> None:
    shelves({"services": [service()], "structures": [structure()]})
    found = Service.objects.select_related("structure").get()
    assert (found.name, found.commune_key) == ("Douches du quai", "lanterne sur quai")
    assert found.structure is not None and found.structure.name == "La Maison du Quai"
    assert found.structure_words == "la maison du quai"
    load = Load.objects.get()
    assert (load.state, load.read, load.created, load.sources) == ("done", 2, 2, ["essai"])


def test_a_structure_may_come_after_its_services(shelves: Bring, cast: Cast) -> None:
    shelves([service()])
    assert Service.objects.select_related("structure").get().structure is None
    shelves([structure()])
    assert Service.objects.get().structure_words == "la maison du quai"


def test_the_same_file_again_changes_nothing(shelves: Bring, cast: Cast) -> None:
    shelves([service(), service("2")])
    counts = bring([service(), service("2")]).counts
    assert (counts.created, counts.changed, counts.same, counts.gone) == (0, 0, 2, 0)


def test_a_changed_row_is_brought_up_to_date(shelves: Bring, cast: Cast) -> None:
    shelves([service(), service("2")])
    counts = bring([service(nom="Bains du quai"), service("2")]).counts
    assert (counts.created, counts.changed, counts.same) == (0, 1, 1)
    assert Service.objects.get(pk=key()).name == "Bains du quai"
    assert "bains du quai" in Service.objects.get(pk=key()).plain_words


def test_the_same_row_twice_in_a_file_is_the_last_one(shelves: Bring, cast: Cast) -> None:
    shelves([service(nom="Premier nom"), service(nom="Second nom")])
    assert Service.objects.get().name == "Second nom"


def test_what_a_full_dump_no_longer_has_is_deleted(shelves: Bring, cast: Cast) -> None:
    shelves([service(), service("2"), {**service("3"), "source": "ailleurs"}])
    counts = bring([service()]).counts
    assert (counts.gone, counts.deleted) == (1, 1)
    # Another source is another matter.
    assert Service.objects.count() == 2


def test_a_part_takes_nothing_away(shelves: Bring, cast: Cast) -> None:
    shelves([service(), service("2")])
    assert bring([service("3")], partial=True).counts.gone == 0
    assert Service.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_what_somebody_spoke_of_is_only_marked_gone(shelves: Bring) -> None:
    shelves([service(), service("2")])
    cast = Cast()
    with inside(cast.nadia):
        spoken = Service.objects.get(pk=key())
        still_true(actor=cast.nadia, service=spoken, now=cast.now)
    counts = bring([service("4")]).counts
    assert (counts.gone, counts.deleted) == (2, 1)
    assert Service.objects.get(pk=key()).gone_on is not None
    # It comes back with its source.
    bring([service(), service("4")])
    assert Service.objects.get(pk=key()).gone_on is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"publics": ["tous-publics", "femmes"]}, "tous-publics"),
        ({"publics": ["martiens"]}, "publics"),
        ({"thematiques": ["sante--magie"]}, "thematiques"),
        ({"nom": "ab"}, "nom"),
        ({"date_maj": "2999-01-01"}, "date_maj"),
        ({"courriel": "pas une adresse"}, "courriel"),
        ({"lien_source": "javascript:alert(1)"}, "lien_source"),
        ({"code_postal": "1"}, "code_postal"),
        ({"description": "zéro\0caché"}, "NUL"),
        ({"source": "s" * 200}, "source"),
    ],
)
def test_a_row_that_is_not_of_the_format_stays_out_and_says_why(
    shelves: Bring, cast: Cast, changes: dict[str, Any], reason: str
) -> None:
    loading = shelves([service("bon"), service("mauvais", **changes)])
    assert Service.objects.get().pk == key("bon")
    ((kind, number, _source, ref, why),) = loading.refused
    assert (kind, number, ref) == ("service", 2, "essai--mauvais")
    assert reason in why


def test_what_a_refused_row_held_is_not_repeated(shelves: Bring, cast: Cast) -> None:
    loading = shelves([service(), service("2", courriel="quelquun chez elle")])
    assert "quelquun" not in str(loading.refused)


def test_the_name_of_a_contact_is_never_kept(shelves: Bring, cast: Cast) -> None:
    shelves([service(contact_nom_prenom="Paul Bougie", courriel="paul.bougie@example.org")])
    row = Service.objects.values().get()
    assert "bougie" not in str(row).lower()
    shelves([service(courriel="accueil@example.org")])
    assert Service.objects.get().email == "accueil@example.org"


def test_a_place_that_is_not_on_earth_is_left_out(shelves: Bring, cast: Cast) -> None:
    shelves([service(latitude=4700.0, longitude=3.0)])
    assert Service.objects.get().lat is None


def test_csv_with_lists_written_in_three_ways(shelves: Bring, cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "services.csv"
    rows = [
        service("1", publics='["femmes", "jeunes"]'),
        service("2", publics="{femmes,jeunes}"),
        service("3", publics="femmes, jeunes"),
    ]
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        table = csv.DictWriter(out, list(rows[0]), delimiter=";")
        table.writeheader()
        table.writerows({**row, "thematiques": row["thematiques"][0]} for row in rows)
    assert bring_file(path).counts.created == 3
    assert {tuple(each.publics) for each in Service.objects.all()} == {("femmes", "jeunes")}
    assert Service.objects.first().lat == 47.0  # type: ignore[union-attr]


@pytest.mark.parametrize("pack", ["gzip", "zip"])
def test_packed_dumps_come_in(shelves: Bring, cast: Cast, tmp_path: Path, pack: str) -> None:
    content = json.dumps([service()]).encode()
    path = tmp_path / f"dump.{pack}"
    if pack == "gzip":
        path.write_bytes(gzip.compress(content))
    else:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("services.json", content)
    assert bring_file(path).counts.created == 1


@pytest.mark.parametrize("pack", ["gzip", "zip"])
def test_a_bomb_is_refused_while_it_unpacks(
    shelves: Bring, cast: Cast, tmp_path: Path, pack: str
) -> None:
    content = b"[" + b" " * 60_000_000 + b"]"
    path = tmp_path / f"bomb.{pack}"
    if pack == "gzip":
        path.write_bytes(gzip.compress(content))
    else:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("services.json", content)
    with pytest.raises((reading.TooBig, reading.RowTooLong)):
        bring_file(path)


def test_many_rows_that_unpack_too_far_are_refused(
    shelves: Bring, cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SMALL", 100_000)
    monkeypatch.setattr(reading, "MAX_RATIO", 2)
    path = tmp_path / "bomb.json.gz"
    path.write_bytes(gzip.compress(json.dumps([service(str(n)) for n in range(500)]).encode()))
    with pytest.raises(reading.TooBig):
        bring_file(path)
    assert not Service.objects.exists()


@pytest.mark.parametrize(
    "opening", [b'[{"id": "', b"[" * 5_000_000, b'[{"a":' * 60_000, b'id,source\n"']
)
def test_a_row_that_never_ends_is_refused(
    shelves: Bring, cast: Cast, tmp_path: Path, opening: bytes
) -> None:
    path = tmp_path / "endless.json"
    path.write_bytes(opening + b"a" * 6_000_000)
    with pytest.raises(reading.FileNotRead):
        bring_file(path)


@pytest.mark.parametrize(
    "content",
    [b"", b"bonjour", b"[1, 2]", b'{"autre": {}}', b"\x00\x01\x02", b"%PDF-1.4", b"a,b\n1,2\n"],
)
def test_what_is_no_dump_is_refused(
    shelves: Bring, cast: Cast, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "dump.json"
    path.write_bytes(content)
    with pytest.raises(reading.FileNotRead):
        bring_file(path)
    assert [load.state for load in Load.objects.all()] == ["failed"]


def test_a_file_cut_in_the_middle_brings_nothing_in(
    shelves: Bring, cast: Cast, tmp_path: Path
) -> None:
    path = tmp_path / "cut.json"
    path.write_bytes(json.dumps([service(), service("2")]).encode()[:-40])
    with pytest.raises(reading.BrokenFile):
        bring_file(path)
    assert not Service.objects.exists()


def test_the_application_cannot_write_the_directory(shelves: Bring, cast: Cast) -> None:
    shelves([service()])
    for write in (
        lambda: Service.objects.update(name="Ailleurs"),
        lambda: Structure.objects.create(checked_on=cast.today, load_id=Load.objects.get().pk),
        lambda: Load.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            write()


# --- The command ----------------------------------------------------------------------
def asked(*files: Path, **changes: Any) -> argparse.Namespace:
    given = {"act": "import", "files": list(files), "partial": False, "refused": None}
    return argparse.Namespace(**{**given, **changes})


def test_the_command_counts_and_writes_what_it_refused(
    shelves: Bring, cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, refused = written(tmp_path, [service(), service("2", nom="ab")]), tmp_path / "refus.csv"
    assert command.run(asked(path, refused=refused)) == command.FOUND
    assert "2 lues, 1 ajoutées" in capsys.readouterr().out.replace("read", "lues")
    assert "essai--2" in refused.read_text("utf-8-sig") and "nom:" in refused.read_text("utf-8-sig")
    assert command.run(asked(act="list")) == command.DONE
    assert "dump.json" in capsys.readouterr().out


def test_the_command_refuses_in_one_sentence(
    shelves: Bring, cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.run(asked(written(tmp_path, [1]))) == command.REFUSED
    assert command.run(asked(tmp_path / "nowhere.json")) == command.REFUSED
    assert command.run(asked()) == command.MISUSED
    assert len(capsys.readouterr().err.strip().splitlines()) == 3
