"""The program's own text, as the tests of its architecture read it."""

from __future__ import annotations

import ast
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOT_OURS = {"output", "build", "dist", "__pycache__"}


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def modules() -> dict[str, ast.Module]:
    """Every module of the program, parsed, by its path such as “outreach/base/ids.py”."""
    paths = [path for part in ("outreach", "ui") for path in (ROOT / part).rglob("*.py")]
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8"))
        for path in sorted(paths)
    }


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    """Every text file of the project by its path; nothing that was made by running it."""
    found = {}
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [n for n in folders if n not in NOT_OURS and (n[0] != "." or n == ".ci")]
        for path in (Path(folder, name) for name in names if name != ".git"):
            content = path.read_bytes()
            if b"\0" not in content:
                found[path.relative_to(ROOT).as_posix()] = content.decode("utf-8")
    return found
