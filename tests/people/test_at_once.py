"""Two hands at the same moment: an erasure beside another one, and beside a wish."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse

from entrepairs.base import clock
from entrepairs.base.sealing import CannotOpen
from entrepairs.people.erasure import erase_person
from entrepairs.people.models import Person, Wish
from entrepairs.people.services import say_wish
from tests.cast import Cast, inside, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def person(transactional_db: Any) -> tuple[Cast, Person]:
    cast = Cast(clock.now())
    return cast, cast.person()


def test_two_erasures_at_once_are_one(person: tuple[Cast, Person]) -> None:
    cast, met = person
    clients = [sign_in(Client(), member) for member in (cast.karim, cast.helene)]
    ready, answers = threading.Barrier(2), []

    def erase(client: Client) -> None:
        try:
            ready.wait(timeout=10)
            page = reverse("cards:erase", args=[met.pk])
            answers.append(client.post(page, {"sure": "on"}).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=erase, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(answers) == [302, 404]


def test_a_wish_said_while_they_are_erased_does_not_stay(person: tuple[Cast, Person]) -> None:
    cast, met = person
    said, erased, outcome = threading.Event(), threading.Event(), []

    def say() -> None:
        try:
            with inside(cast.nadia):
                wish = Wish(person=met, kind="want", code="wash")
                wish.text = "zqdouche"
                say_wish(actor=cast.nadia, wish=wish, now=cast.now)
                said.set()
                erased.wait(timeout=10)
            outcome.append("kept")
        except (DatabaseError, CannotOpen):
            outcome.append("refused")
        finally:
            connection.close()

    thread = threading.Thread(target=say)
    thread.start()
    assert said.wait(timeout=10)
    with inside(cast.karim):
        erase_person(actor=cast.karim, person=met, purpose="asked", now=cast.now)
    erased.set()
    thread.join(timeout=20)
    assert outcome == ["refused"]
    with inside(cast.a):
        assert not Wish.objects.filter(person__isnull=False).exists()
        assert not any(bytes(row.text_sealed) for row in Wish.objects.all())
