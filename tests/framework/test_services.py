from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from entrepairs.accounts.enums import Role
from entrepairs.accounts.models import Member, Team
from entrepairs.framework import refusals
from entrepairs.framework.access import may_confirm, may_read_board, may_speak, speaker_of
from entrepairs.framework.models import Framework, Statement
from entrepairs.framework.pack import pack_from
from entrepairs.framework.services import (
    confirm,
    declare,
    document,
    load_builtin_packs,
    load_pack,
    withdraw_statement,
)
from tests.cast import NOW, TODAY, Cast, acts_on, inside
from tests.framework.standing import rung, standing
from tests.interventions.scene import go_out


def words(
    framework: Framework, criterion: str = "R5.3", team: Team | None = None, **fields: object
) -> Statement:
    values = {"text": "Nous en parlons chaque mois.", "said_on": TODAY}
    return Statement(framework=framework, criterion=criterion, team=team, **(values | fields))


def confirmed(cast: Cast, framework: Framework, member: Member, criterion: str) -> Statement:
    with inside(member):
        statement = words(framework, criterion, cast.team)
        return confirm(actor=member, statement=statement, now=NOW)


# --- Packs -------------------------------------------------------------------------
@pytest.mark.django_db
def test_the_same_version_is_loaded_once() -> None:
    first, again = load_builtin_packs(now=NOW), load_builtin_packs(now=NOW)
    assert [one.pk for one in first] == [one.pk for one in again]
    assert first[0].pack.digest == first[0].digest


def test_another_text_under_the_same_version_is_refused(framework: Framework) -> None:
    data = dict(framework.pack.data) | {"code": framework.code}
    data["row"] = [*data["row"][:-1], data["row"][-1] | {"title_fr": "Autre chose."}]
    with pytest.raises(refusals.PackChanged):
        load_pack(pack=pack_from(data), now=NOW)
    load_pack(pack=replace(pack_from(data | {"version": "2027-01-01"})), now=NOW)
    assert Framework.objects.count() == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE framework_framework SET version = '2030-01-01'",
        "DELETE FROM framework_framework",
        "TRUNCATE framework_framework CASCADE",
    ],
)
def test_nothing_changes_a_loaded_version(framework: Framework, statement: str) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


# --- Statements --------------------------------------------------------------------
def test_a_declaration_stands_on_the_first_rung(cast: Cast, framework: Framework) -> None:
    assert rung(cast, framework, "R5.3") is None
    with inside(cast.helene):
        said = declare(actor=cast.helene, statement=words(framework, team=cast.team), now=NOW)
    assert (said.voice, acts_on(said)) == ("coordinator", ["sign"])
    assert rung(cast, framework, "R5.3") == 1


def test_a_document_stands_on_the_second_and_taking_it_back_lowers(
    cast: Cast, framework: Framework
) -> None:
    with inside(cast.karim):
        said = document(actor=cast.karim, statement=words(framework, team=cast.team), now=NOW)
    assert rung(cast, framework, "R5.3") == 2
    with inside(cast.karim):
        withdraw_statement(actor=cast.karim, statement=said, now=NOW)
        with pytest.raises(refusals.AlreadyWithdrawn):
            withdraw_statement(actor=cast.karim, statement=said, now=NOW)
    assert acts_on(said) == ["sign", "withdraw"]
    assert rung(cast, framework, "R5.3") is None


def test_words_are_asked_for_and_the_row_must_exist(cast: Cast, framework: Framework) -> None:
    with inside(cast.karim):
        with pytest.raises(refusals.NothingSaid):
            declare(actor=cast.karim, statement=words(framework, text="  "), now=NOW)
        with pytest.raises(refusals.UnknownCriterion):
            declare(actor=cast.karim, statement=words(framework, "R9.9"), now=NOW)
        with pytest.raises(refusals.SaidLater):
            later = words(framework, said_on=TODAY + timedelta(days=1))
            document(actor=cast.karim, statement=later, now=NOW)


def test_the_manager_who_ticks_everything_never_passes_the_second_rung(
    cast: Cast, framework: Framework
) -> None:
    with inside(cast.marc):
        for row in framework.pack.rows:
            for say in (declare, document):
                say(actor=cast.marc, statement=words(framework, row.code), now=NOW)
    for row in framework.pack.rows:
        found = rung(cast, framework, row.code) if row.section in "16" else 2
        assert found is not None
        assert found <= 2 or row.figure in ("sourced_rows",), row.code


def test_peers_confirm_and_the_row_reaches_the_top(cast: Cast, framework: Framework) -> None:
    go_out(cast)
    cast.placed()
    confirmed(cast, framework, cast.nadia, "R6.21")
    assert rung(cast, framework, "R6.21") == 3
    confirmed(cast, framework, cast.karim, "R6.21")
    assert rung(cast, framework, "R6.21") == 4


def test_a_confirmation_taken_back_lowers_the_row(cast: Cast, framework: Framework) -> None:
    go_out(cast)
    said = confirmed(cast, framework, cast.nadia, "R6.21")
    confirmed(cast, framework, cast.karim, "R6.21")
    with inside(cast.nadia):
        withdraw_statement(actor=cast.nadia, statement=said, now=NOW)
    assert rung(cast, framework, "R6.21") == 3


@pytest.mark.parametrize("name", ["helene", "marc", "ada", "claire"])
def test_the_management_confirms_nothing(cast: Cast, framework: Framework, name: str) -> None:
    member = getattr(cast, name)
    with pytest.raises(refusals.NotConcerned):
        confirmed(cast, framework, member, "R1.3")


def test_a_colleague_does_not_confirm_for_the_peers(cast: Cast, framework: Framework) -> None:
    with pytest.raises(refusals.NotConcerned):
        confirmed(cast, framework, cast.karim, "R1.3")


def test_nobody_confirms_what_is_not_observable(cast: Cast, framework: Framework) -> None:
    with pytest.raises(refusals.NotYetAsked):
        confirmed(cast, framework, cast.nadia, "R5.3")


def test_one_confirms_once(cast: Cast, framework: Framework) -> None:
    confirmed(cast, framework, cast.nadia, "R1.3")
    with pytest.raises(refusals.AlreadyConfirmed):
        confirmed(cast, framework, cast.nadia, "R1.3")


def test_a_peer_who_also_coordinates_speaks_as_coordination(cast: Cast) -> None:
    both = cast.new_member(cast.a, "Zoé Ficelle", Role.PEER, Role.COORDINATOR, team=cast.team)
    assert speaker_of(both) == "coordinator"


# --- Who sees what -----------------------------------------------------------------
def test_a_confirmation_is_seen_by_its_author_only(cast: Cast, framework: Framework) -> None:
    confirmed(cast, framework, cast.nadia, "R1.3")
    for member in cast.everybody:
        with inside(member):
            seen = Statement.objects.visible_to(member).exists()
        assert seen == (member == cast.nadia), member


def test_a_declaration_is_seen_in_its_team(cast: Cast, framework: Framework) -> None:
    with inside(cast.helene):
        declare(actor=cast.helene, statement=words(framework, team=cast.team), now=NOW)
    seen = set()
    for member in cast.everybody:
        with inside(member):
            if Statement.objects.visible_to(member).exists():
                seen.add(member.given_name)
    assert seen == {"Nadia", "Karim", "Hélène", "Marc", "Denis"}


def test_who_reads_and_who_speaks(cast: Cast, framework: Framework) -> None:
    reads = {member.given_name for member in cast.everybody if may_read_board(member)}
    assert reads == {
        "Nadia", "Karim", "Hélène", "Lise", "Marc", "Denis", "Inès", "Omar", "Driss",
    }  # fmt: skip
    assert not may_speak(cast.denis)
    assert may_confirm(cast.nadia, framework.pack.by_code["R1.3"])


def test_how_many_confirmed_is_not_told_while_they_are_few(
    cast: Cast, framework: Framework
) -> None:
    go_out(cast)
    confirmed(cast, framework, cast.nadia, "R6.21")
    read = standing(cast, framework, "R6.21").outcome
    assert read.next.missing == 2  # what is asked for in all, not what is left
