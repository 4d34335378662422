from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from entrepairs.accounts.enums import Role
from entrepairs.accounts.models import AuditEntry
from entrepairs.framework.models import Framework, Statement
from tests.cast import Cast, inside, sign_in
from tests.framework.standing import rung
from tests.interventions.scene import go_out, meet

BOARD = "/recommendation/"
READERS = ("nadia", "karim", "helene", "lise", "marc", "denis")
NOT_READERS = ("ada", "claire", "lucie")


def plain(html: bytes) -> str:
    return html.decode().replace("\u00a0", " ")


# --- The board ---------------------------------------------------------------------
def test_the_board_draws_every_row_on_its_rung(
    client: Client, cast: Cast, framework: Framework
) -> None:
    cast.in_force()
    html = plain(sign_in(client, cast.marc).get(BOARD).content)
    assert html.count('class="crit"') == 56
    assert "<b>1</b> mission sur <b>1</b> est écrite avec le pair et signée des deux côtés" in html
    assert "Ligne 6.19 · Barreau 3 sur 4 : constaté" in html
    assert "La Haute Autorité de santé n’a ni relu ni approuvé" in html
    assert "Les seuils (5 personnes, 10 réponses" in html
    assert "%" not in html.split("<main")[1]


def test_the_board_speaks_english(client: Client, cast: Cast, framework: Framework) -> None:
    sign_in(client, cast.marc)
    html = plain(client.get(BOARD, HTTP_ACCEPT_LANGUAGE="en").content)
    assert "A peer only joins a team that wanted one" in html
    assert "What would reach the next rung" in html


def test_the_walk_moves_the_rungs(client: Client, cast: Cast, framework: Framework) -> None:
    assert [rung(cast, framework, code) for code in ("R1.3", "R6.19", "R6.21")] == [0, 0, 0]
    cast.in_force()
    go_out(cast)
    assert [rung(cast, framework, code) for code in ("R1.3", "R6.19", "R6.21")] == [2, 3, 3]


@pytest.mark.parametrize("address", ["", "table/", "pdf/", "rows/R6.21/", "say/R6.21/"])
def test_who_opens_and_who_does_not(
    client: Client, cast: Cast, framework: Framework, address: str
) -> None:
    for name in READERS:
        response = sign_in(client, getattr(cast, name)).get(BOARD + address)
        assert response.status_code == 200, name
    for name in NOT_READERS:
        response = sign_in(client, getattr(cast, name)).get(BOARD + address)
        assert response.status_code == 403, name


@pytest.mark.parametrize("address", ["", "table/", "pdf/", "rows/R6.21/", "say/R6.21/"])
def test_reading_pages_refuse_to_be_posted(
    client: Client, cast: Cast, framework: Framework, address: str
) -> None:
    assert sign_in(client, cast.marc).post(BOARD + address).status_code == 405


def test_another_teams_board_is_not_found(client: Client, cast: Cast, framework: Framework) -> None:
    team = f"?team={cast.team.pk}"
    assert sign_in(client, cast.nadia).get(BOARD + team).status_code == 200
    for stranger in (cast.lise, cast.ines, cast.driss):
        assert sign_in(client, stranger).get(BOARD + team).status_code == 404
    assert sign_in(client, cast.nadia).get(BOARD + "?team=x").status_code == 404


def test_an_outsider_reads_nothing_of_us(client: Client, cast: Cast, framework: Framework) -> None:
    cast.in_force()
    html = plain(sign_in(client, cast.driss).get(BOARD).content)
    assert "<b>0</b> mission sur <b>0</b>" in html
    assert "Nadia" not in html


def test_a_figure_about_few_persons_is_a_sentence(
    client: Client, cast: Cast, framework: Framework
) -> None:
    outing = go_out(cast)
    for _time in range(4):
        meet(cast, outing, seen="again")
    html = plain(sign_in(client, cast.marc).get(BOARD).content)
    assert "Chiffre non montré : il concerne moins de <b>5</b> personnes" in html
    assert "pairs 4" not in html
    meet(cast, outing, seen="again")
    html = plain(client.get(BOARD).content)
    assert "<b>5</b> rencontres avec un pair sur <b>5</b>" in html


def test_without_a_recommendation_the_page_says_what_to_do(client: Client, cast: Cast) -> None:
    assert "framework load" in plain(sign_in(client, cast.marc).get(BOARD).content)


def test_the_number_of_queries_does_not_grow(
    client: Client, cast: Cast, framework: Framework
) -> None:
    sign_in(client, cast.marc)
    cast.in_force()
    go_out(cast)
    few = queries(client, BOARD)
    for number in range(4):
        zoe = cast.new_member(cast.a, f"Zoé Ficelle {number}", Role.PEER, team=cast.team)
        placement = cast.placed(cast.welcomed(zoe))
        cast.signed(cast.written(placement, zoe), zoe)
        outing = go_out(cast)
        for _time in range(5):
            meet(cast, outing, seen="first", themes=["health"])
    assert queries(client, BOARD) == few
    assert few <= 60


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


# --- Rows --------------------------------------------------------------------------
def test_the_rows_of_a_figure_open(client: Client, cast: Cast, framework: Framework) -> None:
    mission = cast.in_force()
    outing = go_out(cast)
    sign_in(client, cast.marc)
    opened = {
        "R1.3": mission.placement.get_absolute_url(),
        "R5.1": cast.team.get_absolute_url(),
        "R6.19": mission.get_absolute_url(),
        "R6.21": outing.get_absolute_url(),
    }
    for code, address in opened.items():
        html = plain(client.get(f"{BOARD}rows/{code}/").content)
        assert f'href="{address}"' in html, code
        assert "compté dans le chiffre" in html, code
    assert client.get(f"{BOARD}rows/R9.9/").status_code == 404


def test_what_counts_against_is_listed_too(
    client: Client, cast: Cast, framework: Framework
) -> None:
    cast.engaged(cast.team)
    html = plain(sign_in(client, cast.marc).get(f"{BOARD}rows/R5.1/").content)
    assert "Le Perron" in html
    assert "pas compté, ou on ne sait pas" in html


def test_encounters_open_for_those_who_meet_people_and_it_is_recorded(
    client: Client, cast: Cast, framework: Framework
) -> None:
    outing = go_out(cast)
    for number in range(5):
        meet(cast, outing, seen="again", alias=f"Lanterne {number}")
    address = f"{BOARD}rows/R1.1/"
    html = plain(sign_in(client, cast.nadia).get(address).content)
    assert f'href="{outing.get_absolute_url()}"' in html
    assert "Lanterne" not in html
    with inside(cast.nadia):
        looks = AuditEntry.objects.filter(kind="interventions.encounter", act="look")
        assert looks.count() == 1
    html = plain(sign_in(client, cast.marc).get(address).content)
    assert "Rien que vous puissiez ouvrir" in html
    assert outing.get_absolute_url() not in html


def test_a_team_member_opens_only_rows_of_their_teams(
    client: Client, cast: Cast, framework: Framework
) -> None:
    mission = cast.in_force()
    html = plain(sign_in(client, cast.lise).get(f"{BOARD}rows/R6.19/").content)
    assert mission.get_absolute_url() not in html


# --- Saying ------------------------------------------------------------------------
def post(client: Client, code: str, act: str, prefix: str, **fields: str) -> int:
    data = {f"{prefix}-{name}": value for name, value in fields.items()}
    return client.post(reverse(f"framework:{act}", args=[code]), data).status_code


def test_a_colleague_declares_and_names_a_text(
    client: Client, cast: Cast, framework: Framework
) -> None:
    sign_in(client, cast.karim)
    team = str(cast.team.pk)
    assert post(client, "R5.3", "declare", "declaring", team=team, text="Chaque mois.") == 302
    assert "Barreau 1 sur 4" in plain(client.get(f"{BOARD}say/R5.3/").content)
    said = {"team": team, "text": "Livret d’accueil, page 4.", "said_on": "2026-03-02"}
    assert post(client, "R5.3", "document", "documenting", **said) == 302
    html = plain(client.get(f"{BOARD}say/R5.3/").content)
    assert "Livret d’accueil, page 4." in html
    assert "2 mars 2026" in html
    assert "Barreau 2 sur 4" in html


def test_a_form_that_says_nothing_comes_back(
    client: Client, cast: Cast, framework: Framework
) -> None:
    sign_in(client, cast.karim)
    team = str(cast.team.pk)
    assert post(client, "R5.3", "declare", "declaring", team=team, text="") == 422
    later = {"team": team, "text": "Bientôt.", "said_on": "2099-01-01"}
    assert post(client, "R5.3", "document", "documenting", **later) == 422
    other = str(cast.other_team.pk)
    assert post(client, "R5.3", "declare", "declaring", team=other, text="Ailleurs.") == 422


def test_the_auditor_reads_and_does_not_speak(
    client: Client, cast: Cast, framework: Framework
) -> None:
    sign_in(client, cast.denis)
    assert post(client, "R5.3", "declare", "declaring", text="Je l’ai vu.") == 403
    assert "Le déclarer" not in plain(client.get(f"{BOARD}say/R5.3/").content)


def test_a_peer_confirms_and_takes_it_back(
    client: Client, cast: Cast, framework: Framework
) -> None:
    cast.placed()
    sign_in(client, cast.nadia)
    team = str(cast.team.pk)
    assert "est-ce vrai pour vous ?" in plain(client.get(f"{BOARD}say/R1.3/").content)
    assert post(client, "R1.3", "confirm", "confirming", team=team) == 302
    assert post(client, "R1.3", "confirm", "confirming", team=team) == 422
    with inside(cast.nadia):
        statement = Statement.objects.get(member=cast.nadia)
    assert client.get(reverse("framework:withdraw", args=[statement.pk])).status_code == 405
    assert client.post(reverse("framework:withdraw", args=[statement.pk])).status_code == 302
    with inside(cast.nadia):
        statement.refresh_from_db()
    assert statement.withdrawn_on is not None


def test_the_management_is_not_asked_to_confirm(
    client: Client, cast: Cast, framework: Framework
) -> None:
    sign_in(client, cast.helene)
    assert "est-ce vrai pour vous ?" not in plain(client.get(f"{BOARD}say/R1.3/").content)
    assert post(client, "R1.3", "confirm", "confirming", team=str(cast.team.pk)) == 403


def test_only_the_author_takes_words_back(client: Client, cast: Cast, framework: Framework) -> None:
    sign_in(client, cast.karim)
    post(client, "R5.3", "declare", "declaring", team=str(cast.team.pk), text="Chaque mois.")
    with inside(cast.karim):
        address = reverse("framework:withdraw", args=[Statement.objects.get().pk])
    assert sign_in(client, cast.nadia).post(address).status_code == 403
    assert sign_in(client, cast.lise).post(address).status_code == 404
    assert sign_in(client, cast.driss).post(address).status_code == 404


def test_the_pdf_is_a_file_to_keep(client: Client, cast: Cast, framework: Framework) -> None:
    response = sign_in(client, cast.marc).get(f"{BOARD}pdf/")
    assert response["Content-Type"] == "application/pdf"
    assert "recommandation.pdf" in response["Content-Disposition"]
    assert response.content.startswith(b"%PDF-")
