"""The embedded server with full durability, as people will run it."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from entrepairs.server import EmbeddedServer, FolderInUse, ServerRefusal, folder, identity
from tests.server.conftest import Start, run_python

MODES = Callable[[Path], dict[Path, int]]


def permissions(path: Path) -> dict[Path, int]:
    """The mode of every folder from ``path`` up to the root."""
    return {parent: stat.S_IMODE(parent.stat().st_mode) for parent in [path, *path.parents]}


def write(server: EmbeddedServer, word: str) -> None:
    with psycopg.connect(server.owner_url) as owner:
        owner.execute("CREATE TABLE IF NOT EXISTS words (word text)")
        owner.execute("INSERT INTO words VALUES (%s)", [word])


def words(server: EmbeddedServer) -> list[str]:
    with psycopg.connect(server.owner_url) as owner:
        return [word for (word,) in owner.execute("SELECT word FROM words ORDER BY word")]


def test_a_second_start_keeps_the_data(start: Start) -> None:
    first = start()
    write(first, "bonjour")
    first.stop()
    assert words(start()) == ["bonjour"]


@pytest.mark.parametrize("version", [16, 18])
def test_both_versions_start_durable_with_checksums(start: Start, version: int) -> None:
    server = start(version=version)
    with psycopg.connect(server.app_url) as app:
        names = ("fsync", "synchronous_commit", "full_page_writes", "data_checksums")
        for name in names:
            assert app.execute(f"SHOW {name}".encode()).fetchone() == ("on",)
        assert app.info.server_version // 10000 == version


def test_the_application_role_is_unprivileged_and_not_a_member_of_the_owner(start: Start) -> None:
    with psycopg.connect(start().superuser_url) as admin:
        row = admin.execute(
            "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole,"
            " pg_has_role('entrepairs_app', 'entrepairs_owner', 'MEMBER')"
            " FROM pg_roles WHERE rolname = 'entrepairs_app'"
        ).fetchone()
    assert row == (False, False, False, False, False)


def test_nobody_enters_without_a_password_and_there_is_no_network_port(start: Start) -> None:
    server = start()
    without = server.superuser_url.replace(server.folder.password("postgres"), "wrong")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(without)
    with psycopg.connect(server.app_url) as app:
        assert app.execute("SHOW listen_addresses").fetchone() == ("",)


def test_what_lies_in_the_folder_is_for_its_owner_only(start: Start, tmp_path: Path) -> None:
    start()
    for path in (tmp_path / "house").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_no_permission_outside_the_folder_is_changed(start: Start, tmp_path: Path) -> None:
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    watched = (private, Path(sys.prefix), Path(folder.__file__))
    before = [permissions(path) for path in watched]
    start(private / "house").stop()
    assert [permissions(path) for path in watched] == before


def test_a_second_run_on_the_same_folder_is_refused(start: Start) -> None:
    start()
    with pytest.raises(FolderInUse, match="sert déjà à une autre fenêtre"):
        start()


def test_a_client_may_join_the_running_server(start: Start, tmp_path: Path) -> None:
    server = start()
    write(server, "ensemble")
    joined = EmbeddedServer.join(tmp_path / "house")
    assert words(joined) == ["ensemble"]
    joined.stop()
    assert server.alive


KILLED = """
import os, signal, sys
from pathlib import Path
from entrepairs.server import EmbeddedServer
import psycopg
server = EmbeddedServer.start(Path(sys.argv[1]))
with psycopg.connect(server.owner_url) as owner:
    owner.execute("CREATE TABLE words AS SELECT 'gardé' AS word")
print(server._process.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_server_left_by_a_killed_run_is_stopped_first(start: Start, tmp_path: Path) -> None:
    killed = run_python(KILLED, str(tmp_path / "house"))
    orphan = int(killed.stdout)
    assert Path(f"/proc/{orphan}/cwd").resolve() == tmp_path / "house" / "pg18"
    server = start()
    assert words(server) == ["gardé"]
    assert "/house/pg18" not in str(_working_folder(orphan))


def _working_folder(number: int) -> Path | None:
    try:
        return Path(os.readlink(f"/proc/{number}/cwd"))
    except OSError:
        return None


def test_a_stale_number_that_is_now_another_process_does_not_stop_us(
    start: Start, tmp_path: Path
) -> None:
    first = start()
    write(first, "là")
    first.stop()
    with subprocess.Popen(["sleep", "60"]) as other:
        noted = tmp_path / "house" / "pg18" / "postmaster.pid"
        noted.write_text(f"{other.pid}\n{noted.parent}\n1\n5432\n/nowhere\n\n0 0\nready\n")
        assert words(start()) == ["là"]
        assert other.poll() is None
        other.terminate()


def test_an_interrupted_first_start_leaves_nothing_half_made(start: Start, tmp_path: Path) -> None:
    half_made = tmp_path / "house" / "pg18.part"
    half_made.mkdir(parents=True)
    (half_made / "PG_VERSION").write_text("18\n")
    write(start(), "entier")
    assert not half_made.exists()


def test_a_path_too_long_for_a_socket_borrows_a_private_folder(
    start: Start, tmp_path: Path
) -> None:
    server = start(tmp_path / ("long" * 25))
    borrowed = server.folder.socket()
    assert stat.S_IMODE(borrowed.stat().st_mode) == 0o700
    write(server, "loin")
    server.stop()
    assert not borrowed.exists()


# --- Refusals: one sentence each ------------------------------------------------
def test_a_file_in_the_place_of_the_folder_is_said(start: Start, tmp_path: Path) -> None:
    (tmp_path / "house").write_text("")
    with pytest.raises(ServerRefusal, match="n’est pas un dossier"):
        start()


@pytest.mark.parametrize(
    ("file", "content"), [("global/pg_control", b"\0" * 8192), ("PG_VERSION", b"")]
)
def test_a_damaged_folder_is_said_and_left_alone(
    start: Start, tmp_path: Path, file: str, content: bytes
) -> None:
    start().stop()
    (tmp_path / "house" / "pg18" / file).write_bytes(content)
    with pytest.raises(ServerRefusal, match="est abîmé : rien n’a été changé") as refused:
        start()
    assert "\n" not in str(refused.value)
    assert (tmp_path / "house" / "pg18" / file).read_bytes() == content


def test_a_missing_password_is_said(start: Start, tmp_path: Path) -> None:
    start().stop()
    (tmp_path / "house" / "postgres.password").unlink()
    with pytest.raises(ServerRefusal, match=r"Le mot de passe postgres\.password manque"):
        start()


def test_too_little_room_is_said(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "LEAST_ROOM", 2**60)
    with pytest.raises(ServerRefusal, match="libérez de la place"):
        start()


def test_root_without_user_namespaces_is_told_the_two_ways_out(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(identity, "_namespaces_are_open", lambda: False)
    identity.prefix.cache_clear()
    with pytest.raises(ServerRefusal, match=r"utilisateur ordinaire, ou .* DATABASE_URL"):
        start()
    identity.prefix.cache_clear()


ORDINARY = """
import os, shutil, sys
from pathlib import Path
from entrepairs.server import EmbeddedServer, ServerRefusal, binaries, embedded, identity
import psycopg
house, theirs, others = map(Path, sys.argv[1:])
# Everything Python loads late is loaded once before it may no longer read it.
EmbeddedServer.start(house, throwaway=True).stop()
package = binaries.bin_folder().parent.parent
copied = theirs / "site" / package.name
shutil.copytree(binaries.bin_folder().parent, copied / "pginstall18", symlinks=True)
shutil.copytree(str(package) + ".libs", str(copied) + ".libs")
embedded.bin_folder = lambda version=18: copied / "pginstall18" / "bin"
os.chown(theirs, 65534, 65534)
os.setgroups([]); os.setgid(65534); os.setuid(65534)
identity.prefix.cache_clear()
server = EmbeddedServer.start(theirs / "house")
print(psycopg.connect(server.app_url).execute("SELECT current_user").fetchone()[0])
server.stop()
try:
    EmbeddedServer.start(others / "house")
except ServerRefusal as refusal:
    print(refusal)
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="the rest of the suite runs as an ordinary user")
def test_an_ordinary_user_starts_a_server_and_is_told_where_writing_is_not_allowed() -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        os.chmod(place, 0o755)
        folders = [Path(place, name) for name in ("root", "theirs", "others")]
        for path in folders:
            path.mkdir(mode=0o755)
        told = run_python(ORDINARY, *map(str, folders))
    first, second = told.stdout.splitlines()
    assert first == "entrepairs_app", told.stderr
    assert second.startswith("Impossible d’écrire dans")
