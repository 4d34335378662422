from __future__ import annotations

import base64
import hmac
import re
import struct
import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visit import DESK, PHONE, Visits, accessibility_faults, overflow, shoot

if TYPE_CHECKING:
    from entrepairs.accounts.models import Member, User
    from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "quatre mots de tous les jours"
MINE = {
    "ways-in": "/account/2fa/",
    "password": "/account/password/change/",
    "addresses": "/account/email/",
    "devices": "/account/sessions/",
    "sign-out": "/account/logout/",
}


def six_digits(secret: str, at: float) -> str:
    """RFC 6238 with SHA-1 and steps of 30 seconds, as authenticator apps do."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", int(at) // 30), "sha1")
    start = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def with_password(member: Member) -> User:
    user = member.user
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return user


def type_password(visits: Visits, page: Page, user: User) -> None:
    visits.go(page, "/account/login/")
    page.get_by_label("Courriel").fill(user.email)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter", exact=True).click()


def says_it_is_you(page: Page) -> None:
    if "reauthenticate" in page.url:
        page.get_by_label("Mot de passe").fill(PASSWORD)
        page.get_by_role("button", name="Confirmer").click()


@pytest.fixture
def page(visits: Visits) -> Page:
    return visits.page()


def test_the_app_of_codes_is_set_up_then_asked_for(visits: Visits, page: Page, cast: Cast) -> None:
    user = with_password(cast.nadia)
    type_password(visits, page, user)
    visits.go(page, "/account/2fa/totp/activate/")
    says_it_is_you(page)
    shoot(page, "totp-1280-light")
    assert accessibility_faults(page) == []
    secret = page.locator("code").inner_text()
    page.get_by_label("Code").fill(six_digits(secret, time.time()))
    page.get_by_role("button", name="Utiliser cette application").click()
    shoot(page, "recovery-1280-light")
    assert page.get_by_role("heading", level=1).inner_text() == "Codes de secours"
    assert accessibility_faults(page) == []
    leave = page.context.new_page()
    page.context.clear_cookies()
    type_password(visits, leave, user)
    assert leave.get_by_role("heading", level=1).inner_text() == "La deuxième étape"
    assert accessibility_faults(leave) == []
    leave.get_by_label("Code").fill(six_digits(secret, time.time() + 30))
    leave.get_by_role("button", name="Se connecter", exact=True).click()
    expect(leave).not_to_have_url(re.compile("authenticate"))


def test_a_passkey_opens_the_account_alone(visits: Visits, page: Page, cast: Cast) -> None:
    user = with_password(cast.nadia)
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    type_password(visits, page, user)
    visits.go(page, "/account/2fa/webauthn/add/")
    says_it_is_you(page)
    assert accessibility_faults(page) == []
    shoot(page, "add-key-1280-light")
    page.get_by_label("Nom de la clé").fill("Téléphone de Nadia")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Ajouter cette clé").click()
    page.wait_for_url("**/2fa/recovery-codes/")
    visits.go(page, "/account/2fa/webauthn/")
    assert page.get_by_role("heading", name="Téléphone de Nadia").is_visible()
    page.context.clear_cookies()
    visits.go(page, "/account/login/")
    page.get_by_role("button", name="Utiliser une clé d’accès").click()
    page.wait_for_url(lambda url: "login" not in url)
    visits.go(page, "/account/sessions/")
    assert page.get_by_role("heading", level=1).inner_text() == "Mes appareils"


def test_a_wrong_password_is_said_in_a_summary_that_has_the_focus(
    visits: Visits, page: Page, cast: Cast
) -> None:
    user = with_password(cast.nadia)
    visits.go(page, "/account/login/")
    page.get_by_label("Courriel").fill(user.email)
    page.get_by_label("Mot de passe").fill("autre chose")
    page.get_by_role("button", name="Se connecter", exact=True).click()
    expect(page.locator(".wrong")).to_be_focused()  # autofocus comes a little after the load
    assert accessibility_faults(page) == []


def test_an_unknown_address_gets_the_same_answer_as_a_known_one(
    visits: Visits, page: Page, cast: Cast
) -> None:
    answers = set()
    for address in (cast.nadia.user.email, "personne@example.org"):
        visits.go(page, "/account/password/reset/")
        page.get_by_label("Courriel").fill(address)
        page.get_by_role("button", name="M’envoyer le lien").click()
        answers.add(page.locator("main").inner_text())
    assert len(answers) == 1


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("name", MINE)
def test_a_page_of_my_account_reads_well(visits: Visits, cast: Cast, name: str, width: int) -> None:
    page = visits.page(width=width, dark=width == PHONE)
    visits.sign_in(page, cast.nadia)
    visits.go(page, MINE[name])
    shoot(page, f"{name}-{width}")
    assert accessibility_faults(page) == []
    assert overflow(page) <= 0
