"""From pane to pane by one key: the side bar, a page's head, its lists and forms."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget


def go_to_pane(window: QWidget, step: int) -> None:
    """Put the keyboard into the next pane of ``window``, or for -1 into the one before."""
    stops = _stops(window)
    if not stops:
        return
    panes = list(stops)
    here = QApplication.focusWidget()
    now = _pane(here, window) if here is not None and window.isAncestorOf(here) else None
    place = panes.index(now) + step if now in panes else 0
    stops[panes[place % len(panes)]].setFocus(Qt.FocusReason.TabFocusReason)


def next_by_tab(window: QWidget, forwards: bool) -> bool:
    """Put the keyboard on what comes next by the Tab key; tell whether there is anything.

    Qt's own way passes over what stands between a page and what the page gives the keyboard to
    first, such as its list: the buttons above it could not be reached.
    """
    here = QApplication.focusWidget()
    if here is None or not window.isAncestorOf(here):
        here = window
    step = QWidget.nextInFocusChain if forwards else QWidget.previousInFocusChain
    one = step(here)
    while one is not None and one is not here:
        if window.isAncestorOf(one) and _takes_tab(one):
            reason = Qt.FocusReason
            one.setFocus(reason.TabFocusReason if forwards else reason.BacktabFocusReason)
            return True
        one = step(one)
    return False


def _takes_tab(widget: QWidget) -> bool:
    by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(by_tab and widget.isEnabled() and widget.isVisible() and not widget.focusProxy())


def _stops(window: QWidget) -> dict[QWidget, QWidget]:
    """Return each pane in the order of the Tab key, with what takes the keyboard in it."""
    found: dict[QWidget, QWidget] = {}
    for widget in _in_order(window):
        if _takes_tab(widget):
            found.setdefault(_pane(widget, window), widget)
    return found


def _in_order(window: QWidget) -> Iterator[QWidget]:
    """Yield what is in ``window``, in the order of the Tab key."""
    one = window.nextInFocusChain()
    while one is not None and one is not window:
        if window.isAncestorOf(one):
            yield one
        one = one.nextInFocusChain()


def _pane(widget: QWidget, window: QWidget) -> QWidget:
    """Return the outermost part that scrolls around ``widget``, or else what it stands in."""
    pane, one = widget, widget
    while (above := one.parentWidget()) is not None and above is not window:
        if isinstance(above, QAbstractScrollArea):
            pane = above
        one = above
    if isinstance(pane, QAbstractScrollArea):
        return pane
    return widget.parentWidget() or widget
