"""The first walk, from a refused placement to the board, in a real browser."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from entrepairs.framework.services import load_builtin_packs
from tests.browser.visit import Visits
from tests.cast import TEXT, Cast

HEADINGS = ("domain", "responsibilities", "activities", "not_done")


class Walk:
    """Three people at their own screens, and the address they share."""

    def __init__(self, visits: Visits, cast: Cast, script: bool) -> None:
        self.visits, self.cast = visits, cast
        self.helene = self._screen(cast.helene, script=script)
        self.nadia = self._screen(cast.nadia, script=script, width=360)
        self.today = timezone.localdate()

    def _screen(self, member: Any, **options: Any) -> Page:
        page = self.visits.page(**options)
        self.visits.sign_in(page, member)
        return page

    def go(self, page: Page, path: str) -> None:
        assert self.visits.go(page, path).ok, path

    def rung(self, code: str) -> int:
        """The rung a row of the board rests on, read from the page as a person would."""
        self.go(self.helene, "/recommendation/")
        row = self.helene.locator(f"#r{code.replace('.', '-')} .rungs .here")
        return int(row.inner_text().split()[0])

    def ask_placement(self) -> None:
        page = self.helene
        self.go(page, f"/missions/teams/{self.cast.team.pk}/placement/")
        page.select_option("[name=peer]", index=1)
        page.fill("[name=percent]", "60")
        page.fill("[name=starts_on]", self.today.isoformat())
        page.select_option("[name=line_referent]", str(self.cast.marc.pk))
        page.select_option("[name=day_to_day_referent]", str(self.cast.helene.pk))
        page.locator("main form .btn.go").click()

    def engage(self) -> None:
        page = self.helene
        self.go(page, f"/missions/teams/{self.cast.team.pk}/engagement/")
        page.fill("[name=discussed_on]", (self.today - timedelta(days=1)).isoformat())
        page.fill("[name=discussion]", "Deux réunions, toutes les craintes ont été dites.")
        page.select_option("[name=sponsor]", str(self.cast.marc.pk))
        page.fill("[name=starts_on]", self.today.isoformat())
        page.fill("[name=review_on]", (self.today + timedelta(days=300)).isoformat())
        page.locator("main form .btn.go").click()

    def write_mission(self, page: Page, address: str, **changes: str) -> None:
        self.go(page, address)
        for heading in HEADINGS:
            page.fill(f"[name={heading}]", {**TEXT, **changes}[heading])
        page.locator("main form .btn.go").click()

    def sign(self, page: Page, address: str) -> None:
        self.go(page, address)
        page.locator("#signatures .btn.go").click()

    def meet(self, outing: str, who: str, alias: str = "") -> None:
        page = self.nadia
        self.go(page, f"{outing}meet/")
        if alias:
            page.fill("[name=alias]", alias)
        page.locator(f"[name=who][value={who}]").check()
        page.locator("[name=themes]").first.check()
        page.locator("main form .btn.go").click()
        expect(page.locator("main")).to_contain_text("Annuler")


def path_of(page: Page) -> str:
    return "/" + page.url.split("/", 3)[3].split("?")[0].split("#")[0]


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without a script"])
def test_a_team_walks_from_a_refusal_to_what_the_board_proves(
    cast: Cast, visits: Visits, script: bool
) -> None:
    load_builtin_packs(now=timezone.now())
    cast.welcomed(cast.nadia)
    walk = Walk(visits, cast, script)
    helene, nadia = walk.helene, walk.nadia
    before = {code: walk.rung(code) for code in ("1.3", "6.19", "6.21")}
    assert before == {"1.3": 0, "6.19": 0, "6.21": 0}

    walk.ask_placement()
    expect(helene.locator("main .wrong")).to_contain_text("Belle-Étoile")
    walk.engage()
    walk.ask_placement()
    expect(helene.locator("main")).to_contain_text("Nadia Tournesol")
    placement = path_of(helene)

    walk.write_mission(helene, f"{placement}mission/")
    mission = path_of(helene)
    helene.reload()
    expect(helene.locator("#signatures .btn.go")).to_have_count(0)
    walk.write_mission(
        nadia, f"{mission}edit/", activities="Écouter, et rester quand on me le dit."
    )
    walk.sign(nadia, mission)
    walk.sign(helene, mission)
    expect(helene.locator("main")).to_contain_text("En vigueur")

    walk.go(nadia, "/outings/new/")
    nadia.locator("[name=kind][value=round]").check()
    nadia.locator(f"[name=crew][value='{cast.karim.pk}']").check()
    nadia.locator("main form .btn.go").click()
    outing = path_of(nadia)
    walk.meet(outing, "anon")
    walk.meet(outing, "other", alias="Bonnet bleu")
    walk.meet(outing, "other", alias="Colombe")
    walk.go(nadia, outing)
    expect(nadia.locator("main")).to_contain_text("Colombe")

    after = {code: walk.rung(code) for code in before}
    assert all(after[code] > before[code] for code in before), after
    helene.locator("#r6-19 .more a").first.click()
    expect(helene.locator("main")).to_contain_text("Nadia Tournesol")
    answer = helene.request.get(f"{visits.address}/recommendation/pdf/")
    assert answer.ok
    assert answer.body().startswith(b"%PDF")
