from __future__ import annotations

import re
from pathlib import Path

from entrepairs.engines.evaluation.evaluate import RULES
from entrepairs.framework.figures import FIGURES
from entrepairs.framework.pack import builtin_packs

PAGE = Path(__file__).parents[2] / "docs" / "mechanisms" / "proof-levels.md"
ROW = re.compile(r"^\| `(\w+)` \| (R\d+\.\d+) \| .* \| .* \| (yes)? ?\|$", re.M)


def test_the_page_lists_the_figures_as_they_are() -> None:
    written = {key: (row, paper == "yes") for key, row, paper in ROW.findall(PAGE.read_text())}
    (pack,) = builtin_packs()
    computed = {row.figure: row.code for row in pack.rows if row.figure}
    assert written == {key: (computed[key], not figure.daily) for key, figure in FIGURES.items()}


def test_the_page_names_each_rule() -> None:
    text = PAGE.read_text()
    assert [rule.__name__ for _rung, rule in RULES if f"`{rule.__name__}`" not in text] == []
