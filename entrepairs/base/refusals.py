"""Refusals: small exceptions named after the reason."""

from __future__ import annotations

from django.utils.functional import Promise


class Refusal(Exception):
    """A service said no. ``message`` is the sentence a person reads.

    Subclasses give a lazy ``message``; an instance may pass its own.
    """

    message: str | Promise = ""

    def __init__(self, message: str | Promise | None = None) -> None:
        if message is not None:
            self.message = message
        super().__init__(str(self.message))
