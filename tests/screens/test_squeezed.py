"""Unkind names in the smallest window with the largest text, read from the right: all fits."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from outreach.base.data_folder import OVERRIDE
from tests.screens import looks, plans, views
from tests.screens.dialogs import DIALOGS
from tests.screens.looks import Look
from tests.screens.squeezed import squeezed
from ui.window import Window

HARDEST = Look("dark", 1.6, (1024, 680), mirrored=True)


@pytest.fixture(scope="module")
def window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    folder = tmp_path_factory.mktemp("squeezed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(OVERRIDE, str(folder / "data"))
        looks.direct(qapp, mirrored=True)
        HARDEST.put_on(qapp)
        window = views.open_window(plans.make("unkind", folder), folder / "settings.ini")
        window.shell.resize(*HARDEST.size)
        views.settle()
        yield window
        window.close_session()
        window.shell.deleteLater()
        views.settle()
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[None]:
    looks.direct(qapp, mirrored=True)
    HARDEST.put_on(qapp)
    yield
    looks.direct(qapp, mirrored=False)


def test_on_no_page_anything_is_cut_squeezed_or_covered(window: Window) -> None:
    found: dict[str, str] = {}
    for name in views.views(window):
        for line in squeezed(window.shell):
            found.setdefault(line, name)
    assert found == {}


@pytest.mark.parametrize("name", DIALOGS)
def test_in_no_dialog_anything_is_cut_squeezed_or_covered(window: Window, name: str) -> None:
    dialog = DIALOGS[name](window)
    dialog.show()
    views.settle()
    found, size = list(squeezed(dialog)), dialog.size().toTuple()
    dialog.hide()
    dialog.deleteLater()
    assert found == []
    assert size[0] <= HARDEST.size[0] and size[1] <= HARDEST.size[1]
