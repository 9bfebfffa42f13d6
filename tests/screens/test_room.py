"""In the smallest window with the largest text nothing is cut off at a side, and dialogs fit."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from outreach.base.data_folder import OVERRIDE
from tests.screens import plans, views
from tests.screens.dialogs import DIALOGS
from tests.screens.looks import Look
from ui.widgets.panes import ScrollArea
from ui.window import Window

SMALLEST = Look("light", 1.6, (1024, 680))


@pytest.fixture(scope="module")
def window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    folder = tmp_path_factory.mktemp("room")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(OVERRIDE, str(folder / "data"))
        SMALLEST.put_on(qapp)
        window = views.open_window(plans.make("kestria", folder), folder / "settings.ini")
        window.shell.resize(*SMALLEST.size)
        views.settle()
        yield window
        window.close_session()
        window.shell.deleteLater()
        views.settle()


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    SMALLEST.put_on(qapp)


def test_no_page_is_wider_than_the_window(window: Window) -> None:
    cut = {}
    for name in views.views(window):
        for area in window.shell.findChildren(ScrollArea):
            inner = area.widget()
            if area.isVisible() and inner is not None:
                beyond = inner.width() - area.viewport().width()
                if beyond > 0:
                    cut[name, area.accessibleName()] = beyond
    assert cut == {}


@pytest.mark.parametrize("name", DIALOGS)
def test_every_dialog_fits_into_the_window(window: Window, name: str) -> None:
    dialog = DIALOGS[name](window)
    dialog.show()
    views.settle()
    size = dialog.size().toTuple()
    dialog.hide()
    dialog.deleteLater()
    assert size[0] <= SMALLEST.size[0] and size[1] <= SMALLEST.size[1]
