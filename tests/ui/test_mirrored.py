"""In a window that is read from the right, margins and arrows are turned round as layouts are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.delegates import painting
from ui.icons import draw_icon
from ui.theme import measure
from ui.theme.appearance import theme
from ui.widgets.labels import Label


@pytest.fixture
def mirrored(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def drawn(name: str) -> QImage:
    image = QImage(32, 32, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    draw_icon(painter, QRect(0, 0, 32, 32), name, QColor("black"))
    painter.end()
    return image


def from_left() -> dict[str, QImage]:
    names = ("arrow-left", "arrow-right", "chevron-left", "chevron-right", "clock")
    return {name: drawn(name) for name in names}


FACING = [("arrow-left", "arrow-right"), ("chevron-left", "chevron-right")]


@pytest.mark.parametrize(("back", "ahead"), FACING)
def test_arrows_point_the_other_way(qapp: QApplication, back: str, ahead: str) -> None:
    before = from_left()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert drawn(back) == before[ahead]
        assert drawn(ahead) == before[back]
        assert drawn("clock") == before["clock"]
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_a_sentence_is_read_from_the_right_though_it_begins_with_an_english_name(
    qtbot: QtBot, mirrored: None
) -> None:
    image = QImage(8, 8, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    said = painting.in_their_direction(painter, "Solacell · متأخر")
    assert not said.startswith(painting.FIRST_STRONG)
    assert painting.in_their_direction(painter, "1 Solacell").startswith(painting.FIRST_STRONG)
    painter.end()
    label = Label("Solacell · متأخر")
    qtbot.addWidget(label)
    assert label.text() == "Solacell · متأخر"
    assert QLabel.text(label).startswith(painting.RIGHT_MARK)
    label.setText("1 Solacell")
    assert QLabel.text(label) == "1 Solacell"


def test_a_margin_is_where_lines_begin(qtbot: QtBot, mirrored: None) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    row = QHBoxLayout(holder)
    measure.margins(row, 24, 1, 8, 2)
    margins = row.contentsMargins()
    assert (margins.right(), margins.left()) == (theme().em(24), theme().em(8))
    assert (margins.top(), margins.bottom()) == (theme().em(1), theme().em(2))
