"""``entrepairs framework list | check | load FILE``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from entrepairs.base import clock
from entrepairs.base.refusals import Refusal
from entrepairs.framework.figures import FIGURES
from entrepairs.framework.models import Framework
from entrepairs.framework.pack import Pack, PackError, builtin_packs, read_pack
from entrepairs.framework.services import load_pack
from entrepairs.server.language import language, say

DONE, REFUSED = 0, 1


def run(options: argparse.Namespace) -> int:
    """The exit code: 0 done, 1 refused with one sentence."""
    acts: dict[str, Callable[[Path | None], int]] = {"list": _list, "check": _check, "load": _load}
    try:
        return acts[options.act](options.file)
    except PackError as error:
        print(say(f"Refusé, {error}", f"Refused, {error}"))
    except Refusal as refusal:
        print(say(f"Refusé : {refusal.message}", f"Refused: {refusal.message}"))
    return REFUSED


def _list(_file: Path | None) -> int:
    for framework in Framework.objects.all():
        sheet = framework.pack.sheet.in_language(language())
        print(f"{framework}  {framework.digest[:12]}  {sheet}")
    if not Framework.objects.exists():
        print(say("Aucune recommandation n’est chargée.", "No recommendation is loaded."))
    return DONE


def _check(file: Path | None) -> int:
    for pack in [read_pack(file)] if file else list(builtin_packs()):
        _check_figures(pack)
        computed = sum(bool(row.figure) for row in pack.rows)
        print(
            say(
                f"{pack.name} : {len(pack.rows)} lignes, dont {computed} calculées, "
                f"empreinte {pack.digest}",
                f"{pack.name}: {len(pack.rows)} rows, {computed} of them computed, "
                f"fingerprint {pack.digest}",
            )
        )
    return DONE


def _load(file: Path | None) -> int:
    if file is None:
        raise PackError(say("fichier", "file"), say("il manque", "is missing"))
    pack = read_pack(file)
    _check_figures(pack)
    framework = load_pack(pack=pack, now=clock.now())
    print(say(f"Chargée : {framework}", f"Loaded: {framework}"))
    return DONE


def _check_figures(pack: Pack) -> None:
    for row in pack.rows:
        if row.figure and row.figure not in FIGURES:
            raise PackError(
                f"{row.code}, figure",
                say(f"{row.figure} n’est pas calculé ici", f"{row.figure} is not computed here"),
            )
