"""Search: peers, people, teams, pages, and the aliases of one's own teams. Never notes."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.accounts import access as accounts
from entrepairs.accounts.models import Member, Team
from entrepairs.accounts.terms import word_for
from entrepairs.accounts.wording import role_words
from entrepairs.base.words import plain
from entrepairs.exchange.access import may_import
from entrepairs.interventions import access as interventions
from entrepairs.interventions.models import AliasSeen, Encounter
from entrepairs.missions.access import may_open_teams
from entrepairs.peers import access as peers
from entrepairs.peers.models import Peer
from entrepairs.people.access import may_meet_people
from entrepairs.people.models import Person
from entrepairs.steps.access import may_see_doors

SHORTEST, MANY = 2, 8


@dataclass(frozen=True, slots=True)
class Hit:
    word: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    icon: str
    hits: list[Hit]


@dataclass(frozen=True, slots=True)
class Door:
    """A page or an action, found by its name or by other words for it."""

    label: str | Promise
    words: str | Promise
    url_name: str


DOORS = {
    "anyone": (
        Door(gettext_lazy("Today"), gettext_lazy("home what waits"), "today"),
        Door(gettext_lazy("My page"), gettext_lazy("account password key devices"), "accounts:me"),
        Door(gettext_lazy("The words we use"), gettext_lazy("vocabulary rename"), "accounts:words"),
        Door(gettext_lazy("Trail"), gettext_lazy("who opened what audit"), "accounts:trail"),
        Door(gettext_lazy("Members"), gettext_lazy("people team-mates"), "accounts:members"),
    ),
    "outings": (
        Door(gettext_lazy("Outings"), gettext_lazy("rounds visits"), "interventions:list"),
    ),
    "people": (
        Door(gettext_lazy("People"), gettext_lazy("met aliases pages wishes"), "people:list"),
        Door(gettext_lazy("A new page"), gettext_lazy("open somebody"), "people:new"),
        Door(gettext_lazy("Links"), gettext_lazy("asleep review leaving"), "links:list"),
        Door(gettext_lazy("Requests to meet a peer"), gettext_lazy("poster card"), "links:asks"),
        Door(gettext_lazy("Note a step"), gettext_lazy("rights appointment"), "steps:start"),
        Door(gettext_lazy("Carried words"), gettext_lazy("say answer tell agreed"), "words:list"),
        Door(gettext_lazy("Poster: meet a peer"), gettext_lazy("print card paper"), "cards:poster"),
        Door(gettext_lazy("Words of the trade"), gettext_lazy("jargon plain"), "words:jargon"),
    ),
    "doors": (
        Door(gettext_lazy("Closed doors"), gettext_lazy("services refused why"), "steps:doors"),
    ),
    "goes_out": (
        Door(gettext_lazy("Note a meeting"), gettext_lazy("encounter"), "interventions:note"),
        Door(gettext_lazy("Start an outing"), gettext_lazy("round visit"), "interventions:new"),
    ),
    "peers": (Door(gettext_lazy("Peers"), gettext_lazy("peer support workers"), "peers:list"),),
    "welcome": (Door(gettext_lazy("Welcome a peer"), gettext_lazy("new peer"), "peers:new"),),
    "teams": (
        Door(
            gettext_lazy("Teams and missions"),
            gettext_lazy("engagement placement signature"),
            "missions:list",
        ),
        Door(
            gettext_lazy("Our recommendation"),
            gettext_lazy("board criteria proof ladder HAS"),
            "framework:board",
        ),
    ),
    "imports": (
        Door(gettext_lazy("Bring a file in"), gettext_lazy("import table"), "exchange:new"),
    ),
    "accounts": (
        Door(
            gettext_lazy("Make a place for somebody"),
            gettext_lazy("new member account"),
            "accounts:new_member",
        ),
        Door(gettext_lazy("Invitations"), gettext_lazy("links"), "accounts:invitations"),
    ),
    "partners": (Door(gettext_lazy("Partners"), gettext_lazy("lend host"), "accounts:partners"),),
    "new_team": (Door(gettext_lazy("Open a team"), gettext_lazy("new team"), "accounts:new_team"),),
}


def doors_of(member: Member) -> list[Door]:
    opens = {
        "anyone": True,
        "outings": interventions.may_open_outings(member),
        "people": may_meet_people(member),
        "doors": may_see_doors(member),
        "goes_out": interventions.may_go_out(member),
        "peers": peers.may_open_peers(member),
        "welcome": peers.may_welcome_peer(member),
        "teams": may_open_teams(member),
        "imports": may_import(member),
        "accounts": accounts.may_manage_accounts(member),
        "partners": accounts.may_partner(member),
        "new_team": accounts.may_add_team(member),
    }
    return [door for key, doors in DOORS.items() if opens[key] for door in doors]


def find(member: Member, text: str, terms: dict[str, str]) -> list[Group]:
    key = plain(text)
    if len(key) < SHORTEST:
        return []
    groups = [
        Group(_("People of my teams"), "user-round", _met(member, key)),
        Group(_("Aliases of my teams, without a page"), "footprints", _aliases(member, text)),
        Group(_("Peers"), "handshake", _peers(member, key)),
        Group(_("People I work with"), "users", _members(member, key, terms)),
        Group(_("Teams"), "building-2", _teams(member, key, terms)),
        Group(_("Pages and actions"), "door-open", _pages(member, key)),
    ]
    return [group for group in groups if group.hits]


def _met(member: Member, key: str) -> list[Hit]:
    """By alias, in my teams. Never by anything that was said. One query."""
    found = Person.objects.visible_to(member).filter(alias_key__contains=key).by_alias()
    return [
        Hit(
            person.alias,
            _("Last contact on %(day)s") % {"day": date_format(person.last_contact_on)},
            person.get_absolute_url(),
        )
        for person in found[:MANY]
    ]


def _aliases(member: Member, text: str) -> list[Hit]:
    """Each leads to the last outing where this alias was met. Two queries."""
    if not interventions.may_see_encounters(member):
        return []
    paged = Person.objects.visible_to(member).values("alias_key")
    seen = AliasSeen.objects.visible_to(member).filter(alias_key__contains=plain(text))
    seen = seen.exclude(alias_key__in=paged)
    found = list(seen.latest().select_related("team")[:MANY])
    met = Encounter.objects.visible_to(member).kept().order_by("-at")
    last = met.filter(
        alias_key__in=[one.alias_key for one in found], day__in=[one.last_on for one in found]
    )
    outings = {
        (team, key): outing
        for team, key, outing in reversed(last.values_list("team", "alias_key", "outing"))
    }
    return [
        Hit(
            one.alias,
            _("%(team)s, last seen on %(day)s")
            % {"team": one.team.name, "day": date_format(one.last_on)},
            _outing_url(outings.get((one.team_id, one.alias_key))),
        )
        for one in found
    ]


def _outing_url(outing: object) -> str:
    if outing is None:
        return reverse("interventions:list")
    return reverse("interventions:outing", args=[outing])


def _peers(member: Member, key: str) -> list[Hit]:
    if not peers.may_open_peers(member):
        return []
    found = Peer.objects.visible_to(member).filter(member__name_key__contains=key)
    people = found.select_related("member").order_by("member__name_key", "id")[:MANY]
    return [
        Hit(peer.member.full_name, peer.member.chosen_title, peer.get_absolute_url())
        for peer in people
    ]


def _members(member: Member, key: str, terms: dict[str, str]) -> list[Hit]:
    seen = Member.objects.visible_to(member).filter(
        organisation=member.organisation_id, until__isnull=True, name_key__contains=key
    )
    return [
        Hit(one.full_name, ", ".join(role_words(one, terms)), one.get_absolute_url())
        for one in seen.order_by("name_key", "id")[:MANY]
    ]


def _teams(member: Member, key: str, terms: dict[str, str]) -> list[Hit]:
    """Names of teams carry accents and no key: a few dozen rows, compared here."""
    found = [team for team in Team.objects.visible_to(member).open() if key in plain(team.name)]
    page = "missions:team" if may_open_teams(member) else "accounts:team"
    return [
        Hit(team.name, word_for(f"team.{team.kind}", terms), reverse(page, args=[team.pk]))
        for team in found[:MANY]
    ]


def _pages(member: Member, key: str) -> list[Hit]:
    return [
        Hit(str(door.label), "", reverse(door.url_name))
        for door in doors_of(member)
        if key in plain(f"{door.label} {door.words}")
    ][:MANY]
