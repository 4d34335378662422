"""How one cell is read: the rules, value by value."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from entrepairs.engines.sheets import amounts, codes
from entrepairs.engines.sheets.dates import is_open_end, read_date
from entrepairs.engines.sheets.outcome import Outcome
from entrepairs.engines.sheets.people import read_crew, read_person, read_place
from entrepairs.engines.sheets.sensitive import kinds_in
from entrepairs.engines.sheets.times import check_end, read_span, read_time
from entrepairs.engines.sheets.words import key, runs_as_formula


def brief(outcome: Outcome) -> str:
    return outcome.level.word


@pytest.mark.parametrize(
    "text",
    ["12/03/2025", "12/3/25", "12-03-2025", "12.03.25", "12.03.2025", "2025-03-12", "2025/03/12",
     "12 mars 2025", "mercredi 12 mars 2025", "mer. 12/03/25", " 12/03/2025 "],
)  # fmt: skip
def test_french_dates_are_clean(text: str) -> None:
    assert read_date(text) == Outcome(date(2025, 3, 12))


def test_the_first_of_a_month_may_be_written_in_words() -> None:
    assert read_date("1er mars 2025").value == date(2025, 3, 1)
    assert read_date("mardi 12 novembre 2024").value == date(2024, 11, 12)
    assert read_date("mar. 12/11/24").value == date(2024, 11, 12)


@pytest.mark.parametrize("serial", [45748, 45748.0, "45748"])
def test_a_plausible_serial_is_read_and_said(serial: Any) -> None:
    outcome = read_date(serial)
    assert (brief(outcome), outcome.value) == ("warn", date(2025, 4, 1))


@pytest.mark.parametrize(
    ("text", "code"),
    [("sept. 2024", "month_only"), ("mai 2026", "month_only"), ("05/2025", "month_only"),
     ("automne 2024", "not_a_full_date"), ("2025", "year_only"), ("12 et 13/05/2026", "two_dates"),
     ("en réflexion", "not_a_date"), ("?", "not_a_date")],
)  # fmt: skip
def test_a_doubtful_date_is_asked_about(text: str, code: str) -> None:
    outcome = read_date(text)
    assert (brief(outcome), outcome.code) == ("ask", code)


@pytest.mark.parametrize(
    "text",
    ["31/02/2026", "31/04/2025", "13/25/2025", "17/06/1926", "05/01/2142", "=TODAY()", "99999999"],
)
def test_an_impossible_date_is_refused(text: str) -> None:
    assert brief(read_date(text)) == "refuse"


@pytest.mark.parametrize("text", ["", "-", "en cours", "à ce jour", None])
def test_an_open_end_is_no_end(text: Any) -> None:
    assert is_open_end(text)


@pytest.mark.parametrize(
    ("value", "share"),
    [(0.5, "0.5"), (1, "1"), ("0,6", "0.6"), ("60%", "0.6"), ("60 %", "0.6"), ("100 %", "1")],
)
def test_a_share_of_time_is_clean(value: Any, share: str) -> None:
    assert amounts.read_share(value) == Outcome(Decimal(share))


@pytest.mark.parametrize("value", ["mi-temps", "21h", "3/5", 60, "60"])
def test_a_share_in_other_words_is_asked_about(value: Any) -> None:
    assert brief(amounts.read_share(value)) == "ask"


@pytest.mark.parametrize("value", ["1,2", 0, "-0,5", "120%", 250])
def test_a_share_that_cannot_be_is_refused(value: Any) -> None:
    assert brief(amounts.read_share(value)) == "refuse"


@pytest.mark.parametrize(("value", "count"), [("?", None), ("", None), ("0", 0), (17.0, 17)])
def test_a_count_not_known_is_not_zero(value: Any, count: int | None) -> None:
    assert amounts.read_count(value) == Outcome(count)


@pytest.mark.parametrize("value", ["vu", "7+2", "12 env.", "une dizaine"])
def test_an_approximate_count_is_asked_about(value: str) -> None:
    assert brief(amounts.read_count(value)) == "ask"


@pytest.mark.parametrize("value", ["3,5", -4, "-4", 3.5])
def test_half_a_person_and_fewer_than_none_are_refused(value: Any) -> None:
    assert brief(amounts.read_count(value)) == "refuse"


@pytest.mark.parametrize("value", ["15", "15'", "15 min", "15,0", 15.0, "0h15"])
def test_minutes_are_read_in_their_usual_forms(value: Any) -> None:
    assert amounts.read_minutes(value).value == 15


@pytest.mark.parametrize("value", ["environ 10", "10-15", "un moment", "=5+10"])
def test_minutes_that_are_not_one_number_are_asked_about(value: str) -> None:
    assert brief(amounts.read_minutes(value)) == "ask"


@pytest.mark.parametrize("value", ["-5", "1500"])
def test_impossible_minutes_are_refused(value: str) -> None:
    assert brief(amounts.read_minutes(value)) == "refuse"


@pytest.mark.parametrize(
    ("text", "start", "minutes"),
    [("14h30-17h", time(14, 30), 150), ("21h - 0h30", time(21), 210),
     ("20:00/23:15", time(20), 195), ("22h→1h", time(22), 180),
     ("20h30 à 0h30", time(20, 30), 240), ("21h-24h", time(21), 180)],
)  # fmt: skip
def test_a_span_may_cross_midnight(text: str, start: time, minutes: int) -> None:
    assert read_span(text) == Outcome((start, minutes))


@pytest.mark.parametrize(
    ("text", "level", "code"),
    [("14h30-13h", "ask", "too_long"), ("14h30-", "warn", "no_end"), ("14h30", "warn", "no_end"),
     ("soirée", "ask", "no_hour"), ("22h-26h", "refuse", "no_such_hour")],
)  # fmt: skip
def test_a_doubtful_span_is_not_guessed(text: str, level: str, code: str) -> None:
    assert (brief(read_span(text)), read_span(text).code) == (level, code)


def test_hours_are_read_from_text_and_from_cells() -> None:
    assert read_time("14H04 ").value == read_time(time(14, 4)).value == time(14, 4)
    assert read_time(0.5).value == time(12)
    assert brief(read_time("25h10")) == "refuse"
    assert brief(check_end(time(16, 30), time(14, 10))) == "ask"


@pytest.mark.parametrize("text", ["?", "vu", "X", "anonyme", "Inconnu", ""])
def test_an_unnamed_person_is_an_anonymous_encounter(text: str) -> None:
    assert read_person(text) == Outcome(None)


@pytest.mark.parametrize(
    "text", ["Mme Fictif Yvonne (11/08/1964)", "M. Jean Exemple né le 12/03/1971"]
)
def test_a_civil_identity_is_asked_about(text: str) -> None:
    assert read_person(text).code == "civil_identity"


@pytest.mark.parametrize("text", ["Mme Carton", "Le Danois", "Œil vif"])
def test_an_alias_stays_an_alias(text: str) -> None:
    assert read_person(text) == Outcome(text)


def test_crews_are_split_in_all_their_ways() -> None:
    for text in ("Rose + Basile", "Rose/Basile", "Rose et Basile", "Rose, Basile", "Rose & Basile"):
        assert read_crew(text).value == ("Rose", "Basile")
    assert read_crew("Théodule (éduc)").value == ("Théodule",)
    assert read_crew("").code == "no_crew"


@pytest.mark.parametrize("text", ["48.8699, 2.3636", "48,87 / 2,36"])
def test_coordinates_are_never_a_place(text: str) -> None:
    assert read_place(text).code == "coordinates"


@pytest.mark.parametrize(
    ("value", "level", "read"),
    [("759900111", "clean", "759900111"), ("75 990011 1", "clean", "759900111"),
     ("2b9999024", "clean", "2B9999024"), (19900315, "warn", "019900315"),
     ("O19900471", "warn", "019900471"), ("759900468", "warn", "759900468"), ("", "clean", None)],
)  # fmt: skip
def test_a_finess_warns_and_never_blocks(value: Any, level: str, read: str | None) -> None:
    outcome = amounts.read_finess(value)
    assert (brief(outcome), outcome.value) == (level, read)


@pytest.mark.parametrize(
    ("value", "level", "read"),
    [("099\xa0991\xa0028\xa000020", "clean", "09999102800020"),
     (9999102800020.0, "warn", "09999102800020"), ("1999900110001", "warn", ""),
     ("1,99990E+13", "warn", ""), ("19999001100010", "warn", "19999001100010")],
)  # fmt: skip
def test_a_siret_gets_its_zero_back_when_the_key_then_holds(
    value: Any, level: str, read: str
) -> None:
    outcome = amounts.read_siret(value)
    assert (brief(outcome), outcome.value) == (level, read)


def test_a_phone_gets_its_zero_back_and_keeps_its_plus() -> None:
    assert amounts.read_phone(199001006.0).value == "0199001006"
    assert amounts.read_phone("+33 1 99 00 30 02").value == "+33 1 99 00 30 02"
    assert amounts.read_phone("'+33 1 99 00 30 02").value == "+33 1 99 00 30 02"
    assert amounts.read_phone("-").value is None


@pytest.mark.parametrize(
    ("text", "code"),
    [("bénévole", "volunteer"), ("Salariée asso ", "structure"), ("salarié(e) hôpital", "hospital"),
     ("MAD plateforme", "lent")],
)  # fmt: skip
def test_statuses_are_mapped(text: str, code: str) -> None:
    assert codes.read_status(text) == Outcome(code)


@pytest.mark.parametrize("text", ["stagiaire", "service civique", "?", "", "salarié"])
def test_a_status_that_is_none_of_ours_is_asked_about(text: str) -> None:
    assert brief(codes.read_status(text)) == "ask"


@pytest.mark.parametrize(
    ("text", "code"),
    [("pair-aidant", "peer"), ("travailleuse paire", "peer"), ("médiateur de santé pair", "peer"),
     ("coordinatrice", "coordinator"), ("éducateur", "colleague"),
     ("psychologue (superviseur)", "supporter"), ("directrice", "manager")],
)  # fmt: skip
def test_roles_are_mapped(text: str, code: str) -> None:
    assert codes.read_role(text) == Outcome(code)


@pytest.mark.parametrize(
    ("text", "code"),
    [("équipe mobile psychiatrie précarité", "empp"), ("C.H.R.S.", "chrs"), ("UCSA", "act"),
     ("LAM", "lhss_lam"), ("CAARUD", "csapa_caarud"), ("accueil de jour", "day_centre"),
     ("autre", "other")],
)  # fmt: skip
def test_team_kinds_are_mapped(text: str, code: str) -> None:
    assert codes.read_team_kind(text) == Outcome(code)


@pytest.mark.parametrize("text", ["assoc. de pairs", "association", "EMSP", ""])
def test_a_team_kind_that_is_none_is_asked_about(text: str) -> None:
    assert brief(codes.read_team_kind(text)) == "ask"


def test_first_and_again_are_mapped_and_the_rest_is_not_known() -> None:
    assert [codes.read_seen(word).value for word in ("oui ", "O", "1re")] == ["first"] * 3
    assert [codes.read_seen(word).value for word in ("non", "N", "revu", "revue")] == ["again"] * 4
    assert codes.read_seen("?").value is None


@pytest.mark.parametrize(
    "text", ["=1+1", "+1+1", "-2+3", "@SUM(1;1)", "\t=1+1", "\r=1+1", "＝1+1", "=cmd|' /C x'!A0"]
)
def test_text_that_would_run_is_a_formula(text: str) -> None:
    assert runs_as_formula(text)


@pytest.mark.parametrize("text", ["+33 1 99 00 30 02", "-", "-5", "+10 %", "Exemple", "- "])
def test_phones_dashes_and_numbers_are_no_formula(text: str) -> None:
    assert not runs_as_formula(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("traitement pour schizophrénie", "diagnosis"), ("arrêt maladie, burn-out", "diagnosis"),
     ("n° sécu 1 65 04 75 999 997 18", "nir"), ("NIR 2 79 03 2A 999 995 04", "nir"),
     ("Roumain, ne parle pas français", "nationality"), ("OQTF depuis mars", "residence"),
     ("musulman pratiquant", "religion"), ("homosexuel", "sexual_orientation"),
     ("sous méthadone", "addiction"), ("son numéro : 01 99 00 45 67", "phone"),
     ("né le 12/03/1971", "birth_date"), ("tente au 48.8699, 2.3636", "coordinates"),
     ("FR00 0000 0000 0000 0000 0000 000", "bank_account")],
)  # fmt: skip
def test_sensitive_matter_is_noticed(text: str, kind: str) -> None:
    assert kind in kinds_in(text)


@pytest.mark.parametrize(
    "text",
    ["dossier 165047599999432", "voir avec la PASS", "chien à vacciner", "boire un café",
     "RDV CAF à préparer", "demande des chaussures 43", "« à bientôt »"],
)  # fmt: skip
def test_innocent_words_are_not_called_sensitive(text: str) -> None:
    assert kinds_in(text) == ()


def test_two_spellings_of_a_word_have_one_key() -> None:
    assert key("C.H.R.S.") == key("chrs")
    assert key("Référent·e") == key("référent")
    assert key("N°\nFINESS") == "n finess"
