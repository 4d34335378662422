from __future__ import annotations

import copy
import hashlib
import json
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from entrepairs.base.words import plain
from entrepairs.engines.evaluation.problem import MANAGEMENT
from entrepairs.framework.pack import (
    PACKS,
    Pack,
    PackError,
    builtin_packs,
    digest_of,
    pack_from,
    read_pack,
)

HAS = PACKS / "has_pairs_aidants_2024"
RED_LIST = re.compile(
    r"\b(usager|usagere|patient|patiente|cas|suivi|prise en charge|observance|performance"
    r"|rendement|profil|profils|usagers|patients)\b"
)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read_pack(HAS)


@pytest.fixture
def data(pack: Pack) -> dict[str, Any]:
    return copy.deepcopy(dict(pack.data))


def texts(pack: Pack, language: str) -> list[str]:
    found = []
    for row in pack.rows:
        for words in (row.title, row.short, row.statement, row.says_not, row.how, row.ask):
            found += [words.in_language(language)] if words else []
    return found


def test_the_99_rows_are_there_in_the_order_of_the_source(pack: Pack) -> None:
    counts = Counter(row.section for row in pack.rows)
    assert [counts[section] for section in "1234567"] == [7, 17, 15, 5, 21, 22, 12]
    expected = [f"R{s}.{n}" for s in "1234567" for n in range(1, counts[s] + 1)]
    assert [row.code for row in pack.rows] == expected


def test_the_pack_says_where_it_comes_from(pack: Pack) -> None:
    assert pack.publisher == "Haute Autorité de santé"
    assert pack.version.startswith(f"{pack.date.isoformat()}.")
    assert pack.link == "https://www.has-sante.fr"
    assert "ni relu ni approuvé" in pack.notice.fr
    assert all(row.part in pack.parts for row in pack.rows)


def test_no_sentence_of_the_source_is_copied(pack: Pack) -> None:
    """Eight words in a row, whatever the accents and the punctuation, are a copy.

    The source is not in this repository: only hashes of its word sequences are.
    """
    kept = (Path(__file__).parent / "source_shingles.txt").read_text().split()
    assert len(kept) > 1000
    source = set(kept)
    for text in [*texts(pack, "fr"), *texts(pack, "en")]:
        assert not copied(text) & source, text


def copied(text: str) -> set[str]:
    words = re.findall(r"\w+", plain(text))
    runs = [" ".join(words[place : place + 8]) for place in range(len(words) - 7)]
    return {hashlib.sha256(run.encode()).hexdigest()[:12] for run in runs}


def test_the_test_would_see_a_copy() -> None:
    source = set((Path(__file__).parent / "source_shingles.txt").read_text().split())
    eight = "pairs aidants sont intégrés fonctionnellement dans les équipes"
    assert copied(eight) & source


def test_french_avoids_the_words_that_people_refuse(pack: Pack) -> None:
    for text in texts(pack, "fr"):
        assert not RED_LIST.search(plain(text)), text


def test_french_is_set_as_french(pack: Pack) -> None:
    for text in texts(pack, "fr"):
        assert "'" not in text, text
        assert not re.search(r"[^\u00a0][;:?!»]|«[^\u00a0]", text), text


def test_each_row_speaks_both_languages_differently(pack: Pack) -> None:
    for row in pack.rows:
        assert row.title.fr != row.title.en
        assert row.statement.fr != row.statement.en


def test_short_titles_are_told_apart(pack: Pack) -> None:
    for language in ("fr", "en"):
        shorts = Counter(row.short.in_language(language) for row in pack.rows)
        assert [text for text, times in shorts.items() if times > 1] == []


def test_at_least_25_rows_are_computed(pack: Pack) -> None:
    assert sum(bool(row.figure) for row in pack.rows) >= 25


def test_the_management_confirms_nothing(pack: Pack) -> None:
    assert not any(row.confirm.who & MANAGEMENT for row in pack.rows)


def test_figures_on_persons_are_guarded(pack: Pack) -> None:
    assert {row.minimum_persons for row in pack.rows} == {0, 5, 10, 11}
    assert pack.by_code["R5.3"].minimum_persons == 10


def test_the_fingerprint_does_not_depend_on_the_order_of_files_or_keys(pack: Pack) -> None:
    turned = json.loads(json.dumps(dict(reversed(list(pack.data.items())))))
    assert digest_of(turned) == pack.digest == read_pack(HAS).digest
    assert pack_from(turned).rows == pack.rows


def test_one_word_changes_the_fingerprint(pack: Pack, data: dict[str, Any]) -> None:
    data["row"][0]["title_fr"] += " ?"
    assert pack_from(data).digest != pack.digest


def test_every_builtin_pack_is_read() -> None:
    assert [pack.name for pack in builtin_packs()] == ["has-pairs-aidants 2024-01-18.3"]


WRONG: list[tuple[str, Any, str]] = [
    ("title_fr", None, "R1.3, title_fr: is missing"),
    ("title_fr", "", "R1.3, title_fr: must be a text"),
    ("title_en", 3, "R1.3, title_en: must be a text"),
    ("short_fr", "x" * 33, "R1.3, short_fr: 33 characters, at most 32"),
    ("type", "rule", "R1.3, type: rule is none of"),
    ("lever", "score", "R1.3, lever: score is none of"),
    ("facts", ["GPS"], "R1.3, facts: must be a list of"),
    ("facts", [], "R1.3, facts: must be a list of"),
    ("source", "somewhere/1", "R1.3, source: must be a known part"),
    ("source", "rec1", "R1.3, source: must be a known part"),
    ("share", "3/2", "R1.3, share: must be a share"),
    ("share", "1/0", "R1.3, share: must be a share"),
    ("minimum_persons", 4, "R1.3, minimum_persons: must be a whole number, at least 5"),
    ("confirm", {"who": ["manager"], "share": "1", "least": 2}, "R1.3, confirm, who: must be"),
    ("confirm", {"who": ["peer"], "share": "1", "least": 1}, "R1.3, confirm, least: must be"),
    ("how_fr", None, "R1.3, how_fr: is missing"),
    ("score", "12", "R1.3, score: unknown here"),
    ("code", "R9.1", "R9.1, code: must be R, a known section"),
    ("code", "R1.1", "R1.1: R1.1 is given twice"),
    ("figure", "seen_again", "R1.3: figure seen_again is given twice"),
]


@pytest.mark.parametrize(("field", "value", "sentence"), WRONG)
def test_a_wrong_row_is_named(data: dict[str, Any], field: str, value: Any, sentence: str) -> None:
    row = data["row"][2]
    if value is None:
        del row[field]
    else:
        row[field] = value
    with pytest.raises(PackError) as refused:
        pack_from(data)
    assert str(refused.value).startswith(sentence)


def test_how_it_is_counted_belongs_to_counted_rows_only(data: dict[str, Any]) -> None:
    uncounted = next(row for row in data["row"] if row["code"] == "R5.10")
    uncounted["how_fr"] = "Au doigt mouillé."
    with pytest.raises(PackError, match=r"R5\.10, how_fr: unknown here"):
        pack_from(data)


def test_a_pack_cannot_lower_the_guards_of_the_house(data: dict[str, Any]) -> None:
    data["local_default"]["minimum_pulse"] = 9
    with pytest.raises(PackError, match="local_default, minimum_pulse"):
        pack_from(data)


def test_what_is_not_toml_is_refused_in_a_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("code = ")
    with pytest.raises(PackError, match=r"broken\.toml"):
        read_pack(broken)
    with pytest.raises(PackError, match="no such file"):
        read_pack(tmp_path / "none.toml")
    with pytest.raises(PackError, match=r"no pack\.toml here"):
        read_pack(tmp_path)


def test_one_file_says_the_same_as_a_folder(tmp_path: Path, pack: Pack) -> None:
    whole = tmp_path / "whole.toml"
    files = [HAS / "pack.toml", *sorted(HAS.glob("section_*.toml"))]
    whole.write_text("\n".join(file.read_text() for file in files))
    assert read_pack(whole).digest == pack.digest


def test_a_header_given_twice_is_refused(tmp_path: Path) -> None:
    copy_of = tmp_path / "pack"
    shutil.copytree(HAS, copy_of)
    (copy_of / "again.toml").write_text('code = "other"')
    with pytest.raises(PackError, match="given twice: code"):
        read_pack(copy_of)
