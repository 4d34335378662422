"""One stroke per fact, in fives: tall is yes, short is no, a dot is not known."""

from __future__ import annotations

from dataclasses import dataclass

# Beyond this many facts a drawing says nothing more: the sentence stands alone.
DRAWN = 60
STEP, GAP, LEFT = 7, 12, 3


@dataclass(frozen=True, slots=True)
class Tally:
    width: int
    tall: str
    short: str
    dots: str


def draw_tally(met: int, total: int, unknown: int) -> Tally | None:
    """SVG paths in a box 28 high; ``None`` when there is nothing to draw, or too much."""
    if not 0 < total <= DRAWN:
        return None
    strokes = {"tall": met, "short": total - met - unknown, "dots": unknown}
    paths = {}
    x = LEFT
    for name, count in strokes.items():
        places = []
        for number in range(count):
            places.append(x)
            last = number + 1 == count
            x += GAP if (number + 1) % 5 == 0 and not last else STEP
        if places:
            x += GAP - STEP
        paths[name] = "".join(_stroke(name, place) for place in places)
    return Tally(width=x - (GAP - STEP), **paths)


def _stroke(name: str, x: int) -> str:
    return {"tall": f"M{x} 3v22", "short": f"M{x} 17v8", "dots": f"M{x} 24v.01"}[name]
