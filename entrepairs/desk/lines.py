"""What waits for one member today. Each function reads one room and gives lines.

A line is one thing to do with one action, and only what this member may do. The
number of queries does not grow with the number of teams.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entrepairs.accounts.access import may_manage_accounts, may_partner
from entrepairs.accounts.enums import Role
from entrepairs.accounts.lists import bonds
from entrepairs.accounts.models import Invitation, Member, Team
from entrepairs.accounts.terms import word_for
from entrepairs.desk import lines_cards, lines_links, lines_steps, lines_words
from entrepairs.desk.line import CALL, CALM, MANY, SETTLE, Ask, Line
from entrepairs.exchange.access import may_import
from entrepairs.exchange.enums import OPEN
from entrepairs.exchange.enums import State as ImportState
from entrepairs.exchange.models import Import
from entrepairs.interventions.access import may_go_out
from entrepairs.interventions.models import Outing
from entrepairs.missions import access, boards
from entrepairs.missions.boards import PATIENCE, PlacementLine, TeamLine
from entrepairs.people.models import Rescue

# A signature given and not answered for longer is a person who waits.
ANSWER_AFTER = timedelta(days=7)
STILL_OUT = timedelta(hours=12)
RECENT = timedelta(days=30)
INVITATION_ENDS = timedelta(days=2)
IMPORT_NEWS = timedelta(days=3)


def team_lines(ask: Ask) -> list[TeamLine]:
    """The teams this member works with or looks after, read once for several functions."""
    if not access.may_open_teams(ask.member) or ask.member.has(Role.AUDITOR):
        return []
    teams = list(Team.objects.visible_to(ask.member).open())
    return boards.team_lines(ask.member, teams, ask.terms, ask.today, ask.now)


# --- missions ----------------------------------------------------------------------
def missions_that_wait(ask: Ask, teams: list[TeamLine]) -> Iterator[Line]:
    """A text to write, to sign, or forgotten."""
    for team in teams:
        for line in team.placements:
            yield from _mission(ask, line)


def _mission(ask: Ask, line: PlacementLine) -> Iterator[Line]:
    mine = access.is_the_peer(ask.member, line.placement)
    if line.mission is None:
        yield from _no_mission(ask, line, mine)
    elif line.state.code in {"draft", "waiting"}:
        side = access.side_of(ask.member, line.placement)
        if side is not None and (mine or not ask.member.sees_whole_organisation):
            yield _to_sign(ask, line, mine)
        elif ask.now - line.mission.first_written_at > PATIENCE:  # type: ignore[attr-defined]
            yield _forgotten(line)


def _no_mission(ask: Ask, line: PlacementLine, mine: bool) -> Iterator[Line]:
    if not access.may_write_mission(ask.member, line.placement):
        return
    if not mine and not ask.member.has(Role.COORDINATOR):
        return
    names = {"name": line.name, "team": line.team}
    title = (
        _("Your mission at %(team)s is not written yet")
        if mine
        else (_("%(name)s works at %(team)s, and no mission is written yet"))
    )
    yield Line(
        SETTLE,
        title % names,
        _("Two or three sentences are enough to begin; each adds their own words."),
        reverse("missions:new_mission", args=[line.placement.pk]),
        _("Begin the text"),
    )


def _to_sign(ask: Ask, line: PlacementLine, mine: bool) -> Line:
    mission = line.mission
    assert mission is not None
    names = {"name": line.name, "team": line.team}
    url = mission.get_absolute_url()
    if not mission.peer_wrote:  # type: ignore[attr-defined]
        if mine:
            return Line(
                SETTLE,
                _("Your mission at %(team)s waits for your own words") % names,
                _("The team wrote a first text. Nothing holds until you have changed it too."),
                url,
                _("Read and write"),
            )
        title = _("The mission of %(name)s waits for their own words") % names
        text = _("A text that only the team wrote cannot be signed.")
        return Line(CALM, title, text, url, _("Read the text"))
    signed, other = mission.peer_signed, mission.team_signed  # type: ignore[attr-defined]
    if not mine:
        signed, other = other, signed
    if signed:
        title = _("The mission of %(name)s: your side has signed") % names
        return Line(CALM, title, _("The other signature is still missing."), url, _("See it"))
    since = ask.now - mission.current_since  # type: ignore[attr-defined]
    waits = other and since > ANSWER_AFTER
    return Line(
        CALL if waits else SETTLE,
        _signature_title(mine, other) % names,
        _waiting_text(since, other),
        url,
        _("Read and sign"),
    )


def _signature_title(mine: bool, other: bool) -> str:
    if mine:
        return (
            _("The team has signed your mission at %(team)s and waits for you")
            if other
            else _("Your signature is missing on your mission at %(team)s")
        )
    return (
        _("%(name)s has signed their mission and waits for the team")
        if other
        else _("The team’s signature is missing on the mission of %(name)s")
    )


def _waiting_text(since: timedelta, other: bool) -> str:
    days = max(since.days, 0)
    if not days:
        return _("The text was changed today.")
    return ngettext(
        "The text has not changed for %(days)s day.",
        "The text has not changed for %(days)s days.",
        days,
    ) % {"days": days}


def _forgotten(line: PlacementLine) -> Line:
    assert line.mission is not None
    return Line(
        CALM,
        _("The mission of %(name)s has been a draft for more than three months")
        % {"name": line.name},
        _("At %(team)s. A word to both sides is often enough.") % {"team": line.team},
        line.mission.get_absolute_url(),
        _("Read the text"),
    )


# --- teams -------------------------------------------------------------------------
def engagements_to_review(ask: Ask, teams: list[TeamLine]) -> Iterator[Line]:
    for line in teams:
        if not access.may_engage_team(ask.member, line.team):
            continue
        url = reverse("missions:engagement", args=[line.team.pk])
        names = {"team": line.team.name, "what": line.engagement.word}
        if line.engagement.code in {"none", "expired", "withdrawn"}:
            yield _engagement_over(line, url)
        elif line.engagement.code == "live" and line.engagement.kind == "settle":
            yield Line(
                CALM,
                _("The engagement of %(team)s comes to its end") % names,
                _("%(what)s. To be talked over together.") % names,
                url,
                _("Prepare the talk"),
            )


def _engagement_over(line: TeamLine, url: str) -> Line:
    name = {"team": line.team.name}
    if line.placements:
        title = _("A peer works at %(team)s, and the team is not engaged") % name
        text = _("Peers work in teams that volunteer: talk it over, then write what was said.")
        return Line(SETTLE, title, text, url, _("Note the talk"))
    if line.engagement.code == "none":
        title = _("%(team)s has not said yet whether it wants to work with a peer") % name
        text = _("One meeting of the team is enough to begin.")
        return Line(CALM, title, text, url, _("Note the talk"))
    title = _("%(team)s: %(what)s") % {**name, "what": line.engagement.word}
    text = _("The team may say yes again, or leave it there.")
    return Line(CALM, title, text, url, _("Note the talk"))


def lone_peers(ask: Ask, teams: list[TeamLine]) -> Iterator[Line]:
    for line in teams:
        if not line.alone or line.compensated or not access.may_compensate(ask.member, line.team):
            continue
        yield Line(
            SETTLE,
            _("One peer only in the team %(team)s") % {"team": line.team.name},
            _("%(name)s has no other peer to talk to. Three ways are ready to be discussed.")
            % {"name": line.alone},
            reverse("missions:team", args=[line.team.pk]) + "#alone",
            _("See the three ways"),
        )


def referents_gone(ask: Ask, teams: list[TeamLine]) -> Iterator[Line]:
    """A référent whose last day has passed: nobody answers the peer there any more."""
    for team in teams:
        for line in team.placements:
            if not access.may_end_placement(ask.member, line.placement):
                continue
            referent = line.placement.readable("day_to_day_referent")
            if referent is None or referent.until is None or referent.until >= ask.today:
                continue
            names = {"name": line.name, "referent": referent.full_name, "team": line.team}
            yield Line(
                SETTLE,
                _("%(name)s has no day-to-day référent any more") % names,
                _("%(referent)s has left %(team)s.") % names,
                line.placement.get_absolute_url(),
                _("See where they work"),
            )


# --- outings -----------------------------------------------------------------------
def outings_to_finish(ask: Ask) -> Iterator[Line]:
    """Without an end for half a day, or alone without a word about why."""
    if not may_go_out(ask.member):
        return
    outings = Outing.objects.visible_to(ask.member).kept().filter(source="web")
    if not ask.member.has(Role.COORDINATOR):
        outings = outings.filter(Q(recorded_by=ask.member) | Q(crew__member=ask.member))
    recent = outings.filter(day__gte=ask.today - RECENT)
    endless = Q(ended_at__isnull=True, started_at__lt=ask.now - STILL_OUT)
    alone = Q(solo_reason="", ended_at__isnull=False) & Q(peers=1 - F("others"))
    found = recent.filter(endless | alone).select_related("team").distinct()
    for outing in found.newest_first()[:MANY]:
        yield _outing(ask, outing)


def _outing(ask: Ask, outing: Outing) -> Line:
    names = {
        "what": word_for(f"outing.{outing.kind}", ask.terms),
        "day": date_format(outing.day, "l j F"),
        "team": outing.team.name,
    }
    if outing.ended_at is None:
        return Line(
            SETTLE,
            _("%(what)s of %(day)s: no end was noted") % names,
            _("At %(team)s. Is everybody back?") % names,
            outing.get_absolute_url(),
            _("Note the end"),
        )
    return Line(
        CALM,
        _("%(what)s of %(day)s: somebody was alone") % names,
        _("At %(team)s. One line saying why helps to avoid it next time.") % names,
        reverse("interventions:edit", args=[outing.pk]),
        _("Say why"),
    )


# --- people --------------------------------------------------------------------------
def rescues_to_look_at(ask: Ask) -> Iterator[Line]:
    """Somebody went past a wish because of a danger: the coordinator looks again."""
    if not ask.member.has(Role.COORDINATOR):
        return
    waiting = Rescue.objects.visible_to(ask.member).to_review().select_related("person")
    others = waiting.exclude(decided_by=ask.member).select_related("decided_by")
    for rescue in others.order_by("decided_at")[:MANY]:
        names = {"name": rescue.decided_by.full_name, "alias": rescue.person.alias}
        yield Line(
            CALL,
            _("%(name)s went past a wish of %(alias)s because of a danger") % names,
            _("On %(day)s. A second look is due, and the person will read it.")
            % {"day": date_format(localtime(rescue.decided_at), "l j F")},
            reverse("people:rescue_review", args=[rescue.pk]),
            _("Look at it again"),
        )


# --- accounts, partners, files -----------------------------------------------------
def invitations_that_end(ask: Ask) -> Iterator[Line]:
    if not may_manage_accounts(ask.member):
        return
    soon = ask.now + INVITATION_ENDS
    waiting = Invitation.objects.visible_to(ask.member).pending(ask.now)
    found = waiting.filter(expires_at__lt=soon).select_related("member").order_by("expires_at")
    for invitation in found[:MANY]:
        name = {"name": invitation.member.full_name}
        day = {"day": date_format(localtime(invitation.expires_at), "l j F")}
        yield Line(
            CALM,
            _("%(name)s has not opened their link yet") % name,
            _("It stops working on %(day)s. A call is often enough.") % day,
            invitation.member.get_absolute_url(),
            _("Send it again"),
        )
    without = Member.objects.visible_to(ask.member).active(ask.today).filter(user__isnull=True)
    own = without.filter(organisation=ask.member.organisation_id)
    number = own.exclude(pk__in=waiting.values("member")).count()
    if number:
        yield _without_account(number)


def _without_account(number: int) -> Line:
    title = ngettext(
        "%(number)s person has a place and no account",
        "%(number)s people have a place and no account",
        number,
    )
    text = _("They come in with a link that works once.")
    url = reverse("accounts:members")
    return Line(CALM, title % {"number": number}, text, url, _("Send a link"))


def partners_that_wait(ask: Ask) -> Iterator[Line]:
    if not may_partner(ask.member):
        return
    for bond in bonds(ask.member):
        if bond.waits_for_us:
            yield Line(
                CALL,
                _("%(name)s proposes to work with you") % {"name": bond.name},
                _("Each would see the other’s name and teams, and could lend peers."),
                reverse("accounts:partners"),
                _("Answer"),
            )


def imports_with_news(ask: Ask) -> Iterator[Line]:
    """My own files: finished lately, or left half-way."""
    if not may_import(ask.member):
        return
    mine = Import.objects.visible_to(ask.member)
    lately = Q(state=ImportState.DONE, finished_at__gte=ask.now - IMPORT_NEWS)
    halfway = Q(state__in=OPEN, created_at__gte=ask.now - RECENT)
    for one in mine.filter(lately | halfway).newest_first()[:MANY]:
        done = one.state == ImportState.DONE
        yield Line(
            CALM,
            (_("Your file %(name)s is in") if done else _("Your file %(name)s waits half-way"))
            % {"name": one.file_name},
            _("What was left out can be taken back, mended and sent again.")
            if done
            else _("Nothing of it is imported yet."),
            one.get_absolute_url(),
            _("See the result") if done else _("Go on"),
        )


def everything(ask: Ask) -> list[Line]:
    """All lines, in the order of the rooms."""
    teams = team_lines(ask)
    return [
        *rescues_to_look_at(ask),
        *partners_that_wait(ask),
        *lines_links.everything(ask),
        *lines_words.everything(ask),
        *lines_steps.everything(ask),
        *lines_cards.everything(ask),
        *missions_that_wait(ask, teams),
        *lone_peers(ask, teams),
        *referents_gone(ask, teams),
        *engagements_to_review(ask, teams),
        *outings_to_finish(ask),
        *invitations_that_end(ask),
        *imports_with_news(ask),
    ]
