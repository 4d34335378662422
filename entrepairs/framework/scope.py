"""What a reader asked to look at: a team they may see or all of them, and a period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entrepairs.accounts.models import Member, Team
from entrepairs.framework.facts import Scope
from entrepairs.framework.models import Framework
from entrepairs.framework.sentences import day_in_words

PERIODS = (12, 6, 3)


@dataclass
class Asked:
    """The filters of the address, kept from page to page."""

    member: Member
    today: date
    team_id: str
    months: int

    @classmethod
    def read(cls, member: Member, query: QueryDict, today: date) -> Asked:
        months = query.get("months", "")
        wanted = int(months) if months in {str(period) for period in PERIODS} else PERIODS[0]
        return cls(member, today, query.get("team", ""), wanted)

    @cached_property
    def teams(self) -> list[Team]:
        """Open teams this member may see; costs one query."""
        return list(Team.objects.visible_to(self.member).open())

    @cached_property
    def team(self) -> Team | None:
        """The team asked for; 404 when it is not one of theirs."""
        if not self.team_id:
            return None
        found = [team for team in self.teams if str(team.pk) == self.team_id]
        if not found:
            raise Http404
        return found[0]

    @property
    def first(self) -> date:
        """The first day of the period: whole months, this one included."""
        month = self.today.year * 12 + self.today.month - self.months
        return date(month // 12, month % 12 + 1, 1)

    @cached_property
    def scope(self) -> Scope:
        chosen = (self.team,) if self.team else tuple(self.teams)
        whole = self.team is None and self.member.sees_whole_organisation
        return Scope(self.member, chosen, whole, self.first, self.today)

    @property
    def where(self) -> str:
        if self.team:
            return self.team.name
        if self.member.sees_whole_organisation:
            return _("All the teams")
        return ngettext("My team", "My teams", len(self.teams))

    @property
    def since(self) -> str:
        return day_in_words(self.first)

    @property
    def until(self) -> str:
        return day_in_words(self.today)

    @property
    def query(self) -> str:
        asked = QueryDict(mutable=True)
        if self.team_id:
            asked["team"] = self.team_id
        if self.months != PERIODS[0]:
            asked["months"] = str(self.months)
        return f"?{asked.urlencode()}" if asked else ""

    def other(self, *, team: UUID | str | None = None, months: int | None = None) -> str:
        """The address of the same page with one filter changed."""
        changed = Asked(
            self.member,
            self.today,
            self.team_id if team is None else str(team),
            months or self.months,
        )
        return changed.query or "?"

    @property
    def team_chips(self) -> list[dict[str, Any]]:
        if len(self.teams) < 2:
            return []
        everything = Asked(self.member, self.today, "", self.months).where
        chips: list[dict[str, Any]] = [
            {"word": everything, "url": self.other(team=""), "on": not self.team_id}
        ]
        for team in self.teams:
            on = str(team.pk) == self.team_id
            chips.append({"word": team.name, "url": self.other(team=team.pk), "on": on})
        return chips

    @property
    def period_chips(self) -> list[dict[str, Any]]:
        return [
            {
                "word": ngettext("%(count)s month", "%(count)s months", months) % {"count": months},
                "url": self.other(months=months),
                "on": months == self.months,
            }
            for months in PERIODS
        ]


def current_framework() -> Framework | None:
    """The newest version loaded; costs one query."""
    return Framework.objects.newest_first().first()
