from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import ProgrammingError, transaction

from entrepairs.accounts import services
from entrepairs.accounts.models import (
    AuditEntry,
    LocalTerm,
    Member,
    Organisation,
    Partnership,
    Team,
    TeamMembership,
)
from entrepairs.accounts.terms import local_terms, word_for
from entrepairs.base.refusals import Refusal
from tests.cast import NOW, TODAY, Cast, acts_on, inside


def end(cast: Cast, member: Member) -> None:
    with inside(cast.ada):
        services.end_membership(actor=cast.ada, member=member, last_day=TODAY, now=NOW)


def test_an_ended_membership_comes_back_with_its_teams(cast: Cast) -> None:
    end(cast, cast.karim)
    with inside(cast.ada):
        assert not Team.objects.of(cast.karim).exists()
        services.restore_membership(actor=cast.ada, member=cast.karim, now=NOW)
        assert list(Team.objects.of(cast.karim)) == [cast.team]
    assert acts_on(cast.karim) == ["end", "change"]


def test_after_thirty_days_an_end_stays(cast: Cast) -> None:
    end(cast, cast.karim)
    with inside(cast.ada), pytest.raises(services.TooLateToUndo):
        late = NOW + timedelta(days=31)
        services.restore_membership(actor=cast.ada, member=cast.karim, now=late)


def test_the_last_administrator_stays(cast: Cast) -> None:
    with pytest.raises(services.LastAdministrator):
        end(cast, cast.ada)
    with inside(cast.ada), pytest.raises(services.LastAdministrator):
        cast.ada.roles = ["colleague"]
        services.change_member(actor=cast.ada, member=cast.ada, teams=[], now=NOW)


def test_a_last_day_before_the_first_is_refused(cast: Cast) -> None:
    with inside(cast.ada), pytest.raises(services.LastDayTooSoon):
        day = cast.karim.since - timedelta(days=1)
        services.end_membership(actor=cast.ada, member=cast.karim, last_day=day, now=NOW)


def test_a_change_of_roles_is_told_by_the_trail(cast: Cast) -> None:
    with inside(cast.ada):
        cast.karim.roles = ["coordinator"]
        services.change_member(actor=cast.ada, member=cast.karim, teams=[cast.team], now=NOW)
        row = AuditEntry.objects.get(thing=str(cast.karim.pk))
    assert row.purpose == "+coordinator -colleague"


def test_teams_left_and_joined_keep_their_days(cast: Cast) -> None:
    with inside(cast.ada):
        services.change_member(actor=cast.ada, member=cast.karim, teams=[cast.other_team], now=NOW)
        left = TeamMembership.objects.get(member=cast.karim, team=cast.team)
        joined = TeamMembership.objects.get(member=cast.karim, team=cast.other_team)
    assert (left.until, joined.since, joined.until) == (TODAY, TODAY, None)


def test_a_closed_team_leaves_the_lists_and_comes_back(cast: Cast) -> None:
    with inside(cast.ada):
        services.close_team(actor=cast.ada, team=cast.team, now=NOW)
        assert cast.team not in Team.objects.visible_to(cast.ada).open()
        services.reopen_team(actor=cast.ada, team=cast.team, now=NOW)
        assert cast.team in Team.objects.visible_to(cast.ada).open()
    assert acts_on(cast.team) == ["end", "change"]


def test_a_word_is_given_changed_and_given_back(cast: Cast) -> None:
    with inside(cast.helene):
        for label in ("Médiatrice de santé", "Pair-aidante", ""):
            services.rename_concept(actor=cast.helene, concept="role.peer", label=label, now=NOW)
            terms = local_terms(cast.a.pk)
            assert terms.get("role.peer", "") == label
        assert word_for("role.peer", terms) != ""
        assert not LocalTerm.objects.exists()
        acts = AuditEntry.objects.filter(kind="accounts.localterm").values_list("act", flat=True)
        assert list(acts.order_by("id")) == ["change", "change", "end"]


def test_only_known_concepts_are_renamed(cast: Cast) -> None:
    with inside(cast.helene), pytest.raises(services.UnknownConcept):
        services.rename_concept(actor=cast.helene, concept="role.king", label="Roi", now=NOW)


def test_a_proposal_shows_nothing_until_the_other_accepts(cast: Cast) -> None:
    with inside(cast.marc):
        bond = services.propose_partnership(actor=cast.marc, partner=cast.c.pk, now=NOW)
        assert cast.c not in Organisation.objects.visible_to(cast.marc)
        assert not Organisation.objects.filter(pk=cast.c.pk).exists()
        with pytest.raises(services.NotYoursToAccept):
            services.accept_partnership(actor=cast.marc, partnership=bond, now=NOW)
    with inside(cast.driss):
        theirs = Partnership.objects.get(pk=bond.pk)
        assert not Team.objects.filter(organisation=cast.a).exists()
        services.accept_partnership(actor=cast.driss, partnership=theirs, now=NOW)
    with inside(cast.marc):
        assert cast.c in Organisation.objects.visible_to(cast.marc)
        services.end_partnership(
            actor=cast.marc, partnership=Partnership.objects.get(pk=bond.pk), now=NOW
        )
        assert cast.c not in Organisation.objects.visible_to(cast.marc)
    assert acts_on(bond, cast.a) == ["add", "end"]
    assert acts_on(bond, cast.c) == ["sign"]


def test_who_accepts_cannot_write_a_third_organisation_in(cast: Cast) -> None:
    with inside(cast.marc):
        services.propose_partnership(actor=cast.marc, partner=cast.c.pk, now=NOW)
    waiting = Partnership.objects.filter(partner=cast.c)
    with inside(cast.driss), pytest.raises(ProgrammingError), transaction.atomic():
        waiting.update(organisation=cast.b, accepted_on=TODAY)
    with inside(cast.driss):
        assert waiting.update(accepted_on=TODAY) == 1


@pytest.mark.parametrize("whose", ["nobody", "ours"])
def test_a_code_that_leads_nowhere_is_refused_at_once(cast: Cast, whose: str) -> None:
    code = uuid4() if whose == "nobody" else cast.a.pk
    with inside(cast.marc), pytest.raises(services.UnknownOrganisationCode):
        services.propose_partnership(actor=cast.marc, partner=code, now=NOW)


def test_two_organisations_have_one_partnership(cast: Cast) -> None:
    with inside(cast.marc):
        again = services.propose_partnership(actor=cast.marc, partner=cast.b.pk, now=NOW)
    assert again == cast.partnership


def test_members_of_others_stay_unseen_with_the_wall_down(cast: Cast) -> None:
    """``visible_to`` holds alone: nothing in it counts on row-level security."""
    with inside(cast.marc):
        sql = str(Member.objects.visible_to(cast.marc).query)
    assert str(cast.a.pk).replace("-", "") in sql.replace("-", "")


def test_refusals_say_why() -> None:
    reasons = [
        found for found in vars(services).values()
        if isinstance(found, type) and issubclass(found, Refusal) and found is not Refusal
    ]  # fmt: skip
    assert len(reasons) >= 9
    assert all(str(reason.message) for reason in reasons)
