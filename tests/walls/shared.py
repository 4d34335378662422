"""One person for each state of an agreement, one planted word for each class of data, one
reader for each legal status: what each reader finds, surface by surface.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO
from itertools import product
from typing import Any
from unittest.mock import patch

from django.core import mail
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from entrepairs.accounts.enums import Role
from entrepairs.accounts.models import Member
from entrepairs.links.models import PeerAsk
from entrepairs.links.services import note_ask
from entrepairs.people import registry
from entrepairs.people.enums import SHAREABLE, DataClass
from entrepairs.people.models import Agreement, Person, Rescue
from entrepairs.people.registry import Holding, Kept
from entrepairs.people.services import (
    change_person,
    give_agreement,
    rescue_past_wish,
    revoke_agreement,
)
from entrepairs.steps.models import Step
from entrepairs.steps.services import add_step
from tests.cast import Cast, inside, sign_in

STATUSES = ("professional", "structure", "hospital", "lent", "volunteer")
CLASSES = tuple(str(code.value) for code in DataClass)
SURFACES = ("page", "export", "search", "pdf", "mail")
STATES = ("none", "active", "expired", "revoked")
Found = dict[tuple[str, str, str], set[str]]


def token(what: str, state: str) -> str:
    """Said of one person only: ``zqhealthactive``."""
    return f"zq{what.replace('_', '')}{state}"


# --- the people, and what is said of them ----------------------------------------------
def readers(cast: Cast) -> dict[str, Member]:
    """A professional, three peers of the house, and one that the platform lends."""
    found = {"professional": cast.karim, "structure": cast.nadia}
    cast.welcomed(cast.nadia, "structure")
    for kind, name in (("hospital", "Paule Corridor"), ("volunteer", "Vincent Banc")):
        found[kind] = cast.new_member(cast.a, name, Role.PEER, team=cast.team)
        cast.welcomed(found[kind], kind)
    placement = cast.placed_from_the_platform()
    with inside(cast.a):
        found["lent"] = Member.objects.get(pk=placement.host_member_id)
    cast.engaged(cast.team)
    return {status: found[status] for status in STATUSES}


def somebody(cast: Cast, state: str) -> Person:
    """A page of the team where every class holds its planted word."""
    person = cast.person(alias=f"Barbe {state}", by=cast.karim, identity="declared")
    cast.wished(person, "want", "wash", token("chosen", state), by=cast.karim)
    cast.wished(person, "want", "health", by=cast.karim)
    with inside(cast.karim):
        person.told_name = token("identity", state)
        change_person(actor=cast.karim, person=person, now=cast.now)
        _say_step(cast, person, "rights", "domiciliation", label=token("social", state))
        _say_step(cast, person, "health", "dentist", place=token("health", state))
        ask = PeerAsk(person=person, team=cast.team, way="word", asked_on=cast.today)
        ask.hint = token("logistics", state)
        note_ask(actor=cast.karim, ask=ask, now=cast.now)
        rescue = Rescue(person=person, team=cast.team, gate="follow_up")
        rescue.reason = f"Un danger grave et immédiat : {token('safety', state)}"
        rescue_past_wish(actor=cast.karim, rescue=rescue, now=cast.now)
    return person


def _say_step(
    cast: Cast, person: Person, family: str, kind: str, label: str = "", place: str = ""
) -> Step:
    step = Step(person=person, team=cast.team, family=family, kind=kind, chosen_by="person")
    step.next_at = cast.now + timedelta(days=1)
    step.label, step.next_place = label, place
    return add_step(actor=cast.karim, step=step, now=cast.now)


def agree(cast: Cast, person: Person, reader: Member, state: str) -> None:
    """To this reader, for everything that may be agreed to."""
    if state == "none":
        return
    past = state == "expired"
    said = cast.now - timedelta(days=60 if past else 0)
    agreement = Agreement(
        person=person,
        reach="exchange",
        to_member=reader,
        classes=[code.value for code in SHAREABLE],
        how="spoken",
        until=cast.today + timedelta(days=-1 if past else 30),
    )
    with inside(cast.karim):
        given = give_agreement(actor=cast.karim, agreement=agreement, now=said)
        if state == "revoked":
            revoke_agreement(actor=cast.karim, agreement=given, now=cast.now)


# --- what no table holds ------------------------------------------------------------------
def planted_holdings() -> dict[str, Holding]:
    """A peer's own file and private notes exist nowhere: a copy that held some hides them."""

    def line_of(code: DataClass) -> Any:
        def line(row: Any) -> Kept:
            state = row.person.alias.removeprefix("Barbe ")
            return Kept(row.said_on, "…", token(code, state), data_class=code)

        return line

    codes = (DataClass.PEER_FILE, DataClass.PEER_NOTES)
    return {code: Holding("people.Wish", "…", line_of(code)) for code in codes}


# --- what one finds ----------------------------------------------------------------------
def look_everywhere(client: Client, cast: Cast) -> Found:
    """(status, state, surface) → the classes whose word was found there."""
    people = {state: somebody(cast, state) for state in STATES}
    found: Found = {}
    who = readers(cast)
    for reader, state in product(who.values(), STATES):
        agree(cast, people[state], reader, state)
    with patch.dict(registry._holdings, planted_holdings()):
        for status, reader in who.items():
            sign_in(client, reader)
            house, searched = _all(client, _house_pages()), _searched(client)
            for state, person in people.items():
                texts = surfaces(client, person)
                texts["page"] += house
                texts |= {"search": searched, "mail": _mails()}
                for surface in SURFACES:
                    found[status, state, surface] = _classes(texts[surface], state)
    return found


def _classes(text: str, state: str) -> set[str]:
    flat = "".join(text.split()).lower()
    return {what for what in CLASSES if token(what, state) in flat}


def surfaces(client: Client, person: Person) -> dict[str, str]:
    return {
        "page": _all(client, _pages(person)),
        "export": _all(client, [reverse("cards:kept_json", args=[person.pk])]),
        "pdf": _pdf(client, reverse("cards:kept_pdf", args=[person.pk])),
    }


def _all(client: Client, urls: list[str]) -> str:
    return "".join(_read(client, url) for url in urls)


def _read(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code in {200, 404}, (url, answer.status_code)
    return str(answer.content.decode()) if answer.status_code == 200 else ""


def _pages(person: Person) -> list[str]:
    of_person = ("cards:card", "cards:kept", "people:agreements", "people:change")
    with inside(person):
        steps = list(Step.objects.filter(person=person))
    return [
        *(reverse(name, args=[person.pk]) for name in of_person),
        reverse("steps:paper", args=[person.pk]) + "?health=1&alias=1",
        *(reverse("steps:step", args=[step.pk]) for step in steps),
        *(reverse("steps:edit", args=[step.pk]) for step in steps),
    ]


def _house_pages() -> list[str]:
    names = ("today", "people:list", "links:list", "links:asks", "words:list", "steps:start",
             "steps:doors", "steps:doors_file")  # fmt: skip
    return [reverse(name) for name in names]


def _searched(client: Client) -> str:
    """How every planted word begins: whatever search looks into would bring them all."""
    found = [client.post(reverse(name), {"q": "zq"}) for name in ("find", "people:look_up")]
    return "".join(answer.content.decode() for answer in found if answer.status_code == 200)


def _pdf(client: Client, url: str) -> str:
    pages = PdfReader(BytesIO(client.get(url).content)).pages
    return "".join(page.extract_text() for page in pages)


def _mails() -> str:
    return "".join(f"{each.subject} {each.body} {each.to}" for each in mail.outbox)


def right_now() -> datetime:
    from entrepairs.base import clock

    return clock.now()
