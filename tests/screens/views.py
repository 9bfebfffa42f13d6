"""Everything that an open window can show: every declared page, and every tab of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any
from weakref import WeakSet

from PySide6.QtCore import QThread, QTimer
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from tests.screens.plans import colleagues_copy
from ui.jobs.lane import Lane
from ui.jobs.task import Task
from ui.pages.briefs.page import BriefsPage
from ui.pages.champions.page import ChampionsPage
from ui.pages.merge.page import MergePage
from ui.pages.objections.page import ObjectionsPage
from ui.pages.places import PLACES
from ui.pages.sequence.page import SequencePage
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


def come_to_rest(page: QWidget) -> None:
    """Wait until a page has found out all that it wanted to find out, and shows it."""
    settle()
    while any(task.running for task in page.findChildren(Task)) or any(
        pause.isActive() and pause.isSingleShot() for pause in page.findChildren(QTimer)
    ):
        QThread.msleep(5)
        settle()
    # What was found last is laid out.
    settle()


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


def over(window: Window, dialog: QWidget) -> QPixmap:
    """Return the picture of a dialog over its window, as it would be on a screen of that size."""
    dialog.show()
    settle()
    below = window.shell.grab()
    box = dialog.grab()
    place = box.rect()
    place.moveCenter(below.rect().center())
    painter = QPainter(below)
    painter.fillRect(below.rect(), QColor(0, 0, 0, 90))
    painter.drawPixmap(place.topLeft(), box)
    painter.end()
    dialog.hide()
    return below


def views(window: Window, pages: Collection[str] = ()) -> Iterator[str]:
    """Show every page and every tab in turn; each is there when its name is returned."""
    for place in PLACES:
        if pages and place.id not in pages:
            continue
        window.shell.show_page(place.id)
        settle()
        yield place.id
        if place.id == "merge":
            yield from _review(window)
            continue
        page = window.shell.page(place.id)
        assert page is not None
        yield from _further(page)
        yield from _details(page, place.id)
        for tabs in page.findChildren(Tabs):
            yield from _tabs(tabs, place.id)


def _further(page: QWidget) -> Iterator[str]:
    """Show what a page has behind its own buttons."""
    if isinstance(page, SequencePage):
        yield from _ways_to_look(page)
        yield from _suggested(page)
    elif isinstance(page, ObjectionsPage):
        yield from _more_objections(page)
    elif isinstance(page, BriefsPage):
        yield from _printouts(page)
    elif isinstance(page, ChampionsPage):
        page._weights.show()
        settle()
        yield "champions-weights"
        page._weights.hide()


def _ways_to_look(page: SequencePage) -> Iterator[str]:
    """Show the steps in each way in turn, the list last: its tabs come next."""
    for view in ("timeline", "calendar", "list"):
        page.show_view(view)
        settle()
        yield f"sequence-{view}"


def _suggested(page: SequencePage) -> Iterator[str]:
    """Have an order suggested, and try what would be if."""
    if not page.session.snapshot().steps:
        return
    page.suggest()
    come_to_rest(page)
    yield "sequence-suggested"
    page.suggestion.tabs.show_tab("what_if")
    page.suggestion.what_if.try_it()
    come_to_rest(page)
    yield "sequence-what-if"
    page.suggestion.tabs.show_tab("order")
    page.suggestion.closed.emit()
    settle()


def _more_objections(page: ObjectionsPage) -> Iterator[str]:
    """Show what is covered, and the answers that can be used again."""
    page.view.set_value("coverage")
    page.view.changed.emit("coverage")
    settle()
    yield "objections-coverage"
    page.view.set_value("register")
    page.view.changed.emit("register")
    page._show_library()
    settle()
    yield "objections-responses"
    page.library.back_asked.emit()
    settle()


def _printouts(page: BriefsPage) -> Iterator[str]:
    """Save a brief, so that there is a print-out, and show the list of them."""
    if page.save.isVisible() and not page.session.why_read_only:
        page.save_to(page.session.path.with_name("printed.pdf"))
    settle()
    page.views.set_value("printouts")
    page.views.changed.emit("printouts")
    settle()
    yield "briefs-printouts"
    page.views.set_value("paper")
    page.views.changed.emit("paper")


def _review(window: Window) -> Iterator[str]:
    """Go through the review of a colleague's copy, and leave it as it was."""
    assert window.session is not None and window.merging is not None
    window.merging.bring_in(colleagues_copy(window.session.path))
    page = window.shell.page("merge")
    assert isinstance(page, MergePage)
    yield "merge-comparing"
    while not page.reviewing.up_to_date:
        settle()
    deciding = page.deciding
    for n, decision in enumerate(page.deciding.decisions()):
        deciding.list.decisions.select(decision.id)
        deciding.step(-1)
        if decision.both:
            deciding.pick_both()
        deciding.open_detail()
        settle()
        yield f"merge-{n}-{decision.about}"
        deciding.confirm()
    deciding.back()
    settle()
    yield "merge-decided"
    deciding.list.turn.click()
    deciding.open_detail()
    settle()
    yield "merge-clean"
    page.bring_in(window.session.path)
    while not page.reviewing.up_to_date:
        settle()
    yield "merge-refused"
    page.reviewing.leave()
    page.reviewing.cancel()
    settle()


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
