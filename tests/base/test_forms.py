from __future__ import annotations

from datetime import date

from django import forms

from entrepairs.base.forms import DayInput, ManyPicks, Picks

KINDS = [("round", "Tournée"), ("visit", "Visite")]


class Outing(forms.Form):
    day = forms.DateField(label="Jour", help_text="Celui de la sortie.", widget=DayInput())
    kind = forms.ChoiceField(label="Sorte", choices=KINDS, widget=Picks({"round": "footprints"}))
    themes = forms.MultipleChoiceField(
        label="Thèmes", choices=KINDS, required=False, widget=ManyPicks()
    )


def test_the_help_and_the_error_of_a_field_are_read_with_it() -> None:
    html = str(Outing({"day": "32/01/2026"})["day"].as_field_group())
    assert 'aria-describedby="id_day_helptext id_day_error"' in html
    assert 'id="id_day_helptext"' in html
    assert 'id="id_day_error"' in html


def test_a_group_of_choices_is_a_fieldset_with_its_legend() -> None:
    html = str(Outing()["kind"].as_field_group())
    assert "<legend>Sorte</legend>" in html
    assert "icons.svg#footprints" in html
    assert html.count('class="pick"') == 2


def test_an_optional_field_says_so() -> None:
    assert "(facultatif)" in str(Outing()["themes"].as_field_group())
    assert "(facultatif)" not in str(Outing()["day"].as_field_group())


def test_the_summary_of_errors_leads_to_each_field() -> None:
    html = str(Outing({}))
    assert 'href="#id_day"' in html
    assert 'id="id_kind"' in html
    assert "data-focus" in html


def test_a_day_is_shown_as_the_browser_wants_it_and_read_as_people_write_it() -> None:
    assert 'value="2026-11-16"' in str(Outing(initial={"day": date(2026, 11, 16)})["day"])
    form = Outing({"day": "16/11/2026", "kind": "round"})
    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2026, 11, 16)
