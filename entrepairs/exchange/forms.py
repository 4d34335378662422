from __future__ import annotations

import re
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.models import Member, Team
from entrepairs.engines.sheets.container import MAX_FILE
from entrepairs.engines.sheets.fields import FIELDS
from entrepairs.exchange.access import may_import_kind
from entrepairs.exchange.enums import OF_ONE_TEAM, Kind
from entrepairs.exchange.services import Corrections, Upload

_CELL = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")
_TYPED = 300


class UploadForm(forms.Form):
    """A file, what a row of it is, and the team where that needs one."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("XLSX, ODS, XLS or CSV, 20 MB at most. It is kept seven days, then forgotten."),
        error_messages={"empty": _("This file is empty: there is nothing to import.")},
    )
    kind = forms.ChoiceField(
        label=_("What is one row?"),
        required=False,
        help_text=_("If you leave it, the headers of the file decide, and you can check."),
    )
    team = forms.ModelChoiceField(
        label=_("Team"),
        queryset=Team.objects.none(),
        required=False,
        help_text=_("For outings and encounters: the team they belong to."),
        empty_label=_("No team"),
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(value, label) for value, label in Kind.choices if may_import_kind(member, value)]
        self._kind_field().choices = [("", _("As its headers say")), *kinds]
        self._team_field().queryset = Team.objects.visible_to(member).open()

    def _kind_field(self) -> forms.ChoiceField:
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        return field

    def _team_field(self) -> Any:
        return self.fields["team"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("kind") in OF_ONE_TEAM and not data.get("team") and "team" not in self.errors:
            self.add_error("team", _("Say which team these outings belong to."))
        return data

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_FILE:
            raise forms.ValidationError(_("This file is too large (more than 20 MB)."))
        return file

    def upload(self) -> Upload:
        file = self.cleaned_data["file"]
        return Upload(
            name=file.name,
            content=file.read(),
            kind=self.cleaned_data["kind"],
            team=self.cleaned_data["team"],
        )


def corrections_of(post: QueryDict) -> Corrections:
    """What was typed in the tab of cells; anything that is not a cell is ignored."""
    cells = [cell for cell in post.getlist("cell") if _CELL.fullmatch(cell)]
    rows = [int(row) for row in post.getlist("row") if row.isdecimal() and len(row) < 8]
    texts = {cell: post.get(f"text-{cell}", "").strip()[:_TYPED] for cell in cells}
    return Corrections(
        texts={cell: text for cell, text in texts.items() if text},
        accepted=frozenset(cell for cell in cells if f"accept-{cell}" in post),
        skipped=frozenset(row for row in rows if f"skip-{row}" in post),
        seen_cells=frozenset(cells),
        seen_rows=frozenset(rows),
    )


def columns_of(post: QueryDict, kind: str, known: dict[int, str]) -> dict[int, str]:
    """Columns whose field was changed; ``known`` is what the page showed."""
    fields = FIELDS[kind]
    chosen = {index: post.get(f"column-{index}", name) for index, name in known.items()}
    return {
        index: name
        for index, name in chosen.items()
        if name != known[index] and (name in fields or name == "")
    }


def words_of(post: QueryDict, options: dict[str, set[str]]) -> dict[tuple[str, str], str]:
    """(field, word) → code, for the words whose code was chosen on the page."""
    found = {}
    for slot, code in post.items():
        name, _colon, word = slot.removeprefix("word-").partition(":")
        if slot.startswith("word-") and name in options and code in options[name] | {"-"}:
            found[(name, word)] = "" if code == "-" else str(code)
    return found


def names_of(post: QueryDict, allowed: set[str]) -> dict[str, str]:
    """Name → member, "peer", "colleague", or "" to leave it undecided."""
    chosen = {
        slot.removeprefix("name-"): who for slot, who in post.items() if slot.startswith("name-")
    }
    return {name: str(who) for name, who in chosen.items() if who in allowed or who == ""}
