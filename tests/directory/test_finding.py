"""Words without accents, places without a map, hours, and entries that grew old."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from math import asin, cos, radians, sin, sqrt
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict

from entrepairs.base import clock
from entrepairs.bench.invented import services as invented_services
from entrepairs.directory.finding import Asked, Found, fetch, find_services
from entrepairs.directory.models import Service
from entrepairs.directory.services import Said, correct_service, still_true, withdraw_correction
from tests.cast import Cast, inside
from tests.directory.dumps import key, old_day, service, structure, today

Bring = Callable[..., Any]
EAST = {"commune": "Bout-du-Champ", "code_postal": "00111", "code_insee": "00111"}


def ask(cast: Cast, query: str = "", now: datetime | None = None) -> Found:
    moment = now or clock.now()
    with inside(cast.nadia):
        return find_services(
            member=cast.nadia,
            asked=Asked.read(QueryDict(query)),
            now=moment,
            today=clock.day_of(moment),
        )


def names(cast: Cast, query: str = "", now: datetime | None = None) -> list[str]:
    found = ask(cast, query, now)
    with inside(cast.nadia):
        return [each.name for each in fetch(cast.nadia, found.hits)]


@pytest.mark.parametrize(
    "words", ["école", "ECOLE", "ecoles", "éco", "lecture ecole", "savoir+lire"]
)
def test_words_are_found_whatever_their_accents(shelves: Bring, cast: Cast, words: str) -> None:
    shelves(
        [
            service("1", nom="École du soir", description="Lecture, savoir lire et écrire."),
            service("2", nom="Repas du soir"),
        ]
    )
    assert names(cast, f"q={words}") == ["École du soir"]


@pytest.mark.parametrize("words", ["' OR 1=1", "a & | !", ":*", "\\", "<->", "%", "   "])
def test_no_sign_breaks_the_search(shelves: Bring, cast: Cast, words: str) -> None:
    shelves([service()])
    query = QueryDict(mutable=True)
    query["q"] = words
    ask(cast, query.urlencode())


def test_the_name_comes_before_what_only_speaks_of_it(shelves: Bring, cast: Cast) -> None:
    shelves(
        [
            service("1", nom="Accueil", description="On y prend aussi une douche."),
            service("2", nom="Zone de douches"),
        ]
    )
    assert names(cast, "q=douche") == ["Zone de douches", "Accueil"]


def test_a_structure_is_found_by_its_name(shelves: Bring, cast: Cast) -> None:
    shelves({"services": [service()], "structures": [structure(nom="CCAS de la Lanterne")]})
    assert names(cast, "q=ccas") == ["Douches du quai"]


def test_themes_families_and_publics(shelves: Bring, cast: Cast) -> None:
    shelves(
        [
            service("1", nom="Écoute", thematiques=["sante--sante-mentale"], publics=["femmes"]),
            service("2", nom="Soins", thematiques=["sante--acces-aux-soins"]),
            service("3", nom="Repas", publics=None),
        ]
    )
    assert names(cast, "theme=sante") == ["Écoute", "Soins"]
    assert names(cast, "theme=sante--sante-mentale") == ["Écoute"]
    # A service for everybody is for young people too; one that does not say is not hidden.
    assert names(cast, "public=jeunes") == ["Repas", "Soins"]
    assert names(cast, "public=femmes") == ["Écoute", "Repas", "Soins"]
    assert len(names(cast, "theme=nothing&public=nobody")) == 3


def haversine(one: tuple[float, float], two: tuple[float, float]) -> float:
    (lat, lon), (there_lat, there_lon) = one, two
    half = sin(radians(there_lat - lat) / 2) ** 2
    half += cos(radians(lat)) * cos(radians(there_lat)) * sin(radians(there_lon - lon) / 2) ** 2
    return 2 * 6371.0088 * asin(sqrt(half))


def test_the_nearest_first_and_the_circle_not_the_square(shelves: Bring, cast: Cast) -> None:
    away = {"near": (47.01, 3.0), "corner": (47.06, 3.09), "edge": (47.0, 3.12)}
    rows = [
        service(name, nom=name, latitude=lat, longitude=lon, **EAST)
        for name, (lat, lon) in away.items()
    ]
    shelves([service("0", nom="here"), *rows])
    # Lanterne-sur-Quai is the middle of its own services: 47.0, 3.0.
    within = ask(cast, "place=lanterne sur quai&km=10")
    assert names(cast, "place=LANTERNE-SUR-QUAI&km=10") == ["here", "near", "edge", "corner"]
    for hit in within.hits[1:]:
        found = Service.objects.get(pk=hit.pk)
        assert hit.kilometres == pytest.approx(haversine((47.0, 3.0), away[found.name]), abs=0.01)
    # 9.1 km and 9.6 km away: out at five.
    assert names(cast, "place=00110&km=5") == ["here", "near"]
    shelves([service("far", nom="far", latitude=47.085, longitude=3.125, **EAST)], partial=True)
    # In the square of ten kilometres, not in the circle.
    assert "far" not in names(cast, "place=00110&km=10")
    assert "far" in names(cast, "place=00110&km=25")


def test_a_service_of_the_commune_without_coordinates_stays_in(shelves: Bring, cast: Cast) -> None:
    shelves([service("1", nom="ici"), service("2", nom="sans", latitude=None, longitude=None)])
    assert names(cast, "place=00110") == ["ici", "sans"]
    shelves([service("1", latitude=None), service("2", latitude=None)])
    assert len(names(cast, "place=Lanterne-sur-Quai&km=5")) == 2


def test_a_place_is_found_by_its_beginning_and_namesakes_are_told(
    shelves: Bring, cast: Cast
) -> None:
    double = {"commune": "Lanterne-sur-Quai", "code_postal": "00990", "code_insee": "00990"}
    far = {"latitude": 44.0, "longitude": 6.0}
    shelves([service("1"), service("2"), service("3", nom="loin", **{**double, **far})])
    found = ask(cast, "place=lanterne")
    assert found.place is not None and found.place.text == "Lanterne-sur-Quai 00110"
    assert [place.text for place in found.others] == ["Lanterne-sur-Quai 00990"]
    assert names(cast, "place=Lanterne-sur-Quai 00990") == ["loin"]


def test_an_unknown_place_says_so(shelves: Bring, cast: Cast) -> None:
    shelves([service()])
    found = ask(cast, "place=Nulle-Part")
    assert found.unknown_place and not found.hits


NOON = datetime(2026, 11, 18, 11, 0, tzinfo=UTC)  # a Wednesday, noon in Paris


def test_open_now_counts_known_hours_only(shelves: Bring, cast: Cast) -> None:
    shelves(
        {
            "structures": [structure("midi", horaires_accueil="We 11:00-13:00")],
            "services": [
                service("1", nom="ouvert", horaires_accueil="Mo-Fr 09:00-17:00"),
                service("2", nom="fermé", horaires_accueil="Mo-Fr 14:00-17:00"),
                service("3", nom="inconnu"),
                service("4", nom="illisible", horaires_accueil="quand on veut"),
                service("5", nom="maison", structure_id="essai--midi"),
                service("6", nom="férié", horaires_accueil="Mo-Su 09:00-17:00; PH off"),
            ],
        }
    )
    assert names(cast, "open=1", NOON) == ["férié", "maison", "ouvert"]
    # The eleventh of November is a holiday, and in 2026 a Wednesday.
    assert names(cast, "open=1", NOON - timedelta(days=7)) == ["maison", "ouvert"]
    assert names(cast, "open=1&place=00110", NOON) == ["férié", "maison", "ouvert"]


def test_what_nobody_checked_for_a_year_is_hidden_until_asked_for(
    shelves: Bring, cast: Cast
) -> None:
    shelves([service("1", nom="récent"), service("2", nom="ancien", date_maj=old_day(400))])
    found = ask(cast)
    assert (names(cast), found.stale) == (["récent"], 1)
    assert names(cast, "old=1") == ["ancien", "récent"]
    # A year later, both are.
    later = clock.now() + timedelta(days=340)
    assert names(cast, now=later) == [] and ask(cast, now=later).stale == 2


def test_a_check_of_ours_makes_an_entry_fresh_for_us_alone(shelves: Bring, cast: Cast) -> None:
    shelves([service("2", nom="ancien", date_maj=old_day(400))])
    with inside(cast.nadia):
        found = Service.objects.get(pk=key("2"))
        checked = still_true(actor=cast.nadia, service=found, now=clock.now())
    assert names(cast) == ["ancien"]
    with inside(cast.driss):
        theirs = find_services(
            member=cast.driss, asked=Asked(), now=clock.now(), today=clock.day_of(clock.now())
        )
    assert theirs.hits == []
    with inside(cast.nadia):
        withdraw_correction(actor=cast.nadia, correction=checked, now=clock.now())
    assert names(cast) == []


def test_a_correction_is_a_check_too(shelves: Bring, cast: Cast) -> None:
    shelves([service("2", nom="ancien", date_maj=old_day(400))])
    with inside(cast.nadia):
        found = Service.objects.get(pk=key("2"))
        said = Said("papers", "Aucun papier demandé.")
        correct_service(actor=cast.nadia, service=found, said=said, now=clock.now())
    assert names(cast) == ["ancien"]


@pytest.mark.slow
def test_the_search_uses_its_indexes_on_twenty_thousand_rows(shelves: Bring, cast: Cast) -> None:
    shelves(invented_services(20_000, today()))
    ran: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        ran.append((sql, params))
        return execute(sql, params, many, context)

    commune = Service.objects.order_by("pk").values_list("commune", flat=True)[0]
    for query in ("q=domiciliation bacoroir", f"place={commune}&km=5", "place=01000&km=5&q=repas"):
        with connection.execute_wrapper(note):
            ask(cast, query)
    plans = []
    for sql, params in ran:
        if "directory_service" in sql and sql.startswith("SELECT"):
            with connection.cursor() as cursor, inside(cast.nadia):
                cursor.execute(f"EXPLAIN {sql}", params)
                plans.append("\n".join(row[0] for row in cursor.fetchall()))
    assert len(plans) >= 6
    assert [plan for plan in plans if "Seq Scan on directory_service" in plan] == []
    assert any("service_words" in plan for plan in plans)
    assert any("service_box" in plan for plan in plans)
