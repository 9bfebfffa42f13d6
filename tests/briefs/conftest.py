from __future__ import annotations

from pathlib import Path

import pytest

from outreach.briefs.how import Design
from outreach.briefs.setting import faces, system
from outreach.briefs.setting.typesetter import Setter
from outreach.briefs.styles import Paper


@pytest.fixture(autouse=True)
def our_fonts_only(monkeypatch):
    """What fonts a machine has must not decide what a test sees."""
    monkeypatch.setattr(system, "places", lambda _han: ())
    faces.face_for.cache_clear()
    yield
    faces.face_for.cache_clear()


@pytest.fixture(params=list(Paper), ids=lambda paper: paper.name)
def paper(request: pytest.FixtureRequest) -> Paper:
    return request.param


@pytest.fixture(params=list(Design), ids=lambda design: design.value)
def design(request: pytest.FixtureRequest) -> Design:
    return request.param


@pytest.fixture
def setter() -> Setter:
    return Setter()


@pytest.fixture
def on_disk(tmp_path: Path):
    """Write bytes to a file, for programs that read files only."""

    def write(data: bytes) -> Path:
        path = tmp_path / "printed.pdf"
        path.write_bytes(data)
        return path

    return write
