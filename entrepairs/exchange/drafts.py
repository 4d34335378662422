"""What a file says and an import does not write: placements and engagements, in words.

Both need people to agree (an engaged team, a mission, a sponsor): they are shown as
drafts to make on their own pages.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from entrepairs.engines.sheets.problem import Line, Reading
from entrepairs.exchange.enums import Kind

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Draft:
    row: int
    who: str
    words: str


def drafts(reading: Reading) -> list[Draft]:
    make = {Kind.PEOPLE: _placement, Kind.TEAMS: _engagement}.get(Kind(reading.table.kind))
    if make is None:
        return []
    found = [(line, make(line)) for line in reading.importable]
    return [Draft(line.number, who, words) for line, (who, words) in found if words][:SHOWN]


def _placement(line: Line) -> tuple[str, str]:
    values = line.values
    who = f"{values['given_name']} {values['family_name']}".strip()
    if values["role"] not in (None, "peer") or not (values["team"] or values["share"]):
        return who, ""
    parts = []
    if values["team"]:
        parts.append(_("in %(team)s") % {"team": values["team"]})
    if values["share"]:
        parts.append(_("share of time %(share)s") % {"share": number_format(values["share"])})
    if values["referent"]:
        parts.append(_("référent %(name)s") % {"name": values["referent"]})
    return who, ", ".join(parts)


def _engagement(line: Line) -> tuple[str, str]:
    values = line.values
    parts = []
    if values["engaged"]:
        parts.append(_("engaged since %(day)s") % {"day": date_format(values["engaged"])})
    if values["organisation"]:
        parts.append(_("run by %(name)s") % {"name": values["organisation"]})
    return values["name"], ", ".join(parts)
