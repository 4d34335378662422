"""What is kept about somebody, as they read it: one page, one PDF, one JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import typst
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from entrepairs.accounts.enums import Act, Role
from entrepairs.accounts.models import AuditEntry, Member
from entrepairs.people.enums import DataClass, Distance, Identity
from entrepairs.people.erasure import RETENTION_YEARS
from entrepairs.people.languages import language_word
from entrepairs.people.models import Person
from entrepairs.people.registry import Kept, everything, kept_about
from entrepairs.people.sealing import unlock

PAPER = Path(__file__).parent / "paper"
LOOKS = 200
May = Callable[[DataClass], bool]


@dataclass(frozen=True, slots=True)
class Line:
    """``day`` is ISO 8601 or empty; ``shown`` is the same day as it is said."""

    day: str
    shown: str
    what: str
    text: str
    by: str


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Look:
    day: str
    shown: str
    who: str
    times: int


@dataclass(frozen=True, slots=True)
class Copy:
    facts: list[tuple[str, str]]
    sections: list[Section]
    looks: list[Look]
    made: str
    until: str
    # Whether something may be missing for this reader; never whether something is.
    hidden: bool = False


def copy_of(person: Person, *, now: datetime, may: May = everything, names: bool = False) -> Copy:
    """Everything kept that the reader may open; the person may open all of it."""
    unlock([person])
    sections = [
        Section(str(part.title), [_line(line, names) for line in part.lines])
        for part in kept_about(person, may)
        if part.lines
    ]
    limit = person.last_contact_on.replace(
        year=person.last_contact_on.year + RETENTION_YEARS, day=1
    )
    return Copy(
        facts=_facts(person, may),
        sections=sections,
        looks=looks_at(person, names=names),
        made=date_format(localtime(now), "DATETIME_FORMAT"),
        until=date_format(limit, "YEAR_MONTH_FORMAT"),
        hidden=not all(may(what) for what in (DataClass.SOCIAL, DataClass.HEALTH)),
    )


def _facts(person: Person, may: May) -> list[tuple[str, str]]:
    facts = [
        (_("The name I chose here"), person.alias),
        (_("What I say of who I am"), str(Identity(person.identity).label)),
    ]
    if person.told_name:
        told = person.told_name if may(DataClass.IDENTITY) else _("written, not shown here")
        facts.append((_("The name I told"), told))
    if person.language:
        facts.append((_("The language I speak best"), str(language_word(person.language))))
    if person.distance is not None:
        said = ", ".join(str(Distance(code).label) for code in person.distance)
        facts.append((_("What was far from me, at the first meeting"), said or _("nothing")))
    facts.append((_("This page was opened on"), date_format(person.opened_on)))
    facts.append((_("We last met or heard one another on"), date_format(person.last_contact_on)))
    return facts


def _line(line: Kept, names: bool) -> Line:
    day = localtime(line.on).date() if isinstance(line.on, datetime) else line.on
    return Line(
        day=day.isoformat() if day else "",
        shown=date_format(day) if day else "",
        what=str(line.what),
        text=line.text,
        by=_who(line.by, names),
    )


def _who(member: Member | None, names: bool) -> str:
    if member is None:
        return ""
    role = next((str(Role(code).label) for code in member.roles), "")
    return f"{member.full_name} ({role})" if names else role


def looks_at(person: Person, *, names: bool = False) -> list[Look]:
    """Who opened the page, day by day, newest first: a role, or a name on request."""
    rows = AuditEntry.objects.filter(
        organisation=person.organisation_id,
        kind="people.person",
        thing=str(person.pk),
        act=Act.LOOK,
    )
    found = list(rows.order_by("-at", "-id").values_list("at", "actor")[:LOOKS])
    members = Member.objects.filter(pk__in={actor for _at, actor in found if actor})
    said = {member.pk: _who(member, names) for member in members}
    themselves = _("the person, with a code")
    seen: Counter[tuple[date, str]] = Counter(
        (localtime(at).date(), said.get(actor, themselves if actor is None else _("somebody")))
        for at, actor in found
    )
    return [Look(day.isoformat(), date_format(day), who, n) for (day, who), n in seen.items()]


# --- Files ---------------------------------------------------------------------
def as_json(copy: Copy) -> bytes:
    told: dict[str, Any] = asdict(copy)
    told["facts"] = [{"what": what, "value": value} for what, value in copy.facts]
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


def as_pdf(copy: Copy) -> bytes:
    """Tagged PDF/UA-1; everything it says comes from here."""
    told = asdict(copy) | {
        "language": (get_language() or "fr")[:2],
        "words": _words(copy),
    }
    made = typst.compile(
        PAPER / "kept.typ",
        root=PAPER,
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        sys_inputs={"kept": json.dumps(told, ensure_ascii=False)},
    )
    return bytes(made)


def _words(copy: Copy) -> dict[str, str]:
    return {
        "title": _("What is kept about me"),
        "made": _("Made on %(day)s.") % {"day": copy.made},
        "until": _("Without news of me, all of it is erased after %(month)s.")
        % {"month": copy.until},
        "rights": _(
            "I may have something corrected, say that I object, or have everything erased, by"
            " asking anybody of the team. No reason is needed, and the answer comes within a month."
        ),
        "looks": _("Who looked at this page"),
        "times": _("times"),
        "nobody": _("Nobody yet."),
        "hidden": _("Not everything may be shown by the person who printed this.")
        if copy.hidden
        else "",
    }
