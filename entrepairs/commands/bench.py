"""Measure: each figure is a ratio taken in the same run."""

from __future__ import annotations

import argparse

FRENCH = "mesure la vitesse, en rapports pris dans la même course (table et JSON)"
ENGLISH = "measures speed, as ratios taken in the same run (table and JSON)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)


def run(options: argparse.Namespace) -> int:
    from entrepairs.bench import main

    return int(main(options.rest) or 0)
