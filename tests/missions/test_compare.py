from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from entrepairs.missions.canonical import canonical, digest_of, four_words, tidy
from entrepairs.missions.compare import attribute, compare_words, removed_lines
from entrepairs.missions.words import WORDS

texts = st.text(alphabet="abé ’,.\n", max_size=40)


def shown(before: str, after: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in compare_words(before, after)]


def test_the_words_that_moved_are_shown() -> None:
    assert shown("gare, seule ou avec", "gare, toujours avec") == [
        ("kept", "gare, "),
        ("removed", "seule ou"),
        ("added", "toujours"),
        ("kept", " avec"),
    ]


@given(texts, texts)
def test_kept_and_added_give_the_new_text_kept_and_removed_the_old(old: str, new: str) -> None:
    pieces = compare_words(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old


def test_each_line_keeps_the_name_of_who_brought_it() -> None:
    versions = [
        "Je sors le mardi.\nJ’écoute.",
        "Je sors le mardi.\nJ’écoute.\n« Qu’elle vienne même quand je ne parle pas. »",
        "Je sors le mardi et le jeudi.\n« Qu’elle vienne même quand je ne parle pas. »",
    ]
    lines = attribute(versions)
    assert [(line.first, line.last) for line in lines] == [(0, 2), (1, 1)]
    assert [piece.kind for piece in lines[0].pieces] == ["kept", "added", "kept"]
    assert removed_lines(versions[1], versions[2]) == ["J’écoute."]


def test_a_line_moved_by_an_insertion_keeps_its_author() -> None:
    lines = attribute(["Un.\nDeux.", "Zéro tout neuf.\nUn.\nDeux."])
    assert [(line.first, line.last) for line in lines] == [(1, 1), (0, 0), (0, 0)]


@given(texts)
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


def test_what_a_reader_cannot_see_does_not_change_the_digest() -> None:
    seen = {"domain": "Élan,\nmarée"}
    same = {"domain": unicodedata.normalize("NFD", "Élan,  \r\nmarée\t\n\n")}
    assert digest_of(seen, ["domain"]) == digest_of(same, ["domain"])
    assert canonical(seen, ["domain"]) == "# domain\nÉlan,\nmarée"


def test_a_comma_changes_the_digest_and_a_text_cannot_slip_into_another_heading() -> None:
    headings = ["domain", "activities"]
    one = digest_of({"domain": "a", "activities": "b"}, headings)
    assert digest_of({"domain": "a,", "activities": "b"}, headings) != one
    assert digest_of({"domain": "a\nb", "activities": ""}, headings) != one


def test_four_words_come_from_a_fixed_list_of_256() -> None:
    assert len(set(WORDS)) == 256
    assert four_words("00ff0a01" + "0" * 56) == [WORDS[0], WORDS[255], WORDS[10], WORDS[1]]
