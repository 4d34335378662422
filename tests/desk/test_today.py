from __future__ import annotations

from django.test import Client
from django.urls import reverse

from tests.cast import Cast, sign_in


def test_everybody_has_a_day(cast: Cast, client: Client) -> None:
    cast.in_force()
    for member in cast.everybody:
        sign_in(client, member)
        assert client.get(reverse("today")).status_code == 200, member
        assert client.post(reverse("find"), {"q": "a"}).status_code == 200
        assert client.post(reverse("find"), {"q": "nadia"}).status_code == 200
