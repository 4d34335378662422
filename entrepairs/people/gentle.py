"""A form that gives a gentle word about what was typed, once, and never blocks.

The check is made here, when the form is sent: no word list goes to a browser and nothing
is sent while one types. See ``docs/mechanisms/words.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from entrepairs.base.refusals import Refusal
from entrepairs.engines.plainwords import is_danger, notices_for
from entrepairs.people.wording import GentleWord, check_words, gentle


@dataclass(frozen=True, slots=True)
class Pause:
    """A field to look at again, and why."""

    label: str
    anchor: str
    words: list[GentleWord]


class GentleWords(forms.Form):
    """``gentle_fields`` are looked at when sent; ``own_words`` are those the person said,
    ``aliases`` those that stand for somebody.

    Not valid the first time when something deserves a second look: the page is shown again
    (422) with the button "Keep these words", which sends ``kept``. A NIR or a point on a map
    is an error beside its field. A text that speaks of danger is never held up.
    """

    gentle_fields: ClassVar[tuple[str, ...]] = ()
    own_words: ClassVar[tuple[str, ...]] = ()
    aliases: ClassVar[tuple[str, ...]] = ("alias",)
    template_name = "people/gentle_form.html"

    pauses: tuple[Pause, ...] = ()
    danger = False

    @property
    def kept_name(self) -> str:
        return self.add_prefix("kept")

    def is_valid(self) -> bool:
        return super().is_valid() and not self.pauses

    def full_clean(self) -> None:
        super().full_clean()
        if not self.is_bound:
            return
        texts = {name: str(self.cleaned_data.get(name) or "") for name in self._looked_at()}
        for name, text in texts.items():
            self._refuse(name, text)
        self.danger = any(is_danger(notices_for(text)) for text in texts.values())
        if not (self.danger or self.data.get(self.kept_name)):
            self.pauses = tuple(filter(None, map(self._pause, texts, texts.values())))

    def _looked_at(self) -> list[str]:
        return [name for name in self.gentle_fields if name in self.fields]

    def _refuse(self, name: str, text: str) -> None:
        try:
            check_words(text)
        except Refusal as refusal:
            self.add_error(name, str(refusal.message))

    def _pause(self, name: str, text: str) -> Pause | None:
        words = gentle(text, own_words=name in self.own_words, alias=name in self.aliases)
        field = self[name]
        return Pause(str(field.label), field.auto_id, words) if words else None


def danger_note(request: HttpRequest, form: GentleWords) -> None:
    """After saving: when the text spoke of danger, the numbers to ring are one touch away."""
    if form.danger:
        text = _("Kept. It speaks of danger: 15, 112 or 3114 answer now.")
        link = format_html('<a href="{}">{}</a>', reverse("emergency"), _("All emergency numbers"))
        messages.warning(request, format_html("{} {}", text, link))
