from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from entrepairs.framework.models import Framework, Statement
from tests.cast import Cast, inside, sign_in

BOARD = "/recommendation/"


def test_the_board_shows_every_row_on_its_rung(
    client: Client, cast: Cast, framework: Framework
) -> None:
    cast.in_force()
    response = sign_in(client, cast.marc).get(BOARD)
    assert response.status_code == 200
    html = response.content.decode()
    open("/tmp/board.html", "w").write(html)
    assert html.count('class="crit"') == 29
