from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_a_quick_run_gives_every_figure_as_a_ratio(tmp_path: Path) -> None:
    """No time is asserted: only that each promised figure was really measured."""
    out = tmp_path / "bench.json"
    kept = {name: value for name, value in os.environ.items() if "DATABASE" not in name}
    done = subprocess.run(
        [sys.executable, "-m", "entrepairs.command", "bench", "--quick", "--json", str(out)],
        env=kept | {"ENTREPAIRS_ENV": "development"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    figures = json.loads(out.read_text())["figures"]
    assert {"a", "b", "c", "d"} <= {figure["code"] for figure in figures}
    assert all(figure["ratio"] > 0 for figure in figures)
