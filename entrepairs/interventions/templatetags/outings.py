"""Who went out, joined by rungs: one tag, because a list shows it fifty times."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def crew(names: Sequence[str], alone: bool) -> SafeString:
    """« Nadia — Karim », or « Nadia - - sans binôme »."""
    return _crew(tuple(names), alone, get_language())


@lru_cache(maxsize=1024)
def _crew(names: tuple[str, ...], alone: bool, language: str | None) -> SafeString:
    """The same few crews come back all along a list."""
    rung = format_html(
        '<i aria-hidden="true"></i><span class="vh">{}</span>', pgettext("pair", "with")
    )
    people = format_html_join(rung, "<span>{}</span>", ((name,) for name in names))
    if not alone:
        return format_html('<p class="pair">{}</p>', people)
    return format_html(
        '<p class="pair">{}<i class="gap" aria-hidden="true"></i><span class="miss">{}</span></p>',
        people,
        _("alone"),
    )
