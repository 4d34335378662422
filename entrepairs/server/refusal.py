from __future__ import annotations


class ServerRefusal(Exception):
    """The embedded server cannot run; the text is one sentence for the person who asked."""


class FolderInUse(ServerRefusal):
    """Another run holds the folder: a client may join it, a second server may not."""
