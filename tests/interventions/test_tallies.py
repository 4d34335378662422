"""The tallies kept as it happens are those of a full recount, whatever happened."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entrepairs.accounts.models import Member
from entrepairs.base.clock import day_of
from entrepairs.interventions import tallies
from entrepairs.interventions.importing import EncounterRow, OutingRow, import_outings
from entrepairs.interventions.models import AliasSeen, Encounter, MonthTally, Outing, PairTally
from entrepairs.interventions.services import (
    Going,
    change_outing,
    remove_outing,
    restore_encounter,
    restore_outing,
    undo_encounter,
)
from tests.cast import NOW, Cast, inside
from tests.interventions.scene import go_out, meet, pair

ALIASES = st.sampled_from(["", "Colombe", "colombe", "Barbe grise", "Zéphyr"])
THEMES = st.lists(st.sampled_from(["being", "health", "rights", "ties"]), max_size=4)
DAYS_AGO = st.integers(0, 100)
WHICH = st.integers(0, 50)
CREW = st.sampled_from(["pair", "peer", "colleague", "peers"])
STEP = st.one_of(
    st.tuples(st.just("go"), DAYS_AGO, CREW),
    st.tuples(st.just("meet"), WHICH, ALIASES, THEMES, st.none() | st.integers(1, 90)),
    st.tuples(st.just("undo"), WHICH),
    st.tuples(st.just("restore"), WHICH),
    st.tuples(st.just("change"), WHICH, CREW, DAYS_AGO),
    st.tuples(st.just("remove"), WHICH),
    st.tuples(st.just("put_back"), WHICH),
    st.tuples(st.just("import"), st.integers(0, 3), DAYS_AGO, ALIASES, CREW),
)


def test_every_counter_has_its_definition() -> None:
    defined = {*tallies.OUTING_CONDITIONS, *tallies.ENCOUNTER_CONDITIONS, *tallies.ENCOUNTER_SUMS}
    assert defined | {"new_aliases"} == set(MonthTally.counters())


class Days:
    """A random life of one team."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def crew(self, name: str) -> list[Going]:
        nadia, karim = Going(self.cast.nadia, True), Going(self.cast.karim)
        crews = {"peer": [nadia], "colleague": [karim], "peers": [nadia, Going(karim.member, True)]}
        return crews.get(name, pair(self.cast))

    def go(self, ago: int, crew: str) -> None:
        go_out(self.cast, self.crew(crew), started_at=NOW - timedelta(days=ago))

    def meet(self, which: int, alias: str, themes: list[str], minutes: int | None) -> None:
        self.with_one(
            Outing.objects.kept(),
            which,
            lambda outing: meet(self.cast, outing, alias=alias, themes=themes, minutes=minutes),
        )

    def undo(self, which: int) -> None:
        self.with_one(
            Encounter.objects.kept(), which, lambda met: self.call(undo_encounter, encounter=met)
        )

    def restore(self, which: int) -> None:
        rows = Encounter.objects.removed().filter(outing__removed_at=None)
        self.with_one(rows, which, lambda met: self.call(restore_encounter, encounter=met))

    def change(self, which: int, crew: str, ago: int) -> None:
        def move(outing: Outing) -> None:
            outing.started_at = NOW - timedelta(days=ago)
            self.call(change_outing, outing=outing, crew=self.crew(crew))

        self.with_one(Outing.objects.kept(), which, move)

    def remove(self, which: int) -> None:
        self.with_one(
            Outing.objects.kept(), which, lambda one: self.call(remove_outing, outing=one)
        )

    def put_back(self, which: int) -> None:
        rows = Outing.objects.exclude(removed_at=None)
        self.with_one(rows, which, lambda one: self.call(restore_outing, outing=one))

    def import_(self, key: int, ago: int, alias: str, crew: str) -> None:
        going = self.crew(crew)
        at = NOW - timedelta(days=ago)
        row = OutingRow(
            ref=str(key),
            day=day_of(at),
            started_at=at,
            ended_at=None,
            place="street",
            area="",
            crew=tuple(each.member for each in going),
            peers=sum(each.as_peer for each in going),
            others=sum(not each.as_peer for each in going),
            encounters=(EncounterRow(f"{key}#1", at, alias, "unknown", minutes=5),),
        )
        self.call(import_outings, team=self.cast.team, rows=[row], progress=lambda done: None)

    def call(self, act: Callable[..., Any], **nouns: Any) -> None:
        act(actor=self.cast.nadia, now=NOW, **nouns)

    def with_one(self, rows: Any, which: int, act: Callable[[Any], object]) -> None:
        found = list(rows.order_by("pk"))
        if found:
            act(found[which % len(found)])

    def counts(self) -> list[Any]:
        months = MonthTally.objects.order_by("month").values("month", *MonthTally.counters())
        pairs = PairTally.objects.exclude(outings=0).order_by("month", "peer", "mate")
        known = AliasSeen.objects.order_by("alias_key")
        return [
            [month for month in months if any(month[name] for name in MonthTally.counters())],
            list(pairs.values("month", "peer", "mate", "outings")),
            list(known.values("alias_key", "first_on", "last_on", "times")),
        ]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(STEP, min_size=3, max_size=14))
def test_tallies_are_those_of_a_full_recount(cast: Cast, steps: list[tuple[Any, ...]]) -> None:
    life = Days(cast)
    undo_all = transaction.savepoint()
    with inside(cast.nadia):
        for name, *arguments in steps:
            getattr(life, "import_" if name == "import" else name)(*arguments)
        kept = life.counts()
        tallies.recount([cast.team.pk])
        assert kept == life.counts()
    transaction.savepoint_rollback(undo_all)


@pytest.mark.django_db(transaction=True)
def test_meetings_noted_at_the_same_moment_are_all_counted() -> None:
    cast = Cast()
    outing = go_out(cast)
    run_together([lambda: meet(cast, outing, alias="Colombe", minutes=1)] * 8)
    with inside(cast.nadia):
        life = Days(cast)
        kept = life.counts()
        assert kept[0][0]["encounters"] == 8
        assert kept[0][0]["new_aliases"] == 1
        tallies.recount([cast.team.pk])
        assert kept == life.counts()


@pytest.mark.django_db(transaction=True)
def test_undoing_noting_and_importing_at_once_lose_nothing() -> None:
    cast = Cast()
    outing = go_out(cast)
    met = [meet(cast, outing, alias="Colombe") for _each in range(4)]
    life = Days(cast)
    run_together(
        [lambda one=one: in_wall(cast.karim, lambda: life.call(undo_encounter, encounter=one))
         for one in met]
        + [lambda: meet(cast, outing, alias="Colombe")] * 3
        + [lambda: in_wall(cast.nadia, lambda: life.import_(1, 3, "Colombe", "pair"))]
    )  # fmt: skip
    with inside(cast.nadia):
        kept = life.counts()
        assert (sum(month["encounters"] for month in kept[0]), kept[2][0]["times"]) == (4, 4)
        tallies.recount([cast.team.pk])
        assert kept == life.counts()


def in_wall(member: Member, act: Callable[[], object]) -> None:
    with inside(member):
        act()


def run_together(acts: list[Callable[[], object]]) -> None:
    errors: list[BaseException] = []

    def run(act: Callable[[], object]) -> None:
        try:
            act()
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
