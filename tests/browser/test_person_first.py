"""Somebody is met, chooses, refuses, is heard, answers with pictures, reads all, is erased."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from entrepairs.framework.services import load_builtin_packs
from tests.browser.visit import Visits
from tests.cast import Cast, inside
from tests.database import owner_connection

ALIAS = "Barbe grise"
SHOWER = "Une douche, oui."
NO_CARE = "Un psychiatre, non."
CLOSING = "Le centre ferme avant que j’arrive."
ANSWER = "Le jeudi, ouvert jusqu’à 20 h."
PASSPHRASE = "quatre mots sous la pluie"
ROWS = ("3.12", "3.13", "5.14")
# Where an identifier that leads nowhere may stay.
TRAIL = {"accounts_auditentry"}


class Story:
    """Each at their own screen: Nadia on a telephone, the others at a desk."""

    def __init__(self, visits: Visits, cast: Cast) -> None:
        self.visits, self.cast = visits, cast
        self.nadia = self._screen(cast.nadia, width=360)
        self.karim = self._screen(cast.karim, width=360)
        self.lise = self._screen(cast.lise)
        self.helene = self._screen(cast.helene)

    def _screen(self, member: Any, **options: Any) -> Page:
        page = self.visits.page(**options)
        page.set_default_timeout(10_000)
        self.visits.sign_in(page, member)
        return page

    def go(self, page: Page, path: str) -> Page:
        assert self.visits.go(page, path).ok, path
        return page

    def send(self, page: Page) -> None:
        page.locator("main form .btn.go").first.click()

    def rungs(self) -> dict[str, int]:
        self.go(self.helene, "/recommendation/")
        found = {}
        for code in ROWS:
            row = self.helene.locator(f"#r{code.replace('.', '-')} .rungs .here")
            found[code] = int(row.inner_text().split()[0])
        return found

    # --- what happens ----------------------------------------------------------------
    def meet(self) -> str:
        page = self.go(self.nadia, "/people/new/")
        page.fill("[name=alias]", ALIAS)
        page.locator("[name=adult][value=adult]").check()
        page.locator("main [name=language]").select_option("ti")
        self.send(page)
        expect(page.locator("main h1")).to_contain_text(ALIAS)
        return re.findall(r"/cards/([0-9a-f-]{36})/", page.url)[0]

    def wish(self, person: str, kind: str, code: str, words: str) -> None:
        page = self.go(self.nadia, f"/people/{person}/wishes/{kind}/")
        page.locator(f"[name=code][value={code}]").check()
        page.fill("[name=text]", words)
        self.send(page)
        expect(page.locator("main")).to_contain_text(words)

    def agree(self, person: str) -> None:
        """The person lets Nadia know of health steps; it does not make any of them wanted."""
        page = self.go(self.nadia, f"/people/{person}/agreements/new/")
        page.locator("[name=who][value=member]").check()
        page.select_option("[name=member]", str(self.cast.nadia.pk))
        page.locator("[name=classes][value=health]").check()
        page.locator("[name=how][value=spoken]").check()
        self.send(page)
        expect(page.locator("main")).to_contain_text("Nadia Tournesol")
        self.send(page)

    def try_health(self, person: str) -> None:
        page = self.go(self.nadia, f"/steps/people/{person}/new/?family=health")
        page.locator("[name=kind][value=cmp]").check()
        chosen = page.locator("[name=chosen_by][value=team]")
        chosen.check()
        self.send(page)

    def carry(self, person: str) -> str:
        page = self.go(self.nadia, f"/words/of/{person}/new/")
        page.fill("[name=text]", CLOSING)
        page.select_option("[name=to_team]", str(self.cast.other_team.pk))
        page.locator("[name=agreed]").check()
        page.locator("[name=how][value=spoken]").check()
        self.send(page)
        expect(page.locator("main")).to_contain_text(CLOSING)
        with inside(self.cast.nadia):
            from entrepairs.words.models import CarriedWord

            return str(CarriedWord.objects.get().pk)

    def answer(self, word: str) -> None:
        page = self.go(self.lise, f"/words/{word}/")
        expect(page.locator("main")).not_to_contain_text(ALIAS)
        page.locator("[name=kind][value=yes]").check()
        page.fill("[name=text]", ANSWER)
        self.send(page)
        expect(page.locator("main")).to_contain_text(ANSWER)

    def tell(self, word: str) -> None:
        page = self.go(self.nadia, f"/words/{word}/")
        expect(page.locator("main")).to_contain_text(ANSWER)
        page.locator("[name=how][value=spoken]").check()
        self.send(page)

    def give_voice(self, person: str) -> None:
        page = self.go(self.karim, f"/voice/people/{person}/ask/")
        page.select_option("#id_language", "ar")
        self.send(page)
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        for question in ("understood", "respected", "useful", "go_on"):
            page.locator(f"[name={question}][value=yes]").check(force=True)
        page.locator("main .btn.go").click()
        page.goto(self.visits.address + f"/cards/{person}/")
        expect(page.locator("main")).not_to_contain_text(ALIAS)
        page.goto(self.visits.address + "/voice/now/unlock/")
        page.fill("[type=password]", PASSPHRASE)
        page.locator("main .btn.go").first.click()
        expect(page.locator(".rail, .bar").first).to_be_attached()


def rows_holding(words: list[str]) -> dict[str, str]:
    """Every table of the database that still holds one of these, as text or as bytes."""
    found = {}
    with owner_connection() as owner:
        tables = owner.execute(
            "SELECT quote_ident(relname) FROM pg_class WHERE relkind = 'r'"
            " AND relnamespace = 'public'::regnamespace"
        ).fetchall()
        for (table,) in tables:
            for word in words:
                count = owner.execute(
                    f"SELECT count(*) FROM {table} t WHERE t::text ILIKE %s OR t::text ILIKE %s",
                    [f"%{word}%", f"%{word.encode().hex()}%"],
                ).fetchone()
                if count and count[0]:
                    found[table] = word
    return found


@pytest.mark.slow
def test_a_person_is_met_chooses_is_heard_and_is_erased(cast: Cast, visits: Visits) -> None:
    load_builtin_packs(now=timezone.now())
    cast.welcomed(cast.nadia)
    cast.karim.user.set_password(PASSPHRASE)
    cast.karim.user.save()
    story = Story(visits, cast)
    assert story.rungs() == dict.fromkeys(ROWS, 0)

    person = story.meet()
    story.wish(person, "want", "wash", SHOWER)
    story.wish(person, "not_want", "no_health", NO_CARE)
    story.agree(person)
    story.try_health(person)
    expect(story.nadia.locator("main .wrong")).to_contain_text("souhait")
    word = story.carry(person)
    story.answer(word)
    story.tell(word)
    story.give_voice(person)
    assert {code for code, rung in story.rungs().items() if rung >= 3} == set(ROWS)

    page = story.go(story.nadia, f"/cards/{person}/kept/")
    for words in (ALIAS, SHOWER, NO_CARE, CLOSING, ANSWER):
        expect(page.locator("#kept")).to_contain_text(words)
    assert rows_holding([ALIAS]) != {}, "the scan finds an alias while it is there"

    story.go(page, f"/cards/{person}/erase/new/")
    page.locator("[name=sure]").check()
    story.send(page)
    expect(page.locator("main")).not_to_contain_text(ALIAS)
    left = rows_holding([ALIAS, "barbe grise", SHOWER, NO_CARE, CLOSING, ANSWER])
    assert left == {}
    assert set(rows_holding([person])) <= TRAIL
    for path in ("/people/", "/words/", "/outings/"):
        expect(story.go(story.nadia, path).locator("main")).not_to_contain_text(ALIAS)
    story.go(story.nadia, "/search/")
    story.nadia.fill("#find", "barbe")
    story.nadia.locator("main form .btn").click()
    expect(story.nadia.locator("main h1")).to_contain_text("barbe")
    expect(story.nadia.locator("main")).not_to_contain_text(ALIAS)
    assert "barbe" not in story.nadia.url
    for path in (f"/cards/{person}/", f"/cards/{person}/kept/copie.pdf", f"/words/{word}/"):
        assert story.visits.go(story.nadia, path).status == 404, path
    assert {code for code, rung in story.rungs().items() if rung >= 3} == set(ROWS)
