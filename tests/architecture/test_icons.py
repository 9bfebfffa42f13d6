"""The icons that are shipped are those that the window draws: none is missing, none is idle."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PLACES = {
    "icon": 0,
    "ToolButton": 0,
    "IconTile": 0,
    "IconMark": 0,
    "EmptyState": 0,
    "BigRow": 0,
    "Button": 1,
    "PrimaryButton": 1,
    "QuietButton": 1,
    "DangerButton": 1,
    "draw_icon": 2,
    "ChipText": 2,
    "Chip": 2,
    "Place": 2,
}
"""Where the name of an icon stands among the arguments of what shows it."""


def _named(call: ast.Call) -> Iterator[ast.expr]:
    name = getattr(call.func, "id", "") or getattr(call.func, "attr", "")
    place = PLACES.get(name)
    if place is not None:
        yield from call.args[place : place + 1]
    yield from (keyword.value for keyword in call.keywords if keyword.arg == "icon")


def _texts(*nodes: ast.AST) -> set[str]:
    """Return every text that is written in some code."""
    return {
        inner.value
        for node in nodes
        for inner in ast.walk(node)
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str)
    }


@pytest.fixture
def window(modules: dict[str, ast.Module]) -> list[ast.Module]:
    """The modules of the window."""
    return [module for path, module in modules.items() if path.startswith("ui/")]


@pytest.fixture
def there(root: Path) -> set[str]:
    """The names of the icons that are shipped."""
    return {path.stem for path in (root / "resources/icons").glob("*.svg")}


def test_every_icon_that_is_asked_for_is_there(window: list[ast.Module], there: set[str]) -> None:
    calls = [node for one in window for node in ast.walk(one) if isinstance(node, ast.Call)]
    asked = _texts(*(named for call in calls for named in _named(call))) - {""}
    assert len(asked) > 40
    assert asked - there == set()


def test_every_icon_that_is_there_is_named_in_the_window(
    window: list[ast.Module], there: set[str]
) -> None:
    assert there - _texts(*window) == set()
