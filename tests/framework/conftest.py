from __future__ import annotations

import pytest

from entrepairs.framework.models import Framework
from entrepairs.framework.services import load_builtin_packs
from tests.cast import NOW


@pytest.fixture
def framework(db: None) -> Framework:
    """The HAS sheet, loaded."""
    return load_builtin_packs(now=NOW)[0]
