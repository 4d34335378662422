"""The room of files: what teams keep today, brought in; and what leaves."""

from __future__ import annotations
