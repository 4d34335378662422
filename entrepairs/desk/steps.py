"""First steps: what an empty house, or an empty day, may do next."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from entrepairs.accounts import access as accounts
from entrepairs.accounts.enums import Role
from entrepairs.accounts.models import Member, Team
from entrepairs.exchange.access import may_import
from entrepairs.interventions.access import may_go_out
from entrepairs.peers.access import may_welcome_peer


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    text: str
    url: str
    action: str


def first_steps(member: Member) -> list[Step]:
    """What to do next, the first thing first; at most three."""
    house = list(Team.objects.visible_to(member).open()[:1])
    found: list[Step] = []
    if not house:
        found += _empty_house(member)
    elif may_go_out(member):
        found += _going_out()
    if house and may_welcome_peer(member):
        found += _peers()
    if not found:
        found += _quiet(member)
    return found[:3]


def _empty_house(member: Member) -> list[Step]:
    steps = []
    if accounts.may_add_team(member):
        steps.append(
            Step(
                _("Open a first team"),
                _("A street team, a hostel, a day centre: where people work together."),
                reverse("accounts:new_team"),
                _("Open a team"),
            )
        )
    if accounts.may_manage_accounts(member):
        steps.append(
            Step(
                _("Make a place for those you work with"),
                _("You say what each will see, then hand over a link."),
                reverse("accounts:new_member"),
                _("Make a place"),
            )
        )
    if may_import(member):
        steps.append(
            Step(
                _("Bring in the tables you keep today"),
                _("Members, peers, outings: each column is shown before anything is kept."),
                reverse("exchange:new"),
                _("Bring a file in"),
            )
        )
    return steps


def _going_out() -> list[Step]:
    return [
        Step(
            _("Going out?"),
            _("Start the outing; encounters are then noted in a few taps."),
            reverse("interventions:new"),
            _("Start an outing"),
        )
    ]


def _peers() -> list[Step]:
    return [
        Step(
            _("Look at where peers work"),
            _("Engagements, placements and missions, team by team."),
            reverse("missions:list"),
            _("See the teams"),
        ),
        Step(
            _("See where you stand"),
            _("The recommendation, rung by rung, with the facts behind each."),
            reverse("framework:board"),
            _("Open the board"),
        ),
    ]


def _quiet(member: Member) -> list[Step]:
    if member.has(Role.AUDITOR):
        text = _("Every act and every sensitive reading, line by line.")
        return [Step(_("Read the trail"), text, reverse("accounts:trail"), _("Open the trail"))]
    text = _("What your roles let you see, and how you sign in.")
    return [Step(_("Look at your own page"), text, reverse("accounts:me"), _("Open my page"))]
