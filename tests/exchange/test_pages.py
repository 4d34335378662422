"""The pages of an import: each step, each wall, and what leaves."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from entrepairs.accounts.models import Member
from entrepairs.engines.sheets.problem import Level
from entrepairs.engines.sheets.read import open_book
from entrepairs.engines.sheets.reading import read_table
from entrepairs.exchange.enums import State
from entrepairs.exchange.models import Import
from entrepairs.exchange.running import run_import
from tests.cast import NOW, Cast, inside, sign_in
from tests.engines.sheets import made
from tests.engines.sheets.made import TODAY, encounter, person
from tests.exchange.bringing import bring, encounters, people, start_and_run, take_in


def one(**cells: str) -> list[str]:
    return [*person(**cells), ""]


@pytest.fixture
def helene(cast: Cast) -> Client:
    return sign_in(Client(), cast.helene)


def send(client: Client, content: bytes, name: str = "liste.csv", **fields: str):  # type: ignore[no-untyped-def]
    data = {"file": SimpleUploadedFile(name, content), **fields}
    return client.post(reverse("exchange:upload"), data)


def the(name: str, import_: Import, *args: str) -> str:
    return reverse(f"exchange:{name}", args=[import_.pk, *args])


def test_a_file_walks_from_its_choice_to_its_preview(cast: Cast, helene: Client) -> None:
    assert helene.get(reverse("exchange:list")).status_code == 200
    assert helene.get(reverse("exchange:new")).status_code == 200
    answer = send(helene, people(one(), one(name="Autre", start="31/02/2026")))
    with inside(cast.helene):
        import_ = Import.objects.get()
    assert answer.url == the("columns", import_)
    page = helene.get(answer.url)
    assert page.status_code == 200
    fields = {f"column-{c.index}": c.field for c in page.context["columns"]}
    answer = helene.post(the("choose_columns", import_), fields)
    assert answer.url == import_.get_absolute_url()
    preview = helene.get(answer.url)
    assert "E3" in preview.content.decode()


@pytest.mark.parametrize("tab", ["cells", "said", "words", "names", "doubles", "sensitive", "rows"])
def test_each_part_of_the_preview_shows(cast: Cast, helene: Client, tab: str) -> None:
    lines = [encounter(notes="bipolaire"), encounter(), encounter(date="45931", crew="Zoé"),
             encounter(date="31/02/2026"), encounter(person="moustache ", start="15h")]  # fmt: skip
    import_ = bring(cast.helene, encounters(*lines), cast.team)
    answer = helene.get(f"{import_.get_absolute_url()}?tab={tab}")
    assert answer.status_code == 200
    assert answer.context["tab"] == tab
    assert "bipolaire" not in answer.content.decode()


def test_a_correction_is_kept_and_counted(cast: Cast, helene: Client) -> None:
    import_ = bring(cast.helene, people(one(start="31/02/2026")))
    sent = {"cell": "E2", "text-E2": "28/02/2026", "row": "2", "tab": "cells"}
    assert helene.post(the("correct", import_), sent).status_code == 302
    with inside(cast.helene):
        import_.refresh_from_db()
    assert (import_.importable, import_.choice["corrections"]) == (1, {"E2": "28/02/2026"})


def test_a_row_left_aside_can_be_taken_back(cast: Cast, helene: Client) -> None:
    import_ = bring(cast.helene, people(one(), one()))
    for sent, rows in (({"row": "3", "skip-3": "on"}, 1), ({"row": "3"}, 2)):
        helene.post(the("correct", import_), sent)
        with inside(cast.helene):
            import_.refresh_from_db()
        assert import_.rows == rows


def test_words_and_names_are_chosen_on_their_tabs(cast: Cast, helene: Client) -> None:
    import_ = bring(cast.helene, encounters(encounter(crew="Nadia + Zoé")), cast.team)
    chosen = {"name-zoe": str(cast.karim.pk), "name-nadia": "not-a-member"}
    helene.post(the("choose_names", import_), chosen)
    helene.post(the("choose_words", import_), {"word-seen:oui": "again", "word-seen:x": "bad"})
    with inside(cast.helene):
        import_.refresh_from_db()
    assert import_.choice["names"] == {"zoe": str(cast.karim.pk)}
    assert import_.choice["values"] == [["seen", "oui", "again"]]


def test_a_run_shows_how_far_it_is_then_its_result(cast: Cast, helene: Client) -> None:
    import_ = bring(cast.helene, people(one(name="Lampion"), one(name="Autre", start="mai 2025")))
    assert helene.post(the("run", import_)).url == import_.get_absolute_url()
    page = helene.get(import_.get_absolute_url())
    assert "<progress" in page.content.decode()
    part = helene.get(import_.get_absolute_url(), headers={"HX-Request": "true"})
    assert part.content.decode().strip().startswith('<div id="progress"')
    with inside(cast.helene):
        run_import(import_.pk, NOW)
    over = helene.get(import_.get_absolute_url(), headers={"HX-Request": "true"})
    assert over.headers["HX-Refresh"] == "true"
    result = helene.get(import_.get_absolute_url())
    assert result.context["not_in"] == 1


def test_a_run_can_be_stopped_before_it_began(cast: Cast, helene: Client) -> None:
    import_ = bring(cast.helene, people(one(name="Lampion")))
    helene.post(the("run", import_))
    helene.post(the("cancel", import_))
    with inside(cast.helene):
        import_.refresh_from_db()
        assert import_.cancel_asked
    assert helene.post(the("cancel", import_)).status_code == 302


def test_rows_left_out_come_as_a_file_that_no_spreadsheet_runs(cast: Cast, helene: Client) -> None:
    import_ = take_in(cast.helene, people(one(), one(name="=1+1"), one(name="Ok", start="")))
    for extension in ("csv", "xlsx"):
        answer = helene.get(the("refused_rows", import_, extension))
        assert answer.status_code == 200
        book = open_book(answer.content, f"a.{extension}")
        texts = [str(cell) for row in book.sheets[0].rows for cell in row]
        assert "'=1+1" in texts
        assert not [t for t in texts if t.startswith(("=", "+", "-", "@", "\t", "\r"))]
        assert book.sheets[0].formulas == {}
    assert helene.get(the("refused_rows", import_, "exe")).status_code == 404


def test_a_file_that_cannot_be_read_is_refused_beside_its_field(helene: Client, cast: Cast) -> None:
    answer = send(helene, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert send(helene, b"").status_code == 422
    with inside(cast.helene):
        assert not Import.objects.exists()


def test_encounters_without_a_team_are_asked_for_one(helene: Client, cast: Cast) -> None:
    answer = send(helene, encounters(encounter()), kind="encounters")
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["team"])


@pytest.mark.parametrize("kind", ["people", "teams", "outings", "encounters"])
@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_a_template_file_reads_back_clean(helene: Client, kind: str, extension: str) -> None:
    answer = helene.get(reverse("exchange:template", args=[kind, extension]))
    reading = read_table(open_book(answer.content, f"a.{extension}").sheets[0], today=TODAY)
    assert (reading.table.kind, len(reading.lines)) == (kind, 1)
    assert reading.count(Level.CLEAN) == 1
    assert {column.use for column in reading.table.columns} == {"import"}


def test_a_forgotten_file_leaves_its_counts(cast: Cast, helene: Client) -> None:
    import_ = start_and_run(cast.helene, bring(cast.helene, people(one(name="Lampion"))))
    helene.post(the("forget", import_))
    answer = helene.get(import_.get_absolute_url())
    assert (answer.status_code, answer.context["kept"]) == (200, False)
    other = bring(cast.helene, people(one(name="Autre")))
    helene.post(the("forget", other))
    assert helene.get(other.get_absolute_url()).templates[0].name == "exchange/gone.html"


POSTS = ("choose_columns", "correct", "choose_words", "choose_names", "run", "cancel", "forget")


def test_nobody_else_finds_an_import(cast: Cast) -> None:
    import_ = bring(cast.helene, people(one()))
    for stranger in (cast.driss, cast.lise, cast.marc):
        client = sign_in(Client(), stranger)
        for name in ("import", "columns"):
            assert client.get(the(name, import_)).status_code == 404
        assert client.get(the("refused_rows", import_, "csv")).status_code == 404
        for name in POSTS:
            assert client.post(the(name, import_)).status_code == 404


@pytest.mark.parametrize("who", ["nadia", "karim", "claire", "ada", "denis", "lucie"])
def test_only_those_who_look_after_teams_may_import(cast: Cast, who: str) -> None:
    member: Member = getattr(cast, who)
    client = sign_in(Client(), member)
    for name in ("list", "new"):
        assert client.get(reverse(f"exchange:{name}")).status_code == 403
    assert client.get(reverse("exchange:template", args=["people", "csv"])).status_code == 403
    assert send(client, people(one())).status_code == 403


def test_a_wrong_method_is_refused(cast: Cast, helene: Client) -> None:
    import_ = bring(cast.helene, people(one()))
    assert [helene.get(the(name, import_)).status_code for name in POSTS] == [405] * len(POSTS)
    assert helene.post(reverse("exchange:list")).status_code == 405


def test_a_list_costs_the_same_for_one_and_for_many(cast: Cast, helene: Client) -> None:
    counts = []
    for _ in range(2):
        for name in ("A", "B", "C"):
            bring(cast.helene, people(one(name=name)))
        with CaptureQueriesContext(connection) as queries:
            helene.get(reverse("exchange:list"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_state_of_an_import_is_said_in_words(cast: Cast, helene: Client) -> None:
    import_ = bring(cast.helene, people(one()))
    with inside(cast.helene):
        Import.objects.update(state=State.FAILED)
    assert helene.get(import_.get_absolute_url()).status_code == 200
    assert str(State.FAILED.label) in helene.get(reverse("exchange:list")).content.decode()


def test_rows_left_aside_are_listed_on_every_part(cast: Cast, helene: Client) -> None:
    import_ = bring(cast.helene, people(one(), one(name="Autre")))
    helene.post(the("correct", import_), {"row": "3", "skip-3": "on", "tab": "doubles"})
    assert helene.get(f"{import_.get_absolute_url()}?tab=rows").context["left_rows"] == [3]


def test_one_word_in_two_spellings_is_asked_once(cast: Cast, helene: Client) -> None:
    lines = [one(status="bénévole"), one(name="B", status="Benevole "), one(name="C", status="MAD")]
    import_ = bring(cast.helene, people(*lines))
    page = helene.get(f"{import_.get_absolute_url()}?tab=words")
    statuses = next(group for group in page.context["groups"] if group.field == "status")
    assert [word.slot for word in statuses.words] == ["status:benevole", "status:mad"]


def test_other_sheets_are_named_with_their_reason(cast: Cast, helene: Client) -> None:
    content = made.xlsx(made.PEOPLE, person(), sheet_state="hidden")
    import_ = bring(cast.helene, content, name="a.xlsx")
    others = helene.get(the("columns", import_)).context["others"]
    assert [name for name, _why in others] == ["cachée"]


def test_columns_kept_as_guessed_stay_noticed(cast: Cast, helene: Client) -> None:
    import_ = bring(cast.helene, encounters(encounter(notes="bipolaire")), cast.team)
    columns = helene.get(the("columns", import_)).context["columns"]
    helene.post(the("choose_columns", import_), {f"column-{c.index}": c.field for c in columns})
    page = helene.get(f"{import_.get_absolute_url()}?tab=sensitive")
    assert page.context["cells"][0][0] == "I2"
