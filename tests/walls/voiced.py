"""Sheets of four questions, in each place: things of the walls' world."""

from __future__ import annotations

from typing import Any

from entrepairs.voice.services import Asking, print_sheets


class Voiced:
    """Mixed into ``Place``."""

    team: Any
    coordinator: Any
    world: Any

    def _sheet_code(self) -> str:
        asking = Asking(team=self.team, language="fr")
        (printed,) = print_sheets(
            actor=self.coordinator, asking=asking, number=1, now=self.world.now
        )
        return printed.code
