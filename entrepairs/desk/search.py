"""Search by name and by alias, inside what one may see. Never in anybody's words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.models import Member, Team
from entrepairs.base.words import plain
from entrepairs.interventions.access import may_go_out, may_open_outings
from entrepairs.interventions.models import AliasSeen
from entrepairs.missions.access import may_open_teams
from entrepairs.peers.models import Peer

FEW = 10


@dataclass(frozen=True, slots=True)
class Found:
    """``url`` is empty for what has no page of its own."""

    name: str
    under: str
    url: str


@dataclass(frozen=True, slots=True)
class Answers:
    peers: list[Found]
    teams: list[Found]
    aliases: list[Found]
    doors: list[Found]

    @property
    def count(self) -> int:
        return len(self.peers) + len(self.teams) + len(self.aliases) + len(self.doors)


# (words, address, who may open it): pages and actions one can name.
DOORS: tuple[tuple[str | Promise, str], ...] = (
    (_("Today"), "today"),
    (_("Peers"), "peers:list"),
    (_("Teams and missions"), "missions:list"),
    (_("Outings"), "interventions:list"),
    (_("Note a meeting"), "interventions:note"),
    (_("Start an outing"), "interventions:new"),
    (_("Our recommendation"), "framework:board"),
    (_("My account"), "accounts:me"),
)
MAY = {
    "peers:list": may_open_teams,
    "missions:list": may_open_teams,
    "interventions:list": may_open_outings,
    "interventions:note": may_go_out,
    "interventions:new": may_go_out,
    "framework:board": may_open_teams,
}


def find(member: Member, asked: str) -> Answers:
    """What matches ``asked``; three queries, none for fewer than two letters."""
    key = plain(asked)
    if len(key) < 2:
        return Answers([], [], [], [])
    return Answers(
        peers=list(_peers(member, key)),
        teams=list(_teams(member, key)),
        aliases=list(_aliases(member, key)),
        doors=list(_doors(member, key)),
    )


def _peers(member: Member, key: str) -> Iterable[Found]:
    peers = Peer.objects.visible_to(member).filter(member__name_key__contains=key)
    for peer in peers.select_related("member")[:FEW]:
        yield Found(peer.member.full_name, peer.member.chosen_title, peer.get_absolute_url())


def _teams(member: Member, key: str) -> Iterable[Found]:
    if not may_open_teams(member):
        return
    matching = [team for team in Team.objects.visible_to(member).open() if key in plain(team.name)]
    for team in matching[:FEW]:
        url = reverse("missions:team", args=[team.pk])
        yield Found(team.name, team.get_kind_display(), url)


def _aliases(member: Member, key: str) -> Iterable[Found]:
    seen = AliasSeen.objects.visible_to(member).filter(alias_key__contains=key)
    for alias in seen.select_related("team").latest()[:FEW]:
        yield Found(alias.alias, alias.team.name, "")


def _doors(member: Member, key: str) -> Iterable[Found]:
    for words, name in DOORS:
        may = MAY.get(name)
        if key in plain(str(words)) and (may is None or may(member)):
            yield Found(str(words), "", reverse(name))
