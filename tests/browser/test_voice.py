"""A screen handed over, in a real browser: nothing leads out of the four questions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache
from pypdf import PdfReader

from tests.browser.visit import (
    DESK,
    HEAVIEST,
    PHONE,
    SHOTS,
    Visits,
    accessibility_faults,
    first_load,
    overflow,
    shoot,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
PHRASE = "une clef de papier bleu"
BIG = 88  # pixels
Handing = Callable[..., "Page"]


@pytest.fixture
def handed(visits: Visits, cast: Cast) -> Handing:
    """``handed(language="العربية")``: Nadia hands her screen over from a person’s page."""

    def hand_over(language: str = "Français", **options: Any) -> Page:
        cache.clear()
        cast.nadia.user.set_password(PHRASE)
        cast.nadia.user.save()
        person = cast.person()
        page = visits.page(**options)
        visits.sign_in(page, cast.nadia)
        visits.go(page, "/peers/")
        visits.go(page, f"/voice/people/{person.pk}/ask/")
        page.get_by_label("Langue").first.select_option(label=language)
        page.get_by_role("button", name="Confier l’écran").click()
        page.wait_for_url("**/voice/now/")
        return page

    return hand_over


def is_narrowed(page: Page) -> bool:
    text = page.content()
    return "/voice/now/" in page.url and not any(
        word in text for word in ("Nadia", "Belle-Étoile", "Barbe grise", "Lucioles")
    )


def answer_all(page: Page) -> None:
    for name in ("understood", "respected", "useful", "go_on"):
        page.locator(f"input[name={name}][value=yes]").check()
    page.locator("button.go").click()
    page.wait_for_url("**/voice/now/thanks/**")


def test_from_the_hand_over_to_the_thanks_in_arabic_and_nothing_leads_out(
    visits: Visits, handed: Handing
) -> None:
    page = handed("العربية", width=PHONE)
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert "أربعة أسئلة" in page.locator("h1").inner_text()
    shoot(page, "voice-ar-360")
    # Back
    page.go_back()
    assert is_narrowed(page)
    visits.go(page, "/voice/now/")
    answer_all(page)
    assert "شكراً" in page.locator("h1").inner_text()
    shoot(page, "voice-thanks-360")
    for _step in range(6):
        page.go_back()
        assert page.url == "about:blank" or is_narrowed(page), page.url
    visits.go(page, "/people/")
    page.reload()
    assert is_narrowed(page)
    # a new tab, the front door, the way out
    tab = page.context.new_page()
    for path in ("/", "/people/", "/account/logout/", "/account/", "/nowhere/", "/soup/"):
        visits.go(tab, path)
        assert is_narrowed(tab), path
    # what a script of the page could ask
    for headers in ({"HX-Request": "true"}, {}):
        status = tab.evaluate(
            "headers => fetch('/leave/', {method: 'POST', headers}).then((a) => a.status)", headers
        )
        assert status == 403
    told = tab.evaluate("fetch('/people/', {headers: {'HX-Request': 'true'}}).then(a => a.status)")
    assert told == 403


BROUGHT_BACK = "dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"


def test_a_page_brought_back_from_memory_is_asked_again(visits: Visits, handed: Handing) -> None:
    """Browsers decide by themselves when they keep a page whole: the event is played here."""
    page = handed(width=PHONE)
    tab = page.context.new_page()
    visits.go(tab, "/voice/now/")
    for each in (page, tab):
        with each.expect_navigation():
            each.evaluate(BROUGHT_BACK)
        assert is_narrowed(each)


def test_so_is_a_page_of_the_house_kept_in_another_tab(
    visits: Visits, cast: Cast, handed: Handing
) -> None:
    page = handed(width=PHONE)
    other = visits.page(width=PHONE)
    visits.sign_in(other, cast.nadia)
    visits.go(other, "/peers/")
    other.context.clear_cookies()
    other.context.add_cookies(page.context.cookies())
    with other.expect_navigation():
        other.evaluate(BROUGHT_BACK)
    assert is_narrowed(other)


def test_only_the_passphrase_widens(visits: Visits, handed: Handing) -> None:
    page = handed(width=PHONE)
    page.get_by_role("link", name="Pour l’équipe").click()
    shoot(page, "voice-unlock-360")
    assert accessibility_faults(page) == []
    field = page.get_by_label("Votre phrase de passe")
    field.fill("pas celle-là")
    page.get_by_role("button", name="Le reprendre").click()
    assert page.get_by_text("Ce n’est pas cela").first.is_visible()
    visits.go(page, "/peers/")
    assert is_narrowed(page)
    page.get_by_role("link", name="Pour l’équipe").click()
    page.get_by_label("Votre phrase de passe").fill(PHRASE)
    page.get_by_role("button", name="Le reprendre").click()
    page.wait_for_url("**/today/**")
    visits.go(page, "/peers/")
    assert page.url.endswith("/peers/")


def test_another_person_starts_anew(handed: Handing) -> None:
    page = handed()
    answer_all(page)
    page.get_by_role("button", name="Une autre personne répond").click()
    page.wait_for_url("**/voice/now/")
    assert page.locator("input:checked").count() == 0


def test_it_works_without_a_script_and_stopping_keeps_nothing(handed: Handing) -> None:
    page = handed("Українська", width=PHONE, script=False)
    page.locator("input[name=understood][value=no]").check()
    page.get_by_role("button", name="Припиняю").click()
    assert page.get_by_role("heading", name="Ви зупинилися").is_visible()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("language", ["Français", "العربية"])
def test_the_questions_read_well(handed: Handing, width: int, dark: bool, language: str) -> None:
    page = handed(language, width=width, dark=dark)
    page.locator("details.more summary").click()
    shoot(page, f"voice-{'ar' if language != 'Français' else 'fr'}-{width}-{dark}")
    assert accessibility_faults(page) == []
    assert overflow(page) <= 0
    for target in page.locator(".face").all():
        box = target.bounding_box()
        assert box and min(box["width"], box["height"]) >= BIG - 24
        assert box["height"] >= BIG


def test_each_language_is_one_tap_away_and_says_when_it_is_a_draft(
    visits: Visits, handed: Handing
) -> None:
    page = handed()
    assert not page.locator(".draft").count()
    for code, tag in (("ps", "ps"), ("fa", "fa"), ("en", "en"), ("uk", "uk"), ("fr-facile", "fr")):
        page.locator(f".tongues [href='?in={code}']").click()
        assert page.locator("html").get_attribute("lang") == tag
        assert page.locator(".draft").count() == (tag != "en"), code


def test_the_questions_are_light(visits: Visits, handed: Handing) -> None:
    page = handed(width=PHONE).context.new_page()
    load = first_load(visits, page, "/voice/now/")
    assert load.weight <= HEAVIEST, load.parts


VOICES = """
const made = (name, localService) => ({name, lang: 'fr-FR', localService, voiceURI: name});
window.said = [];
Object.defineProperty(window, 'speechSynthesis', {value: {
  getVoices: () => [made('far', false), ...(%s ? [made('near', true)] : [])],
  addEventListener() {}, cancel() {},
  speak: (words) => window.said.push([words.voice.name, words.text]),
}});
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""


@pytest.mark.parametrize("near", [True, False])
def test_only_a_voice_of_the_device_reads_aloud(
    visits: Visits, handed: Handing, near: bool
) -> None:
    page = handed()
    page.add_init_script(VOICES % ("true" if near else "false"))
    visits.go(page, "/voice/now/")
    buttons = page.get_by_role("button", name="Écouter")
    if not near:
        assert buttons.count() == 0
        return
    buttons.first.click()
    said = page.evaluate("window.said")
    assert {voice for voice, _text in said} == {"near"}
    assert [text for _voice, text in said][1:] == ["Oui", "Un peu", "Non", "Je passe"]


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_pages_of_the_team_read_well(visits: Visits, cast: Cast, width: int) -> None:
    page = visits.page(width=width)
    visits.sign_in(page, cast.karim)
    person = cast.person()
    team = f"/voice/teams/{cast.team.pk}/"
    for number, path in enumerate(
        ("/voice/", team, f"/voice/people/{person.pk}/ask/", f"{team}sheets/", "/voice/type/")
    ):
        visits.go(page, path)
        shoot(page, f"voice-team-{number}-{width}")
        assert accessibility_faults(page) == [], path
        assert overflow(page) <= 0, path


@pytest.mark.parametrize("code", ["fr", "fr-facile", "ar", "ps", "uk"])
def test_sheets_are_two_on_each_page_of_paper(visits: Visits, cast: Cast, code: str) -> None:
    page = visits.page()
    visits.sign_in(page, cast.karim)
    visits.go(page, f"/voice/teams/{cast.team.pk}/sheets/")
    page.locator("select[name=language]").select_option(code)
    page.get_by_label("Combien de feuilles").fill("4")
    page.get_by_role("button", name="Préparer les feuilles").click()
    assert accessibility_faults(page) == []
    page.set_viewport_size({"width": 680, "height": 1016})  # what an A4 leaves between margins
    page.emulate_media(media="print")
    file = SHOTS / f"sheets-{code}.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    assert len(PdfReader(file).pages) == 2
    for sheet in page.locator(".sheet-a5").all():
        assert sheet.evaluate("one => one.scrollHeight - one.clientHeight") <= 1
