"""Everything that an open window can show: every declared page, and every tab of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any
from weakref import WeakSet

from PySide6.QtWidgets import QApplication, QWidget

from ui.jobs.lane import Lane
from ui.pages.places import PLACES
from ui.preferences import Preferences
from ui.widgets.panes import Tabs
from ui.widgets.row_list import RowList
from ui.widgets.turns import Turns
from ui.window import Window

_lanes: WeakSet[Lane] = WeakSet()
_make = Lane.__init__


def _noted(lane: Lane, *given: Any, **named: Any) -> None:
    _make(lane, *given, **named)
    _lanes.add(lane)


Lane.__init__ = _noted  # type: ignore[method-assign]


def settle() -> None:
    """Wait until nothing is under way: no event, no job in a lane."""
    for _ in range(4):
        for lane in list(_lanes):
            if not lane._closed:
                lane.call(lambda: None)
        QApplication.processEvents()


def open_window(plan: Path, settings: Path) -> Window:
    """Open the window on ``plan``, with preferences of its own in the file ``settings``."""
    preferences = Preferences(settings)
    preferences.author = "Ines"
    window = Window(preferences)
    if not window.open_path(plan):
        raise RuntimeError(f"{plan.name} was not opened")
    window.shell.show()
    settle()
    return window


def views(window: Window, pages: Collection[str] = ()) -> Iterator[str]:
    """Show every page and every tab in turn; each is there when its name is returned."""
    for place in PLACES:
        if pages and place.id not in pages:
            continue
        window.shell.show_page(place.id)
        settle()
        yield place.id
        page = window.shell.page(place.id)
        assert page is not None
        yield from _details(page, place.id)
        for tabs in page.findChildren(Tabs):
            yield from _tabs(tabs, place.id)


def _tabs(tabs: Tabs, page: str) -> Iterator[str]:
    first = tabs.current()
    for id in list(tabs._ids):
        if id != first and tabs.isVisible():
            tabs.show_tab(id)
            settle()
            yield f"{page}-{id}"
            shown = tabs.currentWidget()
            assert shown is not None
            yield from _details(shown, f"{page}-{id}")
    if tabs.current() != first:
        tabs.show_tab(first)


def _details(part: QWidget, name: str) -> Iterator[str]:
    """Go to the detail where a list and its detail take turns."""
    for turns in part.findChildren(Turns):
        if turns.isVisible() and turns.is_narrow() and turns._side.isVisible():
            for rows in turns._side.findChildren(RowList):
                rows.opened.emit(rows.rows().id_at(0))
            settle()
            if turns._detail.isVisible():
                yield f"{name}-detail"
