from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q

from entrepairs.accounts.enums import Act
from entrepairs.accounts.models import AuditEntry, Member, Team
from entrepairs.accounts.services import record_act
from entrepairs.base.clock import day_of, months_after
from entrepairs.cards import codes
from entrepairs.cards.enums import Asked, Outcome
from entrepairs.cards.models import AccessCode, RightsRequest
from entrepairs.cards.refusals import AlreadyAnswered, CodeSpent, ReasonMissing
from entrepairs.people.erasure import erase_person
from entrepairs.people.models import Person, PersonTeam, Twin
from entrepairs.people.sealing import lock
from entrepairs.people.services import note_contact
from entrepairs.people.wording import check_words

LIVES = timedelta(hours=48)


# --- A code on paper -------------------------------------------------------------
def make_code(*, actor: Member, person: Person, now: datetime) -> str:
    """A one-time code for this person, shown once. Older ones no longer open."""
    AccessCode.objects.filter(person=person).delete()
    handle, secret = codes.draw()
    code = AccessCode.objects.create(
        organisation_id=actor.organisation_id,
        person=person,
        handle=handle,
        digest=codes.digest(secret),
        made_at=now,
        made_by=actor,
        until=now + LIVES,
    )
    record_act(actor=actor, action=Act.ADD, thing=code, now=now)
    return codes.shown(handle, secret)


def forget_codes(now: datetime) -> int:
    """Codes that no longer open, in the open wall; returns how many."""
    spent = Q(until__lte=now) | Q(used_at__isnull=False)
    return AccessCode.objects.filter(spent).delete()[0]


def place_of_code(handle: str) -> UUID | None:
    """The organisation behind a handle; works outside any wall and says nothing more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cards_place_of_code(%s)", [handle])
        row = cursor.fetchone()
    return row[0] if row else None


def use_code(*, handle: str, secret: str, now: datetime) -> Person | None:
    """The person, once; ``None`` for a wrong secret, which counts a try.

    The caller must commit even when the answer is ``None``. Inside the organisation's wall.
    """
    code = AccessCode.objects.select_for_update().living(now).filter(handle=handle).first()
    if code is None:
        return None
    if not codes.same(secret, code.digest):
        code.tries += 1
        code.save(update_fields=["tries"])
        return None
    code.used_at = now
    code.save(update_fields=["used_at"])
    person: Person = code.person
    note_contact(person, day_of(now))
    _by_themselves(person, Act.LOOK, now)
    return person


def require_code(person: Person | None) -> Person:
    if person is None:
        raise CodeSpent
    return person


def _by_themselves(person: Person, act: Act, now: datetime) -> None:
    """The trail says that the person did it: no member."""
    AuditEntry.objects.create(
        organisation_id=person.organisation_id,
        at=now,
        actor=None,
        act=act,
        kind="people.person",
        thing=str(person.pk),
        purpose="with a code",
    )


# --- What a person asks ------------------------------------------------------------
def receive_request(
    *, actor: Member | None, request: RightsRequest, now: datetime
) -> RightsRequest:
    """Note what the person asks; the clock starts. ``actor`` is ``None`` with a code."""
    check_words(request.words)
    person = request.person
    assert person is not None
    request.organisation_id = person.organisation_id
    request.received_by, request.asked_on = actor, day_of(now)
    # Within a month (GDPR, article 12.3).
    request.due_on = months_after(day_of(now), 1)
    if request.team_id is None:
        request.team = first_team(person)
    lock(request)
    request.save(force_insert=True)
    note_contact(person, day_of(now))
    if actor:
        record_act(actor=actor, action=Act.ADD, thing=request, now=now)
    return request


def first_team(person: Person) -> Team:
    """The team that has known the person for longest, among those that still do."""
    rows = PersonTeam.objects.filter(person=person).select_related("team")
    living = rows.filter(until__isnull=True).order_by("since", "id").first()
    found: Team = (living or rows.order_by("-until", "id")[0]).team
    return found


def answer_request(
    *, actor: Member, request: RightsRequest, outcome: str, reason: str, now: datetime
) -> RightsRequest:
    """Raises ``ReasonMissing`` for anything but ``done``, ``AlreadyAnswered``."""
    if request.answered_on is not None:
        raise AlreadyAnswered
    check_words(reason)
    if outcome != Outcome.DONE and not reason.strip():
        raise ReasonMissing
    request.outcome, request.answered_on, request.answered_by = outcome, day_of(now), actor
    request.reason = reason
    lock(request)
    request.save()
    record_act(actor=actor, action=Act.SIGN, thing=request, now=now)
    return request


def erase_on_request(*, actor: Member | None, person: Person, now: datetime) -> Twin:
    """The person asked; everything goes now, and the request says that it was done.

    Raises ``Held`` when a legal hold keeps the page.
    """
    waiting = RightsRequest.objects.about(person).waiting().filter(kind=Asked.ERASE)
    request = waiting.order_by("asked_on", "id").first()
    if request is None:
        request = RightsRequest(person=person, kind=Asked.ERASE)
        request.words = ""
        receive_request(actor=actor, request=request, now=now)
    twin = erase_person(actor=actor, person=person, purpose="asked by the person", now=now)
    RightsRequest.objects.filter(twin=twin, answered_on__isnull=True).update(
        answered_on=day_of(now), answered_by=actor, outcome=Outcome.DONE
    )
    return twin
