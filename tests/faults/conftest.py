"""Fixtures of the faults: the files that somebody's work begins with, and places to work in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import work


@pytest.fixture(scope="session")
def begin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that work begins with, made once; tests work on copies."""
    folder = tmp_path_factory.mktemp("begin")
    work.prepare(folder)
    return folder
