"""Filters of the list of people that words and links give: who waits, who was not seen."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.models import Member
from entrepairs.people.filters import add_filter


def waits_for_an_answer(people: Any, member: Member, today: date) -> Any:
    """What they wanted said has no answer yet, or one that nobody has told them."""
    from entrepairs.words.models import CarriedWord

    words = CarriedWord.objects.carried_for(member)
    return people.filter(
        Q(pk__in=words.waiting().values("person")) | Q(pk__in=words.to_tell().values("person"))
    )


def gone_quiet(people: Any, member: Member, today: date) -> Any:
    """A link of theirs sleeps, or nobody has seen them for three months."""
    from entrepairs.links.models import Link

    return people.filter(pk__in=Link.objects.quiet(today).values("person"))


def add_filters() -> None:
    add_filter("waits", _("waits for an answer"), waits_for_an_answer)
    add_filter("quiet", _("gone quiet"), gone_quiet)
