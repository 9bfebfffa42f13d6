"""The sheet of keys: what can be done without a mouse, and how."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.dialogs.dialog import Dialog
from ui.shell.actions import Actions
from ui.theme import measure
from ui.widgets.labels import Label, Overline
from ui.widgets.panes import ScrollArea

PAGES = (
    ("Lists", (("Up, Down", "Go from row to row"), ("Enter", "Open"), ("Del", "Delete; it can "
     "be undone"), ("Space", "Tick a task"), ("Esc", "Go back, or clear the filter"))),
    ("Map", (("Arrow keys", "Go to a neighbour"), ("Enter", "Open the record"),
     ("+, −", "Larger, smaller"), ("0", "Show everything"))),
    ("Timeline", (("Up, Down", "Go from step to step"), ("Left, Right", "Move it by a day"),
     ("Shift+Left, Shift+Right", "Move it by a week"), ("Enter", "Open the step"))),
    ("Calendar", (("Arrow keys", "Go from day to day"),
     ("Page up, Page down", "Go from month to month"), ("Enter", "Open the first step"))),
    ("Sequence", (("Alt+Up, Alt+Down", "Move a step among the others"),)),
    ("Dialogs", (("Ctrl+Enter", "Go on"), ("Esc", "Cancel"))),
)  # fmt: skip
"""Keys of the pages, which are no actions of the menu."""


class Keys(Dialog):
    """Every key, by where it works."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        """List the keys of ``actions`` and of the pages."""
        super().__init__("Keys", "Close", parent)
        self.hint.hide()
        self.cancel.hide()
        content = QWidget()
        self._grid = QGridLayout(content)
        measure.margins(self._grid, 0, 0, 8, 0)
        measure.spacing(self._grid, 6)
        self._grid.setColumnStretch(1, 1)
        self._row = 0
        everywhere = []
        for id in actions.ids():
            action = actions.action(id)
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            if keys and action.isVisible():
                everywhere.append((keys, action.text().replace("&", "").rstrip("…")))
        self._add("Everywhere", tuple(everywhere))
        for title, keys_of in PAGES:
            self._add(title, keys_of)
        self._grid.setRowStretch(self._row, 1)
        self.body.addWidget(ScrollArea(content, "Keys"), 1)
        self.fit(600, 560)

    def _add(self, title: str, keys: tuple[tuple[str, str], ...]) -> None:
        self._grid.addWidget(Overline(title), self._row, 0, 1, 2)
        self._row += 1
        for key, words in keys:
            self._grid.addWidget(Label(key, "name"), self._row, 0)
            self._grid.addWidget(Label(words, wrap=True), self._row, 1)
            self._row += 1
