"""Work for later always runs inside one organisation's wall."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app

from entrepairs.base import jobs
from entrepairs.base.wall import current_organisation


def test_every_registered_task_is_a_job() -> None:
    assert jobs.bare_tasks() == ()


def test_a_bare_task_is_detected() -> None:
    """The planted fault: this check can fail."""

    @app.task(name="bare.task")
    def bare() -> None: ...

    try:
        assert jobs.bare_tasks() == ("bare.task",)
    finally:
        del app.tasks["bare.task"]


def test_every_job_names_whose_it_is() -> None:
    for job in jobs.registered_jobs():
        assert job.organisation.endswith("organisation_id"), job.name


@pytest.fixture
def seen() -> Iterator[tuple[jobs.Job, list[dict[str, Any]]]]:
    """A job that notes what it was given, and which wall was open."""
    notes: list[dict[str, Any]] = []

    @jobs.job(organisation="organisation_id")
    def note(*, organisation_id: UUID, thing_id: int) -> None:
        notes.append({"given": organisation_id, "thing": thing_id, "wall": current_organisation()})

    yield note, notes
    del app.tasks[note.name], jobs._registered[note.name]


@pytest.mark.django_db
def test_a_job_runs_inside_the_wall_of_its_organisation(
    seen: tuple[jobs.Job, list[dict[str, Any]]],
) -> None:
    job, notes = seen
    organisation = uuid4()
    job.task.func(organisation_id=str(organisation), thing_id=7)
    assert notes == [{"given": organisation, "thing": 7, "wall": organisation}]
    assert current_organisation() is None


@pytest.mark.django_db(transaction=True)
def test_a_job_is_enqueued_with_the_transaction_and_not_before(
    seen: tuple[jobs.Job, list[dict[str, Any]]],
) -> None:
    job, _ = seen
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        job.enqueue(organisation_id=uuid4(), thing_id=1)
        raise ZeroDivisionError
    assert waiting() == []
    organisation = uuid4()
    with transaction.atomic():
        job.enqueue(organisation_id=organisation, thing_id=2)
    assert waiting() == [(job.name, {"organisation_id": str(organisation), "thing_id": 2})]


def waiting() -> list[tuple[str, dict[str, Any]]]:
    import json

    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args FROM procrastinate_jobs ORDER BY id")
        return [
            (name, args if isinstance(args, dict) else json.loads(args))
            for name, args in cursor.fetchall()
        ]


@pytest.mark.django_db(transaction=True)
def test_a_job_outside_a_transaction_is_refused(
    seen: tuple[jobs.Job, list[dict[str, Any]]],
) -> None:
    with pytest.raises(RuntimeError, match="inside a transaction"):
        seen[0].enqueue(organisation_id=uuid4(), thing_id=1)


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["Nadia", True, 1.5, None])
def test_a_job_takes_identifiers_and_nothing_else(
    seen: tuple[jobs.Job, list[dict[str, Any]]], value: object
) -> None:
    with pytest.raises(jobs.NotAnIdentifier):
        seen[0].enqueue(organisation_id=uuid4(), thing_id=value)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_a_job_without_its_organisation_is_refused(
    seen: tuple[jobs.Job, list[dict[str, Any]]],
) -> None:
    with pytest.raises(jobs.NotAnIdentifier, match="needs organisation_id"):
        seen[0].enqueue(thing_id=1)


@pytest.mark.django_db(transaction=True)
def test_a_worker_with_the_application_role_does_the_waiting_work(
    seen: tuple[jobs.Job, list[dict[str, Any]]],
) -> None:
    job, notes = seen
    organisation = uuid4()
    with transaction.atomic():
        job.enqueue(organisation_id=organisation, thing_id=3)
    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
    with app.replace_connector(connector) as worker:
        worker.run_worker(
            wait=False,
            listen_notify=False,
            install_signal_handlers=False,
            delete_jobs="successful",
        )
    assert notes == [{"given": organisation, "thing": 3, "wall": organisation}]
    assert waiting() == []
