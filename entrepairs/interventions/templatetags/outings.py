"""Who went out, joined by rungs: one tag, because a list shows it fifty times."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

register = template.Library()


@register.simple_tag
def crew(names: Sequence[str], alone: bool) -> SafeString:
    """« Nadia — Karim », or « Nadia - - sans binôme »."""
    rung = format_html(
        '<i aria-hidden="true"></i><span class="vh">{}</span>', pgettext("pair", "with")
    )
    people = format_html_join(rung, "<span>{}</span>", ((name,) for name in names))
    missing = (
        format_html(
            '<i class="gap" aria-hidden="true"></i><span class="miss">{}</span>', _("alone")
        )
        if alone
        else mark_safe("")
    )
    return format_html('<p class="pair">{}{}</p>', people, missing)
