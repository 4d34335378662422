"""Measure: each figure is a ratio taken in the same run."""

from __future__ import annotations

import argparse

FRENCH = "mesure la vitesse, en rapports pris dans la même course (table et JSON)"
ENGLISH = "measures speed, as ratios taken in the same run (table and JSON)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from entrepairs.bench.run import add_arguments

    add_arguments(parser)


def run(options: argparse.Namespace) -> int:
    from entrepairs.bench.run import run

    return run(options)
