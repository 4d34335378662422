"""The emergency page: static, for everybody, in seven languages, with or without a network."""

from __future__ import annotations
