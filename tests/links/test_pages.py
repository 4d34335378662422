"""What one reads and does on the pages of links, and what no page ever says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse
from django.utils import translation

from entrepairs.accounts.models import AuditEntry, Member, TeamMembership
from entrepairs.accounts.terms import local_terms
from entrepairs.base import clock
from entrepairs.desk import lines_links
from entrepairs.desk.line import Ask, Line
from entrepairs.links.enums import CloseReason
from entrepairs.links.models import ChangeAsk, Link, PeerAsk, Proposal
from entrepairs.links.on_card import on_card
from entrepairs.links.rights import rights_of
from entrepairs.links.services import ask_for_another, end_link, note_ask, see_link
from entrepairs.people.models import Person, StoppedAct
from tests.cast import Cast, inside, sign_in
from tests.links.conftest import Linked

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"), override_settings(LANGUAGE_CODE="en"):
        yield


class Visitor:
    def __init__(self, member: Member) -> None:
        self.member = member
        self.client = sign_in(Client(headers={"accept-language": "en"}), member)

    def reads(self, name: str, *args: Any, query: str = "") -> str:
        response = self.client.get(reverse(f"links:{name}", args=args) + query)
        assert response.status_code == 200
        return response.content.decode()

    def sends(self, name: str, *args: Any, **body: Any) -> HttpResponse:
        return self.client.post(reverse(f"links:{name}", args=args), body)


def opening(peer: Member, team: Any, **changes: Any) -> dict[str, Any]:
    said = {"asked": "person", "how": "spoken", "said": "Oui, reviens."}
    return {"peer": str(peer.pk), "team": str(team.pk), **said, **changes}


def lines(cast: Cast, member: Member, days: int = 0) -> list[Line]:
    """What Today says of links, ``days`` later."""
    with inside(member):
        later = timedelta(days=days)
        terms = local_terms(member.organisation_id)
        ask = Ask(member, cast.today + later, cast.now + later, terms)
        return list(lines_links.everything(ask))


# --- choosing ------------------------------------------------------------------
def test_peers_come_by_name_with_nobody_for_now_and_the_words_of_the_person(
    cast: Cast, second_peer: Member
) -> None:
    person = cast.person()
    cast.wished(person, "preference", "hours", "Jamais le soir.")
    page = Visitor(cast.karim).reads("new", person.pk)
    assert page.index("Zoé Lampion") < page.index("Nadia Tournesol") < page.index("Nobody for now")
    assert "Jamais le soir." in page


def test_nothing_about_what_a_peer_lived_or_does_is_read_to_choose(
    cast: Cast, second_peer: Member
) -> None:
    """No field of a peer, no count, no order but the alphabet."""
    cast.welcomed(second_peer)
    person = cast.person()
    visitor = Visitor(cast.karim)
    with CaptureQueriesContext(connection) as ran:
        page = visitor.reads("new", person.pk)
    asked = " ".join(query["sql"] for query in ran)
    assert "peers_peer" not in asked and "psychiatry" not in page


def test_one_peer_only_is_said(cast: Cast) -> None:
    person = cast.person()
    assert "One peer only can be proposed" in Visitor(cast.karim).reads("new", person.pk)


def test_a_peer_opens_their_own_link_at_once(cast: Cast) -> None:
    person = cast.person()
    answer = Visitor(cast.nadia).sends("open", person.pk, **opening(cast.nadia, cast.team))
    assert answer.status_code == 302
    with inside(cast.nadia):
        assert Link.objects.get().person_id == person.pk


def test_words_are_needed_and_nobody_needs_none(cast: Cast) -> None:
    person = cast.person()
    nadia = Visitor(cast.nadia)
    body = opening(cast.nadia, cast.team, said="")
    assert nadia.sends("open", person.pk, **body).status_code == 422
    assert nadia.sends("open", person.pk, **{"team": cast.team.pk, "peer": "nobody"}).url == (  # type: ignore[attr-defined]
        person.get_absolute_url()
    )
    with inside(cast.nadia):
        assert not Link.objects.exists()


def test_a_wish_stops_it_is_noted_without_who_tried_and_offers_two_ways(cast: Cast) -> None:
    person = cast.person()
    cast.wished(person, "not_want", "no_follow_up")
    answer = Visitor(cast.nadia).sends("open", person.pk, **opening(cast.nadia, cast.team))
    assert answer.status_code == 422
    assert reverse("people:new_rescue", args=[person.pk, "follow_up"]) in answer.content.decode()
    with inside(cast.nadia):
        assert StoppedAct.objects.get().gate == "follow_up"
        assert not Link.objects.exists()


def test_a_peer_is_asked_on_today_and_answers_without_a_reason(
    cast: Cast, second_peer: Member
) -> None:
    person = cast.person()
    Visitor(cast.karim).sends("open", person.pk, **opening(second_peer, cast.team))
    with inside(cast.karim):
        proposal = Proposal.objects.get()
    assert [line.title for line in lines(cast, second_peer)] == [
        "A link is proposed to you: Barbe grise"
    ]
    zoe = Visitor(second_peer)
    assert "A no leaves no trace of you" in zoe.reads("proposal", proposal.pk)
    assert Visitor(cast.nadia).sends("answer", proposal.pk, answer="yes").status_code == 403
    zoe.sends("answer", proposal.pk, answer="no")
    assert lines(cast, cast.karim)[0].title == "Barbe grise waits for a peer"
    assert lines(cast, second_peer) == []
    assert "Zoé" not in Visitor(cast.karim).reads("proposal", proposal.pk)


def test_somebody_else_or_nobody_are_answers_of_the_person(cast: Cast, second_peer: Member) -> None:
    person = cast.person()
    karim = Visitor(cast.karim)
    karim.sends("open", person.pk, **opening(second_peer, cast.team))
    with inside(cast.karim):
        proposal = Proposal.objects.get()
    again = karim.sends("open", person.pk, **opening(cast.nadia, cast.team))
    assert again.status_code == 422 and "already being asked" in again.content.decode()
    karim.sends("free", proposal.pk)
    assert karim.sends("drop", proposal.pk).status_code == 302
    with inside(cast.karim):
        assert not Proposal.objects.exists()


# --- one link ------------------------------------------------------------------
def test_the_page_says_who_what_and_never_the_alias_in_its_title(
    cast: Cast, linked: Linked
) -> None:
    link = linked()
    page = Visitor(cast.karim).reads("link", link.pk)
    title = page[page.index("<title>") : page.index("</title>")]
    assert "Barbe grise" not in title and "Barbe grise and Nadia Tournesol" in page
    with inside(cast.karim):
        assert AuditEntry.objects.filter(act="look", thing=str(link.person_id)).count() == 1


def test_a_link_sleeps_wakes_and_each_can_be_undone(cast: Cast, linked: Linked) -> None:
    link = linked(days=100)
    nadia = Visitor(cast.nadia)
    assert "Not seen since" in nadia.reads("link", link.pk)
    nadia.sends("sleep", link.pk)
    assert "Do not let it sleep" in nadia.reads("link", link.pk)
    nadia.sends("unsleep", link.pk)
    seen = nadia.sends("see", link.pk)
    assert nadia.client.get(seen.url).content.decode().count("unsee") == 1  # type: ignore[attr-defined]
    nadia.sends("unsee", link.pk)
    assert "Not seen since" in nadia.reads("link", link.pk)


def test_an_ended_link_is_not_slept_on_nor_ended_again(cast: Cast, linked: Linked) -> None:
    link = linked()
    nadia = Visitor(cast.nadia)
    nadia.sends("end", link.pk, reason="moved")
    for name in ("see", "sleep", "unsleep", "ask_another"):
        nadia.sends(name, link.pk)
    assert nadia.sends("end", link.pk, reason="choice").status_code == 422
    assert nadia.sends("end", link.pk, reason="peer_left").status_code == 422
    assert nadia.sends("write_review", link.pk, person_words="Ça va.").status_code == 422
    nadia.sends("reopen", link.pk)
    with inside(cast.nadia):
        assert Link.objects.open().get().last_seen_on == link.last_seen_on


def test_another_team_that_knows_the_person_reads_and_does_not_write(
    cast: Cast, linked: Linked
) -> None:
    from entrepairs.people.services import know_in_team

    link = linked()
    with inside(cast.nadia):
        know_in_team(person=link.person, team=cast.other_team, since=cast.today)
    lise = Visitor(cast.lise)
    assert "Seen again today" not in lise.reads("link", link.pk)
    assert lise.sends("see", link.pk).status_code == 403


def test_a_colleague_is_named_only_once_the_person_knows(cast: Cast, linked: Linked) -> None:
    link = linked()
    nadia = Visitor(cast.nadia)
    body = {"peer_part": "Je marche avec elle.", "colleague": str(cast.karim.pk)}
    assert nadia.sends("share_parts", link.pk, **body).status_code == 422
    assert nadia.sends("share_parts", link.pk, known="1", **body).status_code == 302
    page = nadia.reads("link", link.pk)
    assert "The person knows Karim Boussole" in page and "Je marche avec elle." in page
    assert "Je marche avec elle." in nadia.reads("parts", link.pk)


# --- another peer ------------------------------------------------------------------
def test_no_page_ties_the_choice_of_a_person_to_a_peer(
    cast: Cast, linked: Linked, second_peer: Member
) -> None:
    """Card, link, list, Today: the same sentence as for any other end, and no name."""
    link = linked()
    assert "Oui, reviens jeudi." in Visitor(cast.karim).reads("link", link.pk)
    nadia = Visitor(cast.nadia)
    answer = Visitor(cast.karim).sends("ask_another", link.pk)
    assert answer.url == reverse("links:new", args=[link.person_id])  # type: ignore[attr-defined]
    page = nadia.reads("link", link.pk)
    main = page[page.index("<main") : page.index("</main>")]
    assert "This link has ended. The person chose." in main
    assert "Nadia" not in main and "another peer" not in main.lower()
    # What was said at the opening may name the peer.
    assert "Oui, reviens jeudi." not in main
    for member in (cast.nadia, second_peer):
        with inside(member):
            rights = rights_of(member, link.person, cast.today)
            card = on_card(member, link.person, rights, cast.today)
        (ended,) = card["links_ended"]
        assert (ended.peer, ended.mine) == ("", False)
        assert (card["links_waits"], card["links_proposal"]) == (False, None)
        assert "Wait for a peer" not in Visitor(member).reads("list")
    shown = {
        member.given_name: [line.title for line in lines(cast, member)]
        for member in (cast.nadia, second_peer)
    }
    assert shown["Nadia"] == shown["Zoé"] == ["A link has ended: Barbe grise"]
    assert "Barbe grise waits for a peer" in [line.title for line in lines(cast, cast.karim)]


def test_an_end_by_choice_reads_like_another_end(
    cast: Cast, linked: Linked, second_peer: Member
) -> None:
    one, other = linked(cast.person("Un")), linked(cast.person("Deux"))
    with inside(cast.karim):
        ask_for_another(actor=cast.karim, link=one, now=cast.now)
        end_link(actor=cast.karim, link=other, reason=CloseReason.CHOICE, now=cast.now)
    nadia = Visitor(cast.nadia)
    pages = [
        nadia.reads("link", link.pk).replace(str(link.pk), "").replace(str(link.person_id), "")
        for link in (one, other)
    ]
    mains = [page[page.index("<main") : page.index("</main>")] for page in pages]
    assert mains[0].replace("Un", "Deux") == mains[1].replace("Un", "Deux")


# --- requests ------------------------------------------------------------------
def test_a_request_is_noted_waits_on_today_and_is_answered(cast: Cast) -> None:
    karim = Visitor(cast.karim)
    body = {"way": "poster", "asked_on": cast.today.isoformat(), "team": cast.team.pk}
    assert karim.sends("add_ask", hint="Gare, 19 h", **body).status_code == 302
    with inside(cast.karim):
        ask = PeerAsk.objects.get()
        PeerAsk.objects.update(asked_on=cast.today - timedelta(days=9))
    assert [line.kind for line in lines(cast, cast.nadia)] == ["call"]
    assert "Gare, 19 h" in karim.reads("asks")
    assert karim.sends("answer_ask", ask.pk, met="no").status_code == 422
    assert karim.sends("answer_ask", ask.pk, met="yes", met_on="2020-01-01").status_code == 422
    assert karim.sends("answer_ask", ask.pk, met="no", reason="no_peer").status_code == 302
    assert karim.sends("answer_ask", ask.pk, met="no", reason="no_peer").status_code == 422
    assert "No peer was free" in karim.reads("asks")
    karim.sends("reopen_ask", ask.pk)
    assert "Gare, 19 h" in karim.reads("ask", ask.pk)


def test_a_request_about_a_name_is_held_once_and_under_18_refused(cast: Cast) -> None:
    karim = Visitor(cast.karim)
    body = {"way": "word", "asked_on": cast.today.isoformat(), "team": cast.team.pk}
    assert karim.sends("add_ask", hint="1 85 05 78 006 084 91", **body).status_code == 422
    tomorrow = clock.day_of(clock.now()) + timedelta(days=1)
    early = {**body, "asked_on": tomorrow.isoformat()}
    assert karim.sends("add_ask", hint="Gare", **early).status_code == 422
    assert karim.sends("add_ask", hint="Gare, avec Mme Dupont", **body).status_code == 422
    assert karim.sends("add_ask", hint="Gare, avec Mme Dupont", kept="1", **body).status_code == 302
    child = cast.person(alias="Petit", standing="under_18")
    refused = karim.sends("add_ask", hint="Gare", person=child.pk, **body)
    assert refused.status_code == 422 and "119" in refused.content.decode()


# --- reviews, silence, departures ----------------------------------------------------
def test_the_yearly_review_comes_up_a_year_later_and_not_before(cast: Cast, linked: Linked) -> None:
    link = linked()
    review = f"The yearly review of the link between Barbe grise and {cast.nadia.full_name}"

    def told(member: Member, days: int) -> bool:
        return review in [line.title for line in lines(cast, member, days)]

    assert [told(cast.nadia, days) for days in (0, 364, 365, 800)] == [False, False, True, True]
    assert [told(cast.helene, days) for days in (365, 396)] == [False, True]
    nadia, today = Visitor(cast.nadia), clock.day_of(clock.now())
    for days, status in ((400, 422), (0, 422), (60, 302)):
        next_on = (today + timedelta(days=days)).isoformat()
        sent = nadia.sends("write_review", link.pk, person_words="Ça m’aide.", next_on=next_on)
        assert sent.status_code == status
    assert "Ça m’aide." in nadia.reads("link", link.pk)


def test_a_sleeping_link_has_no_review_due(cast: Cast, linked: Linked) -> None:
    linked(asleep_on=cast.today)
    titles = [line.title for line in lines(cast, cast.nadia, 400)]
    assert not [title for title in titles if "review" in title]


def test_gone_quiet_by_alias_or_date_for_the_coordinator(cast: Cast, linked: Linked) -> None:
    linked(cast.person("Bleuet"), days=400)
    linked(cast.person("Ancolie"), days=300)
    linked(cast.person("Coucou"), days=5)
    helene = Visitor(cast.helene)
    page, dated = helene.reads("quiet"), helene.reads("quiet", query="?order=day")
    assert page.index("Ancolie") < page.index("Bleuet") and "Coucou" not in page
    assert dated.index("Bleuet") < dated.index("Ancolie")
    titles = [line.title for line in lines(cast, cast.helene)]
    assert "2 people not seen for 90 days" in titles
    assert not [line for line in lines(cast, cast.nadia) if "90 days" in line.title]


def test_a_departure_is_prepared_person_by_person(
    cast: Cast, linked: Linked, second_peer: Member
) -> None:
    link = linked()
    with inside(cast.helene):
        Member.objects.filter(pk=cast.nadia.pk).update(until=cast.today + timedelta(days=30))
    assert "Nadia Tournesol leaves, and has open links" in [
        line.title for line in lines(cast, cast.helene)
    ]
    helene = Visitor(cast.helene)
    assert "Not asked yet" in helene.reads("handover", cast.nadia.pk)
    body = {"peer": str(second_peer.pk), "how": "spoken", "said": "D’accord."}
    helene.sends("hand_over", link.pk, answer="not_met_yet", **body)
    assert "Zoé Lampion: they have not met yet" in helene.reads("handover", cast.nadia.pk)
    helene.sends("hand_over", link.pk, answer="no", **body)
    page = helene.reads("handover", cast.nadia.pk)
    assert "said no" in page and "Zoé" not in page[page.index("<main") :]
    refused = helene.sends("hand_over", link.pk, peer=second_peer.pk, answer="yes")
    assert refused.status_code == 422
    helene.sends("hand_over", link.pk, answer="yes", **body)
    with inside(cast.helene):
        assert Link.objects.open().get().peer_member_id == second_peer.pk
    assert "No open link" in helene.reads("handover", cast.nadia.pk)


def test_the_end_of_a_place_in_the_team_is_a_departure_too(cast: Cast, linked: Linked) -> None:
    linked()
    with inside(cast.helene):
        places = TeamMembership.objects.filter(member=cast.nadia)
        for days, told in ((90, False), (20, True)):
            places.update(agreed_until=clock.day_of(clock.now()) + timedelta(days=days))
            titles = [line.title for line in lines(cast, cast.helene)]
            assert ("Nadia Tournesol leaves, and has open links" in titles) is told


def test_nobody_leaves_while_no_last_day_is_known(cast: Cast, linked: Linked) -> None:
    linked()
    assert not [line for line in lines(cast, cast.helene) if "leaves" in line.title]


# --- the card ------------------------------------------------------------------
def test_the_card_tells_the_thread_with_its_silences(cast: Cast, linked: Linked) -> None:
    link = linked(days=155)
    with inside(cast.nadia):
        see_link(actor=cast.nadia, link=link, now=cast.now)
        rights = rights_of(cast.nadia, link.person, cast.today)
        card = on_card(cast.nadia, link.person, rights, cast.today)
    words = [knot.text or knot.word for knot in card["links_thread"]]
    assert words[0] == "Seen again after a silence"
    assert words[1] == "5 months without seeing each other. The link stayed open."
    assert card["links"][0].peer == "Nadia Tournesol"


def test_the_card_asks_as_many_questions_for_ten_links_as_for_one(
    cast: Cast, linked: Linked
) -> None:
    person = cast.person()

    def questions() -> int:
        with inside(cast.nadia), CaptureQueriesContext(connection) as ran:
            on_card(cast.nadia, person, rights_of(cast.nadia, person, cast.today), cast.today)
        return len(ran)

    def again() -> None:
        link = linked(person)
        with inside(cast.nadia):
            end_link(actor=cast.nadia, link=link, reason=CloseReason.MOVED, now=cast.now)

    again()
    once = questions()
    for _number in range(9):
        again()
    assert questions() == once


def test_the_pages_run_as_many_queries_for_many_links(cast: Cast, linked: Linked) -> None:
    helene = Visitor(cast.helene)

    def queries() -> list[int]:
        found = []
        for name in ("list", "quiet", "asks"):
            with CaptureQueriesContext(connection) as ran:
                helene.reads(name)
            found.append(len(ran))
        with CaptureQueriesContext(connection) as ran:
            lines(cast, cast.helene)
        return [*found, len(ran)]

    def more(number: int) -> None:
        linked(cast.person(f"Alias {number}"), days=100)
        for person in (cast.person(f"Autre {number}"), None):
            ask = PeerAsk(team=cast.team, person=person, way="card", asked_on=cast.today)
            ask.hint = "Gare"
            with inside(cast.karim):
                note_ask(actor=cast.karim, ask=ask, now=cast.now)
                if person:
                    ChangeAsk.objects.create(
                        organisation=cast.a, person=person, team=cast.team, asked_on=cast.today
                    )

    more(0)
    more(1)
    queries()
    few = queries()
    for number in range(2, 9):
        more(number)
    assert queries() == few


@pytest.mark.parametrize("name", ["list", "asks", "new_ask", "quiet"])
def test_managers_and_auditors_read_numbers_only(cast: Cast, linked: Linked, name: str) -> None:
    linked()
    for member in (cast.marc, cast.denis, cast.lucie, cast.ada):
        client = sign_in(Client(), member)
        assert client.get(reverse(f"links:{name}")).status_code == 403


def test_people_of_another_team_are_not_offered_in_a_request(cast: Cast) -> None:
    cast.person("Ailleurs", team=cast.other_team, by=cast.lise)
    assert "Ailleurs" not in Visitor(cast.karim).reads("new_ask")
    with inside(cast.lise):
        stranger = Person.objects.get()
    body = {"way": "word", "asked_on": cast.today.isoformat(), "team": cast.team.pk}
    karim = Visitor(cast.karim)
    assert karim.sends("add_ask", hint="Gare", person=stranger.pk, **body).status_code == 422
