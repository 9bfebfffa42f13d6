"""The map on paper: on one page where that can be read, else on several to be laid side by side."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QMarginsF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QFont, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QGraphicsItem, QGraphicsScene, QWidget

from outreach.base.language import tr
from ui.theme.appearance import appearance, theme
from ui.theme.tokens import LIGHT
from ui.widgets.passing import passing

SMALLEST = 5.5
"""Points of the smallest words on paper."""
MOST_PAGES = 24
"""Pages at most; a map that would take more is printed smaller."""
POINTS = 72
"""In an inch."""


class Part(NamedTuple):
    """A part of the map that gets a page."""

    words: str
    """Which part it is; empty when it is the whole."""
    source: QRectF


def ask_and_print(scene: QGraphicsScene, title: str, parent: QWidget) -> bool:
    """Ask for a printer and print ``scene``; say whether it was."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    prepare(printer, title)
    with passing(QPrintDialog(printer, parent)) as dialog:
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return False
    print_scene(scene, title, printer)
    return True


def prepare(printer: QPrinter, title: str) -> None:
    """Set a page that is wide rather than high."""
    printer.setDocName(title)
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    printer.setPageMargins(QMarginsF(12, 12, 12, 12), QPageLayout.Unit.Millimeter)


def print_scene(scene: QGraphicsScene, title: str, printer: QPrinter) -> None:
    """Draw ``scene`` in light colours under its title; lines stay lines and words stay words."""
    painter = QPainter(printer)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    page = QRect(0, 0, printer.width(), printer.height())
    head = page.height() // 16
    font = QFont(painter.font())
    font.setPixelSize(head // 2)
    room = QRectF(page.adjusted(0, head, 0, 0))
    with _for_paper(scene):
        for number, part in enumerate(parts(scene, room, printer.resolution())):
            if number:
                printer.newPage()
            painter.setFont(font)
            painter.setPen(Qt.GlobalColor.black)
            named = f"{title}: {part.words}" if part.words else title
            place = QRect(0, 0, page.width(), head)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft), named)
            scene.render(painter, room, part.source)
    painter.end()


def parts(scene: QGraphicsScene, room: QRectF, resolution: int) -> list[Part]:
    """Return what of ``scene`` gets a page each, row by row; what is empty gets none.

    Args:
        scene: The map.
        room: Of one page, in dots.
        resolution: Dots to the inch.
    """
    whole = scene.sceneRect()
    fits = min(room.width() / whole.width(), room.height() / whole.height())
    scale = SMALLEST * resolution / POINTS / theme().size("caption")
    if fits >= scale:
        return [Part("", whole)]
    while (across := ceil(whole.width() * scale / room.width())) * (
        down := ceil(whole.height() * scale / room.height())
    ) > MOST_PAGES:
        scale *= 0.95
    wide, high = room.width() / scale, room.height() / scale
    found = []
    for row in range(down):
        for column in range(across):
            source = QRectF(whole.left() + column * wide, whole.top() + row * high, wide, high)
            if scene.items(source):
                words = tr(
                    "row {row} of {rows}, column {column} of {columns}",
                    row=row + 1,
                    rows=down,
                    column=column + 1,
                    columns=across,
                )
                found.append(Part(words, source))
    return found


@contextmanager
def _for_paper(scene: QGraphicsScene) -> Iterator[None]:
    """Let ``scene`` be drawn in ink on white, whatever the window looks like."""
    look, shown, behind = appearance(), theme(), scene.backgroundBrush()
    kept = {item: item.cacheMode() for item in scene.items()}
    look.theme = shown._replace(tokens=LIGHT, dark=False)
    scene.setBackgroundBrush(QBrush())
    for item in kept:  # what is kept of the screen is no drawing
        item.setCacheMode(QGraphicsItem.CacheMode.NoCache)
    try:
        yield
    finally:
        look.theme = shown
        scene.setBackgroundBrush(behind)
        for item, mode in kept.items():
            item.setCacheMode(mode)
