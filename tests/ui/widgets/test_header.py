from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.apply import apply
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.header import PageHeader
from ui.widgets.segmented import Segmented


@pytest.fixture
def header(qtbot: QtBot) -> Iterator[PageHeader]:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    found = PageHeader("Objections", "7 raised · 3 need an answer · 1 before Thursday’s meeting")
    column.addWidget(found)
    options = [(id, id.capitalize()) for id in ("all", "privacy", "regulator", "cost", "trust")]
    found.set_segments(Segmented("Topic", options))
    found.add_secondary(Button("Import…", "download"))
    found.set_primary(PrimaryButton("Record objection", "plus"))
    page.show()
    yield found


def form_at(header: PageHeader, width: int) -> tuple[bool, bool]:
    """Whether the segments are a combo box, and whether the buttons are in a menu."""
    page = header.window()
    page.resize(width, page.height())
    QApplication.processEvents()
    assert header.width() == width
    segmented = header.findChild(Segmented)
    assert isinstance(segmented, Segmented)
    return segmented.is_compact(), header.is_collapsed()


def test_a_head_gives_way_step_by_step(header: PageHeader) -> None:
    assert form_at(header, 1056) == (False, False)
    assert form_at(header, 780) == (False, True)
    assert form_at(header, 500) == (True, True)
    assert form_at(header, 1056) == (False, False)


def test_the_primary_button_never_goes_away(header: PageHeader) -> None:
    form_at(header, 480)
    primary = header.findChild(PrimaryButton)
    assert isinstance(primary, PrimaryButton) and primary.isVisible()
    assert primary.geometry().right() < 480


def test_large_text_makes_it_give_way_earlier(header: PageHeader, qapp: QApplication) -> None:
    assert form_at(header, 1056) == (False, False)
    apply(qapp, "light", 1.6)
    assert form_at(header, 1056) != (False, False)


def test_what_went_into_the_menu_can_still_be_done(header: PageHeader, qtbot: QtBot) -> None:
    form_at(header, 780)
    button = next(b for b in header.findChildren(Button) if b.text() == "Import…")
    header._more.click()
    menu = header.findChild(QMenu)
    assert isinstance(menu, QMenu)
    with qtbot.waitSignal(button.clicked):
        menu.actions()[0].trigger()
    menu.close()
