"""``entrepairs directory import FILE…`` and ``entrepairs directory list``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from entrepairs.base import clock
from entrepairs.base.refusals import Refusal
from entrepairs.directory.loading import Loading, load_file, owner_connection
from entrepairs.directory.models import Load, Service
from entrepairs.engines.sheets.write import to_csv
from entrepairs.server.language import say

# Exit codes, as entrepairs.commands.exits says (a floor above this one).
DONE, REFUSED, MISUSED, FOUND = 0, 1, 2, 3
_EVERY = 10_000


def run(options: argparse.Namespace) -> int:
    if options.act == "list":
        return _list()
    if not options.files:
        print(say("Il manque le fichier.", "The file is missing."), file=sys.stderr)
        return MISUSED
    try:
        return max(_import(path, options) for path in options.files)
    except Refusal as refusal:
        print(refusal.message, file=sys.stderr)
    except OSError as error:
        reason = error.strerror or ""
        print(say(f"Fichier illisible : {reason}", f"Cannot read: {reason}"), file=sys.stderr)
    return REFUSED


def _import(path: Path, options: argparse.Namespace) -> int:
    with owner_connection() as owner:
        loading = load_file(owner, path, now=clock.now(), partial=options.partial, progress=_tell)
    counts = loading.counts
    print(
        say(
            f"{path.name} : {counts.read} lues, {counts.created} ajoutées, {counts.changed} mises "
            f"à jour, {counts.same} inchangées, {counts.refused} refusées ; "
            f"{counts.gone} n’y sont plus, dont {counts.deleted} retirées.",
            f"{path.name}: {counts.read} read, {counts.created} added, {counts.changed} updated, "
            f"{counts.same} unchanged, {counts.refused} refused; "
            f"{counts.gone} are no longer there, {counts.deleted} of them removed.",
        )
    )
    if not counts.refused:
        return DONE
    _write_refused(loading, options.refused)
    return FOUND


def _tell(done: int) -> None:
    if done % _EVERY == 0:
        print(f"  {done}", file=sys.stderr, flush=True)


def _write_refused(loading: Loading, path: Path | None) -> None:
    """Which rows stayed out, and why; never what they held."""
    if path is None:
        kind, number, source, ref, reasons = loading.refused[0]
        print(
            say(
                f"Première refusée : ligne {number}, {source} {ref} : {reasons}. "
                "Toutes : --refused FICHIER.",
                f"First refused: row {number}, {source} {ref}: {reasons}. "
                "All of them: --refused FILE.",
            )
        )
        return
    header = say("sorte,ligne,source,id,raisons", "kind,row,source,id,reasons").split(",")
    path.write_bytes(to_csv(header, loading.refused))


def _list() -> int:
    for load in Load.objects.all()[:20]:
        print(
            f"{load.finished_at:%Y-%m-%d %H:%M}  {load.state:6}  {load.read:>7}  {load.file_name}"
        )
    present = Service.objects.filter(gone_on__isnull=True).count()
    print(say(f"{present} services dans l’annuaire.", f"{present} services in the directory."))
    return DONE
