from __future__ import annotations

from entrepairs.steps.services.meetings import add_meeting, end_meeting, say_feeling
from entrepairs.steps.services.orientations import (
    choose,
    come_back,
    plan_going,
    propose,
    remove_orientation,
    restore_orientation,
)
from entrepairs.steps.services.steps import (
    act_on_door,
    add_step,
    change_state,
    plan_step,
    restore_step,
    undo_change,
)

__all__ = [
    "act_on_door",
    "add_meeting",
    "add_step",
    "change_state",
    "choose",
    "come_back",
    "end_meeting",
    "plan_going",
    "plan_step",
    "propose",
    "remove_orientation",
    "restore_orientation",
    "restore_step",
    "say_feeling",
    "undo_change",
]
