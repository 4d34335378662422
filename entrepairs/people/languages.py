"""Languages one meets in the street, by their BCP-47 tag; any other tag can be written."""

from __future__ import annotations

import re

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LANGUAGES: dict[str, str | Promise] = {
    "fr": pgettext_lazy("language", "French"),
    "en": pgettext_lazy("language", "English"),
    "ar": pgettext_lazy("language", "Arabic"),
    "fsl": pgettext_lazy("language", "French sign language"),
    "sq": pgettext_lazy("language", "Albanian"),
    "de": pgettext_lazy("language", "German"),
    "am": pgettext_lazy("language", "Amharic"),
    "hy": pgettext_lazy("language", "Armenian"),
    "bm": pgettext_lazy("language", "Bambara"),
    "bn": pgettext_lazy("language", "Bengali"),
    "ber": pgettext_lazy("language", "Berber"),
    "bg": pgettext_lazy("language", "Bulgarian"),
    "zh": pgettext_lazy("language", "Chinese"),
    "prs": pgettext_lazy("language", "Dari"),
    "es": pgettext_lazy("language", "Spanish"),
    "ff": pgettext_lazy("language", "Fula"),
    "ka": pgettext_lazy("language", "Georgian"),
    "hi": pgettext_lazy("language", "Hindi"),
    "it": pgettext_lazy("language", "Italian"),
    "ku": pgettext_lazy("language", "Kurdish"),
    "ln": pgettext_lazy("language", "Lingala"),
    "om": pgettext_lazy("language", "Oromo"),
    "ur": pgettext_lazy("language", "Urdu"),
    "ps": pgettext_lazy("language", "Pashto"),
    "fa": pgettext_lazy("language", "Persian"),
    "pl": pgettext_lazy("language", "Polish"),
    "pt": pgettext_lazy("language", "Portuguese"),
    "pa": pgettext_lazy("language", "Punjabi"),
    "rom": pgettext_lazy("language", "Romani"),
    "ro": pgettext_lazy("language", "Romanian"),
    "ru": pgettext_lazy("language", "Russian"),
    "so": pgettext_lazy("language", "Somali"),
    "snk": pgettext_lazy("language", "Soninke"),
    "sw": pgettext_lazy("language", "Swahili"),
    "ta": pgettext_lazy("language", "Tamil"),
    "ti": pgettext_lazy("language", "Tigrinya"),
    "tr": pgettext_lazy("language", "Turkish"),
    "uk": pgettext_lazy("language", "Ukrainian"),
    "vi": pgettext_lazy("language", "Vietnamese"),
    "wo": pgettext_lazy("language", "Wolof"),
}
TAG = re.compile(r"^[a-z]{2,3}(-[a-z0-9]{2,8})*$", re.I)


def language_word(tag: str) -> str | Promise:
    """The language's name, or its tag when it is not of the short list."""
    return LANGUAGES.get(tag) or (format_lazy(_("language {tag}"), tag=tag) if tag else "")
