"""(a) and (b): noting an encounter and reading a list, against an empty view.

Requests go through the whole application in this process: handler, middleware, session
of the database, sign-in, CSRF, wall, view, template, audit row.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from http.cookies import SimpleCookie
from io import BytesIO
from itertools import cycle
from urllib.parse import urlencode
from uuid import uuid4

from django.core.handlers.wsgi import WSGIHandler
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from entrepairs.accounts.enums import Role
from entrepairs.accounts.models import Member, Organisation, Team, User
from entrepairs.base.wall import open_wall, organisation_wall
from entrepairs.bench.cost import compare
from entrepairs.bench.report import Figure
from entrepairs.interventions.models import AliasSeen, Encounter, Outing
from entrepairs.interventions.services import Going, start_outing

RECORD, LIST = 3.0, 4.0
# Who opens the board: whoever sees most of the organisation.
READERS = (Role.MANAGER, Role.AUDITOR, Role.COORDINATOR)


@dataclass(frozen=True, slots=True)
class Stage:
    """The organisation with the most encounters, and who acts in it."""

    organisation: Organisation
    team: Team
    peer: Member
    reader: Member


def set_stage() -> Stage:
    organisation = max(_organisations(), key=_encounters_in)
    with organisation_wall(organisation.pk):
        mine = Member.objects.filter(organisation=organisation, user__isnull=False)
        teams = Team.objects.filter(organisation=organisation)
        team = max(teams, key=lambda each: Encounter.objects.filter(team=each).count())
        peer = mine.in_team(team).with_role(Role.PEER)[0]
        reader = next(one for role in READERS for one in mine.with_role(role))
    return Stage(organisation, team, peer, reader)


def _organisations() -> list[Organisation]:
    """Found through the members' users: the wall shows no list of organisations."""
    found: dict[object, Organisation] = {}
    for user in User.objects.all():
        with open_wall(organisation=None, user=user.pk):
            for member in Member.objects.filter(user=user).select_related("organisation"):
                found[member.organisation_id] = member.organisation
    return list(found.values())


def _encounters_in(organisation: Organisation) -> int:
    with organisation_wall(organisation.pk):
        return Encounter.objects.filter(organisation=organisation).count()


class Browser:
    """A signed-in member in front of the WSGI application itself, cookies and all.

    The requests are made ready beforehand: what is measured is the answering.
    """

    def __init__(self, member: Member) -> None:
        client = Client()
        client.force_login(member.user, backend="django.contrib.auth.backends.ModelBackend")
        session = client.session
        session["organisation"] = str(member.organisation_id)
        session.save()
        self.application = WSGIHandler()
        self.cookies = {key: morsel.value for key, morsel in client.cookies.items()}

    def get(self, address: str) -> str:
        path, _mark, query = address.partition("?")
        return self._ask({"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query}, b"")

    def post(self, address: str, fields: dict[str, object]) -> str:
        body = urlencode({**fields, "csrfmiddlewaretoken": self.cookies["csrftoken"]}, doseq=True)
        asked = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": address,
            "QUERY_STRING": "",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
        }
        return self._ask(asked, body.encode())

    def _ask(self, asked: dict[str, str], body: bytes) -> str:
        cookies = "; ".join(f"{key}={value}" for key, value in self.cookies.items())
        environ = {
            **asked,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "127.0.0.1:8000",
            "HTTP_COOKIE": cookies,
            "HTTP_ACCEPT_LANGUAGE": "fr",
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        answered: list[str] = []

        def start(status: str, headers: list[tuple[str, str]], *rest: object) -> None:
            answered.append(status)
            self._keep(headers)

        answer = self.application(environ, start)
        for _part in answer:
            pass
        answer.close()
        return answered[0][:3]

    def _keep(self, headers: list[tuple[str, str]]) -> None:
        for name, value in headers:
            if name.lower() == "set-cookie":
                self.cookies.update(
                    {key: morsel.value for key, morsel in SimpleCookie(value).items()}
                )


class Visitor:
    """The peer at the keyboard."""

    def __init__(self, stage: Stage) -> None:
        self.browser = Browser(stage.peer)
        self.outing = _open_outing(stage)
        self.form = reverse("interventions:meet", args=[self.outing.pk])
        self.record_at = reverse("interventions:record", args=[self.outing.pk])
        self.list_at = reverse("interventions:list") + "?period=all"
        self.empty_at = reverse("bench_empty")
        self.browser.get(self.form)  # brings the CSRF cookie
        with organisation_wall(stage.organisation.pk):
            latest = AliasSeen.objects.filter(team=stage.team).latest()[:6]
            known = [f"known:{row.alias}" for row in latest]
        self.who = cycle([*known, "anon", "first"])

    def empty(self) -> None:
        assert self.browser.get(self.empty_at) == "200"

    def page(self) -> None:
        assert self.browser.get(self.form) == "200"

    def list(self) -> None:
        assert self.browser.get(self.list_at) == "200"

    def record(self) -> None:
        fields = {"who": next(self.who), "themes": ["health", "ties"], "minutes": 15}
        assert self.browser.post(self.record_at, {**fields, "token": uuid4()}) == "302"


def _open_outing(stage: Stage) -> Outing:
    now = timezone.now()
    with organisation_wall(stage.organisation.pk):
        return start_outing(
            actor=stage.peer,
            outing=Outing(team=stage.team, kind="round", place_kind="street", started_at=now),
            crew=[Going(stage.peer, as_peer=True)],
            now=now,
        )


def measure(stage: Stage, *, rounds: int, each: int, scale: str = "") -> list[Figure]:
    visitor = Visitor(stage)
    acts = {
        "empty": visitor.empty,
        "record": visitor.record,
        "list": visitor.list,
        "page": visitor.page,
    }
    costs = compare(acts, rounds=rounds, each=each)
    base = costs["empty"].whole
    bound = not scale
    return [
        Figure(
            "a",
            f"recording an encounter ÷ an empty view{scale}",
            costs["record"].whole / base,
            RECORD if bound else None,
            detail=f"{costs['record']}; empty {costs['empty']}",
        ),
        Figure(
            "b",
            f"a list of 50 outings ÷ an empty view{scale}",
            costs["list"].whole / base,
            LIST if bound else None,
            detail=str(costs["list"]),
        ),
        Figure(
            "a+",
            f"the page of an encounter ÷ an empty view{scale}",
            costs["page"].whole / base,
            detail=str(costs["page"]),
        ),
    ]
