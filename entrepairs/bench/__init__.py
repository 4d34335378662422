"""How fast, as ratios measured in one run: docs/mechanisms/bench.md.

Everything happens on a database of its own, thrown away at the end, with the same
durability as a real one. A ratio does not depend on the machine; a time does.
"""

from __future__ import annotations

from entrepairs.bench.run import main

__all__ = ["main"]
