"""The guide opens from Help, without a network, and its links lead from page to page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from ui.guide import Guide
from ui.preferences import Preferences
from ui.window import Window


@pytest.fixture
def guide(qtbot: QtBot, tmp_path: Path) -> Guide:
    window = Window(Preferences(tmp_path / "settings.ini"))
    qtbot.addWidget(window.shell)
    window.actions.action("guide").trigger()
    found = window.shell.findChild(Guide)
    assert found is not None
    qtbot.addWidget(found)
    return found


def test_it_opens_on_its_contents(guide: Guide) -> None:
    assert guide.isVisible()
    assert guide.title() == "Outreach Planner: the guide"
    assert not guide.back.isEnabled()


def test_a_link_leads_to_its_page_and_back_leads_back(guide: Guide) -> None:
    guide.pages.anchorClicked.emit(QUrl("merging.md"))
    guide.pages.setSource(QUrl("merging.md"))
    assert guide.title() == "How merging works"
    guide.back.click()
    assert guide.title() == "Outreach Planner: the guide"


def test_it_is_opened_once(qtbot: QtBot, tmp_path: Path) -> None:
    window = Window(Preferences(tmp_path / "settings.ini"))
    qtbot.addWidget(window.shell)
    for _ in range(2):
        window.actions.action("guide").trigger()
    (guide,) = window.shell.findChildren(Guide)
    qtbot.addWidget(guide)
