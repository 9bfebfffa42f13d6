"""Two copies of one file that know the same, until they are edited."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from outreach.document.document import Document
from outreach.initiative import open_file
from outreach.network.kinds import Organisation
from tests.conftest import FIRST_MOMENT


class Pair(NamedTuple):
    mine: Document
    """The file of Ines."""
    theirs: Document
    """Ben's copy of it."""
    partner: str
    """A partner that both know."""


@pytest.fixture
def pair(document: Document, tmp_path: Path) -> Iterator[Pair]:
    with document.edit("Added Telmara") as edit:
        partner = edit.add(Organisation, name="Telmara", about="An operator")
    shutil.copy(document.path, tmp_path / "ben.db")
    minutes = itertools.count(FIRST_MOMENT + 3_600_000, 60_000)
    opening = open_file(tmp_path / "ben.db", author="Ben", clock=lambda: next(minutes))
    with opening.opened() as theirs:
        yield Pair(document, theirs, partner)
