from __future__ import annotations

from pathlib import Path

import pytest

from outreach.briefs.styles import Paper
from outreach.briefs.typesetting import SimpleTypesetter


@pytest.fixture(params=list(Paper), ids=lambda paper: paper.name)
def paper(request: pytest.FixtureRequest) -> Paper:
    return request.param


@pytest.fixture
def setter() -> SimpleTypesetter:
    return SimpleTypesetter()


@pytest.fixture
def on_disk(tmp_path: Path):
    """Write bytes to a file, for programs that read files only."""

    def write(data: bytes) -> Path:
        path = tmp_path / "printed.pdf"
        path.write_bytes(data)
        return path

    return write
