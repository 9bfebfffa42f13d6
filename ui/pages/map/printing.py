"""The map on paper."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QGraphicsItem, QGraphicsScene, QWidget


def ask_and_print(scene: QGraphicsScene, title: str, parent: QWidget) -> bool:
    """Ask for a printer and print ``scene``; say whether it was."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    prepare(printer, title)
    dialog = QPrintDialog(printer, parent)
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
    """Draw ``scene`` on one page, under its title, as large as it fits; lines stay lines."""
    painter = QPainter(printer)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    page = QRect(0, 0, printer.width(), printer.height())
    head = page.height() // 16
    font = QFont(painter.font())
    font.setPixelSize(head // 2)
    painter.setFont(font)
    painter.drawText(QRect(0, 0, page.width(), head), int(Qt.AlignmentFlag.AlignLeft), title)
    kept = {item: item.cacheMode() for item in scene.items()}
    for item in kept:  # what is kept of the screen is no drawing
        item.setCacheMode(QGraphicsItem.CacheMode.NoCache)
    scene.render(painter, QRectF(page.adjusted(0, head, 0, 0)), scene.sceneRect())
    for item, mode in kept.items():
        item.setCacheMode(mode)
    painter.end()
