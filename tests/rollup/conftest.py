"""A folder with three initiatives in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from outreach.exchange import samples
from outreach.initiative import create


@pytest.fixture
def office(tmp_path: Path) -> Path:
    folder = tmp_path / "office"
    (folder / "north").mkdir(parents=True)
    samples.make("kestria", folder / "kestria.db", "Ines").close()
    samples.make("alder", folder / "north" / "alder.db", "Ben").close()
    create(folder / "small.db", "Small", author="Ines").close()
    return folder
