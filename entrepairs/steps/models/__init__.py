from __future__ import annotations

from entrepairs.steps.models.meetings import ThreeWay
from entrepairs.steps.models.orientations import Orientation
from entrepairs.steps.models.steps import RowsByFamily, Step, StepChange

__all__ = ["Orientation", "RowsByFamily", "Step", "StepChange", "ThreeWay"]
