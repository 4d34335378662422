"""What is done every night, and before the doors open."""

from __future__ import annotations

import threading
from datetime import datetime

import pytest

from entrepairs.commands import exits, night
from tests.commands.house import ERASE, SOMEBODY, House


@pytest.mark.parametrize(
    ("now", "hours"),
    [
        (datetime(2026, 11, 16, 1, 0), 2),
        (datetime(2026, 11, 16, 3, 0), 24),
        (datetime(2026, 11, 16, 22, 0), 5),
    ],
)
def test_the_night_comes_once_a_day(now: datetime, hours: int) -> None:
    assert night.seconds_until(night.HOUR, now) == hours * 3600


def test_what_is_done_at_night_by_whom(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[tuple[tuple[str, ...], tuple[str, ...]]] = []

    def note(_stopping: threading.Event, *verb: str, without: tuple[str, ...]) -> None:
        done.append((verb, without))

    monkeypatch.setattr(night, "_wait", note)
    night.work(threading.Event(), own_server=False)
    assert done == [(("purge", "--quiet"), ("DATABASE_OWNER_URL",))]
    done.clear()
    night.work(threading.Event(), own_server=True)
    assert [verb[0] for verb, _without in done] == ["purge", "scrub"]


def test_our_own_server_is_cleaned_before_it_stops_when_somebody_was_erased(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done: list[str] = []
    monkeypatch.setattr(night, "_wait", lambda _event, *verb, without: done.append(verb[0]))
    for erased, expected in ((False, []), (True, ["scrub"])):
        monkeypatch.setattr(night, "_is_to_scrub", lambda erased=erased: erased)
        with night.watched(own_server=True):
            assert done == []
        assert done == expected


LONG_AGO = """
from datetime import date
with organisation_wall(UUID(given["organisation"])):
    Person.objects.update(last_contact_on=date(2020, 1, 1))
"""


@pytest.mark.slow
def test_purging_goes_round_the_organisations_with_the_role_of_the_application(
    house: House,
) -> None:
    house.python(LONG_AGO, **house.python(SOMEBODY))
    told = house.done("purge", DATABASE_OWNER_URL="")
    assert told.startswith("Personnes effacées : 1.")
    assert house.done("purge", "--quiet", DATABASE_OWNER_URL="") == ""
    assert house.ask("SELECT count(*) FROM people_person") == [(0,)]
    assert [line.split()[0] for line in house.register.read_text().splitlines()] == [
        "begin",
        "done",
    ]


@pytest.mark.slow
def test_nobody_erased_is_there_when_the_doors_open(house: House) -> None:
    """Whatever put the database back: here, the line of the register is all there is."""
    said = house.python(SOMEBODY)
    with house.register.open("a") as register:
        register.write(f"begin e {said['organisation']} {said['person']} 2026-11-16T09:00:00\n")
    serving = house.start("serve", "--port", "0", ENTREPAIRS_ENV="test")
    assert serving.stdout is not None
    first = serving.stdout.readline()
    serving.terminate()
    serving.communicate(timeout=60)
    assert first.startswith("Personnes effacées de nouveau : 1")
    assert house.ask("SELECT count(*) FROM people_person") == [(0,)]


@pytest.mark.slow
def test_the_doors_stay_shut_without_a_register(house: House) -> None:
    house.register.unlink()
    refused = house.run("serve", "--port", "0", ENTREPAIRS_ENV="test")
    assert refused.returncode == exits.REFUSED
    assert refused.stderr.startswith("Le registre des effacements manque")


@pytest.mark.slow
def test_an_erasure_that_the_program_gave_up_is_not_replayed(house: House) -> None:
    said = house.python(SOMEBODY)
    gives_up = ERASE.replace("answer(done=True)", "") + "    raise SystemExit(answer(done=False))"
    house.python(gives_up, **said)
    assert [line.split()[0] for line in house.register.read_text().splitlines()] == [
        "begin",
        "void",
    ]
    house.done("replay")
    assert house.ask("SELECT count(*) FROM people_person") == [(1,)]


@pytest.mark.slow
def test_a_program_killed_while_erasing_erases_at_the_next_replay(house: House) -> None:
    said = house.python(SOMEBODY)
    killed = ERASE.replace("answer(done=True)", "") + (
        "    answer(done=False)\n    sys.stdout.flush()\n"
        "    import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    )
    with pytest.raises(AssertionError):
        house.python(killed, **said)
    assert [line.split()[0] for line in house.register.read_text().splitlines()] == ["begin"]
    assert house.ask("SELECT count(*) FROM people_person") == [(1,)]
    assert "Effacées de nouveau : 1" in house.done("replay")
    assert house.ask("SELECT count(*) FROM people_person") == [(0,)]


@pytest.mark.slow
def test_production_does_not_open_without_a_root_key(house: House) -> None:
    refused = house.run(
        "serve",
        ENTREPAIRS_ENV="production",
        ROOT_KEY_FILE="",
        SECRET_KEY="x" * 50,
        ALLOWED_HOSTS="pairs.example.org",
    )
    assert refused.returncode == exits.REFUSED
    assert "ROOT_KEY_FILE" in refused.stderr and "doctor" in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1
