"""Each variable of the environment is documented, and each documented one exists."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable

from tests.house.tree import ROOT, python_sources

PAGE = ROOT / "docs" / "settings.md"
# Read from the shell itself, or handed by one of our processes to the next.
NOT_SETTINGS = {
    "DJANGO_SETTINGS_MODULE",
    "ENTREPAIRS_PARENT",
    "ENTREPAIRS_DEMO",
    "PGOPTIONS",
}
READ = re.compile(
    r"\benv(?:_bool|_list)?\(\s*\"([A-Z_]+)\"|\"([A-Z_]+)\" if AS_OWNER else \"([A-Z_]+)\""
    r"|os\.environ(?:\.get\(|\[)\s*\"([A-Z_]+)\""
)
ROW = re.compile(r"^\| `([A-Z_]+)` \|", re.M)


def read_variables(texts: Iterable[str]) -> set[str]:
    return {name for text in texts for found in READ.findall(text) for name in found if name}


def documented(page: str) -> set[str]:
    return set(ROW.findall(page))


def test_every_setting_has_its_line_and_every_line_its_setting() -> None:
    texts = [source.text for source in python_sources("entrepairs", "config")]
    assert read_variables(texts) - NOT_SETTINGS == documented(PAGE.read_text(encoding="utf-8"))


def test_a_setting_without_a_line_is_found() -> None:
    code = 'A = env("NEW")\nB = env_bool("OTHER", default=True)\nC = os.environ.get("THIRD")'
    assert read_variables([code]) == {"NEW", "OTHER", "THIRD"}
    assert documented("| `NEW` | what it does |\ntext `OTHER`\n") == {"NEW"}


def check_deploy(**changes: str) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}
    } | {
        "ENTREPAIRS_ENV": "production",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": "q8Zk" * 20 + "0123456789!?xyz",
        "ALLOWED_HOSTS": "entrepairs.example.org",
        "STATIC_ROOT": str(ROOT / ".static"),
        "DATABASE_URL": "postgresql://entrepairs_app@localhost/nowhere",
    }
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "django", "check", "--deploy"]
        + ["--fail-level", "WARNING"],
        cwd=ROOT,
        env=environment | changes,
        capture_output=True,
        text=True,
    )


def test_production_passes_the_deployment_check_without_a_warning() -> None:
    done = check_deploy()
    assert done.returncode == 0, done.stderr[-3000:]


def test_a_weak_production_is_found() -> None:
    done = check_deploy(SECRET_KEY="short", SECURE_SSL_REDIRECT="0")
    assert done.returncode != 0
    assert "security.W009" in done.stderr and "security.W008" in done.stderr


def test_production_does_not_start_without_a_secret() -> None:
    done = check_deploy(SECRET_KEY="")
    assert done.returncode != 0 and "SECRET_KEY is missing" in done.stderr
