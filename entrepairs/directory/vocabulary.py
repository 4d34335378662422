"""The words of data·inclusion v1, in French as they are published, by family."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from data_inclusion.schema import v1
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

# Words that this house does not say of anybody, said otherwise.
_OTHERWISE = {
    "famille--prise-en-charge-personne-dependante": "Aide à une personne dépendante",
    "mobilite--etre-accompagne-dans-son-parcours-mobilite": "Être accompagné pour se déplacer",
}
EVERYBODY = v1.Public.TOUS_PUBLICS.value
FEES = {v1.Frais.GRATUIT.value: _("Free of charge"), v1.Frais.PAYANT.value: _("To be paid for")}
MODES = {
    "envoyer-un-courriel": _("write to them"),
    "se-presenter": _("simply go there"),
    "telephoner": _("call them"),
    "utiliser-lien-mobilisation": _("use the form on their site"),
}
ASKERS = {"usagers": _("the person themself"), "professionnels": _("a professional")}


@lru_cache(maxsize=1)
def themes() -> dict[str, str]:
    return {theme.value: _OTHERWISE.get(theme.value, theme.label) for theme in v1.Thematique}


@lru_cache(maxsize=1)
def families() -> list[tuple[str, str, list[tuple[str, str]]]]:
    """(code, label, its themes) in the order of the format."""
    return [
        (
            family.value,
            family.label,
            [
                (code, word)
                for code, word in themes().items()
                if code.startswith(f"{family.value}--")
            ],
        )
        for family in v1.Categorie
    ]


@lru_cache(maxsize=1)
def publics() -> dict[str, str]:
    return {public.value: public.label for public in v1.Public}


@lru_cache(maxsize=256)
def theme_options(chosen: str, language: str) -> SafeString:
    """The choices of the search form: made once for each choice, eighty lines each."""
    return format_html_join(
        "",
        '<optgroup label="{}">{}{}</optgroup>',
        (
            (label, _option(code, _("All: %(label)s") % {"label": label}, chosen),
             format_html_join("", "{}", ((_option(*each, chosen),) for each in inside)))
            for code, label, inside in families()
        ),
    )  # fmt: skip


@lru_cache(maxsize=64)
def public_options(chosen: str, language: str) -> SafeString:
    found = ((code, word) for code, word in publics().items() if code != EVERYBODY)
    return format_html_join("", "{}", ((_option(code, word, chosen),) for code, word in found))


def _option(code: str, word: str, chosen: str) -> SafeString:
    if code == chosen:
        return format_html('<option value="{}" selected>{}</option>', code, word)
    return format_html('<option value="{}">{}</option>', code, word)


# What peers run groups about; the rest of the format is for other trades.
_OF_PEERS = (
    "remobilisation", "sante", "difficultes-administratives-ou-juridiques",
    "logement-hebergement", "equipement-et-alimentation", "famille",
)  # fmt: skip


def themes_of_peers() -> list[tuple[str, list[tuple[str, str]]]]:
    return [(label, inside) for code, label, inside in families() if code in _OF_PEERS]


def themes_of(asked: str) -> list[str]:
    """The themes behind a theme or a family; none when it is neither."""
    if asked in themes():
        return [asked]
    return [code for code in themes() if asked and code.startswith(f"{asked}--")]


def said(codes: Iterable[str], words: dict[str, Any]) -> str:
    return ", ".join(str(words.get(code, code)) for code in codes)
