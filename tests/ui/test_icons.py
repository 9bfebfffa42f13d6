from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication

from outreach.base.assets import resource
from ui.icons import app_icon, icon, names
from ui.theme.appearance import theme
from ui.theme.apply import apply


def ink(image: QImage) -> QColor:
    """The colour of the most solid pixel."""
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return max((image.pixelColor(x, y) for x, y in places), key=lambda colour: colour.alpha())


@pytest.mark.parametrize("name", names())
def test_every_icon_can_be_drawn(qapp: QApplication, name: str) -> None:
    assert ink(icon(name).pixmap(QSize(24, 24)).toImage()).alpha() > 100


def test_an_icon_takes_the_colours_of_the_theme_when_it_is_painted(qapp: QApplication) -> None:
    users = icon("users", "accent")
    assert ink(users.pixmap(QSize(48, 48)).toImage()).name() == theme().colour("accent").name()
    apply(qapp, "dark")
    assert ink(users.pixmap(QSize(48, 48)).toImage()).name() == theme().colour("accent").name()


def test_a_disabled_icon_is_faint(qapp: QApplication) -> None:
    pixmap = icon("users", "accent").pixmap(QSize(48, 48), QIcon.Mode.Disabled)
    assert ink(pixmap.toImage()).name() == theme().colour("text3").name()


def test_an_icon_has_all_the_pixels_of_a_fine_screen(qapp: QApplication) -> None:
    pixmap = icon("users").pixmap(QSize(18, 18), 2.0)
    assert pixmap.size() == QSize(36, 36) and pixmap.devicePixelRatio() == 2.0


def test_the_program_has_an_icon_of_its_own(qapp: QApplication) -> None:
    assert ink(app_icon().pixmap(QSize(64, 64)).toImage()).alpha() == 255


def test_every_vendored_icon_comes_with_its_licence() -> None:
    assert "ISC License" in resource("icons", "LICENSE").read_text(encoding="utf-8")
    for name in names():
        drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
        assert re.search(r"@license lucide-static .* ISC", drawing), name
