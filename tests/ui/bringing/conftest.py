"""The window over the sample, with a folder of its own for safe copies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from outreach.base.data_folder import OVERRIDE
from outreach.exchange import samples
from ui.preferences import Preferences
from ui.window import Window


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(OVERRIDE, str(tmp_path / "data"))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The sample, closed."""
    path = tmp_path / "kestria.db"
    samples.make("kestria", path, "Ines").close()
    return path


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    """The window with nothing open."""
    preferences = Preferences(tmp_path / "settings.ini")
    preferences.author = "Ines"
    window = Window(preferences)
    qtbot.addWidget(window.shell, before_close_func=lambda _: window.close_session())
    window.shell.resize(1024, 680)
    window.shell.show()
    yield window


@pytest.fixture
def opened(window: Window, plan: Path) -> Window:
    """The window over the sample."""
    assert window.open_path(plan)
    return window
