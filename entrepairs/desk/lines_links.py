"""What waits for one member today about links: a person who waits, a review, a departure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entrepairs.accounts.enums import Role
from entrepairs.desk.line import CALL, CALM, MANY, SETTLE, Ask, Line
from entrepairs.links import access, lists
from entrepairs.links.models import Link

# A person who waits longer is called for.
PATIENCE = timedelta(days=7)
# A review this late is told to the coordinator too.
LATE = timedelta(days=30)


def everything(ask: Ask) -> Iterator[Line]:
    """Ten queries at most, however many links."""
    if not access.may_open_links(ask.member):
        return
    yield from _proposed(ask)
    yield from _waiting(ask)
    yield from _asked(ask)
    yield from _reviews(ask)
    yield from _ended(ask)
    if access.may_hand_over(ask.member):
        yield from _leaving(ask)
        yield from _quiet(ask)


def _proposed(ask: Ask) -> Iterator[Line]:
    for one in lists.proposals_for(ask.member)[:MANY]:
        yield Line(
            CALL if ask.today - one.proposed_on > PATIENCE else SETTLE,
            _("A link is proposed to you: %(alias)s") % {"alias": one.person.alias},
            _("Yes or no, without a reason. A no leaves no trace of you."),
            reverse("links:proposal", args=[one.pk]),
            _("Read and answer"),
        )


def _waiting(ask: Ask) -> Iterator[Line]:
    people = lists.waiting_people(ask.member)
    for person in people[:MANY]:
        yield Line(
            SETTLE,
            _("%(alias)s waits for a peer") % {"alias": person.alias},
            _("Show the names together; nobody for now is an answer too."),
            reverse("links:new", args=[person.pk]),
            _("Choose together"),
        )


def _asked(ask: Ask) -> Iterator[Line]:
    found = list(lists.asks_waiting(ask.member).defer("hint_sealed").oldest_first()[: MANY + 1])
    if not found:
        return
    days = (ask.today - found[0].asked_on).days
    one = len(found) == 1
    title = _("Somebody asks to meet a peer") if one else _("Several people ask to meet a peer")
    text = ngettext(
        "The first one has waited for %(days)s day.",
        "The first one has waited for %(days)s days.",
        days,
    )
    yield Line(
        CALL if days > PATIENCE.days else SETTLE,
        title,
        text % {"days": days} if days else _("Asked today."),
        reverse("links:ask", args=[found[0].pk]) if one else reverse("links:asks"),
        _("See where and when"),
    )


def _reviews(ask: Ask) -> Iterator[Line]:
    due = Link.objects.visible_to(ask.member).to_review(ask.today)
    late = due.filter(review_on__lt=ask.today - LATE)
    shown: Any = due.filter(peer_member=ask.member)
    if ask.member.has(Role.COORDINATOR):
        shown = shown | late
    for link in shown.with_people().by_alias()[:MANY]:
        names = {"alias": link.person.alias, "name": link.peer_member.full_name}
        yield Line(
            CALM,
            _("The yearly review of the link between %(alias)s and %(name)s") % names,
            _("A year has gone by: both say what it gives and what should change."),
            reverse("links:review", args=[link.pk]),
            _("Write it together"),
        )


def _ended(ask: Ask) -> Iterator[Line]:
    """To every peer of the team alike, so that none is pointed at."""
    if not ask.member.has(Role.PEER):
        return
    for link in lists.ended_lately(ask.member, ask.today).select_related("person")[:MANY]:
        yield Line(
            CALM,
            _("A link has ended: %(alias)s") % {"alias": link.person.alias},
            lists.end_word(link) or _("The reason is not known."),
            link.person.get_absolute_url(),
            _("See the page"),
        )


def _leaving(ask: Ask) -> Iterator[Line]:
    for one in lists.leaving(ask.member, ask.today)[:MANY]:
        day = {"day": date_format(one.last_day, "l j F") if one.last_day else ""}
        yield Line(
            SETTLE,
            _("%(name)s leaves, and has open links") % {"name": one.member.full_name},
            _("Last day: %(day)s. Each person says whether somebody else may come.") % day,
            reverse("links:handover", args=[one.member.pk]),
            _("Prepare with each person"),
        )


def _quiet(ask: Ask) -> Iterator[Line]:
    silent = Link.objects.visible_to(ask.member).quiet(ask.today).filter(asleep_on__isnull=True)
    number = silent.count()
    if number:
        title = ngettext(
            "%(number)s person not seen for 90 days",
            "%(number)s people not seen for 90 days",
            number,
        )
        text = _("The link stays open. Has somebody heard of them?")
        url = reverse("links:quiet")
        yield Line(CALM, title % {"number": number}, text, url, _("See who"))
