"""Files that this room gives: templates to fill in, and the rows that did not go in."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from entrepairs.engines.sheets.problem import Book, Level, Reading
from entrepairs.exchange import wording
from entrepairs.exchange.door import cells_of
from entrepairs.exchange.enums import Kind
from entrepairs.exchange.models import Import

# French headers, as teams write them: the engine knows them all. One line of example.
TEMPLATES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Kind.PEOPLE: (
        ("Nom", "Prénom", "Fonction", "Statut", "Depuis le", "Jusqu’au", "ETP", "Équipe",
         "Référent·e", "Courriel", "Tél."),
        ("Tournesol", "Nadia", "paire-aidante", "bénévole", "01/10/2025", "", "0,5", "Belle-Étoile",
         "Hélène Parapluie", "nadia@example.org", "01 99 00 00 01"),
    ),
    Kind.TEAMS: (
        ("Nom de l’équipe", "Type", "N° FINESS", "SIRET", "RNA", "Gestionnaire", "Engagée depuis"),
        ("Belle-Étoile", "EMPP", "759900111", "", "", "Maison des Lucioles", "03/06/2025"),
    ),
    Kind.OUTINGS: (
        ("Jour", "Horaires", "Équipage", "Binôme pro", "Secteur", "Nb personnes", "dont nouvelles"),
        ("02/10/2025", "20h30-23h", "Nadia", "Karim", "Gare", "8", "2"),
    ),
    Kind.ENCOUNTERS: (
        ("Date", "Début", "Fin", "Personne", "1ère fois ?", "Lieu", "Équipage", "Durée (min)",
         "Thème(s)"),
        ("02/10/2025", "21h10", "21h25", "Moustache", "non", "gare", "Nadia + Karim", "15",
         "parler + papiers"),
    ),
}  # fmt: skip


def refused_table(
    import_: Import, book: Book, reading: Reading
) -> tuple[list[str], Iterator[list[str]]]:
    """The rows that did not go in, as they stand in the file, and why.

    Columns of which nothing is ever taken in are left out here too.
    """
    columns = [column for column in reading.table.columns if column.use != "refuse"]
    header = [_("Row"), *(column.header for column in columns), _("Why")]
    return header, _refused_rows(import_, book, reading, [column.index for column in columns])


def _refused_rows(
    import_: Import, book: Book, reading: Reading, columns: list[int]
) -> Iterator[list[str]]:
    why: dict[int, list[str]] = {}
    for issue in reading.issues:
        if issue.level >= Level.ASK:
            sentence = wording.sentence_of_issue(issue.code, issue.params)
            why.setdefault(issue.row, []).append(f"{issue.cell} : {sentence}")
    for row, code in import_.result.get("left", []):
        why.setdefault(row, []).append(str(wording.LEFT.get(code, code)))
    for row in import_.choice.get("skipped", []):
        why.setdefault(row, []).append(_("Left aside, as you chose."))
    width = max(columns, default=0)
    for row in sorted(why):
        cells = cells_of(book, import_, row, width)
        yield [str(row), *(cells[index - 1] for index in columns), " ".join(why[row])]
