"""Pages run without inline code and without anybody else's server; no template is unused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import allauth
import django
import pytest

from tests.house.tree import HOUSE, python_sources, templates, text_files

INLINE = {
    r"\sstyle\s*=": "inline style",
    r"<style\b": "inline style",
    r"<script\b(?![^>]*\bsrc=)": "inline script",
    r"\son[a-z]+\s*=": "inline event handler",
    r"javascript:": "inline script",
    r"\shx-on": "inline event handler",
    r"\sx-data\b|\s@click\b": "inline event handler",
}
UNESCAPED = re.compile(r"\|\s*safe\b|{%\s*autoescape off|{%\s*filter safe")
# Where markup of ours goes out as it is: sentences of the source, no word of anybody's.
OUR_OWN_MARKUP = {"components/field.html"}
TAG = re.compile(r"{[%{].*?[%}]}", re.S)
# Names of namespaces, and licences of what we keep beside us; none is ever fetched.
NAMES = re.compile(r"https?://www\.w3\.org/(2000/svg|1999/xlink|1999/xhtml|XML/1998/namespace)")
COMMENT = re.compile(r"/\*.*?\*/|<!--.*?-->|{#.*?#}|{% comment %}.*?{% endcomment %}", re.S)
ELSEWHERE = re.compile(r"(?:https?:)?//[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.I)
REPLACED = ("account", "mfa", "usersessions", "socialaccount", "allauth", "django", "registration")
# Pages of errors by Django; the section of each room by the card of a person.
FOUND_BY_NAME = re.compile(r"^((400|403|403_csrf|404|405|500|503|507)|\w+/on_card)\.html$")


def inline_code(pages: Mapping[str, str]) -> list[str]:
    return [
        f"{name}: {what}"
        for name, text in pages.items()
        for pattern, what in INLINE.items()
        if re.search(pattern, TAG.sub("", COMMENT.sub("", text)))
    ]


def unescaped(pages: Mapping[str, str]) -> list[str]:
    """Pages that trust a text; letters are plain text and escape nothing."""
    return [
        name
        for name, text in pages.items()
        if name.endswith(".html") and UNESCAPED.search(text) and short(name) not in OUR_OWN_MARKUP
    ]


def elsewhere(files: Mapping[str, str]) -> list[str]:
    """Addresses of other servers in what a browser receives."""
    found = []
    for name, text in files.items():
        bare = NAMES.sub("", COMMENT.sub("", text))
        found += [f"{name}: {match[0]}" for match in ELSEWHERE.finditer(bare)]
    return found


def short(name: str) -> str:
    """``entrepairs/peers/templates/peers/list.html`` → ``peers/list.html``."""
    return name.partition("/templates/")[2]


def unused(pages: Mapping[str, str], texts: Iterable[str], replaced: set[str]) -> list[str]:
    """Templates named nowhere, neither found by name nor in place of a library's own."""
    spoken = "\n".join([*texts, *pages.values()])
    return [
        name
        for name in map(short, pages)
        if name not in spoken and not FOUND_BY_NAME.match(name) and name not in replaced
    ]


def of_the_libraries() -> set[str]:
    homes = [
        *Path(allauth.__file__).parent.rglob("templates"),
        *Path(django.__file__).parent.rglob("templates"),
    ]
    return {
        file.relative_to(home).as_posix()
        for home in homes
        for file in home.rglob("*")
        if file.is_file() and file.relative_to(home).parts[0] in REPLACED
    }


def test_no_page_carries_code() -> None:
    assert len(templates()) > 30
    assert inline_code(templates()) == []


@pytest.mark.parametrize(
    "markup",
    [
        '<p style="color:red">',
        "<style>p{}</style>",
        "<script>go()</script>",
        '<a onclick="go()">',
        '<a href="javascript:go()">',
    ],
)
def test_code_in_a_page_is_found(markup: str) -> None:
    assert len(inline_code({"a.html": markup})) == 1


def test_no_page_trusts_a_text() -> None:
    assert unescaped(templates()) == []
    assert unescaped({"entrepairs/templates/a.html": "{{ name|safe }}"}) != []
    assert unescaped({"entrepairs/templates/a.html": "{% autoescape off %}"}) != []


def test_a_script_of_ours_is_fine() -> None:
    tag = """<script src="{% static 'a.js' %}" type="module"></script>"""
    assert inline_code({"a.html": tag}) == []


def test_no_page_asks_another_server() -> None:
    served = text_files(HOUSE / "static", ".css", ".js", ".svg", ".webmanifest")
    assert elsewhere({**templates(), **served}) == []


@pytest.mark.parametrize(
    "text",
    ['<img src="https://example.org/a.png">', "@import url(//fonts.example.org/a.css);"],
)
def test_another_server_is_found(text: str) -> None:
    assert len(elsewhere({"a.html": text})) == 1


def test_every_template_is_used() -> None:
    texts = [source.text for source in python_sources("entrepairs", "config")]
    assert unused(templates(), texts, of_the_libraries()) == []


def test_an_unused_template_is_found() -> None:
    pages = {
        "entrepairs/templates/account/login.html": "",
        "entrepairs/templates/account/gone.html": "",
        "entrepairs/peers/templates/peers/old.html": '{% include "peers/used.html" %}',
        "entrepairs/peers/templates/peers/used.html": "",
    }
    assert unused(pages, [], {"account/login.html"}) == ["account/gone.html", "peers/old.html"]
