from __future__ import annotations

from pathlib import Path

import pytest

from outreach.exchange.samples import make
from outreach.snapshot import Snapshot, take


@pytest.fixture(scope="session")
def kestria(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The sample initiative Kestria as plain values."""
    path: Path = tmp_path_factory.mktemp("samples") / "kestria.db"
    with make("kestria", path, "Ines") as document:
        return take(document)
