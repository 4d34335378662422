from __future__ import annotations

from django.test import Client

from entrepairs.framework.models import Framework
from tests.cast import Cast, sign_in

BOARD = "/recommendation/"


def test_the_board_shows_every_row_on_its_rung(
    client: Client, cast: Cast, framework: Framework
) -> None:
    cast.in_force()
    response = sign_in(client, cast.marc).get(BOARD)
    assert response.status_code == 200
    html = response.content.decode()
    assert html.count('class="crit"') == 29
