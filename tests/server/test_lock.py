"""What `make demo` installs: pinned, hashed, from PyPI alone, with wheels everywhere."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import parse_wheel_filename

ROOT = Path(__file__).parents[2]
PYTHONS = [(3, 11), (3, 12), (3, 13), (3, 14)]
# Debian 12, and the first macOS of each processor that we promise.
PLATFORMS = {
    "linux-x86_64": ["manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"],
    "linux-arm64": ["manylinux_2_28_aarch64", "manylinux_2_17_aarch64", "manylinux2014_aarch64"],
    "macos-arm64": [f"macosx_{version}_0_arm64" for version in range(14, 10, -1)],
}
PLATFORMS["linux-x86_64"] += [f"manylinux_2_{minor}_x86_64" for minor in range(5, 28)]
PLATFORMS["linux-arm64"] += [f"manylinux_2_{minor}_aarch64" for minor in range(17, 28)]
PLATFORMS["macos-arm64"] += [f"macosx_10_{minor}_universal2" for minor in range(16, 8, -1)]
PLATFORMS["macos-arm64"] += [f"macosx_{version}_0_universal2" for version in range(14, 10, -1)]


@cache
def lock() -> dict[str, dict[str, Any]]:
    text = (ROOT / "uv.lock").read_text()
    return {package["name"]: package for package in tomllib.loads(text)["package"]}


def pinned(file: str) -> dict[str, tuple[str, set[str]]]:
    """Name → version and hashes, as pip will read them."""
    text = (ROOT / file).read_text().replace("\\\n", " ")
    found = {}
    for line in text.splitlines():
        if line.startswith("#") or "==" not in line:
            continue
        name, version = re.match(r"([a-z0-9-]+)(?:\[[^]]*\])?==([^ ;]+)", line).groups()  # type: ignore[union-attr]
        found[name] = (version, set(re.findall(r"--hash=(sha256:[0-9a-f]{64})", line)))
    return found


def needed(*, dev: bool) -> set[str]:
    """The project's dependencies and theirs, whatever the system."""
    project = lock()["entrepairs"]
    groups = project.get("dev-dependencies", {})
    wanted = [*project["dependencies"], *groups["build"], *(groups["dev"] if dev else [])]
    seen: set[tuple[str, str]] = set()
    while wanted:
        edge = wanted.pop()
        for extra in ["", *edge.get("extra", [])]:
            if (edge["name"], extra) in seen:
                continue
            seen.add((edge["name"], extra))
            package = lock()[edge["name"]]
            more = package.get("optional-dependencies", {}).get(extra, [])
            wanted += more if extra else package.get("dependencies", [])
    return {name for name, _ in seen}


@pytest.mark.parametrize(
    ("file", "dev"), [("requirements.txt", False), ("requirements-dev.txt", True)]
)
def test_the_exported_requirements_are_in_step_with_the_lock(file: str, dev: bool) -> None:
    exported = pinned(file)
    assert set(exported) == needed(dev=dev)
    for name, (version, hashes) in exported.items():
        package = lock()[name]
        files = [*package.get("wheels", []), *([package["sdist"]] if "sdist" in package else [])]
        assert version == package["version"], f"{name}: run make lock"
        assert hashes and hashes == {file["hash"] for file in files}, f"{name}: run make lock"


def test_the_lock_names_no_index_but_pypi() -> None:
    text = (ROOT / "uv.lock").read_text()
    assert set(re.findall(r'registry = "([^"]+)"', text)) == {"https://pypi.org/simple"}
    assert set(re.findall(r'url = "https?://([^/]+)', text)) == {"files.pythonhosted.org"}


def test_the_bootstrap_holds_uv_alone_with_its_hashes() -> None:
    (name, (_, hashes)), *others = pinned("bootstrap.txt").items()
    assert (name, others) == ("uv", [])
    assert len(hashes) > 10


def tags(python: tuple[int, int], platforms: list[str]) -> set[Tag]:
    return {
        *cpython_tags(python_version=python, platforms=platforms),
        *compatible_tags(python_version=python, platforms=platforms),
    }


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_running_needs_no_compiler(python: tuple[int, int], platform: str) -> None:
    accepted = tags(python, PLATFORMS[platform])
    for name in needed(dev=False):
        wheels = [file["url"].rsplit("/", 1)[1] for file in lock()[name].get("wheels", [])]
        usable = [wheel for wheel in wheels if parse_wheel_filename(wheel)[3] & accepted]
        assert usable, f"{name} has no wheel for Python {python} on {platform}"


def test_what_a_first_demo_downloads_stays_under_350_megabytes() -> None:
    total = 0
    accepted = tags((3, 11), PLATFORMS["linux-x86_64"])
    for name in needed(dev=False):
        sizes = [
            file["size"]
            for file in lock()[name].get("wheels", [])
            if parse_wheel_filename(file["url"].rsplit("/", 1)[1])[3] & accepted
        ]
        total += max(sizes)
    assert total < 350 * 10**6
