from __future__ import annotations

from django.test import Client
from django.urls import reverse

from entrepairs.desk.plus import NOTES
from tests.cast import Cast, sign_in


def test_each_thing_to_note_has_its_page(cast: Cast, client: Client) -> None:
    page = sign_in(client, cast.nadia).get(reverse("plus"))
    assert [note.url for note in page.context["notes"]] == [note.url for note in NOTES]
    assert all(client.get(note.url).status_code in (200, 302) for note in NOTES)


def test_who_meets_nobody_has_nothing_to_note(cast: Cast, client: Client) -> None:
    assert sign_in(client, cast.ada).get(reverse("plus")).context["notes"] == []
