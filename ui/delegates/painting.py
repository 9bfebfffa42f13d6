"""The small marks that rows, cells and widgets share: chip, tile, avatar, tick box, lines of text.

All functions take rectangles already mirrored for right-to-left windows; text alignment is
"leading", which the painter turns round by itself.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QStyle

from ui.icons import draw_icon
from ui.models.rows import ChipText
from ui.theme.theme import Theme

LEADING = int(
    Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
)
CENTRE = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine)

SELECTED = QStyle.StateFlag.State_Selected.value
FOCUSED = QStyle.StateFlag.State_HasFocus.value
HOVERED = QStyle.StateFlag.State_MouseOver.value
"""States of a row as numbers: comparing Python's enumerations takes longer than the drawing."""

FIRST_STRONG = "\u2068"
"""Before a line: what follows goes the way of its first letter (Unicode's bidirectional rules)."""
RIGHT_MARK = "\u200f"
"""An invisible letter that is read from the right."""
FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""A letter that is read from the right: of Hebrew, Arabic, Syriac and their kin."""


def rounded(painter: QPainter, rect: QRect | QRectF, radius: float, fill: QColor) -> None:
    """Fill a rectangle with round corners."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(QRectF(rect), radius, radius)


def outlined(
    painter: QPainter, rect: QRect | QRectF, radius: float, line: QColor, width: float = 1.0
) -> None:
    """Draw the outline of a rectangle with round corners, inside its edge."""
    inset = width / 2
    painter.setPen(QPen(line, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius)


def text(
    painter: QPainter,
    rect: QRect,
    words: str,
    font: QFont,
    colour: QColor,
    align: int = LEADING,
) -> None:
    """Write one line, cut with an ellipsis when it does not fit."""
    painter.setFont(font)
    painter.setPen(colour)
    short = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    # What is left of them decides: the words that were cut may have been of another direction.
    painter.drawText(rect, align, in_their_direction(painter, short))


def in_their_direction(painter: QPainter, words: str) -> str:
    """Return one line as it is to be painted: in the direction of its words, not of the window.

    Else the number before an English word stands behind it in a window that is read from the
    right, and so do quotation marks and full stops. A sentence of such a window that only begins
    with an English name is read from the right all the same.
    """
    mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    if mirrored and FROM_RIGHT.search(words):
        return words
    return FIRST_STRONG + words if mirrored or not words.isascii() else words


def led_from_right(words: str) -> str:
    """Return ``words`` for Qt's own labels, which go by the first letter, so that the same holds.

    Only for windows that are read from the right.
    """
    return RIGHT_MARK + words if FROM_RIGHT.search(words) else words


def broken(words: str, font: QFont, width: int, most: int) -> list[str]:
    """Break ``words`` into at most ``most`` lines; the last takes all the rest, to be cut."""
    if most == 1 or not words:
        return [words.replace("\n", " ")] if words else []
    flat = words.replace("\n", " ")
    layout = QTextLayout(flat, font)
    layout.beginLayout()
    starts: list[int] = []
    while len(starts) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, 0))
        starts.append(line.textStart())
    layout.endLayout()
    return [flat[a:b].rstrip() for a, b in zip(starts, [*starts[1:], len(flat)], strict=True)]


def chip_size(theme: Theme, chip: ChipText) -> QSize:
    """Return the room that a chip takes."""
    metrics = theme.metrics("chip")
    mark = theme.em(18) if chip.icon else 0
    height = metrics.height() + theme.em(5)
    return QSize(metrics.horizontalAdvance(chip.text) + 2 * theme.em(9) + mark, height)


def draw_chip(
    painter: QPainter, theme: Theme, rect: QRect, chip: ChipText, mirrored: bool = False
) -> None:
    """Draw a chip that fills ``rect``."""
    ink, soft = theme.tone(chip.tone)
    rounded(painter, rect, rect.height() / 2, soft)
    inner = rect.adjusted(theme.em(9), 0, -theme.em(9), 0)
    if chip.icon:
        side = theme.em(14)
        left = inner.right() - side + 1 if mirrored else inner.left()
        draw_icon(painter, QRect(left, rect.top(), side, rect.height()), chip.icon, ink)
        gap = theme.em(18)
        inner.adjust(0 if mirrored else gap, 0, -gap if mirrored else 0, 0)
    # Two pixels of grace: hinted widths differ a little from the measured ones.
    inner.adjust(-1, 0, 1, 0)
    text(painter, inner, chip.text, theme.font("chip"), ink, CENTRE)


def draw_tile(painter: QPainter, theme: Theme, rect: QRect, name: str, tone: str) -> None:
    """Draw an icon on a soft square."""
    ink, soft = theme.tone(tone)
    rounded(painter, rect, theme.em(6), soft)
    side = round(rect.height() * 0.53)
    place = QRect(0, 0, side, side)
    place.moveCenter(rect.center())
    draw_icon(painter, place, name, ink)


def draw_avatar(painter: QPainter, theme: Theme, rect: QRect, letters: str, tone: str) -> None:
    """Draw a person's initials in a soft circle."""
    ink, soft = theme.tone(tone)
    rounded(painter, rect, rect.height() / 2, soft)
    font = theme.font("chip")
    font.setPixelSize(max(8, round(rect.height() * 0.35)))
    text(painter, rect, letters, font, ink, CENTRE)


def draw_tick_box(painter: QPainter, theme: Theme, rect: QRect, ticked: bool) -> None:
    """Draw the box of a task, square, ticked or not."""
    radius = theme.em(4)
    if not ticked:
        rounded(painter, rect, radius, theme.colour("surface"))
        outlined(painter, rect, radius, theme.colour("border_strong"), 1.2)
        return
    rounded(painter, rect, radius, theme.colour("accent"))
    pen = QPen(theme.colour("on_accent"), max(1.6, rect.width() / 9))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    corner, side = QPointF(rect.topLeft()), rect.width()
    shape = ((0.25, 0.53), (0.43, 0.70), (0.76, 0.33))
    painter.drawPolyline([corner + QPointF(x * side, y * side) for x, y in shape])


def draw_focus(painter: QPainter, theme: Theme, rect: QRect, radius: float) -> None:
    """Draw the ring around what has the keyboard."""
    outlined(painter, rect, radius, theme.colour("accent"), 2.0)
