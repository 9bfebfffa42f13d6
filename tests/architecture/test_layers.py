"""ARCHITECTURE.md, the import rules and the folders tell the same story."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

NO_LEVEL = {"__init__", "__main__"}
"""The package itself, and the composition point that joins the command line and the window."""


@pytest.fixture
def written(root: Path) -> list[set[str]]:
    """The levels in ARCHITECTURE.md, lowest first."""
    text = (root / "ARCHITECTURE.md").read_text("utf-8")
    (block,) = re.findall(r"^```levels\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    levels: dict[int, set[str]] = {}
    for level, path, _what_for in (line.split(maxsplit=2) for line in block.splitlines()):
        levels.setdefault(int(level.removeprefix("L")), set()).add(path)
    assert list(levels) == list(range(len(levels))), "from L0 upwards, none left out"
    return list(levels.values())


@pytest.fixture
def existing(root: Path) -> set[str]:
    """The parts of the program that are there."""
    parts = {
        path.relative_to(root).as_posix()
        for path in (root / "outreach").iterdir()
        if (path / "__init__.py").exists() or (path.suffix == ".py" and path.stem not in NO_LEVEL)
    }
    return parts | {"ui"}


@pytest.fixture
def enforced(root: Path, existing: set[str]) -> list[set[str]]:
    """The levels that the import rules hold to, lowest first."""
    settings = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    contracts = {one["id"]: one for one in settings["tool"]["importlinter"]["contracts"]}
    names = [re.findall(r"\w+", layer) for layer in contracts["levels"]["layers"]]
    assert contracts["window-on-top"]["layers"][-1] == "outreach"
    by_name = {Path(part).stem: part for part in existing}
    levels = [{by_name[name] for name in layer if name in by_name} for layer in reversed(names)]
    return [*levels, {"ui"}]


def test_every_part_of_the_program_has_a_level(written: list[set[str]], existing: set[str]) -> None:
    assert set().union(*written) == existing


def test_the_levels_in_writing_are_the_ones_enforced(
    written: list[set[str]], enforced: list[set[str]]
) -> None:
    assert written == enforced
