"""What has too little room on the screen: cut words, squeezed, covered and cut-off widgets."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLabel,
    QLineEdit,
    QProgressBar,
    QScrollBar,
    QSplitter,
    QSplitterHandle,
    QStackedWidget,
    QTabWidget,
    QToolButton,
    QWidget,
)

from ui.widgets.big_row import BigRow
from ui.widgets.inputs import ComboBox

LEEWAY = 2
"""Pixels that hinting and rounding may take."""
_HOLDERS = (QAbstractScrollArea, QScrollBar, QSplitter, QSplitterHandle, QStackedWidget, QTabWidget)
"""What shows others, which are looked at themselves."""


def squeezed(root: QWidget) -> Iterator[str]:
    """Yield a line for each visible widget below ``root`` that has too little room."""
    for widget in (root, *root.findChildren(QWidget)):
        if not widget.isVisible() or widget.size().isEmpty():
            continue
        if why := _cut(widget) or _small(widget) or _outside(widget, root):
            yield f"{_called(widget)}: {why}"
        yield from _covered(widget)


def _called(widget: QWidget) -> str:
    text = getattr(widget, "text", lambda: "")()
    above = [type(one).__name__ for one in _above(widget)][:3]
    name = widget.accessibleName() or (text if isinstance(text, str) else "")
    return f"{type(widget).__name__} “{name[:60]}” in {' in '.join(above)}"


def _above(widget: QWidget) -> Iterator[QWidget]:
    while (parent := widget.parentWidget()) is not None:
        yield parent
        widget = parent


def _cut(widget: QWidget) -> str:
    """Say how much of its words a widget cannot show."""
    if isinstance(widget, QLabel) and widget.text():
        if widget.wordWrap():
            missing = widget.heightForWidth(widget.width()) - widget.height()
        else:
            missing = widget.sizeHint().width() - widget.width()
        if missing > LEEWAY and not widget.toolTip():
            return f"{missing} px of words cut"
    if isinstance(widget, QAbstractButton) and widget.text() and not isinstance(widget, BigRow):
        missing = widget.sizeHint().width() - widget.width()
        if missing > LEEWAY and not widget.toolTip():
            return f"{missing} px of words cut"
    if isinstance(widget, ComboBox) and widget.is_cut() and not widget.toolTip():
        return f"“{widget.currentText()[:30]}” cut"
    if isinstance(widget, QLineEdit) and not widget.text():
        words = widget.placeholderText()
        missing = QFontMetrics(widget.font()).horizontalAdvance(words) - widget.width()
        if missing > LEEWAY and not widget.toolTip():
            return f"{missing} px of “{words[:30]}” cut"
    return ""


def _small(widget: QWidget) -> str:
    """Say by how much a widget that holds no others is smaller than it can be."""
    fixed = widget.minimumSize() == widget.maximumSize()
    if fixed or widget.layout() is not None or isinstance(widget, _HOLDERS):
        return ""
    if isinstance(widget, QProgressBar) or (isinstance(widget, QToolButton) and not widget.text()):
        return ""
    missing = widget.minimumSizeHint() - widget.size()
    if missing.width() > LEEWAY or missing.height() > LEEWAY:
        return f"squeezed by {missing.width()} x {missing.height()} px"
    return ""


def _outside(widget: QWidget, root: QWidget) -> str:
    """Say how much of a widget lies outside its parent, unless it can be scrolled there."""
    parent = widget.parentWidget()
    if widget is root or parent is None or widget.isWindow():
        return ""
    around = parent.parentWidget()
    if isinstance(around, QAbstractScrollArea) and around.viewport() is parent:
        return ""
    beyond = widget.geometry().united(parent.rect())
    wide, high = beyond.width() - parent.width(), beyond.height() - parent.height()
    return f"{wide} x {high} px outside" if max(wide, high) > LEEWAY else ""


def _covered(parent: QWidget) -> Iterator[str]:
    """Yield the children that lie over one another and are laid out side by side."""
    layout = parent.layout()
    if layout is None:
        return
    laid = []
    for n in range(layout.count()):
        child = layout.itemAt(n).widget()
        if child is not None and child.isVisible() and not child.size().isEmpty():
            laid.append((child, QRect(child.mapTo(parent, QPoint()), child.size())))
    for (one, here), (other, there) in combinations(laid, 2):
        both = here.intersected(there)
        if both.width() > LEEWAY and both.height() > LEEWAY:
            yield f"{_called(one)} and {_called(other)} overlap by {both.size().toTuple()}"
