"""The directory: one service that everybody reads, and what each place says of it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from entrepairs.accounts.models import Member
from entrepairs.directory import access
from entrepairs.directory.models import Correction, OwnGroup, Service
from entrepairs.directory.services import Said, correct_service, publish_group, withdraw_group
from tests.directory.dumps import a_service

THINGS_OF_THE_DIRECTORY = ("my_correction", "group", "withdrawn_group")


class Oriented:
    """Mixed into ``Place``: every text carries the place's own word."""

    word: Any
    made: Any
    coordinator: Any
    world: Any

    def _service(self) -> Service:
        return a_service()

    def _my_correction(self, viewer: Member) -> Correction:
        said = Said("papers", self.word("correction"))
        actor = viewer if access.may_correct(viewer) else self.coordinator
        return correct_service(actor=actor, service=a_service(), said=said, now=self.world.now)

    def _group(self) -> OwnGroup:
        return self._published(self.word("group"))

    def _withdrawn_group(self) -> OwnGroup:
        group = self._published(self.word("withdrawn"))
        return withdraw_group(actor=self.coordinator, group=group, now=self.world.now)

    def _published(self, name: str) -> OwnGroup:
        group = OwnGroup(
            id=uuid4(), name=name, description="On vient, on écoute.", kind="atelier",
            publics=["tous-publics"],
        )  # fmt: skip
        return publish_group(actor=self.coordinator, group=group, now=self.world.now)
