"""What people asked about what is kept comes up for the coordination, before it is late."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from entrepairs.cards.models import RightsRequest
from entrepairs.cards.services import receive_request
from tests.cast import Cast, inside, sign_in

pytestmark = pytest.mark.django_db


def asked(cast: Cast) -> RightsRequest:
    with inside(cast.nadia):
        request = RightsRequest(person=cast.person(), kind="correct")
        request.words = "Je n’ai pas dit ça."
        return receive_request(actor=cast.nadia, request=request, now=cast.now)


def test_the_coordinator_reads_that_somebody_asked_and_nobody_else(
    cast: Cast, client: Client
) -> None:
    asked(cast)
    page = sign_in(client, cast.helene).get(reverse("today")).content.decode()
    assert "quelque chose à corriger" in page
    assert "Je n’ai pas dit ça." not in page
    for other in (cast.nadia, cast.lise, cast.marc, cast.driss):
        page = sign_in(client, other).get(reverse("today")).content.decode()
        assert "quelque chose à corriger" not in page


def test_an_answer_that_is_nearly_due_calls(cast: Cast) -> None:
    from entrepairs.desk.line import Ask
    from entrepairs.desk.lines_cards import everything

    request = asked(cast)
    kinds = {}
    for days in (0, 25):
        with inside(cast.helene):
            ask = Ask(cast.helene, cast.today + timedelta(days=days), cast.now, {})
            (line,) = everything(ask)
            kinds[days] = line.kind
    assert kinds == {0: "settle", 25: "call"}
    assert request.due_on > cast.today + timedelta(days=27)
