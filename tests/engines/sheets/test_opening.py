"""A file is opened from its content, or refused with its reason."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from entrepairs.engines.sheets.container import MAX_FILE, MAX_UNPACKED
from entrepairs.engines.sheets.problem import FileRefused, address, letters, place_of
from entrepairs.engines.sheets.read import open_book
from tests.engines.sheets import made

HEADER = ("Nom", "Prénom", "Statut")
LINE = ("Exemple", "Zélie", "bénévole")


def refused(content: bytes, name: str = "liste.xlsx") -> str:
    with pytest.raises(FileRefused) as refusal:
        open_book(content, name)
    return refusal.value.code


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (made.xlsx(HEADER, LINE), "a.xlsx", "xlsx"),
        (made.xls(HEADER, LINE), "a.xls", "xls"),
        (made.ods(HEADER, LINE), "a.ods", "ods"),
        ("Nom;Prénom;Statut\nExemple;Zélie;bénévole\n".encode(), "a.csv", "csv"),
    ],
)
def test_the_four_formats_give_the_same_rows(content: bytes, name: str, kind: str) -> None:
    book = open_book(content, name)
    assert book.format == kind
    assert book.sheets[0].rows == (HEADER, LINE)
    assert book.notices == ()


@pytest.mark.parametrize(
    ("text", "encoding", "delimiter"),
    [
        ("Nom;Prénom;n\nA;Zoé;1\n", "utf-8", ";"),
        ("Nom,Prénom,n\nA,Zoé,1\n", "utf-8-sig", ","),
        ("Nom\tPrénom\tn\nA\tZoé\t1\n", "cp1252", "\t"),
        ("Nom;Prénom;n\nA;Zoé;1\n", "utf-16", ";"),
    ],
)
def test_encodings_and_delimiters_are_found(text: str, encoding: str, delimiter: str) -> None:
    book = open_book(text.encode(encoding), "a.csv")
    assert (book.encoding, book.delimiter) == (encoding, delimiter)
    assert book.sheets[0].rows[1] == ("A", "Zoé", "1")


def test_a_quoted_line_break_stays_in_its_cell() -> None:
    book = open_book(b'a;b\r\n"x\ny";"1,5"\r\n\r\nz;2\r\n', "a.csv")
    assert book.sheets[0].rows == (("a", "b"), ("x\ny", "1,5"), (), ("z", "2"))


def test_an_unclosed_quote_is_refused_and_not_swallowed() -> None:
    assert refused(b'a;b\n"x;1\ny;2\n', "a.csv") == "unclosed_quote"


def test_a_stray_quote_is_read_as_it_stands() -> None:
    assert open_book(b'a;b\n"x" y;2\n', "a.csv").sheets[0].rows[1] == ("x y", "2")


def test_a_wrong_extension_is_said_and_the_file_is_read() -> None:
    notice = open_book(made.xlsx(HEADER, LINE), "liste.csv").notices[0]
    assert (notice.code, notice.params["format"]) == ("wrong_extension", "XLSX")


@pytest.mark.parametrize("content", [b"", b"  \n\r\n", b"\xef\xbb\xbf", b";;\n;;\n"])
def test_an_empty_file_is_refused(content: bytes) -> None:
    assert refused(content) == "empty_file"


def test_an_empty_workbook_is_refused() -> None:
    assert refused(made.xlsx()) == "empty_file"


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n", b"a\x00b\x00c", made.archive({"a.txt": b"x"})],
)
def test_what_is_not_a_spreadsheet_is_refused(content: bytes) -> None:
    assert refused(content) == "not_a_spreadsheet"


def test_a_web_page_named_xls_is_refused() -> None:
    assert refused(b"<html><table><tr><td>Nom</td></tr></table></html>", "a.xls") == "web_page"


@pytest.mark.parametrize("keep", [0.3, 0.7, 0.98])
def test_a_truncated_workbook_is_refused(keep: float) -> None:
    content = made.xlsx(HEADER, *[LINE] * 50)
    assert refused(content[: int(len(content) * keep)]) == "corrupt"


def test_too_large_a_file_is_refused_before_it_is_opened() -> None:
    assert refused(b"PK" + b"\x00" * MAX_FILE) == "too_large"


def test_a_zip_bomb_is_refused_from_its_directory() -> None:
    bomb = made.archive({"xl/workbook.xml": b"\x00" * (MAX_UNPACKED + 1)})
    assert len(bomb) < 1_000_000
    assert refused(bomb) == "zip_bomb"


def test_a_zip_bomb_whose_directory_lies_is_refused_by_the_count() -> None:
    size = 40 * 1024 * 1024
    bomb = made.archive({"xl/workbook.xml": b"\x00" * size})
    lying = bomb.replace(struct.pack("<I", size), struct.pack("<I", 1000))
    assert refused(lying) == "zip_bomb"


def test_an_encrypted_archive_asks_for_a_file_without_password() -> None:
    content = bytearray(made.archive({"xl/workbook.xml": b"<workbook/>"}))
    directory = content.index(b"PK\x01\x02")
    content[directory + 8] |= 1
    assert refused(bytes(content)) == "password"


def test_a_document_type_in_the_xml_is_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook>&a;</workbook>'
    parts = {"xl/workbook.xml": bomb, "xl/_rels/workbook.xml.rels": b"<Relationships/>"}
    assert refused(made.archive(parts)) == "corrupt"


def test_a_cell_at_the_far_corner_does_not_fill_the_memory() -> None:
    parts = made.parts_of(made.xlsx(HEADER, LINE))
    page = parts["xl/worksheets/sheet1.xml"]
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts["xl/worksheets/sheet1.xml"] = page.replace(b"</sheetData>", far)
    assert refused(made.archive(parts)) == "too_many_cells"


def test_a_million_empty_repeated_rows_cost_nothing() -> None:
    book = open_book(made.ods(HEADER, LINE, tail=1_048_574), "a.ods")
    assert len(book.sheets[0].rows) == 2


def test_a_macro_is_never_run_and_is_said() -> None:
    parts = made.parts_of(made.xlsx(HEADER, LINE))
    book = open_book(made.archive({**parts, "xl/vbaProject.bin": b"x"}), "a.xlsm")
    assert [notice.code for notice in book.notices] == ["macro_ignored"]
    assert book.sheets[0].rows == (HEADER, LINE)


def test_hidden_columns_and_sheets_are_seen() -> None:
    assert open_book(made.xlsx(HEADER, LINE, hidden="B"), "a.xlsx").sheets[0].hidden_columns == {2}
    assert open_book(made.ods(HEADER, LINE, hidden=1), "a.ods").sheets[0].hidden_columns == {2}
    book = open_book(made.xlsx(HEADER, LINE, sheet_state="veryHidden"), "a.xlsx")
    assert [sheet.hidden for sheet in book.sheets] == [False, True]


def test_hidden_columns_and_formulas_of_an_old_workbook_are_seen() -> None:
    rows = [HEADER, *[("x" * 40 + str(n), "y" * 40 + str(n), "=1+1") for n in range(100)]]
    sheet = open_book(made.xls(*rows, hidden=1), "a.xls").sheets[0]
    assert sheet.hidden_columns == {2}
    assert (2, 3) in sheet.formulas


def test_formulas_are_seen_beside_their_values() -> None:
    assert open_book(made.xlsx(HEADER, ("A", "B", "=1+1")), "a.xlsx").sheets[0].formulas == {
        (2, 3): "=1+1"
    }
    assert open_book(made.ods(HEADER, ("A", "B", "of:=6+5")), "a.ods").sheets[0].formulas == {
        (2, 3): "of:=6+5"
    }


def test_calamine_is_imported_in_one_file_only() -> None:
    folder = Path(__file__).parents[3] / "entrepairs"
    users = [p.name for p in folder.rglob("*.py") if "calamine" in p.read_text("utf-8")]
    assert "read.py" in users
    assert [
        p for p in folder.rglob("*.py") if "import python_calamine" in p.read_text("utf-8")
    ] == [folder / "engines" / "sheets" / "read.py"]


def test_cells_are_named_as_in_a_spreadsheet() -> None:
    assert (letters(1), letters(26), letters(27), letters(703)) == ("A", "Z", "AA", "AAA")
    assert place_of(address(11, 7)) == (11, 7)
    with pytest.raises(ValueError, match="7G"):
        place_of("7G")
