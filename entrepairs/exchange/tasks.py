"""What the queue does for this room."""

from __future__ import annotations

from uuid import UUID

from entrepairs.base import clock
from entrepairs.base.jobs import job
from entrepairs.exchange import running, services
from entrepairs.exchange.models import Import


@job(organisation="organisation_id", retries=1)
def run(*, organisation_id: UUID, import_id: UUID) -> None:
    running.run_import(import_id, clock.now())


@job(organisation="organisation_id")
def forget(*, organisation_id: UUID, import_id: UUID) -> None:
    import_ = Import.objects.filter(pk=import_id).first()
    if import_ is not None:
        services.forget_content(import_)
