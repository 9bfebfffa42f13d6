"""The guide opens from Help, without a network, and its links lead from page to page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication
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


@pytest.mark.parametrize("width", [480, 720, 1700])
def test_pictures_are_as_wide_as_the_page_but_no_wider_than_they_are(
    guide: Guide, width: int
) -> None:
    guide.open("order.md")
    guide.resize(width, 600)
    QApplication.processEvents()
    assert list(guide.pictures()) == ["pictures/map.png", "pictures/sequence.png"]
    assert all(words.startswith("The ") for words in guide.pictures().values())
    assert guide.pages.horizontalScrollBar().maximum() == 0
    place = guide.pages.source().resolved(QUrl("pictures/map.png"))
    kind = QTextDocument.ResourceType.ImageResource.value
    shown = guide.pages.document().resource(kind, place).width()
    assert shown == 1280 if width > 1400 else width - 120 < shown < width


def test_it_is_opened_once(qtbot: QtBot, tmp_path: Path) -> None:
    window = Window(Preferences(tmp_path / "settings.ini"))
    qtbot.addWidget(window.shell)
    for _ in range(2):
        window.actions.action("guide").trigger()
    (guide,) = window.shell.findChildren(Guide)
    qtbot.addWidget(guide)
