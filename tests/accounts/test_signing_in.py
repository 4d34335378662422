from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from entrepairs.accounts.models import Member, User
from tests.cast import Cast

PASSWORD = "quatre mots de tous les jours"
DATABASE_CACHE = {
    "BACKEND": "django.core.cache.backends.db.DatabaseCache",
    "LOCATION": "base_cache",
}


def with_password(member: Member) -> User:
    user = member.user
    assert user is not None
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return user


def sign_in(client: Client, user: User, password: str = PASSWORD) -> Any:
    return client.post(reverse("account_login"), {"login": user.email, "password": password})


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def set_up_codes(client: Client) -> str:
    """Add an app of codes to the account that is signed in; returns its secret."""
    asked = client.get(reverse("mfa_activate_totp"))
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    client.post(asked["Location"], {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200
    secret = client.session["mfa.totp.secret"]
    done = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert done.status_code == 302
    return str(secret)


def test_an_address_and_a_password_open_the_day(cast: Cast, client: Client) -> None:
    answer = sign_in(client, with_password(cast.ada))
    assert answer.status_code == 302
    assert client.get(reverse("today")).status_code == 200
    assert client.post(reverse("account_logout")).status_code == 302
    assert client.get(reverse("today")).status_code == 302


def test_signing_out_takes_a_form_and_not_an_address(cast: Cast, client: Client) -> None:
    sign_in(client, with_password(cast.ada))
    client.get(reverse("account_logout"))
    assert client.get(reverse("today")).status_code == 200


def test_nobody_signs_up_alone(db: None, client: Client) -> None:
    page = client.post(
        reverse("account_signup"),
        {"email": "zoe@example.org", "password1": PASSWORD, "password2": PASSWORD},
    )
    assert page.status_code in (200, 403)
    assert not User.objects.filter(email="zoe@example.org").exists()


def test_a_second_step_is_asked_of_those_who_read_people(
    cast: Cast, client: Client, settings: Any
) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    sign_in(client, with_password(cast.nadia))
    answer = client.get(reverse("today"))
    assert answer["Location"] == reverse("mfa_index")
    set_up_codes(client)
    answer = client.get(reverse("today"))
    assert answer["Location"].startswith(reverse("mfa_reauthenticate"))


def test_accounts_alone_ask_for_no_second_step(cast: Cast, client: Client, settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    sign_in(client, with_password(cast.ada))
    assert client.get(reverse("today")).status_code == 200


def test_a_code_of_the_app_opens_the_day(
    cast: Cast, client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    user = with_password(cast.nadia)
    sign_in(client, user)
    secret = set_up_codes(client)
    later = Client()
    assert sign_in(later, user)["Location"] == reverse("mfa_authenticate")
    assert later.get(reverse("today")).status_code == 302
    wrong = later.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert wrong.status_code == 200
    # A code serves once: that of the activation was spent on this half minute.
    from allauth.mfa.totp.internal import auth

    spent = code_of(secret)
    monkeypatch.setattr(auth.time, "time", lambda at=auth.time.time: at() + 30)
    code = code_of(secret)
    assert code != spent
    right = later.post(reverse("mfa_authenticate"), {"code": code})
    assert right.status_code == 302
    assert later.get(reverse("today")).status_code == 200


def test_a_recovery_code_serves_once(cast: Cast, client: Client, settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    user = with_password(cast.nadia)
    sign_in(client, user)
    set_up_codes(client)
    codes = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    for expected in (302, 200):
        later = Client()
        sign_in(later, user)
        answer = later.post(reverse("mfa_authenticate"), {"code": codes[0]})
        assert answer.status_code == expected


def test_devices_are_listed_and_signed_out_from_afar(cast: Cast, client: Client) -> None:
    user = with_password(cast.ada)
    here, lost = Client(), Client(HTTP_USER_AGENT="Lost phone")
    sign_in(here, user)
    sign_in(lost, user)
    assert lost.get(reverse("today")).status_code == 200
    page = here.get(reverse("usersessions_list"))
    assert page.status_code == 200
    here.post(reverse("usersessions_list"))
    assert lost.get(reverse("today")).status_code == 302
    assert here.get(reverse("today")).status_code == 200


@pytest.mark.parametrize("known", [True, False])
def test_a_forgotten_password_is_answered_alike_known_or_not(
    cast: Cast, client: Client, known: bool
) -> None:
    address = cast.nadia.user.email if known else "personne@example.org"
    answer = client.post(reverse("account_reset_password"), {"email": address})
    assert answer["Location"] == reverse("account_reset_password_done")
    assert len(mail.outbox) == (1 if known else 0)


def test_the_link_of_a_forgotten_password_changes_it(cast: Cast, client: Client) -> None:
    user = with_password(cast.ada)
    client.post(reverse("account_reset_password"), {"email": user.email})
    link = re.search(r"http://testserver(/\S+)", mail.outbox[0].body)
    assert link is not None
    page = client.get(link[1], follow=True)
    new = "cinq autres mots pour entrer ici"
    client.post(page.request["PATH_INFO"], {"password1": new, "password2": new})
    sign_in(client, user, new)
    assert client.get(reverse("today")).status_code == 200


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(
    cast: Cast, client: Client
) -> None:
    said = []
    for address in (cast.nadia.user.email, "personne@example.org"):
        page = client.post(reverse("account_login"), {"login": address, "password": "autre"})
        said.append(page.context["form"].errors.as_text())
    assert said[0] == said[1]


def test_tries_are_counted_in_the_database_and_stopped(
    cast: Cast, client: Client, settings: Any
) -> None:
    settings.CACHES = {"default": DATABASE_CACHE}
    user = with_password(cast.ada)
    for _try in range(12):
        sign_in(client, user, "autre chose")
    assert sign_in(client, user).status_code in (200, 429)
    assert client.get(reverse("today")).status_code == 302


def test_the_application_role_may_use_the_table_of_tries(db: None) -> None:
    from django.core.cache.backends.db import DatabaseCache

    tries = DatabaseCache("base_cache", {})
    tries.set("a", 1, 60)
    assert tries.incr("a") == 2
    assert tries.get("a") == 2
    tries.delete("a")
    assert tries.get("a") is None
    assert caches["default"] is not tries


def test_leaving_fast_signs_out_and_shows_a_page_that_says_nothing(
    cast: Cast, client: Client
) -> None:
    sign_in(client, with_password(cast.ada))
    page = client.post(reverse("quick_leave"), follow=True)
    assert b"ntrepairs" not in page.content
    assert client.get(reverse("today")).status_code == 302
