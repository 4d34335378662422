"""Opening hours: typed in French, kept as OSM, read aloud in words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import translation

from entrepairs.directory import hours

WEDNESDAY = datetime(2026, 11, 18, 11, 0, tzinfo=UTC)  # noon in Paris


@pytest.mark.parametrize(
    ("typed", "osm"),
    [
        ("lu-ve 9h-12h30, 14h-17h", "Mo-Fr 09:00-12:30, 14:00-17:00"),
        ("lundi au vendredi 9h à 12h", "Mo-Fr 09:00-12:00"),
        ("sam. 10h–12h", "Sa 10:00-12:00"),
        ("Mo-Fr 08:30-12:30; PH off", "Mo-Fr 08:30-12:30; PH off"),
        ("Mercredi 14h-16h", "We 14:00-16:00"),
    ],
)
def test_what_people_type_becomes_osm(typed: str, osm: str) -> None:
    assert hours.as_osm(typed) == osm
    assert hours.is_known(osm)


@pytest.mark.parametrize("text", ["", "  ", "quand on veut", "Mo-Fr 9 à 5", "x" * 5000])
def test_what_nobody_can_read_is_never_open(text: str) -> None:
    assert not hours.is_known(text)
    assert not hours.is_open(text, WEDNESDAY)
    assert not hours.Door.at(text, WEDNESDAY).known


def test_in_words_in_both_languages() -> None:
    text = "Mo-Fr 08:30-12:30,14:00-17:00; PH off"
    with translation.override("fr"):
        assert hours.in_words(text) == (
            "lun.–ven. 08:30–12:30, 14:00–17:00\N{NO-BREAK SPACE}; jours fériés fermé"
        )
    with translation.override("en"):
        assert hours.in_words(text) == "Mon–Fri 08:30–12:30, 14:00–17:00; public holidays closed"


def test_the_door_says_until_when() -> None:
    door = hours.Door.at("We 09:00-12:30", WEDNESDAY)
    assert door.open and door.until is not None and door.until.hour == 12
    shut = hours.Door.at("Th 09:00-12:30", WEDNESDAY)
    assert not shut.open and shut.until is not None and shut.until.hour == 9
    assert hours.Door.at("24/7", WEDNESDAY).until is None
