"""An agreement as one sentence that can be read out to the person."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from entrepairs.people.enums import DataClass
from entrepairs.people.models import Agreement


def listed(words: Iterable[str]) -> str:
    """``"bread, salt and water"``."""
    *most, last = list(words) or [""]
    return _("%(first)s and %(last)s") % {"first": ", ".join(most), "last": last} if most else last


def recipient(agreement: Agreement) -> str:
    """Its ``to_named`` must be unlocked."""
    if agreement.to_team_id:
        return _("the team %(name)s") % {"name": agreement.to_team.name}
    if agreement.to_member_id:
        return str(agreement.to_member.full_name)
    return agreement.to_named or _("somebody whose name is gone")


def classes_words(agreement: Agreement) -> str:
    return listed(str(DataClass(code).label) for code in agreement.classes)


def sentence(agreement: Agreement, alias: str) -> str:
    """“Barbe grise lets Nadia know: the next place and hour, until 12 February.”"""
    return _("%(alias)s lets %(who)s know: %(what)s. Until %(until)s.") % {
        "alias": alias,
        "who": recipient(agreement),
        "what": classes_words(agreement),
        "until": date_format(agreement.until),
    }
