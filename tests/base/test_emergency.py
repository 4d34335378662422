"""The emergency page: for everybody, light, static, dated, in seven languages."""

from __future__ import annotations

import gzip
import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client

from entrepairs.base.emergency import words
from entrepairs.base.emergency.numbers import STALE, all_numbers, stale_numbers
from entrepairs.base.emergency.words import CODES, Language, Said, language
from entrepairs.commands.doctor import numbers_to_check

HEAVIEST = 30 * 1024
WANTED = {
    "15", "17", "18", "112", "114", "115", "3114", "119", "3919", "3018", "3977",
    "116 006", "116 117", "116 000",
}  # fmt: skip
STATIC = settings.BASE_DIR / "entrepairs" / "static"
CHECKED = date(2026, 11, 22)


def address(code: str) -> str:
    return "/urgence/" if code == "fr" else f"/urgence/{code}/"


def body(client: Client, path: str) -> bytes:
    response = client.get(path)
    assert response.status_code == 200
    return bytes(response.content)


def test_it_asks_nothing_of_the_database_nor_of_whoever_comes(client: Client) -> None:
    """This test has no database: a single query would fail it."""
    client.cookies["sessionid"] = "of-somebody"
    for path in (*map(address, CODES), "/urgence/sw.js"):
        response = client.get(path)
        assert response.status_code == 200
        assert response.cookies == {}


@pytest.mark.parametrize("code", CODES)
def test_page_and_style_and_scripts_weigh_thirty_kilobytes_at_most(
    client: Client, code: str
) -> None:
    parts = [
        body(client, address(code)),
        (STATIC / "emergency.css").read_bytes(),
        (STATIC / "js" / "emergency.js").read_bytes(),
        body(client, "/urgence/sw.js"),
    ]
    assert sum(map(len, parts)) <= HEAVIEST
    assert sum(len(gzip.compress(part, 6)) for part in parts) <= 8 * 1024


@pytest.mark.parametrize("code", CODES)
def test_each_language_has_every_number_with_its_link_and_its_date(
    client: Client, code: str
) -> None:
    html = body(client, address(code)).decode()
    for number in all_numbers():
        scheme = "sms" if number.by_text else "tel"
        assert f'href="{scheme}:{number.dialled}"' in html
        assert f'href="#{number.icon}"' in html
        assert f'<symbol id="{number.icon}"' in html
    assert html.count("22/11/2026") == sum(one.checked_on == CHECKED for one in all_numbers())
    spoken = language(code)
    assert f'<html lang="{spoken.tag}" dir="{spoken.direction}">' in html
    assert html.count("<strong>") == sum(one.checked_on is None for one in all_numbers())


def test_the_numbers_are_those_that_are_wanted_and_each_has_a_source() -> None:
    assert {number.number for number in all_numbers()} == WANTED
    assert all(number.source.startswith("https://") for number in all_numbers())
    assert {one.number for one in all_numbers() if one.by_text and one.video} == {"114"}


def test_its_pictograms_are_those_of_the_house() -> None:
    shown = "public/emergency_icons.html"
    drawn = re.findall(r"<symbol .*?</symbol>", render_to_string(shown), re.S)
    house = (STATIC / "icons.svg").read_text("utf-8")
    assert len(drawn) > len(WANTED)
    assert [symbol for symbol in drawn if symbol not in house] == []


def test_arabic_pashto_and_persian_are_read_from_right_to_left() -> None:
    assert [code for code in CODES if language(code).direction == "rtl"] == ["ar", "ps", "fa"]


@pytest.mark.parametrize("code", CODES)
def test_a_draft_says_so(client: Client, code: str) -> None:
    html = body(client, address(code)).decode()
    assert ("brouillon, à relire" in html) == (code not in {"fr", "en"})


def test_what_is_missing_is_said_in_french_and_marked(client: Client) -> None:
    assert "offline" not in language("ps").page
    html = body(client, "/urgence/ps/").decode()
    french = language("fr").page["offline"]
    assert f'<span lang="fr" dir="ltr">{french}</span> <small>(په فرانسوي)</small>' in html
    assert 'class="borrowed"' not in body(client, "/urgence/uk/").decode()


def test_a_language_without_a_word_of_its_own_still_rings() -> None:
    bare = Language(code="xx", name="X", tag="xx", direction="ltr", draft=True)
    assert bare.of_number("15")[0] == Said("Samu", "fr")


def test_words_are_of_known_numbers_and_known_keys() -> None:
    french = language("fr")
    assert set(french.numbers) == WANTED
    for code in CODES:
        assert set(language(code).page) <= set(french.page), code
        assert set(language(code).numbers) <= WANTED, code
    files = {file.stem for file in Path(words.HERE / "words").glob("*.toml")}
    assert files == set(CODES)


def test_a_number_is_stale_after_180_days_and_when_never_checked() -> None:
    never = [one.number for one in all_numbers() if one.checked_on is None]
    assert stale_numbers(CHECKED + STALE) == never
    assert len(stale_numbers(CHECKED + STALE + timedelta(days=1))) == len(WANTED)


def test_doctor_names_the_numbers_to_check() -> None:
    (note,) = numbers_to_check(CHECKED + timedelta(days=400))
    assert all(number in note for number in WANTED)


def test_doctor_says_nothing_when_all_were_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("entrepairs.commands.doctor.stale_numbers", lambda today: [])
    assert numbers_to_check(CHECKED) == []


def test_the_worker_keeps_these_pages_and_nothing_else(client: Client) -> None:
    response = client.get("/urgence/sw.js")
    assert response["Content-Type"].startswith("text/javascript")
    found = re.search(r"const FILES = (\[.*\]);", response.content.decode())
    assert found
    files = json.loads(found[1])
    assert [file for file in files if file.startswith("/urgence/")] == [*map(address, CODES)]
    assert [file for file in files if not file.startswith("/urgence/")] == [
        file for file in files if "emergency" in file
    ]


def test_the_version_of_the_worker_follows_what_is_said(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = body(client, "/urgence/sw.js")
    assert body(client, "/urgence/sw.js") == before
    monkeypatch.setitem(language("uk").page, "title", "Інше")
    assert body(client, "/urgence/sw.js") != before


def test_there_is_nothing_to_fill_in_and_nobody_to_chat_with(client: Client) -> None:
    for code in CODES:
        html = body(client, address(code)).decode()
        assert not re.search(r"<(?:form|input|textarea|select|iframe)\b|chat|score", html, re.I)
        assert not re.search(r"<style|<script>|\sstyle=|\son\w+=", html)
    policy = client.get("/urgence/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_another_language_is_not_there(client: Client) -> None:
    assert client.get("/urgence/tlh/").status_code == 404
    assert client.post("/urgence/").status_code == 405
