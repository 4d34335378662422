from __future__ import annotations

from entrepairs.people.forms.choices import (
    AgreementForm,
    EndWishForm,
    HoldForm,
    RescueForm,
    ReviewForm,
    WhereForm,
    WishForm,
)
from entrepairs.people.forms.pages import ChangeForm, NewForm, TieForm

__all__ = [
    "AgreementForm",
    "ChangeForm",
    "EndWishForm",
    "HoldForm",
    "NewForm",
    "RescueForm",
    "ReviewForm",
    "TieForm",
    "WhereForm",
    "WishForm",
]
