"""Words are read in their own direction, whichever side the window begins at."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter

from ui.delegates import painting
from ui.theme.appearance import theme


@pytest.mark.parametrize(
    "words",
    [
        "10 objections · 5 block a yes",
        "“Who pays after the first year?”",
        "At which contact?",
        "رفضوا 5 مرات!",
    ],
)
def test_a_line_reads_the_same_in_a_window_from_the_right(words: str) -> None:
    assert painted(words, Qt.LayoutDirection.LeftToRight) == painted(
        words, Qt.LayoutDirection.RightToLeft
    )


def painted(words: str, direction: Qt.LayoutDirection) -> QImage:
    """Return a line painted into the room that it takes, in the middle of it."""
    font = theme().font("body")
    size = QSize(QFontMetrics(font).horizontalAdvance(words) + 8, 24)
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setLayoutDirection(direction)
    place = QRect(0, 0, size.width(), size.height())
    painting.text(painter, place, words, font, theme().colour("text"), painting.CENTRE)
    painter.end()
    return image
