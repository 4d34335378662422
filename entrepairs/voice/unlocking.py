"""Taking the screen back: a passphrase, a code of the second factor, or a passkey."""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal import auth as passkeys
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.models import User

# Invented people sign in without a passphrase: this one opens for them, in the demo only.
DEMO_PHRASE = "entrepairs"


def can_come_back(user: User) -> bool:
    """Somebody who could not take the screen back must not hand it over."""
    return bool(user.has_usable_password() or _demo(user) or _kinds(user))


def has_passkey(user: User) -> bool:
    return Authenticator.Type.WEBAUTHN in _kinds(user)


def passkey_request(user: User) -> dict[str, Any]:
    return {"request_options": passkeys.begin_authentication(user)}


class UnlockForm(forms.Form):
    """One field for the passphrase or a code; too many tries wait for some minutes."""

    secret = forms.CharField(
        label=_("Your passphrase, or the code of your second factor"),
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    credential = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.fields["secret"].required = not self.data.get("credential")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.errors:
            return said
        user, key = self.request.user, f"voice:{self.request.user.pk}"
        if not ratelimit.consume(self.request, action="login_failed", key=key):
            raise forms.ValidationError(_("Too many tries. Wait for some minutes."))
        if not proves(user, said.get("secret", ""), said.get("credential", "")):
            raise forms.ValidationError(_("This is not it. The screen stays on the questions."))
        ratelimit.clear(self.request, action="login_failed", key=key)
        return said


def proves(user: Any, secret: str, credential: str) -> bool:
    if credential:
        return bool(
            ReauthenticateWebAuthnForm(user=user, data={"credential": credential}).is_valid()
        )
    if not secret:
        return False
    if user.has_usable_password() and user.check_password(secret):
        return True
    if _demo(user) and secret == DEMO_PHRASE:
        return True
    return _is_code(user, secret.replace(" ", ""))


def _is_code(user: User, code: str) -> bool:
    found = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.WEBAUTHN)
    return any(each.wrap().validate_code(code) for each in found)


def _kinds(user: User) -> set[str]:
    return set(Authenticator.objects.filter(user=user).values_list("type", flat=True))


def _demo(user: User) -> bool:
    return bool(settings.DEMO and not user.has_usable_password())
