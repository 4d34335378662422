"""Papers: what is typed is printed and forgotten, and nobody is named unasked."""

from __future__ import annotations

import io
import re

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from entrepairs.base import clock
from entrepairs.cards.papers import CODES, ON_PDF, tongue
from entrepairs.words.models import PaperPrinted
from tests.cast import Cast, inside, sign_in

pytestmark = pytest.mark.django_db
# 4.3 mm and more is read without glasses; the rest is small print.
TYPED = {"place": "Bains du Port", "day": "2026-11-26", "hour": "09:00", "who": "Nadia", "ask": ""}


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast(now=clock.now())


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def text_of(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def kinds(node: object, found: set[str]) -> set[str]:
    if isinstance(node, list):
        for child in node:
            kinds(child.get_object() if hasattr(child, "get_object") else child, found)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            found.add(str(node["/S"]))
        if "/K" in node:
            kinds(node["/K"], found)
    return found


# --- The languages ----------------------------------------------------------------------
def test_every_language_says_everything_and_drafts_say_so() -> None:
    for code in CODES:
        said = tongue(code)
        assert set(said.says) == set(tongue("fr").says)
        assert all(said.says[key] for key in said.says if key != "draft")
        assert bool(said.says["draft"]) == said.draft == (code != "fr")


def test_every_language_gives_the_numbers_to_ring() -> None:
    for code in CODES:
        assert re.findall(r"\d+", tongue(code).says["danger"]) == ["112", "114", "115", "3114"]


# --- A card for the pocket ------------------------------------------------------------------
@pytest.mark.parametrize("code", CODES)
def test_a_card_is_in_its_language_and_its_direction(cast: Cast, client: Client, code: str) -> None:
    url = reverse("cards:print_paper", args=[cast.person().pk])
    page = sign_in(client, cast.nadia).post(url, TYPED | {"language": code})
    text, said = page.content.decode(), tongue(code)
    assert page.status_code == 200
    assert f'lang="{said.tag}" dir="{said.direction}"' in text
    assert said.says["card"] in text and "Bains du Port" in text and "Nadia" in text


def test_the_alias_is_printed_only_when_ticked(cast: Cast, client: Client) -> None:
    url = reverse("cards:print_paper", args=[cast.person().pk])
    sign_in(client, cast.nadia)
    body = TYPED | {"language": "fr"}
    assert "Barbe grise" not in client.post(url, body).content.decode()
    assert "Barbe grise" in client.post(url, body | {"alias": "on"}).content.decode()


def test_a_name_on_no_list_is_on_no_paper(cast: Cast, client: Client) -> None:
    person = cast.person()
    cast.wished(person, "not_want", "no_name_on_paper")
    sign_in(client, cast.nadia)
    assert (
        "alias" not in client.get(reverse("cards:paper", args=[person.pk])).context["form"].fields
    )
    url = reverse("cards:print_paper", args=[person.pk])
    page = client.post(url, TYPED | {"language": "fr", "alias": "on"}).content.decode()
    assert "Barbe grise" not in page


def test_nothing_of_a_card_is_kept(cast: Cast, client: Client) -> None:
    url = reverse("cards:print_paper", args=[cast.person().pk])
    sign_in(client, cast.nadia).post(url, TYPED | {"language": "fr"})
    with inside(cast.nadia):
        assert not PaperPrinted.objects.exists()


def test_a_social_security_number_is_printed_on_no_card(cast: Cast, client: Client) -> None:
    url = reverse("cards:print_paper", args=[cast.person().pk])
    body = TYPED | {"language": "fr", "place": "2 69 05 49 588 157 80"}
    assert sign_in(client, cast.nadia).post(url, body).status_code == 422


@pytest.mark.parametrize("code", ON_PDF)
def test_the_card_on_pdf_is_tagged_and_has_two_sides(cast: Cast, client: Client, code: str) -> None:
    url = reverse("cards:print_paper", args=[cast.person().pk])
    answer = sign_in(client, cast.nadia).post(url, TYPED | {"language": code, "as": "pdf"})
    reader, said = read(answer.content), tongue(code)
    root = reader.trailer["/Root"]
    assert root["/Lang"] == said.tag and root["/MarkInfo"]["/Marked"]
    assert {"/H1", "/H2", "/P"} <= kinds(root["/StructTreeRoot"], set())
    assert b"pdfuaid" in reader.xmp_metadata.stream.get_data()  # type: ignore[union-attr]
    assert len(reader.pages) == 2
    width, height = (float(side) * 25.4 / 72 for side in reader.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (105, 148)
    assert "Bains du Port" in text_of(reader) and "3114" in text_of(reader)
    assert "Barbe" not in answer.headers["Content-Disposition"]


def test_what_our_fonts_cannot_draw_is_printed_by_the_browser(cast: Cast, client: Client) -> None:
    url = reverse("cards:print_paper", args=[cast.person().pk])
    answer = sign_in(client, cast.nadia).post(url, TYPED | {"language": "ar", "as": "pdf"})
    assert answer.headers["Content-Type"].startswith("text/html") and answer.context["no_pdf"]


def test_the_other_team_prints_nothing_for_them(cast: Cast, client: Client) -> None:
    person = cast.person()
    sign_in(client, cast.lise)
    assert client.get(reverse("cards:paper", args=[person.pk])).status_code == 404
    url = reverse("cards:print_paper", args=[person.pk])
    assert client.post(url, TYPED | {"language": "fr"}).status_code == 404


# --- My project ------------------------------------------------------------------------------
def test_a_project_card_holds_only_the_wishes_ticked(cast: Cast, client: Client) -> None:
    person = cast.person()
    wash = cast.wished(person, "want", "wash", "Une douche le matin.")
    cast.wished(person, "want", "rest", "Dormir au calme.")
    goal = cast.wished(person, "goal", "", "Revoir ma sœur.")
    url = reverse("cards:print_project", args=[person.pk])
    body = {
        "language": "fr", "want": [str(wash.pk)], "goal": [str(goal.pk)],
        "step": "Appeler les bains", "helps": "Nadia", "team": str(cast.team.pk),
    }  # fmt: skip
    page = sign_in(client, cast.nadia).post(url, body).content.decode()
    assert "Une douche le matin." in page and "Revoir ma sœur." in page
    assert "Dormir au calme." not in page and "Barbe grise" not in page


def test_printed_project_cards_are_counted_without_the_person(cast: Cast, client: Client) -> None:
    url = reverse("cards:print_project", args=[cast.person().pk])
    body = {"language": "fr-facile", "team": str(cast.team.pk)}
    sign_in(client, cast.nadia).post(url, body)
    with inside(cast.nadia):
        row = PaperPrinted.objects.get()
        assert (row.kind, row.language, row.team_id) == ("project", "fr-facile", cast.team.pk)
    fields = {field.name for field in PaperPrinted._meta.concrete_fields}
    assert fields == {"id", "organisation", "team", "kind", "on", "language"}


# --- Ask for a peer --------------------------------------------------------------------------
def poster_body(cast: Cast, **changes: str) -> dict[str, str]:
    body = {
        "language": "fr", "shape": "strips", "place": "Square du Kiosque",
        "hours": "mardi, 18 h", "team": str(cast.team.pk),
    }  # fmt: skip
    return body | changes


@pytest.mark.parametrize("shape", ["strips", "cards"])
def test_a_poster_says_where_and_when_eight_times(cast: Cast, client: Client, shape: str) -> None:
    url = reverse("cards:print_poster")
    page = sign_in(client, cast.karim).post(url, poster_body(cast, shape=shape)).content.decode()
    assert page.count("Square du Kiosque") >= 8
    with inside(cast.nadia):
        assert PaperPrinted.objects.get().kind == "poster"


def test_a_poster_on_pdf_is_one_tagged_sheet(cast: Cast, client: Client) -> None:
    url = reverse("cards:print_poster")
    body = poster_body(cast, language="uk", **{"as": "pdf"})
    reader = read(sign_in(client, cast.karim).post(url, body).content)
    assert len(reader.pages) == 1
    assert reader.trailer["/Root"]["/Lang"] == "uk"
    assert "Square du Kiosque" in text_of(reader)


def test_a_poster_of_another_team_is_refused(cast: Cast, client: Client) -> None:
    body = poster_body(cast, team=str(cast.other_team.pk))
    answer = sign_in(client, cast.karim).post(reverse("cards:print_poster"), body)
    assert answer.status_code == 422
    assert sign_in(client, cast.marc).get(reverse("cards:poster")).status_code == 403
