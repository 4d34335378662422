"""How a table is found and its rows are judged."""

from __future__ import annotations

from datetime import date

import pytest

from entrepairs.engines.sheets.alike import spellings
from entrepairs.engines.sheets.problem import Book, Choice, FileRefused
from entrepairs.engines.sheets.reading import missing_fields, read_table
from entrepairs.engines.sheets.survey import best_sheet, survey
from tests.engines.sheets import made
from tests.engines.sheets.made import (
    ENCOUNTERS,
    OUTINGS,
    PEOPLE,
    TEAMS,
    encounter,
    levels,
    outing,
    person,
    read,
    said,
    sheet,
)


def test_the_header_stands_under_titles_and_the_rest_is_sorted_out() -> None:
    reading = read(
        ("Pairs 2025", "", ""),
        (),
        PEOPLE,
        ("ÉQUIPE DE JOUR",),
        person(),
        ("", "TOTAL équipe", "", "", "", "", 2.0),
        (),
        PEOPLE,
        person(name="Fictif"),
        ("", "* MAD = mise à disposition"),
        (),
    )
    assert reading.table.header_row == 3
    assert reading.table.data == (5, 9)
    assert {what: rows for what, rows in reading.table.not_data.items() if rows} == {
        "section": (4,), "total": (6,), "blank": (7,), "repeated_header": (8,), "note": (10,),
    }  # fmt: skip


def test_a_summary_is_not_offered_and_the_data_sheet_is() -> None:
    summary = sheet(("Secteur", "oct.", "nov.", "déc.", "Total"), ("Canal", 1, 2, 3, 6))
    cross = sheet(("Nature", "T4 2025", "", "T1 2026", ""), ("", "a", "b", "a", "b"))
    data = sheet(OUTINGS, outing())
    findings = survey(Book("xlsx", (summary, cross, data, sheet(("Notes",)), sheet())))
    assert [found.use for found in findings] == ["summary", "summary", "table", "words", "empty"]
    assert best_sheet(findings) == 2


def test_a_hidden_sheet_is_never_offered() -> None:
    assert best_sheet(survey(Book("ods", (sheet(OUTINGS, outing(), hidden=True),)))) is None


def test_a_sheet_without_table_is_refused() -> None:
    with pytest.raises(FileRefused) as refusal:
        read(("Une ligne par sortie",), ("merci",))
    assert refusal.value.code == "no_table"


def test_nouns_of_later_are_recognised_and_left() -> None:
    reading = read(
        ("Intitulé", "Date", "Durée", "Participant·e", "Présent ?", "Coût"),
        ("Intervision", "08/10/2025", "2h", "Rose", "x", "0"),
    )
    assert (reading.table.kind, reading.notices[0].code, reading.lines) == (
        "sessions",
        "later_noun",
        (),
    )
    expenses = read(
        ("Date", "Qui", "Montant TTC", "Justif."), ("01/10/2025", "Rose", "12,50 €", "x")
    )
    assert expenses.table.kind == "expenses"


def test_columns_never_taken_in_are_said() -> None:
    reading = read_table(
        sheet((*PEOPLE, "Né(e) le", "IBAN", "Nationalité"), [*person(), "x", "y", "z"],
              hidden_columns=frozenset({8})),
        today=made.TODAY,
    )  # fmt: skip
    out = {notice.params["reason"]: notice.params["hidden"] for notice in reading.notices}
    assert out == {"birth_date": True, "bank_account": False, "nationality": False}


def test_a_column_of_coordinates_is_known_by_its_values() -> None:
    rows = [[*outing(), "48.865, 2.306"] for _ in range(4)]
    reading = read((*OUTINGS, "Départ"), *rows)
    assert reading.table.columns[-1].reason == "coordinates"


def test_free_text_is_off_and_its_sensitive_cells_are_named() -> None:
    reading = read(ENCOUNTERS, encounter(), encounter(notes="bipolaire"))
    assert [(cell.cell, cell.kind) for cell in reading.sensitive] == [("I3", "diagnosis")]
    assert "notes" not in reading.lines[1].values


def test_a_free_text_column_that_is_chosen_names_its_sensitive_cells() -> None:
    line = encounter(notes="bipolaire")
    reading = read(ENCOUNTERS, line, choice=Choice(columns={9: "themes"}))
    assert [(cell.cell, cell.kind) for cell in reading.sensitive] == [("I2", "diagnosis")]


def test_one_line_of_people_is_clean() -> None:
    reading = read(PEOPLE, person(end="31/12/2025", share="60 %"))
    assert levels(reading) == ["clean"]
    values = reading.lines[0].values
    assert (values["family_name"], values["role"], values["status"]) == (
        "Exemple", "peer", "volunteer",
    )  # fmt: skip
    assert (values["start"], values["end"]) == (date(2025, 10, 1), date(2025, 12, 31))


def test_a_name_in_capitals_is_tidied() -> None:
    assert (
        read(PEOPLE, person(name="FICTIF-ESSAI")).lines[0].values["family_name"] == "Fictif-Essai"
    )


@pytest.mark.parametrize(
    ("cells", "issue"),
    [({"start": ""}, ("E2", "refuse", "no_start")),
     ({"end": "01/09/2025"}, ("F2", "refuse", "ends_before_start")),
     ({"name": ""}, ("A2", "ask", "family_name_missing")),
     ({"given": "-"}, ("B2", "ask", "given_name_missing")),
     ({"name": "", "given": ""}, ("A2", "refuse", "no_name")),
     ({"status": "stagiaire"}, ("D2", "ask", "status_unsure")),
     ({"name": "=1+1"}, ("A2", "ask", "formula_text")),
     ({"start": "=TODAY()"}, ("E2", "refuse", "formula_not_a_date")),
     ({"name": "2 84 07 75 999 999 53"}, ("A2", "ask", "looks_like_nir"))],
)  # fmt: skip
def test_a_doubt_about_people_names_its_cell(cells: dict[str, str], issue: tuple[str]) -> None:
    assert issue in said(read(PEOPLE, person(**cells)))


def test_a_formula_cell_is_asked_about_with_its_last_value() -> None:
    page = sheet(PEOPLE, person(start=date(2025, 1, 1)), formulas={(2, 5): "=F1+365"})
    issue = read_table(page, today=made.TODAY).issues[0]
    assert (issue.cell, issue.code, issue.params["shown"]) == ("E2", "formula", "01/01/2025")


def test_the_later_of_two_overlapping_periods_is_refused() -> None:
    reading = read(
        PEOPLE, person(end="31/12/2025"), person(status="salariée asso", start="01/12/2025")
    )
    assert said(reading) == [("E3", "refuse", "overlaps")]
    assert levels(reading) == ["clean", "refuse"]


def test_a_double_entry_is_asked_about_and_suggested() -> None:
    reading = read(PEOPLE, person(name="Modèle"), person(name="MODELE"))
    assert said(reading) == [("A3", "ask", "double_entry")]
    assert reading.duplicates == ((2, 3),)


def test_one_email_under_two_spellings_is_suggested_and_both_stay() -> None:
    header = ("Nom", "Prénom", "Statut", "Depuis le", "Courriel")
    line = ("bénévole", "03/03/2025", "odile@example.org")
    reading = read(header, ("Modèle", "Odile", *line), ("Modele", "Odyle", *line))
    assert (levels(reading), reading.duplicates) == (["clean", "clean"], ((2, 3),))


def test_a_team_needs_a_name_and_its_dates_never_keep_it_out() -> None:
    reading = read(
        TEAMS,
        ("", "CHRS", "759900517", "", "", "", ""),
        ("Équipe", "CHRS", "", "", "", "31/06/2025", ""),
        ("Autre équipe", "CHRS", "", "", "", "en réflexion", ""),
        ("Encore", "CHRS", "", "", "", 45962, ""),
    )
    assert said(reading) == [
        ("A2", "refuse", "no_team_name"), ("F3", "ask", "no_such_day"),
        ("F4", "ask", "not_a_date"), ("F5", "warn", "date_serial"),
    ]  # fmt: skip


def test_two_teams_of_one_finess_are_not_doubles() -> None:
    reading = read(
        TEAMS,
        ("EMPP Nord", "EMPP", "759900111", "", "", "", ""),
        ("E.M.P.P.  nord ", "EMPP", "75 990011 1", "", "", "", ""),
        ("CMP Nord", "CMP", "759900111", "", "", "", ""),
    )
    assert reading.duplicates == ((2, 3),)


def test_an_encounter_is_read_whole() -> None:
    values = read(ENCOUNTERS, encounter()).lines[0].values
    assert (values["alias"], values["seen"], values["minutes"]) == ("Moustache", "first", 20)
    assert values["crew"] == ("Rose", "Basile")


@pytest.mark.parametrize(
    ("cells", "issue"),
    [({"date": ""}, ("A2", "refuse", "no_date")),
     ({"date": "05/01/2042"}, ("A2", "refuse", "in_future")),
     ({"end": "12h"}, ("C2", "ask", "too_long")),
     ({"person": "né le 12/03/1971"}, ("D2", "ask", "civil_identity")),
     ({"place": "48.8699, 2.3636"}, ("F2", "ask", "coordinates")),
     ({"crew": "?"}, ("G2", "ask", "no_crew"))],
)  # fmt: skip
def test_a_doubt_about_an_encounter_names_its_cell(
    cells: dict[str, str], issue: tuple[str]
) -> None:
    lines = [encounter(person=f"Alias {number}") for number in range(6)]
    assert said(read(ENCOUNTERS, encounter(**cells), *lines)) == [issue]


def test_a_date_on_the_first_line_of_a_group_is_asked_about() -> None:
    lines = [encounter(date="" if number % 3 else "01/10/2025") for number in range(9)]
    assert {code for *_, code in said(read(ENCOUNTERS, *lines))} == {"date_of_group"}


def test_anonymous_encounters_are_never_doubles() -> None:
    reading = read(ENCOUNTERS, *[encounter(person="?")] * 3, *[encounter()] * 2)
    assert reading.duplicates == ((5, 6),)


def test_an_outing_cannot_have_more_new_people_than_people() -> None:
    assert said(read(OUTINGS, outing(people=5, new=7))) == [
        ("F2", "refuse", "part_larger_than_whole")
    ]


def test_an_outing_of_nobody_is_a_real_outing() -> None:
    reading = read(OUTINGS, outing(people=0, new=0), outing(date="02/10/2025", people="?"))
    assert [line.values["people"] for line in reading.lines] == [0, None]
    assert levels(reading) == ["clean", "clean"]


def test_a_correction_takes_the_place_of_the_cell() -> None:
    choice = Choice(corrections={(2, 5): "28/02/2026"})
    reading = read(PEOPLE, person(start="31/02/2026"), choice=choice)
    assert levels(reading) == ["clean"]


def test_a_word_may_be_mapped_or_left_out() -> None:
    line = person(status="service civique")
    mapped = read(PEOPLE, line, choice=Choice(values={("status", "service civique"): "volunteer"}))
    assert mapped.lines[0].values["status"] == "volunteer"
    left = read(PEOPLE, line, choice=Choice(values={("status", "service civique"): ""}))
    assert levels(left) == ["warn"]


def test_an_asked_cell_may_be_left_out_and_a_row_aside() -> None:
    lines = (person(share="mi-temps"), person(name="Autre", share="1,2"))
    choice = Choice(accepted=frozenset({(2, 7)}), skipped=frozenset({3}))
    reading = read(PEOPLE, *lines, choice=choice)
    assert (levels(reading), said(reading)) == (["warn"], [("G2", "warn", "left_out")])


def test_the_mapping_of_columns_can_be_changed() -> None:
    header = ("Nom", "Prénom", "Statut", "Depuis le", "Quand")
    line = ("Exemple", "Zoé", "bénévole", "x", "01/10/2025")
    choice = Choice(columns={4: "", 5: "start"})
    assert read(header, line, choice=choice).lines[0].values["start"] == date(2025, 10, 1)


def test_a_missing_field_is_named() -> None:
    reading = read(TEAMS, ("A", "CHRS", "", "", "", "", ""), choice=Choice(columns={1: ""}))
    assert missing_fields(reading.table) == ("name",)


def test_spellings_are_grouped_by_what_tells_an_alias() -> None:
    found = spellings(["Barbe grise", "barbe-grise", "B. grise", "Mme Carton", "Madame Carton",
                       "La dame au chariot", "Dame Chariot", "Le Poète", "le poete",
                       "Radio"])  # fmt: skip
    assert [len(group) for group in found] == [3, 2, 2, 2]


def test_an_abbreviation_that_fits_two_aliases_is_left_alone() -> None:
    assert spellings(["B. grise", "Barbe grise", "Botte grise"]) == ()


def test_a_needed_cell_cannot_be_left_out() -> None:
    accepted = Choice(accepted=frozenset({(2, 5), (2, 1)}))
    assert levels(read(PEOPLE, person(start="mai 2025"), choice=accepted)) == ["ask"]
    assert levels(read(ENCOUNTERS, encounter(date="mai 2026"), choice=accepted)) == ["ask"]


def test_a_double_entry_that_is_accepted_keeps_its_name() -> None:
    reading = read(PEOPLE, person(), person(), choice=Choice(accepted=frozenset({(3, 1)})))
    assert [line.values["family_name"] for line in reading.lines] == ["Exemple", "Exemple"]
    assert levels(reading) == ["clean", "clean"]


def test_an_alias_too_revealing_may_be_left_anonymous() -> None:
    line = encounter(person="Mme Fictif (11/08/1964)")
    reading = read(ENCOUNTERS, line, choice=Choice(accepted=frozenset({(2, 4)})))
    assert (levels(reading), reading.lines[0].values["alias"]) == (["warn"], "")
