"""What every test is held by."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime

import pytest
from django.test import Client

from entrepairs.accounts.models import Team
from tests.cast import Cast, sign_in
from tests.house.tree import ROOT


def test_a_moment_in_a_day_fails() -> None:
    with pytest.raises(TypeError, match="is a day"):
        Team._meta.get_field("opened_on").to_python(datetime(2026, 11, 16, 23, 30, tzinfo=UTC))


def test_warnings_are_errors() -> None:
    options = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["pytest"]["ini_options"]
    assert options["filterwarnings"][0] == "error"


def test_a_form_sent_without_its_token_is_refused(cast: Cast) -> None:
    strict = sign_in(Client(enforce_csrf_checks=True), cast.nadia)
    assert strict.post("/leave/").status_code == 403
