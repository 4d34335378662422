"""The database is full or away: said in a page that keeps what was sent."""

from __future__ import annotations

from html.parser import HTMLParser

import psycopg
import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.test import Client, override_settings
from django.urls import path

from config.urls import urlpatterns as house_addresses
from entrepairs.base.errors import broken
from entrepairs.base.outage import AWAY, FULL, outage_of

LETTER = '\nBonjour,\n<b>l’équipe</b> & "tous"\n'


def caused_by(cause: Exception) -> Exception:
    try:
        raise OperationalError(str(cause)) from cause
    except OperationalError as error:
        return error


@pytest.mark.parametrize(
    ("cause", "status"),
    [
        (psycopg.errors.DiskFull("53100"), FULL),
        (psycopg.errors.AdminShutdown("57P01"), AWAY),
        (psycopg.errors.CannotConnectNow("57P03"), AWAY),
        (psycopg.OperationalError("connection refused"), AWAY),
        (psycopg.errors.DeadlockDetected("40P01"), None),
        (ValueError("ours"), None),
    ],
)
def test_each_outage_has_its_answer(cause: Exception, status: int | None) -> None:
    assert outage_of(caused_by(cause)) == status


def full(request: HttpRequest) -> HttpResponse:
    raise caused_by(psycopg.errors.DiskFull("no room"))


def wrong(request: HttpRequest) -> HttpResponse:
    raise ValueError("ours")


full.login_required = wrong.login_required = False  # type: ignore[attr-defined]
handler500 = broken
urlpatterns = [*house_addresses, path("full/", full), path("wrong/", wrong)]


class Sent(HTMLParser):
    """The fields of the form in the page, as a browser would send them again."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields = QueryDict(mutable=True)
        self.name: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "textarea":
            self.name = dict(attrs)["name"]
            self.fields.appendlist(str(self.name), "")

    def handle_endtag(self, tag: str) -> None:
        self.name = None if tag == "textarea" else self.name

    def handle_data(self, data: str) -> None:
        if self.name:
            # A browser drops the first line break after <textarea>.
            self.fields.setlist(self.name, [*self.fields.getlist(self.name)[:-1], data[1:]])


@override_settings(ROOT_URLCONF=__name__)
def test_a_full_disk_gives_the_form_back_as_it_was_sent() -> None:
    client = Client(raise_request_exception=False)
    sent = {"letter": LETTER, "theme": ["sleep", "money"], "password": "secret"}
    answer = client.post("/full/", sent)
    assert answer.status_code == FULL
    page = answer.content.decode()
    assert "gardé dans cette page" in page.replace("\xa0", " ") and "secret" not in page
    again = Sent(page).fields
    assert again.getlist("letter") == [LETTER]
    assert again.getlist("theme") == ["sleep", "money"]


@override_settings(ROOT_URLCONF=__name__)
def test_the_page_needs_no_database() -> None:
    """No ``django_db`` mark here: a query would make this test fail."""
    answer = Client(raise_request_exception=False).get("/full/?page=2")
    assert answer.status_code == FULL
    assert 'href="/full/?page=2"' in answer.content.decode()


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_a_fault_of_ours_stays_a_fault_of_ours() -> None:
    assert Client(raise_request_exception=False).get("/wrong/").status_code == 500


def test_no_error_is_no_outage() -> None:
    assert outage_of(None) is None
