from __future__ import annotations

from datetime import timedelta
from time import monotonic
from typing import Any

import pytest

from entrepairs.accounts.importing import Taken
from entrepairs.base.clock import day_of
from entrepairs.interventions.importing import EncounterRow, OutingRow, import_outings
from entrepairs.interventions.models import (
    AliasSeen,
    Encounter,
    MonthTally,
    Outing,
    OutingCrew,
    PairTally,
)
from entrepairs.interventions.services import undo_encounter
from tests.cast import NOW, Cast, inside
from tests.interventions.scene import go_out, meet, tally

THEN = NOW - timedelta(days=3)


def a_line(ref: str = "1", alias: str = "", seen: str = "unknown", **fields: Any) -> EncounterRow:
    return EncounterRow(ref=ref, at=fields.pop("at", THEN), alias=alias, seen=seen, **fields)


def a_row(cast: Cast, *lines: EncounterRow, ref: str = "round", **fields: Any) -> OutingRow:
    started_at = fields.pop("started_at", THEN)
    defaults: dict[str, Any] = {
        "ended_at": None,
        "place": "station",
        "area": "",
        "crew": (cast.nadia, cast.karim),
        "peers": 1,
        "others": 1,
    }
    return OutingRow(
        ref=ref,
        day=day_of(started_at),
        started_at=started_at,
        encounters=lines,
        **{**defaults, **fields},
    )


def bring_in(cast: Cast, *rows: OutingRow) -> Taken:
    with inside(cast.helene):
        return import_outings(
            actor=cast.helene, team=cast.team, rows=rows, now=NOW, progress=lambda done: None
        )


def test_an_import_writes_outings_and_meetings_and_counts_them(cast: Cast) -> None:
    taken = bring_in(cast, a_row(cast, a_line("1", "Colombe", "again"), a_line("2")))
    assert (taken.created, taken.updated) == (2, 0)
    month = tally(cast)
    assert (month.outings_by_import, month.encounters_by_import, month.anonymous) == (1, 2, 1)
    assert (month.outings_paired, month.again, month.new_aliases) == (1, 1, 1)
    with inside(cast.a):
        assert PairTally.objects.between(NOW.date(), NOW.date()).different_pairs() == 1


def test_the_same_file_again_changes_nothing(cast: Cast) -> None:
    rows = a_row(cast, a_line("1", "Colombe", themes=("health",), minutes=5), a_line("2"))
    bring_in(cast, rows)
    taken = bring_in(cast, rows)
    assert (taken.created, taken.updated, taken.unchanged) == (0, 0, 2)
    assert (tally(cast).outings, tally(cast).encounters) == (1, 2)


def test_a_corrected_file_updates_the_same_rows(cast: Cast) -> None:
    bring_in(cast, a_row(cast, a_line("1", "Colombe"), a_line("2")))
    alone = {"crew": (cast.karim,), "peers": 0, "others": 1, "area": "Gare"}
    earlier = NOW - timedelta(days=40)
    taken = bring_in(
        cast,
        a_row(cast, a_line("1", "Zéphyr", minutes=5), a_line("2"), started_at=earlier, **alone),
    )
    assert (taken.created, taken.updated) == (0, 2)
    with inside(cast.a):
        assert Outing.objects.get().area == "Gare"
        assert OutingCrew.objects.get().member == cast.karim
        assert AliasSeen.objects.get().alias_key == "zephyr"
        assert {met.day for met in Encounter.objects.all()} == {day_of(earlier)}
        assert MonthTally.objects.totals()["encounters"] == 2
        assert MonthTally.objects.totals()["outings_with_peer"] == 0


def test_a_file_does_not_bring_back_what_was_undone(cast: Cast) -> None:
    row = a_row(cast, a_line())
    bring_in(cast, row)
    with inside(cast.helene):
        undo_encounter(actor=cast.helene, encounter=Encounter.objects.get(), now=NOW)
    bring_in(cast, row)
    assert tally(cast).encounters == 0


def test_an_import_leaves_what_was_written_by_hand(cast: Cast) -> None:
    meet(cast, go_out(cast), alias="Colombe")
    bring_in(cast, a_row(cast, a_line("1", "colombe")))
    with inside(cast.a):
        assert AliasSeen.objects.get().times == 2
    assert (tally(cast).encounters, tally(cast).new_aliases) == (2, 1)


@pytest.mark.slow
def test_twenty_thousand_meetings_come_in_within_a_minute(cast: Cast) -> None:
    rows = [
        a_row(
            cast,
            *(a_line(f"{day}#{line}", f"Alias {day * line % 900}") for line in range(10)),
            ref=f"round {day}",
            started_at=NOW - timedelta(hours=day),
        )
        for day in range(2_000)
    ]
    begun = monotonic()
    assert bring_in(cast, *rows).created == 20_000
    assert monotonic() - begun < 60
