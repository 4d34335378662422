"""Where a command runs: its folder, its database, its Django."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from entrepairs.server import EmbeddedServer, FolderInUse, ServerRefusal
from entrepairs.server.language import say


def home() -> Path:
    """The folder of the embedded database: ENTREPAIRS_HOME, else ``.entrepairs`` here."""
    return Path(os.environ.get("ENTREPAIRS_HOME") or ".entrepairs").absolute()


def tell(sentence: str) -> None:
    """Say it; a window that was closed must not keep us from stopping properly."""
    with suppress(OSError):
        print(sentence, flush=True)


def use_addresses_of(server: EmbeddedServer) -> None:
    os.environ["DATABASE_URL"] = server.app_url
    os.environ["DATABASE_OWNER_URL"] = server.owner_url
    use_root_key_beside(server.folder.path)


def use_root_key_beside(folder: Path) -> None:
    """The key that opens the organisations' keys: drawn once, beside the data, not in it."""
    from entrepairs.base.sealing import add_root

    os.environ.setdefault("ROOT_KEY_FILE", str(folder / "root.keys"))
    os.environ.setdefault("ERASURE_REGISTER", str(folder / "erasures.log"))
    keys = root_key_path()
    if not keys.exists():
        add_root(keys, datetime.now(UTC).date())


def root_key_path() -> Path:
    """Where the root keys are, or will be."""
    return Path(os.environ.get("ROOT_KEY_FILE") or home() / "root.keys").absolute()


def register_path() -> Path:
    """Where the register of erasures is; as config.settings says."""
    return Path(os.environ.get("ERASURE_REGISTER") or home() / "erasures.log").absolute()


@contextmanager
def database() -> Iterator[None]:
    """DATABASE_URL, else the embedded server: the running one of our folder, or our own."""
    if os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_OWNER_URL"):
        yield
        return
    with embedded():
        yield


@contextmanager
def embedded() -> Iterator[EmbeddedServer]:
    """The server of our folder, joined when it runs already; its addresses are ours."""
    try:
        server = EmbeddedServer.start(home())
    except FolderInUse:
        server = EmbeddedServer.join(home())
    use_addresses_of(server)
    try:
        yield server
    finally:
        server.stop()


def owner_url() -> str:
    return _address(
        "DATABASE_OWNER_URL",
        say(
            "le rôle propriétaire, pour migrer et sauvegarder", "the owner, to migrate and back up"
        ),
    )


def app_url() -> str:
    return _address("DATABASE_URL", say("le rôle de l’application", "the application role"))


def _address(variable: str, meaning: str) -> str:
    found = os.environ.get(variable, "")
    if found:
        return found
    raise ServerRefusal(
        say(
            f"Il manque l’adresse {variable} ({meaning}).",
            f"The address {variable} is missing ({meaning}).",
        )
    )


def start_django(*, owner: bool = False) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if owner:
        os.environ["ENTREPAIRS_OWNER"] = "1"
    import django

    django.setup()


def start_child(*verb: str, without: tuple[str, ...] = ()) -> subprocess.Popen[bytes]:
    """A child that Ctrl-C does not reach: its parent stops it."""
    kept = {key: value for key, value in os.environ.items() if key not in without}
    kept["ENTREPAIRS_PARENT"] = str(os.getpid())
    return subprocess.Popen(
        [sys.executable, "-m", "entrepairs.command", *verb], env=kept, start_new_session=True
    )
