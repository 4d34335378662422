"""The embedded PostgreSQL: the binaries of a wheel under a launcher of our own.

No Django here, and nothing outside the folder we are given is ever changed.
"""

from __future__ import annotations

from entrepairs.server.embedded import EmbeddedServer
from entrepairs.server.refusal import FolderInUse, ServerRefusal

__all__ = ["EmbeddedServer", "FolderInUse", "ServerRefusal"]
