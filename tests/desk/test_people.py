"""People in the search and on Today: by alias, in one's own teams, never by words."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from entrepairs.accounts.models import AuditEntry, Member
from tests.cast import Cast, inside, sign_in


def hits(member: Member, text: str) -> dict[str, str]:
    page = sign_in(Client(), member).post(reverse("find"), {"q": text})
    assert page.status_code == 200
    return {hit.word: hit.url for group in page.context["groups"] for hit in group.hits}


def test_a_person_is_found_by_alias_by_their_team_and_by_nobody_else(cast: Cast) -> None:
    person = cast.person("Barbe grise")
    assert hits(cast.karim, "BARBE")["Barbe grise"] == person.get_absolute_url()
    for member in (cast.lise, cast.marc, cast.ada, cast.denis, cast.claire, cast.driss):
        assert "Barbe grise" not in hits(member, "barbe")
    with inside(cast.a):
        (look,) = AuditEntry.objects.filter(actor=cast.karim.pk, act="look")
    assert (look.kind, look.thing) == ("people.person", "")


def test_no_word_of_theirs_is_searched(cast: Cast) -> None:
    person = cast.person("Abeille")
    cast.wished(person, "want", "wash", "Une douche.")
    assert "Abeille" not in hits(cast.karim, "douche")


def test_the_door_to_people_is_for_those_who_meet_them(cast: Cast) -> None:
    door = reverse("people:list")
    for member, opens in ((cast.nadia, True), (cast.helene, True), (cast.marc, False)):
        text = sign_in(Client(), member).get(reverse("today")).content.decode()
        assert (f'href="{door}"' in text) is opens
