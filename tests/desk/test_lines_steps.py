"""What Today says of appointments and of proposals that came back from nowhere."""

from __future__ import annotations

from datetime import timedelta

import pytest

from entrepairs.accounts.models import Member
from entrepairs.desk.line import Ask, Line
from entrepairs.desk.lines_steps import everything
from tests.cast import Cast, inside
from tests.steps.scene import health_step, proposed, stepped

pytestmark = pytest.mark.django_db


def lines(cast: Cast, member: Member, after: int = 0) -> list[Line]:
    now = cast.now + timedelta(days=after)
    with inside(member):
        return list(everything(Ask(member, now.date(), now, {})))


def test_whoever_goes_along_reads_where_and_when(cast: Cast) -> None:
    person = cast.person()
    tomorrow = cast.now + timedelta(days=1)
    stepped(cast, person, next_at=tomorrow, next_place="Quai du Port", with_member=cast.karim)
    (line,) = lines(cast, cast.karim)
    assert "Barbe grise" in line.title and "Quai du Port" in line.text
    assert lines(cast, cast.helene) == []
    assert lines(cast, cast.karim, after=3) == []


def test_an_agreement_taken_back_takes_the_line_away(cast: Cast) -> None:
    person = cast.person()
    cast.welcomed(cast.nadia, "structure")
    agreement = cast.agreed(person, "health", to=cast.nadia)
    health_step(cast, person, with_member=cast.nadia)
    assert len(lines(cast, cast.nadia)) == 1
    with inside(cast.karim):
        type(agreement).objects.filter(pk=agreement.pk).update(revoked_on=cast.today)
    assert lines(cast, cast.nadia) == []


def test_two_weeks_later_somebody_asks_whether_they_got_there(cast: Cast) -> None:
    person = cast.person()
    proposed(cast, person, choice="wants")
    proposed(cast, person, choice="not_now")
    assert lines(cast, cast.karim, after=13) == []
    assert len(lines(cast, cast.karim, after=14)) == 1
    assert len(lines(cast, cast.helene, after=14)) == 1
    assert lines(cast, cast.nadia, after=14) == []
    cast.wished(person, "not_want", "no_follow_up")
    assert lines(cast, cast.karim, after=14) == []


def test_others_read_no_such_line(cast: Cast) -> None:
    proposed(cast, cast.person(), choice="wants")
    for member in (cast.lise, cast.marc, cast.ada, cast.denis, cast.driss):
        assert lines(cast, member, after=20) == []
