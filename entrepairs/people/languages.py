"""Languages one meets in the street, by their BCP-47 tag; any other tag can be written."""

from __future__ import annotations

import re

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

LANGUAGES: dict[str, str | Promise] = {
    "fr": _("French"),
    "en": _("English"),
    "ar": _("Arabic"),
    "fsl": _("French sign language"),
    "sq": _("Albanian"),
    "de": _("German"),
    "am": _("Amharic"),
    "hy": _("Armenian"),
    "bm": _("Bambara"),
    "bn": _("Bengali"),
    "ber": _("Berber"),
    "bg": _("Bulgarian"),
    "zh": _("Chinese"),
    "prs": _("Dari"),
    "es": _("Spanish"),
    "ff": _("Fula"),
    "ka": _("Georgian"),
    "hi": _("Hindi"),
    "it": _("Italian"),
    "ku": _("Kurdish"),
    "ln": _("Lingala"),
    "om": _("Oromo"),
    "ur": _("Urdu"),
    "ps": _("Pashto"),
    "fa": _("Persian"),
    "pl": _("Polish"),
    "pt": _("Portuguese"),
    "pa": _("Punjabi"),
    "rom": _("Romani"),
    "ro": _("Romanian"),
    "ru": _("Russian"),
    "so": _("Somali"),
    "snk": _("Soninke"),
    "sw": _("Swahili"),
    "ta": _("Tamil"),
    "ti": _("Tigrinya"),
    "tr": _("Turkish"),
    "uk": _("Ukrainian"),
    "vi": _("Vietnamese"),
    "wo": _("Wolof"),
}
TAG = re.compile(r"^[a-z]{2,3}(-[a-z0-9]{2,8})*$", re.I)


def language_word(tag: str) -> str | Promise:
    """The language's name, or its tag when it is not of the short list."""
    return LANGUAGES.get(tag) or (format_lazy(_("language {tag}"), tag=tag) if tag else "")
