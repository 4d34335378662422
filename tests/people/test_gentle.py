"""A gentle word is given once; danger and the person's own words pass."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import override

from entrepairs.engines.plainwords import Kind
from entrepairs.people.gentle import GentleWords, danger_note
from entrepairs.people.refusals import IdentityNumber, PlaceOnMap
from entrepairs.people.wording import SAID, check_words, gentle
from tests.cast import Cast, sign_in


class NoteForm(GentleWords):
    gentle_fields = ("wish", "note")
    own_words = ("wish",)

    wish = forms.CharField(required=False)
    note = forms.CharField(required=False, widget=forms.Textarea)


def sent(data: Mapping[str, str]) -> NoteForm:
    return NoteForm(data)


def test_plain_words_are_kept_at_once() -> None:
    form = sent({"wish": "Une douche, pas de psychiatre", "note": "Vu à la gare."})
    assert form.is_valid()
    assert form.pauses == ()
    assert "Garder ces mots" not in str(form)


def test_a_judgement_is_shown_once_then_kept() -> None:
    form = sent({"note": "Il est ingérable <b>"})
    assert not form.is_valid()
    assert form.errors == {}
    html = str(form)
    assert "« ingérable » ressemble à un jugement" in html
    assert 'name="kept" value="1"' in html
    assert "Il est ingérable &lt;b&gt;" in html
    assert sent({"note": "Il est ingérable <b>", "kept": "1"}).is_valid()


def test_what_the_person_said_is_no_judgement() -> None:
    assert sent({"wish": "Je suis ingérable le matin"}).is_valid()
    assert not sent({"note": "Est ingérable le matin"}).is_valid()


@pytest.mark.parametrize("note", ["Il veut mourir, il est ingérable", "Un couteau. " * 40])
def test_danger_is_never_held_up(note: str) -> None:
    form = sent({"note": note})
    assert form.is_valid()
    assert form.danger


@pytest.mark.parametrize("kept", ["", "1"])
def test_a_nir_is_refused_beside_its_field_whatever_is_kept(kept: str) -> None:
    form = sent({"note": "Danger : 2 84 07 75 999 999 53", "kept": kept})
    assert not form.is_valid()
    assert list(form.errors) == ["note"]


def test_an_alias_that_looks_like_a_civil_identity_is_shown_once() -> None:
    class NamedForm(GentleWords):
        gentle_fields = ("alias",)
        alias = forms.CharField()

    assert not NamedForm({"alias": "Nadia Tournesol"}).is_valid()
    assert NamedForm({"alias": "Nadia Tournesol", "kept": "1"}).is_valid()
    assert NamedForm({"alias": "Barbe grise"}).is_valid()
    assert NoteForm({"note": "Secours Populaire"}).is_valid()


def test_check_words_refuses_two_things_and_nothing_else() -> None:
    with pytest.raises(IdentityNumber):
        check_words("n° 2 84 07 75 999 999 53")
    with pytest.raises(PlaceOnMap):
        check_words("dort là : 48.8584, 2.2945")
    check_words("Schizophrène, ingérable, sans-papiers, 06 39 98 00 01")


def test_each_kind_but_danger_has_its_sentence() -> None:
    assert set(SAID) == set(Kind) - {Kind.DANGER}
    assert [word.kind for word in gentle("Sans-papiers, 06 39 98 00 01")] == [
        Kind.ORIGIN,
        Kind.TELEPHONE,
    ]


def said_after(form: NoteForm) -> list[Any]:
    request = RequestFactory().post("/")
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    assert form.is_valid()
    danger_note(request, form)
    return [str(message) for message in get_messages(request)]


def test_after_danger_the_numbers_are_one_touch_away() -> None:
    with override("fr"):
        (said,) = said_after(sent({"note": "A parlé de suicide."}))
    assert 'href="/urgence/"' in said
    assert "3114" in said
    assert said_after(sent({"note": "A parlé de pluie."})) == []


def said(client: Client, cast: Cast, **fields: str) -> HttpResponse:
    person = cast.person()
    sign_in(client, cast.nadia)
    path = reverse("people:say_wish", args=[person.pk, "want"])
    return client.post(path, {"how": "spoken", **fields})


def test_a_wish_with_a_telephone_is_kept_at_the_second_sending(client: Client, cast: Cast) -> None:
    text = "Appeler mon frère au 06 39 98 00 01"
    first = said(client, cast, text=text)
    assert first.status_code == 422
    assert "Garder ces mots" in first.content.decode()
    assert said(client, cast, text=text, kept="1").status_code == 302


def test_a_wish_that_speaks_of_danger_is_kept_at_once(client: Client, cast: Cast) -> None:
    answer = said(client, cast, text="Je veux mourir, appelez mon frère au 06 39 98 00 01")
    assert answer.status_code == 302
    (message,) = get_messages(answer.wsgi_request)
    assert 'href="/urgence/"' in str(message)
