"""A file goes in through the rooms: once, whole or not at all, and again by key."""

from __future__ import annotations

from datetime import date

import pytest

from entrepairs.accounts.enums import Act, Role
from entrepairs.accounts.models import AuditEntry, Member, Team
from entrepairs.exchange import services, taking
from entrepairs.exchange.enums import State
from entrepairs.exchange.models import Import, ImportFile, ImportMapping
from entrepairs.exchange.refusals import (
    AlreadyRunning,
    FileGone,
    FileNotRead,
    NoTeam,
    NothingToImport,
    NotOurs,
)
from entrepairs.exchange.running import run_import
from entrepairs.exchange.services import Corrections
from entrepairs.interventions import tallies
from entrepairs.interventions.models import Encounter, MonthTally, Outing, OutingCrew
from entrepairs.missions.models import Pairing
from entrepairs.peers.models import StatusPeriod
from tests.cast import NOW, Cast, inside
from tests.engines.sheets.made import TEAMS, encounter, outing, person
from tests.exchange.bringing import bring, encounters, outings, people, start_and_run, take_in


def one(**cells: str) -> list[str]:
    return [*person(**{k: v for k, v in cells.items() if k != "email"}), cells.get("email", "")]


def met(**cells: str) -> list[str]:
    return encounter(**{"crew": "Nadia + Karim", **cells})


# --- People --------------------------------------------------------------------
def test_people_come_in_with_their_periods(cast: Cast) -> None:
    content = people(
        one(name="Lampion", given="Zoé", end="31/12/2025", email="zoe@example.org"),
        one(name="LAMPION", given="Zoé", status="salariée asso", start="01/01/2026"),
    )
    done = take_in(cast.helene, content)
    with inside(cast.a):
        member = Member.objects.get(family_name="Lampion")
        periods = StatusPeriod.objects.filter(peer__member=member)
        assert (member.email, member.roles, member.user) == ("zoe@example.org", ["peer"], None)
        assert [period.kind for period in periods] == ["volunteer", "structure"]
        assert periods[0].last_day == date(2025, 12, 31)
    assert (done.state, done.result["created"]) == (State.DONE, 1)
    assert done.result["statuses"] == [2, 0, 0]


def test_the_same_file_again_changes_nothing(cast: Cast) -> None:
    content = people(one(name="Lampion", given="Zoé"), one(name="Grelot", given="Ida"))
    take_in(cast.helene, content)
    done = take_in(cast.helene, content)
    assert (done.result["created"], done.result["unchanged"]) == (0, 2)
    assert done.result["statuses"] == [0, 0, 2]
    with inside(cast.a):
        assert Member.objects.filter(family_name="Lampion").count() == 1


def test_a_new_end_moves_the_period_by_its_start(cast: Cast) -> None:
    take_in(cast.helene, people(one(name="Lampion", given="Zoé")))
    done = take_in(cast.helene, people(one(name="Lampion", given="Zoé", end="31/12/2025")))
    assert done.result["statuses"] == [0, 1, 0]


def test_a_period_that_overlaps_what_is_written_is_left_aside(cast: Cast) -> None:
    take_in(cast.helene, people(one(name="Lampion", given="Zoé")))
    later = people(one(name="Lampion", given="Zoé", status="MAD plateforme", start="01/02/2026"))
    assert take_in(cast.helene, later).result["left"] == [[2, "overlaps_existing"]]


def test_two_spellings_under_one_email_stay_two_people(cast: Cast) -> None:
    rows = [one(name="Modèle", given=given, email="o@example.org") for given in ("Odile", "Odyle")]
    done = take_in(cast.helene, people(*rows))
    assert done.result["left"] == [[3, "email_of_another"]]
    with inside(cast.a):
        assert sorted(Member.objects.filter(family_name="Modèle").values_list("email", flat=True)) \
            == ["", "o@example.org"]  # fmt: skip


def test_a_file_never_changes_the_roles_of_somebody_known(cast: Cast) -> None:
    take_in(cast.helene, people(one(name="Boussole", given="Karim", role="directeur")))
    with inside(cast.a):
        cast.karim.refresh_from_db()
        assert cast.karim.roles == [Role.COLLEAGUE]


def test_a_director_of_a_file_is_a_colleague_until_an_administrator_says_more(cast: Cast) -> None:
    take_in(cast.helene, people(one(name="Haut", given="Luc", role="directeur")))
    with inside(cast.a):
        assert Member.objects.get(family_name="Haut").roles == [Role.COLLEAGUE]


# --- Teams ---------------------------------------------------------------------
def test_teams_come_in_once(cast: Cast) -> None:
    from entrepairs.engines.sheets.write import to_csv

    lines = [("C.M.P. du Pont", "CMP", "759900111", "", "", "03/06/2024", "x")]
    for created, unchanged in ((1, 0), (0, 1)):
        done = take_in(cast.marc, to_csv(TEAMS, lines))
        assert (done.result["created"], done.result["unchanged"]) == (created, unchanged)
    with inside(cast.a):
        team = Team.objects.get(name="C.M.P. du Pont")
        assert (team.kind, team.finess) == ("cmp", "759900111")


# --- Encounters ----------------------------------------------------------------
def test_one_date_and_one_crew_are_one_outing(cast: Cast) -> None:
    content = encounters(
        met(start="21h10", end="21h30"),
        met(start="0h15", end="0h25", person="?", crew="karim/Nadia"),
        met(date="02/10/2025"),
    )
    done = take_in(cast.helene, content, cast.team)
    assert (done.result["created"], done.result["outings"]) == (3, 2)
    with inside(cast.a):
        first = Outing.objects.get(day=date(2025, 10, 1))
        assert (first.peers, first.others, first.minutes) == (1, 1, 205)
        assert set(OutingCrew.objects.filter(outing=first).values_list("member", "as_peer")) == {
            (cast.nadia.pk, True), (cast.karim.pk, False),
        }  # fmt: skip


def test_an_outing_points_at_the_pairing_its_crew_holds(cast: Cast) -> None:
    with inside(cast.a):
        pairing = Pairing.objects.create(
            organisation=cast.a,
            team=cast.team,
            peer_member=cast.nadia,
            colleague=cast.karim,
            since=date(2025, 9, 1),
        )
    take_in(cast.helene, encounters(met(), met(crew="Nadia")), cast.team)
    with inside(cast.a):
        assert set(Outing.objects.values_list("others", "pairing")) == {(1, pairing.pk), (0, None)}


def test_encounters_again_change_only_what_changed(cast: Cast) -> None:
    take_in(cast.helene, encounters(met(), met(person="?"), met(person="?")), cast.team)
    again = encounters(met(minutes="45"), met(person="?"), met(person="?"))
    done = take_in(cast.helene, again, cast.team)
    assert [done.result[k] for k in ("created", "updated", "unchanged")] == [0, 1, 2]
    with inside(cast.a):
        assert Encounter.objects.get(alias="Moustache").minutes == 45


def test_the_tallies_agree_with_a_full_recount(cast: Cast) -> None:
    lines = [met(date=f"{day:02}/10/2025", person=f"Alias {day % 3}") for day in range(1, 15)]
    take_in(cast.helene, encounters(*lines), cast.team)
    with inside(cast.a):
        before = MonthTally.objects.get().__dict__
        tallies.recount([cast.team.pk])
        after = MonthTally.objects.get().__dict__
    assert before["encounters"] == 14
    skip = {"_state", "id"}
    assert {k: v for k, v in before.items() if k not in skip} == {
        k: v for k, v in after.items() if k not in skip
    }


def test_what_was_removed_on_the_web_stays_removed(cast: Cast) -> None:
    take_in(cast.helene, encounters(met()), cast.team)
    with inside(cast.a):
        Encounter.objects.update(removed_at=NOW)
    take_in(cast.helene, encounters(met(minutes="45")), cast.team)
    with inside(cast.a):
        assert Encounter.objects.kept().count() == 0


def test_rows_wait_until_each_name_of_the_crew_is_placed(cast: Cast) -> None:
    import_ = bring(cast.helene, encounters(met(crew="Nadia + Zoé"), met()), cast.team)
    done = start_and_run(cast.helene, import_)
    assert (done.result["created"], done.result["left"]) == (1, [[2, "crew_unknown"]])


def test_somebody_who_is_no_member_counts_in_the_crew(cast: Cast) -> None:
    import_ = bring(cast.helene, encounters(met(crew="Nadia + Zoé")), cast.team)
    with inside(cast.helene):
        services.choose_names(
            actor=cast.helene, import_=import_, names={"zoe": "colleague"}, now=NOW
        )
    start_and_run(cast.helene, import_)
    with inside(cast.a):
        found = Outing.objects.get()
        assert (found.peers, found.others, found.is_paired) == (1, 1, True)


def test_counts_stay_counts(cast: Cast) -> None:
    lines = [[*outing(people=8, new=2, crew="Nadia"), "Karim (éduc)"],
             [*outing(people=0, new=0, date="02/10/2025", crew="Nadia"), ""]]  # fmt: skip
    done = take_in(cast.helene, outings(*lines), cast.team)
    assert done.result["outings"] == 2
    with inside(cast.a):
        heads = Encounter.objects.values_list("seen", "headcount")
        assert set(heads) == {("first", 2), ("again", 6)}
        assert MonthTally.objects.get().people == 8
        assert Outing.objects.get(day=date(2025, 10, 1)).area == "Canal"


# --- Whole or nothing ----------------------------------------------------------
def test_a_run_that_fails_half_way_leaves_nothing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_ = bring(cast.helene, people(one(name="Lampion", given="Zoé")))

    def broken(**_: object) -> None:
        raise RuntimeError("half way")

    monkeypatch.setattr(taking, "import_status_periods", broken)
    done = start_and_run(cast.helene, import_)
    assert done.state == State.FAILED
    with inside(cast.a):
        assert not Member.objects.filter(family_name="Lampion").exists()


def test_one_audit_row_says_that_a_file_came_in(cast: Cast) -> None:
    lines = [met(date=f"{day:02}/10/2025") for day in range(1, 9)]
    import_ = take_in(cast.helene, encounters(*lines), cast.team)
    with inside(cast.a):
        entry = AuditEntry.objects.get(act=Act.IMPORT)
        assert (entry.thing, entry.actor) == (str(import_.pk), cast.helene.pk)
        assert AuditEntry.objects.filter(act=Act.ADD).count() == 1


def test_a_second_run_of_the_same_import_does_nothing(cast: Cast) -> None:
    import_ = take_in(cast.helene, people(one()))
    with inside(cast.helene):
        assert run_import(import_.pk, NOW) is None
        with pytest.raises(AlreadyRunning):
            services.start_import(actor=cast.helene, import_=import_, now=NOW)


# --- Correcting, remembering, forgetting -----------------------------------------
def test_a_corrected_cell_makes_its_row_ready(cast: Cast) -> None:
    import_ = bring(cast.helene, people(one(start="31/02/2026")))
    assert (import_.refuse, import_.importable) == (1, 0)
    with inside(cast.helene):
        corrections = Corrections(texts={"E2": "28/02/2026"})
        services.correct_cells(actor=cast.helene, import_=import_, corrections=corrections, now=NOW)
    assert import_.importable == 1


def test_nothing_ready_is_not_started(cast: Cast) -> None:
    import_ = bring(cast.helene, people(one(start="31/02/2026")))
    with inside(cast.helene), pytest.raises(NothingToImport):
        services.start_import(actor=cast.helene, import_=import_, now=NOW)


def test_columns_and_words_are_remembered_by_their_headers(cast: Cast) -> None:
    content = people(one(status="service civique"))
    import_ = bring(cast.helene, content)
    with inside(cast.helene):
        words = {("status", "service civique"): "volunteer"}
        services.choose_words(actor=cast.helene, import_=import_, words=words, now=NOW)
        assert ImportMapping.objects.count() == 1
    assert bring(cast.helene, content).importable == 1


def test_the_file_is_forgotten_with_what_was_typed_over_it(cast: Cast) -> None:
    import_ = bring(cast.helene, people(one()))
    with inside(cast.helene):
        services.forget_file(actor=cast.helene, import_=import_, now=NOW)
        assert not ImportFile.objects.exists()
        assert Import.objects.get().choice == {}
        with pytest.raises(FileGone):
            services.start_import(actor=cast.helene, import_=import_, now=NOW)


def test_an_old_file_is_forgotten_when_another_comes(cast: Cast) -> None:
    import_ = bring(cast.helene, people(one()))
    with inside(cast.helene):
        ImportFile.objects.update(expires_at=NOW)
    bring(cast.helene, people(one(name="Autre")))
    with inside(cast.helene):
        assert not ImportFile.objects.filter(belongs_to=import_).exists()


# --- Refusals ------------------------------------------------------------------
def test_a_file_that_cannot_be_read_says_why(cast: Cast) -> None:
    with pytest.raises(FileNotRead) as refused:
        bring(cast.helene, b"%PDF-1.7", name="liste.xlsx")
    assert refused.value.code == "not_a_spreadsheet"
    assert str(refused.value.message)


def test_encounters_need_a_team_and_a_coordinator_of_it(cast: Cast) -> None:
    with pytest.raises(NoTeam):
        bring(cast.helene, encounters(met()))
    with pytest.raises(NotOurs):
        bring(cast.helene, encounters(met()), cast.other_team)
    with pytest.raises(NotOurs):
        bring(cast.marc, encounters(met()), cast.team)
    with pytest.raises(NotOurs):
        bring(cast.nadia, people(one()))


def test_nouns_of_later_say_that_they_are_not_known_yet(cast: Cast) -> None:
    with pytest.raises(FileNotRead) as refused:
        bring(cast.helene, b"Date;Qui;Montant TTC;Justif.\n01/10/2025;Rose;12,50;x\n")
    assert refused.value.code == "expenses"
