"""One field for everything: records by their words, and what can be done by its name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from outreach.base.folding import folded, words_of
from outreach.base.language import plural, thousands, tr
from outreach.initiative import MODEL
from outreach.search.index import Group, Hit
from ui.models.rows import Row, initials
from ui.shell.actions import Actions
from ui.theme import measure
from ui.theme.appearance import theme
from ui.theme.apply import dress
from ui.widgets.card import Card
from ui.widgets.labels import Label
from ui.widgets.markup import unmarked
from ui.widgets.row_list import RowList
from ui.widgets.search import SearchField

DO = "do:"
"""Before the name of an action, where a row stands for one."""
MOST_ACTIONS = 8
ICONS = {
    "organisation": "building-2",
    "touchpoint": "phone",
    "objection": "message-square-warning",
    "response": "message-circle",
    "step": "route",
    "sequence": "cooking-pot",
    "contribution": "layers",
    "use_case": "target",
    "need": "circle-dashed",
    "commitment": "handshake",
    "tag": "tag",
}
"""The icon of a kind; a person has letters, and others a sheet of paper."""
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Finder(Protocol):
    """Finds records by their words, beside the window."""

    def ask(self, query: str, then: Callable[[list[Group]], object]) -> None:
        """Have ``then`` called with what was found, unless something else is asked before."""


class Palette(QDialog):
    """Type to find; Up and Down choose, Enter opens, Esc leaves."""

    record_asked = Signal(str)
    """A record's id: show it."""

    def __init__(self, finder: Finder, actions: Actions, parent: QWidget | None = None) -> None:
        """Find by ``finder`` and among ``actions``."""
        super().__init__(parent, Qt.WindowType.FramelessWindowHint | Qt.WindowType.Dialog)
        dress(self)
        self.setWindowTitle(tr("Find anything"))
        self.setModal(True)
        self._finder, self._actions = finder, actions
        self.waits = False
        """Whether what was typed is still being looked for."""
        self._enter = self._closed = False
        self.action = ""
        """The name of the action that was chosen; empty for none."""
        self.field = SearchField(tr("Find anything, or say what to do"))
        self.field.searched.connect(self._find)
        self.field.installEventFilter(self)
        self.list = RowList(name=tr("What was found"))
        self.list.opened.connect(self._open)
        self.list.clicked.connect(lambda index: self._open(self.list.rows().id_at(index.row())))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._none = Label("", "body", "text2", wrap=True)
        self._none.setContentsMargins(14, 10, 14, 14)
        card = Card(padding=12, fills=True)
        card.add(self.field)
        card.add(self._none)
        card.add(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        measure.minimum_width(self, 580)
        self._find("")

    def showEvent(self, event: QShowEvent) -> None:
        """Come up below the head of the window, in its middle."""
        super().showEvent(event)
        below = self.parentWidget()
        if below is not None:
            room = below.window().rect()
            high = min(theme().em(460), room.height() - theme().em(120))
            wide = min(theme().em(620), room.width() - theme().em(40))
            self.resize(wide, max(high, self.minimumSizeHint().height()))
            place = QPoint((room.width() - self.width()) // 2, theme().em(80))
            self.move(below.window().mapToGlobal(place))
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys that choose work from the field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                QApplication.sendEvent(self.list, event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                # What is listed still is what was found before: it waits for what was typed.
                self._enter = self.waits
                if not self.waits:
                    self._open(self.list.current_id())
                return True
        return super().eventFilter(watched, event)

    def done(self, result: int) -> None:
        """Close; what is found from now on is of no use."""
        self._closed = True
        super().done(result)

    def _find(self, query: str) -> None:
        """Show what can be done; what is found comes a moment later in its place."""
        self.waits, self._enter = bool(words_of(query)), False
        if not self.waits:
            self._show(query, [])
            return
        if not self.list.rows().ids():
            self._none.setText(tr("Looking…"))
        self._finder.ask(query, lambda groups: self._answer(query, groups))

    def _answer(self, query: str, groups: list[Group]) -> None:
        if self._closed:
            return
        self.waits = False
        self._show(query, groups)
        if self._enter:
            self._open(self.list.current_id())

    def _show(self, query: str, groups: list[Group]) -> None:
        rows = [row for group in groups for row in _rows(group)]
        rows += self._doing(query)
        self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        self._none.setText(
            tr("Nothing is called “{words}”, and nothing says it.", words=query.strip())
        )
        self._none.setVisible(not rows)
        if rows:
            self.list.select(rows[0].id)

    def _doing(self, query: str) -> list[Row]:
        """Return the actions that can be done now and are called so."""
        words, found = words_of(query), []
        for id in self._actions.ids():
            action = self._actions.action(id)
            name = unmarked(action.text())
            usable = action.isEnabled() and action.isVisible()
            if usable and all(word in folded(name) for word in words):
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                spoken = tr("Do: {name}", name=name) + (f", {keys}" if keys else "")
                row = Row(f"{DO}{id}", name, icon="arrow-right", aside=keys, spoken=spoken)
                found.append(row)
        return found[:MOST_ACTIONS]

    def _open(self, id: str) -> None:
        if not id:
            return
        self.accept()
        if id.startswith(DO):
            self.action = id.removeprefix(DO)
        else:
            self.record_asked.emit(id)


def _rows(group: Group) -> list[Row]:
    kind = MODEL.kinds[group.kind]
    label = kind.label if len(group.hits) == 1 else kind.plural
    rows = [_row(hit, kind.label) for hit in group.hits]
    if group.more or group.at_least:
        last = rows[-1]
        what = label.lower()
        more = plural("and {n} more {kind}", "and {n} more {kind}", group.more, kind=what)
        if group.at_least:
            more = tr("and at least {n} more {kind}", n=thousands(group.more), kind=what)
        rows[-1] = last._replace(caption=f"{last.caption} · {more}" if last.caption else more)
    return rows


def _row(hit: Hit, label: str) -> Row:
    person = hit.kind == "person"
    said = f"{hit.where}: {hit.excerpt}" if hit.excerpt else label
    return Row(
        hit.id,
        hit.title,
        " · ".join(part for part in (said, hit.partner) if part),
        icon="" if person else ICONS.get(hit.kind, "file-text"),
        initials=(initials(hit.title) or "?") if person else "",
        aside=label if hit.excerpt else "",
        spoken=", ".join(part for part in (label, hit.title, hit.partner, hit.excerpt) if part),
    )
