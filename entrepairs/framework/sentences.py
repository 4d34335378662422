"""Words around a figure: who wrote, what would reach the next rung. Whole sentences only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from entrepairs.engines.evaluation.evaluate import Outcome, Reason
from entrepairs.engines.evaluation.problem import MINIMUM_PERSONS, Rung, Voice
from entrepairs.framework.facts import Reading
from entrepairs.framework.figures import grouped
from entrepairs.framework.pack import Row

RUNGS: dict[Rung, str | Promise] = {
    Rung.NOTHING: pgettext_lazy("rung", "nothing"),
    Rung.DECLARED: pgettext_lazy("rung", "declared"),
    Rung.DOCUMENTED: pgettext_lazy("rung", "documented"),
    Rung.OBSERVED: pgettext_lazy("rung", "observed"),
    Rung.CONFIRMED: pgettext_lazy("rung", "confirmed"),
}
# The same, in full, for the overall ladder.
SHELVES: dict[Rung, str | Promise] = {
    Rung.NOTHING: gettext_lazy("nothing for now"),
    Rung.DECLARED: gettext_lazy("declared by somebody"),
    Rung.DOCUMENTED: gettext_lazy("documented, dated, signed"),
    Rung.OBSERVED: gettext_lazy("observed day after day"),
    Rung.CONFIRMED: gettext_lazy("confirmed by the people concerned"),
}
WRITERS: dict[Voice, str | Promise] = {
    Voice.PEER: pgettext_lazy("who wrote", "peers"),
    Voice.COLLEAGUE: pgettext_lazy("who wrote", "colleagues"),
    Voice.TEAM: pgettext_lazy("who wrote", "teams"),
    Voice.PERSON: pgettext_lazy("who wrote", "people accompanied"),
    Voice.SYSTEM: pgettext_lazy("who wrote", "the program, reading itself"),
    Voice.COORDINATOR: pgettext_lazy("who wrote", "coordination"),
    Voice.MANAGER: pgettext_lazy("who wrote", "management"),
    Voice.IMPORT: pgettext_lazy("who wrote", "imported files"),
}


def day_in_words(day: date) -> str:
    """The date as it is read aloud: in French the first of the month is an ordinal."""
    words = date_format(day)
    first = day.day == 1 and (get_language() or "fr").startswith("fr")
    return words.replace("1 ", "1er ", 1) if first else words


def place_of(row: Row, rung: Rung | None) -> str:
    """``Row 1.3 · Rung 3 of 4: observed``."""
    if rung is None:
        return _("Row %(number)s · Not yet observable here") % {"number": row.number}
    if rung is Rung.NOTHING:
        return _("Row %(number)s · Rung 0: nothing for now") % {"number": row.number}
    return _("Row %(number)s · Rung %(rung)s of 4: %(word)s") % {
        "number": row.number,
        "rung": int(rung),
        "word": RUNGS[rung],
    }


def written_by(outcome: Outcome, reading: Reading | None) -> str:
    """Who wrote the facts, with how many each when the figure may be shown."""
    told = sorted((reading.written_by if reading else {}).items(), key=lambda item: -item[1])
    counted = reading.facts if reading and reading.written_by else {}
    known = {*dict(told), *counted}
    told += [(voice, count) for voice, count in outcome.authors if voice not in known]
    if not told:
        return _("Written by: nobody yet.")
    if outcome.hidden:
        return _("Written by: %(who)s.") % {"who": _list(WRITERS[voice] for voice, _n in told)}
    items = [
        _("%(who)s %(count)s") % {"who": WRITERS[voice], "count": grouped(count)}
        if count
        else str(WRITERS[voice])
        for voice, count in told
    ]
    return _("Written by: %(who)s.") % {"who": _list(items)}


def confirmed_by(outcome: Outcome) -> str:
    """How many confirmed; only that there are some while they are few."""
    people = sum(count for _voice, count in outcome.confirmed_by)
    if people == 0:
        return ""
    if people < MINIMUM_PERSONS:
        return _("Some people concerned confirm it (fewer than five: number not shown).")
    return ngettext(
        "%(count)s of the people concerned confirms it.",
        "%(count)s of the people concerned confirm it.",
        people,
    ) % {"count": grouped(people)}


def _list(words: Iterable[object]) -> str:
    return str(pgettext("between the items of a list", ", ")).join(str(word) for word in words)


def rise(row: Row, outcome: Outcome, ask: str) -> str:
    """What would reach the next rung, or what keeps the row where it is."""
    reason, missing = outcome.next.reason, outcome.next.missing
    if reason is Reason.TOO_FEW_CASES:
        return ngettext(
            "%(count)s more, written by somebody who was there.",
            "%(count)s more, written by those who were there.",
            missing,
        ) % {"count": grouped(missing)}
    if reason is Reason.NOT_CONFIRMED:
        return _confirmation(missing, outcome.next.who, ask)
    if reason is Reason.AT_THE_TOP:
        return _kept(missing)
    return str(FIXED[reason])


FIXED: dict[Reason, str | Promise] = {
    Reason.NOTHING_WRITTEN: gettext_lazy("A first fact: somebody notes it, or says how it is."),
    Reason.NOTHING_DATED: gettext_lazy("A dated act or text that somebody else can read again."),
    Reason.NO_DAILY_FACTS_HERE: gettext_lazy(
        "Facts of daily life. They are not noted here yet, so this row stops at “documented”."
    ),
    Reason.NO_CASE: gettext_lazy("Something to look at: there is nothing of the kind yet."),
    Reason.MANAGEMENT_ALONE: gettext_lazy(
        "That peers or colleagues write it themselves, as the days go by."
    ),
    Reason.IMPORT_ALONE: gettext_lazy(
        "That facts are noted here as they happen: an imported file stops at “documented”."
    ),
}


def _confirmation(people: int, who: tuple[Voice, ...], ask: str) -> str:
    if Voice.PERSON in who:
        return ngettext(
            "That at least %(count)s person accompanied says, away from the team: “%(ask)s”",
            "That at least %(count)s people accompanied say, away from the team: “%(ask)s”",
            people,
        ) % {"count": grouped(people), "ask": ask}
    if Voice.COLLEAGUE in who:
        return ngettext(
            "That at least %(count)s peer or colleague says, without their hierarchy: “%(ask)s”",
            "That at least %(count)s peers and colleagues say, without their hierarchy: “%(ask)s”",
            people,
        ) % {"count": grouped(people), "ask": ask}
    return ngettext(
        "That at least %(count)s peer says, without their hierarchy: “%(ask)s”",
        "That at least %(count)s peers say, without their hierarchy: “%(ask)s”",
        people,
    ) % {"count": grouped(people), "ask": ask}


def _kept(left: int) -> str:
    if left == 0:
        return _("Asking again from time to time: what was true may change.")
    return ngettext(
        "Looking at the %(count)s that is not there yet.",
        "Looking at the %(count)s that are not there yet.",
        left,
    ) % {"count": grouped(left)}


def beside(row: Row, reading: Reading | None) -> list[str]:
    """Sentences that belong beside the figure."""
    numbers = reading.beside if reading else {}
    told = []
    if numbers.get("alone"):
        told.append(
            ngettext(
                "%(count)s team has one peer only; something is done about it in %(done)s of them.",
                "%(count)s teams have one peer only; something is done about it in %(done)s of"
                " them.",
                numbers["alone"],
            )
            % {"count": grouped(numbers["alone"]), "done": grouped(numbers["compensated"])}
        )
    if numbers.get("solo"):
        told.append(
            ngettext(
                "%(count)s outing was made alone; the reason is noted for %(done)s.",
                "%(count)s outings were made alone; the reason is noted for %(done)s.",
                numbers["solo"],
            )
            % {"count": grouped(numbers["solo"]), "done": grouped(numbers["solo_with_reason"])}
        )
    return [*told, *beside_people(numbers)]


def beside_people(numbers: Mapping[str, int]) -> Iterator[str]:
    """What was stopped by a wish, went past one, was printed or explained."""
    if numbers.get("stopped"):
        yield ngettext(
            "A wish stopped %(count)s act of ours.",
            "Wishes stopped %(count)s acts of ours.",
            numbers["stopped"],
        ) % {"count": grouped(numbers["stopped"])}
    if numbers.get("rescues"):
        yield ngettext(
            "%(count)s duty to rescue went past a wish; %(seen)s was looked at again.",
            "%(count)s duties to rescue went past a wish; %(seen)s were looked at again.",
            numbers["rescues"],
        ) % {"count": grouped(numbers["rescues"]), "seen": grouped(numbers["rescues_seen"])}
    if numbers.get("project_cards"):
        yield ngettext(
            "%(count)s project card was printed, for the person to keep.",
            "%(count)s project cards were printed, for people to keep.",
            numbers["project_cards"],
        ) % {"count": grouped(numbers["project_cards"])}
    if numbers.get("jargon"):
        yield ngettext(
            "%(count)s word of the trade is explained in the shared list.",
            "%(count)s words of the trade are explained in the shared list.",
            numbers["jargon"],
        ) % {"count": grouped(numbers["jargon"])}
