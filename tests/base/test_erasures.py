"""The register of erasures follows what became of the transaction, whatever cuts it short."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import OperationalError, connection, transaction

from entrepairs.base import erasures
from entrepairs.base.erasures import Erased, begin, erased, settle
from entrepairs.base.wall import open_wall

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
WHOSE, WHO = uuid4(), uuid4()


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return tmp_path / "erasures.log"


def words(register: Path) -> list[str]:
    return [line.split()[0] for line in register.read_text().splitlines()]


def erase(register: Path) -> None:
    settle(register, begin(register, WHOSE, WHO, NOW))


@pytest.mark.django_db(transaction=True)
def test_a_committed_erasure_is_done(register: Path) -> None:
    with open_wall(organisation=WHOSE):
        erase(register)
        assert words(register) == ["begin"]
    assert words(register) == ["begin", "done"]
    assert list(erased(register)) == [Erased(WHOSE, WHO)]


@pytest.mark.django_db(transaction=True)
def test_an_erasure_given_up_is_void_and_is_not_replayed(register: Path) -> None:
    with pytest.raises(ZeroDivisionError), open_wall(organisation=WHOSE):
        erase(register)
        raise ZeroDivisionError
    assert words(register) == ["begin", "void"]
    assert list(erased(register)) == []


@pytest.mark.django_db(transaction=True)
def test_an_erasure_rolled_back_without_an_error_is_void(register: Path) -> None:
    with open_wall(organisation=WHOSE):
        erase(register)
        transaction.set_rollback(True)
    assert words(register) == ["begin", "void"]


@pytest.mark.django_db(transaction=True)
def test_an_erasure_of_a_savepoint_given_up_is_void(register: Path) -> None:
    with open_wall(organisation=WHOSE):
        with pytest.raises(ZeroDivisionError), open_wall(organisation=WHOSE):
            erase(register)
            raise ZeroDivisionError
        assert words(register) == ["begin"]
    assert words(register) == ["begin", "void"]


@pytest.mark.django_db(transaction=True)
def test_two_erasures_of_one_transaction_each_have_their_end(register: Path) -> None:
    with open_wall(organisation=WHOSE):
        erase(register)
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            erase(register)
            raise ZeroDivisionError
    assert words(register) == ["begin", "begin", "done", "void"]
    assert list(erased(register)) == [Erased(WHOSE, WHO)]


@pytest.mark.django_db(transaction=True)
def test_when_nobody_knows_whether_it_was_committed_a_restore_erases(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise OperationalError("the line was cut while committing")

    with pytest.raises(OperationalError), open_wall(organisation=WHOSE):
        erase(register)
        monkeypatch.setattr(connection, "_commit", fail)
    assert words(register) == ["begin"]
    assert list(erased(register)) == [Erased(WHOSE, WHO)]


def test_a_crash_between_leaves_a_beginning_and_a_restore_erases(register: Path) -> None:
    begin(register, WHOSE, WHO, NOW)
    assert list(erased(register)) == [Erased(WHOSE, WHO)]


def test_a_line_that_a_power_cut_left_unfinished_spoils_no_other(register: Path) -> None:
    register.write_text(f"begin {uuid4().hex} {WHOSE}")
    begin(register, WHOSE, WHO, NOW)
    assert len(register.read_text().splitlines()) == 2
    assert list(erased(register)) == [Erased(WHOSE, WHO)]


def test_one_person_is_named_once(register: Path) -> None:
    begin(register, WHOSE, WHO, NOW)
    begin(register, WHOSE, WHO, NOW)
    assert len(list(erased(register))) == 1


def test_without_a_register_nothing_is_replayed(register: Path) -> None:
    with pytest.raises(erasures.RegisterMissing):
        list(erased(register))


def test_files_are_to_scrub_after_an_erasure_and_until_they_are(register: Path) -> None:
    assert not erasures.is_to_scrub(register)
    erasures.make(register)
    assert not erasures.is_to_scrub(register)
    for forget in (
        lambda: begin(register, WHOSE, WHO, NOW),
        lambda: erasures.note_faded(register, NOW),
    ):
        forget()
        assert erasures.is_to_scrub(register)
        erasures.note_scrubbed(register, NOW)
        assert not erasures.is_to_scrub(register)
    assert erasures.marks(register) == 2
