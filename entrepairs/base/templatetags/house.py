"""What our templates need besides Django: icons, and addresses that keep their filters."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import template
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str, css: str = "i") -> SafeString:
    """An icon of ``icons.svg``. Always beside a word: it is hidden from screen readers."""
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        css,
        static("icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """The query string of this page with some keys changed; ``None`` or empty drops a key.

    A change of filter goes back to the first page.
    """
    asked = context["request"].GET.copy()
    if "page" not in changes:
        asked.pop("page", None)
    for key, value in changes.items():
        if value in (None, ""):
            asked.pop(key, None)
        else:
            asked[key] = str(value)
    return f"?{asked.urlencode()}"
