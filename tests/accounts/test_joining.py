from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from entrepairs.accounts import links, services
from entrepairs.accounts.models import Invitation, Member, User
from entrepairs.base import clock
from tests.accounts.test_signing_in import DATABASE_CACHE
from tests.cast import Cast, acts_on, inside, sign_in

CHOSEN = {"email": "lila@example.org", "password": "trois mots sous la pluie"}


@pytest.fixture
def lila(cast: Cast) -> Member:
    """A place that nobody has taken yet."""
    member = cast.new_member(cast.a, "Lila Cerise", "colleague", team=cast.team)
    user = member.user
    with inside(cast.a):
        member.user = None
        member.save(update_fields=["user"])
        assert user is not None
        user.delete()
    return member


def token_for(cast: Cast, member: Member, **changes: Any) -> str:
    with inside(cast.ada):
        invitation, secret = services.invite(
            actor=cast.ada, member=member, email="lila@example.org", now=clock.now()
        )
        for name, value in changes.items():
            setattr(invitation, name, value)
        invitation.save()
    return links.written(links.Link(cast.a.pk, invitation.pk, secret))


def open_link(client: Client, token: str) -> Any:
    return client.get(reverse("accounts:join", args=[token]))


def take(client: Client, token: str, **values: str) -> Any:
    return client.post(reverse("accounts:accept_invitation", args=[token]), CHOSEN | values)


def test_a_link_is_shown_once_and_sent(
    cast: Cast, client: Client, lila: Member, django_capture_on_commit_callbacks: Any
) -> None:
    sign_in(client, cast.ada)
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(
            reverse("accounts:invite", args=[lila.pk]), {"email": "lila@example.org"}
        )
    link = re.search(r"http://testserver/accounts/join/\S+/", mail.outbox[0].body)
    assert link is not None
    assert link[0].encode() in page.content
    assert link[0].encode() not in client.get(reverse("accounts:member", args=[lila.pk])).content
    assert open_link(Client(), link[0].split("/")[-2]).status_code == 200


def test_somebody_new_chooses_an_address_and_a_password(
    cast: Cast, client: Client, lila: Member
) -> None:
    token = token_for(cast, lila)
    page = open_link(client, token)
    assert b"Maison des Lucioles" in page.content
    assert take(client, token).status_code == 302
    assert client.get(reverse("today")).status_code == 200
    with inside(cast.a):
        assert Member.objects.get(pk=lila.pk).user == User.objects.get(email="lila@example.org")
        assert acts_on(Invitation.objects.get(member=lila), cast.a) == ["add", "sign"]


def test_somebody_already_signed_in_takes_the_place_with_that_account(
    cast: Cast, client: Client, lila: Member
) -> None:
    sign_in(client, cast.driss)
    token = token_for(cast, lila)
    assert take(client, token).status_code == 302
    with inside(cast.a):
        assert Member.objects.get(pk=lila.pk).user_id == cast.driss.user_id
    assert {place["name"] for place in client.session["places"]} == {
        "Les Nuages",
        "Maison des Lucioles",
    }


def test_one_account_has_one_place_in_an_organisation(
    cast: Cast, client: Client, lila: Member
) -> None:
    sign_in(client, cast.karim)
    assert take(client, token_for(cast, lila)).status_code == 422


def test_every_link_that_does_not_work_is_answered_alike(
    cast: Cast, client: Client, lila: Member
) -> None:
    now = clock.now()
    tokens = ["anything", links.written(links.Link(cast.a.pk, cast.b.pk, "unknown"))]
    for change in ("expires_at", "revoked_at", "accepted_at"):
        tokens.append(token_for(cast, lila, **{change: now - timedelta(days=1)}))
    tokens.append(token_for(cast, lila) + "x")
    answers = set()
    for token in tokens:
        for answer in (open_link(client, token), take(client, token)):
            assert answer.status_code == 404
            text = re.sub(rb'value="[^"]*"', b"", answer.content).replace(token.encode(), b"")
            answers.add(re.sub(rb"/accounts/join/[^ ]*", b"", text))
    assert len(answers) == 1


def test_a_link_serves_once(cast: Cast, lila: Member) -> None:
    token = token_for(cast, lila)
    assert take(Client(), token).status_code == 302
    assert take(Client(), token, email="zoe@example.org").status_code == 404
    assert not User.objects.filter(email="zoe@example.org").exists()


def test_a_new_link_stops_the_one_before(cast: Cast, client: Client, lila: Member) -> None:
    first = token_for(cast, lila)
    second = token_for(cast, lila)
    assert open_link(client, first).status_code == 404
    assert open_link(client, second).status_code == 200


def test_a_weak_password_is_said_beside_the_field(cast: Cast, client: Client, lila: Member) -> None:
    page = take(client, token_for(cast, lila), password="court")
    assert page.status_code == 422
    assert "password" in page.context["form"].errors


def test_an_address_that_has_an_account_is_told_to_sign_in(
    cast: Cast, client: Client, lila: Member
) -> None:
    page = take(client, token_for(cast, lila), email=cast.driss.user.email)
    assert page.status_code == 422
    with inside(cast.a):
        assert Member.objects.get(pk=lila.pk).user is None


def test_many_tries_are_slowed_down(cast: Cast, client: Client, lila: Member) -> None:
    token = token_for(cast, lila)
    answers = [take(client, token, password="court").status_code for _try in range(11)]
    assert answers == [422] * 10 + [429]


def test_tries_are_kept_for_an_hour_however_many_follow(
    cast: Cast, client: Client, lila: Member, settings: Any
) -> None:
    """In the table all processes share, where a counter must not forget with each step."""
    settings.CACHES = {"default": DATABASE_CACHE}
    token = token_for(cast, lila)
    for _try in range(3):
        take(client, token, password="court")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM base_cache WHERE cache_key LIKE %s"
            " AND expires > now() + interval '50 minutes'",
            ["%:join:%"],
        )
        assert cursor.fetchone() == (2,)


def test_a_member_with_an_account_gets_no_link(cast: Cast, client: Client) -> None:
    sign_in(client, cast.ada)
    page = client.post(reverse("accounts:invite", args=[cast.karim.pk]), {"email": "a@example.org"})
    assert page.status_code == 422


def test_a_link_is_stopped(cast: Cast, client: Client, lila: Member) -> None:
    token = token_for(cast, lila)
    with inside(cast.a):
        invitation = Invitation.objects.get(member=lila)
    sign_in(client, cast.ada)
    assert b"Lila" in client.get(reverse("accounts:invitations")).content
    assert client.post(reverse("accounts:revoke", args=[invitation.pk])).status_code == 302
    assert open_link(Client(), token).status_code == 404


def test_the_wrong_method_is_said(client: Client, db: None) -> None:
    assert client.post(reverse("accounts:join", args=["x"])).status_code == 405
    assert client.get(reverse("accounts:accept_invitation", args=["x"])).status_code == 405
