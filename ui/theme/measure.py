"""Sizes that follow the text size, also when the person changes it while the window is open.

Layouts and widgets remember the design's measure in a property; :func:`remeasure` sets all of
them anew. All numbers are design pixels, as drawn at the 13.5-px base.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLayout, QWidget

from ui.theme.appearance import theme

_WIDTH, _HEIGHT = "em_width", "em_height"
_LEAST_WIDTH, _LEAST_HEIGHT, _MOST_WIDTH = "em_least_width", "em_least_height", "em_most_width"
_MARGINS, _SPACING = "em_margins", "em_spacing"

_SETTERS: dict[str, Callable[[QWidget, int], None]] = {
    _WIDTH: QWidget.setFixedWidth,
    _HEIGHT: QWidget.setFixedHeight,
    _LEAST_WIDTH: QWidget.setMinimumWidth,
    _LEAST_HEIGHT: QWidget.setMinimumHeight,
    _MOST_WIDTH: QWidget.setMaximumWidth,
}


def margins(layout: QLayout, left: float, top: float, right: float, bottom: float) -> None:
    """Set the margins of ``layout``, the left one being where lines begin."""
    layout.setProperty(_MARGINS, [left, top, right, bottom])
    _measure_layout(layout)


def right_margin(layout: QLayout, design: float | None = None) -> float:
    """Return the design's margin where lines end, after giving it ``design`` if that is given."""
    left, top, right, bottom = layout.property(_MARGINS) or (0.0, 0.0, 0.0, 0.0)
    if design is not None and design != right:
        margins(layout, left, top, design, bottom)
        return design
    return float(right)


def spacing(layout: QLayout, design: float) -> None:
    """Set the gap between the items of ``layout``."""
    layout.setProperty(_SPACING, design)
    _measure_layout(layout)


def fixed_width(widget: QWidget, design: float) -> None:
    """Give ``widget`` exactly this width."""
    _size(widget, _WIDTH, design)


def minimum_width(widget: QWidget, design: float) -> None:
    """Give ``widget`` at least this width."""
    _size(widget, _LEAST_WIDTH, design)


def minimum_height(widget: QWidget, design: float) -> None:
    """Give ``widget`` at least this height."""
    _size(widget, _LEAST_HEIGHT, design)


def maximum_width(widget: QWidget, design: float) -> None:
    """Give ``widget`` at most this width."""
    _size(widget, _MOST_WIDTH, design)


def remeasure(tops: Iterable[QWidget]) -> None:
    """Set every remembered measure of the windows ``tops`` anew."""
    for top in tops:
        for widget in (top, *top.findChildren(QWidget)):
            _measure_widget(widget)
        for layout in top.findChildren(QLayout):
            _measure_layout(layout)


def _size(widget: QWidget, name: str, design: float) -> None:
    widget.setProperty(name, design)
    _measure_widget(widget)


def _names(thing: QObject) -> set[str]:
    return {bytes(name.data()).decode() for name in thing.dynamicPropertyNames()}


def _measure_widget(widget: QWidget) -> None:
    for name in _names(widget) & _SETTERS.keys():
        _SETTERS[name](widget, theme().em(float(widget.property(name))))


def _measure_layout(layout: QLayout) -> None:
    sides = layout.property(_MARGINS)
    if sides is not None:
        left, top, right, bottom = (theme().em(side) for side in sides)
        # Qt turns round what stands in a layout, but not its margins.
        if QGuiApplication.isRightToLeft():
            left, right = right, left
        layout.setContentsMargins(left, top, right, bottom)
    gap = layout.property(_SPACING)
    if gap is not None:
        layout.setSpacing(theme().em(gap))
