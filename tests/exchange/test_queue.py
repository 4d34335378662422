"""The run as the queue does it: committed at once, or not at all."""

from __future__ import annotations

from uuid import UUID

import pytest

from entrepairs.accounts.models import Member
from entrepairs.exchange import services, tasks
from entrepairs.exchange.enums import State
from entrepairs.exchange.models import Import, ImportFile
from tests.cast import NOW, Cast, inside
from tests.engines.sheets.made import person
from tests.exchange.bringing import bring, people

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def queued(transactional_db: None) -> tuple[Cast, UUID]:
    cast = Cast()
    import_ = bring(cast.helene, people([*person(name="Lampion"), ""]))
    with inside(cast.helene):
        services.start_import(actor=cast.helene, import_=import_, now=NOW)
    return cast, import_.pk


def ask(task: object, cast: Cast, import_id: UUID) -> Import:
    task(organisation_id=str(cast.a.pk), import_id=str(import_id))  # type: ignore[operator]
    with inside(cast.helene):
        return Import.objects.get(pk=import_id)


def test_the_queue_imports_and_tells_how_far_it_is(queued: tuple[Cast, UUID]) -> None:
    cast, pk = queued
    done = ask(tasks.run.task, cast, pk)
    assert (done.state, done.progress, done.total) == (State.DONE, 1, 1)
    with inside(cast.a):
        assert Member.objects.filter(family_name="Lampion").exists()


def test_a_run_asked_to_stop_leaves_nothing(queued: tuple[Cast, UUID]) -> None:
    cast, pk = queued
    with inside(cast.helene):
        services.cancel_import(actor=cast.helene, import_=Import.objects.get(pk=pk), now=NOW)
    assert ask(tasks.run.task, cast, pk).state == State.CANCELLED
    with inside(cast.a):
        assert not Member.objects.filter(family_name="Lampion").exists()


def test_a_stopped_run_may_be_started_again(queued: tuple[Cast, UUID]) -> None:
    cast, pk = queued
    with inside(cast.helene):
        services.cancel_import(actor=cast.helene, import_=Import.objects.get(pk=pk), now=NOW)
    stopped = ask(tasks.run.task, cast, pk)
    with inside(cast.helene):
        services.start_import(actor=cast.helene, import_=stopped, now=NOW)
    assert ask(tasks.run.task, cast, pk).state == State.DONE


def test_the_queue_forgets_the_file_in_time(queued: tuple[Cast, UUID]) -> None:
    cast, pk = queued
    ask(tasks.forget.task, cast, pk)
    with inside(cast.helene):
        assert not ImportFile.objects.exists()
