"""Marked words, planted in every text, are read by those of the table and by nobody else."""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from entrepairs.accounts.enums import Role
from entrepairs.accounts.models import Member
from entrepairs.interventions import access
from entrepairs.interventions.models import EncounterQuerySet
from tests.walls.crawling import WORD, allowed, crawl, read_only_rows, rows_of_figures, strays
from tests.walls.table import ROWS
from tests.walls.walking import filled
from tests.walls.world import ROLES, World

# Roles that read counts and facts, never what somebody met is called.
NEVER_ALIASES = (Role.MANAGER, Role.PLATFORM_COORDINATOR, Role.AUDITOR)


@pytest.mark.slow
def test_every_page_table_and_paper_keeps_to_the_table(world: World) -> None:
    seen = crawl(world, read_only_rows())
    assert strays(seen) == []
    # A canary that nobody ever hears proves nothing.
    assert {kind for _place, kind in seen} >= set(allowed()) - {"title", "phone"}


@pytest.mark.slow
def test_the_rows_behind_a_figure_never_name_somebody_met(world: World) -> None:
    seen = crawl(world, rows_of_figures(world.framework), NEVER_ALIASES)
    assert strays(seen) == []
    assert not {"alias", "undone"} & {kind for _place, kind in seen}


def test_a_page_that_shows_an_alias_too_far_is_found(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted leak: the management would read whom the team met."""

    def all_of_them(self: Any, member: Member) -> Any:
        return self.filter(organisation=member.organisation_id)

    monkeypatch.setattr(EncounterQuerySet, "visible_to", all_of_them)
    monkeypatch.setattr(access, "may_see_encounters", lambda member: True)
    found = strays(crawl(world, [ROWS["interventions:outing"]]))
    assert "alias of own read by manager" in found
    assert "alias of other read by manager" in found


def test_a_word_of_elsewhere_is_always_a_stray() -> None:
    assert strays({("outside", "area"): {Role.MANAGER}, ("own", "area"): {Role.MANAGER}}) == [
        "area of outside read by manager"
    ]


def test_a_letter_names_the_one_it_is_for_and_nobody_else(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    row, own = ROWS["accounts:invite"], world.places["own"]
    admin = world.members[Role.ADMIN]
    address = reverse(row.name, kwargs=filled(row.kwargs, own, admin))
    with django_capture_on_commit_callbacks(execute=True):
        world.clients[Role.ADMIN].post(address, filled(row.body, own, admin))
    (letter,) = mail.outbox
    text = "\n".join([letter.subject, letter.body, *letter.to])
    assert {match[0] for match in WORD.finditer(text)} <= {"zqownnewcomer"}
    assert "Zed" in text


def test_the_log_holds_nobodys_words(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """Refusals, misses and faulty forms, with everything that Python logs."""
    logging.disable(logging.NOTSET)
    caplog.set_level(logging.DEBUG)
    own = world.places["own"]
    for row in (row for row in ROWS.values() if row.has_object):
        for role in (Role.PEER, Role.RESEARCHER):
            viewer = world.members[role]
            address = reverse(row.name, kwargs=filled(row.kwargs, own, viewer))
            body = {name: f"{own.word('typed')} {name}" for name in row.body}
            getattr(world.clients[role], row.method.lower())(address, body)
    said = "\n".join(record.getMessage() + str(record.exc_text or "") for record in caplog.records)
    assert "Forbidden" in said and "Not Found" in said
    names = [member.family_name for member in world.members.values()]
    assert not WORD.search(said)
    assert not re.search("|".join(names), said)


def test_every_role_has_its_client(world: World) -> None:
    assert set(world.clients) == set(ROLES) == set(Role)
