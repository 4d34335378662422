from __future__ import annotations

import io

import pytest
from django.utils import translation
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from entrepairs.framework.models import Framework
from entrepairs.framework.pdf import board_pdf
from entrepairs.framework.views import shown
from tests.cast import NOW, Cast, inside
from tests.framework.standing import asked
from tests.interventions.scene import go_out


def paper(cast: Cast, framework: Framework, language: str = "fr") -> PdfReader:
    with inside(cast.marc), translation.override(language):
        made = board_pdf(shown(framework, asked(cast.marc)), "Maison des Lucioles", NOW)
    return PdfReader(io.BytesIO(made))


@pytest.fixture
def lived(cast: Cast) -> Cast:
    cast.in_force()
    go_out(cast)
    return cast


def kinds(node: object, found: set[str]) -> set[str]:
    """The structure types of a tagged document."""
    if isinstance(node, list):
        for child in node:
            kinds(child.get_object() if hasattr(child, "get_object") else child, found)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            found.add(str(node["/S"]))
        if "/K" in node:
            kinds(node["/K"], found)
    return found


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_paper_is_tagged_and_says_its_language(
    lived: Cast, framework: Framework, language: str
) -> None:
    reader = paper(lived, framework, language)
    root = reader.trailer["/Root"]
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    found = kinds(root["/StructTreeRoot"], set())
    assert {"/H1", "/H2", "/H3", "/P", "/Figure", "/L", "/LI"} <= found
    metadata = reader.xmp_metadata
    assert metadata is not None
    assert b"pdfuaid" in metadata.stream.get_data()  # type: ignore[attr-defined]


def test_the_paper_holds_figures_limits_and_source(lived: Cast, framework: Framework) -> None:
    text = " ".join(" ".join(page.extract_text() for page in paper(lived, framework).pages).split())
    for words in (
        "Notre recommandation",
        "La mission se rédige à plusieurs, le pair en tête",
        "1 mission sur 1 est écrite avec le pair et signée des deux côtés",
        "Limites",
        "Haute Autorité de santé",
        "ni relu ni approuvé",
        "Plafond",
    ):
        assert words in text.replace("\u00a0", " "), words


def test_each_ladder_has_words_for_who_does_not_see_it(lived: Cast, framework: Framework) -> None:
    reader = paper(lived, framework)
    alternatives: list[str] = []
    collect(reader.trailer["/Root"]["/StructTreeRoot"], alternatives)
    ladders = [words for words in alternatives if words.startswith("Ligne ")]
    assert len(ladders) == 56


def collect(node: object, found: list[str]) -> None:
    if isinstance(node, list):
        for child in node:
            collect(child.get_object() if hasattr(child, "get_object") else child, found)
    elif isinstance(node, DictionaryObject):
        if "/Alt" in node:
            found.append(str(node["/Alt"]))
        if "/K" in node:
            collect(node["/K"], found)
