"""Finds every sentence that can be translated, by reading the source and the declarations."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from outreach.document.fields import Field
from outreach.initiative import MODEL

ROOT = Path(__file__).parents[2]
FOLDERS = ("outreach", "ui")
NOT_SPOKEN = ("outreach/cli",)
"""The command line speaks English."""

Message = str | tuple[str, str]
"""A sentence; or one for one thing and one for several."""


@cache
def messages() -> dict[Message, list[str]]:
    """Return every message with the places where it is said, such as ``ui/menu.py``."""
    found: dict[Message, list[str]] = {}
    for place, message in (*_declared(), *_said()):
        if message:
            places = found.setdefault(message, [])
            if place not in places:
                places.append(place)
    return found


@cache
def sources() -> tuple[tuple[str, ast.Module], ...]:
    """Return the name and the syntax tree of each module that speaks to people."""
    paths = (path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py")))
    named = ((path.relative_to(ROOT).as_posix(), path) for path in paths)
    return tuple(
        (name, ast.parse(path.read_text(encoding="utf-8")))
        for name, path in named
        if not name.startswith(NOT_SPOKEN)
    )


def calls(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Yield each call of a plain name in ``tree``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id, node


def literal(node: ast.expr) -> str | None:
    """Return what a literal says; None for anything else."""
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return node.value if is_text else None  # type: ignore[attr-defined,return-value]


def _said() -> Iterator[tuple[str, Message]]:
    for name, tree in sources():
        for called, node in calls(tree):
            if called == "tr" and (text := literal(node.args[0])):
                yield name, text
            elif called == "plural":
                one, many = literal(node.args[0]), literal(node.args[1])
                if one and many:
                    yield name, (one, many)
            elif called == "Terms" and node.args and isinstance(node.args[0], ast.Dict):
                said = map(literal, node.args[0].values)
                yield from ((name, text) for text in said if text)


def _declared() -> Iterator[tuple[str, Message]]:
    """Yield the words of the kinds and their fields, whose places are their names."""
    for kind in MODEL.kinds.values():
        for word in ("label", "plural", "help"):
            yield kind.name, kind.__dict__[word]
        for field in kind.fields:
            yield from ((f"{kind.name}.{field.name}", words) for words in _words(field))


def _words(field: Field) -> Iterator[str]:
    yield from (field.__dict__.get(word, "") for word in ("label", "help", "unit"))
    for terms in ("choices", "steps"):
        if terms in field.__dict__:
            yield from field.__dict__[terms].english.values()
