from __future__ import annotations

from django.template import Context, Template
from django.test import RequestFactory


def link(address: str, tag: str) -> str:
    context = Context({"request": RequestFactory().get(address)})
    return Template("{% autoescape off %}" + tag + "{% endautoescape %}").render(context)


def test_a_filter_keeps_the_others_and_goes_back_to_the_first_page() -> None:
    assert link("/?state=signed&page=3", "{% query team='a' %}") == "?state=signed&team=a"


def test_a_page_keeps_every_filter() -> None:
    assert link("/?state=signed&page=3", "{% query page=4 %}") == "?state=signed&page=4"


def test_an_empty_filter_is_dropped() -> None:
    assert link("/?state=signed", "{% query state='' %}") == "?"


def test_an_icon_is_hidden_from_those_who_listen() -> None:
    assert 'aria-hidden="true"' in link("/", "{% icon 'sun' %}")
