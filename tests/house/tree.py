"""What the house checks look at: files, models, addresses. No rule lives here."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "entrepairs"
SOURCES = ("entrepairs", "config", "tools", "tests")


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file: where it is, what it says."""

    name: str
    text: str

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.name)


def python_sources(*folders: str) -> list[Source]:
    return [
        Source(file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8"))
        for folder in folders or SOURCES
        for file in sorted((ROOT / folder).rglob("*.py"))
    ]


def text_files(folder: Path, *endings: str) -> dict[str, str]:
    return {
        file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.suffix in endings
    }


def templates() -> dict[str, str]:
    return {
        name: text
        for name, text in text_files(HOUSE, ".html", ".txt").items()
        if "/templates/" in name
    }


def code_lines(text: str) -> set[int]:
    """Numbers of the lines that hold code: neither blank, nor comment, nor docstring."""
    lines: set[int] = set()
    skipped = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in skipped and token.type != tokenize.ENDMARKER:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(text)):
        lines.difference_update(_docstring(node))
    return lines


def _docstring(node: ast.AST) -> range:
    if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        return range(0)
    first = node.body[0] if node.body else None
    match first:
        case ast.Expr(value=ast.Constant(value=str())):
            return range(first.lineno, (first.end_lineno or first.lineno) + 1)
        case _:
            return range(0)


def house_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("entrepairs.")]


def tenant_models() -> list[type[models.Model]]:
    """Models tied to an organisation, and the organisation itself."""
    return [
        model
        for model in house_models()
        if model.__name__ == "Organisation"
        or any(field.name == "organisation" for field in model._meta.concrete_fields)
    ]


@dataclass(frozen=True, slots=True)
class Address:
    """One URL: its full name, its pattern, the view behind it."""

    name: str
    route: str
    view: Any


def addresses(resolver: URLResolver | None = None) -> list[Address]:
    return list(_walk(resolver or get_resolver("config.urls"), "", ()))


def _walk(resolver: URLResolver, prefix: str, spaces: tuple[str, ...]) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from _walk(entry, route, inner)
        elif isinstance(entry, URLPattern):
            name = ":".join((*spaces, entry.name or "?"))
            yield Address(name, route, entry.callback)
