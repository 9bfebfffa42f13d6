"""The sheet of keys: what can be done without a mouse, and how."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from outreach.base.language import tr
from ui.dialogs.dialog import Dialog
from ui.shell.actions import Actions
from ui.theme import measure
from ui.widgets.labels import Label, Overline
from ui.widgets.markup import unmarked
from ui.widgets.panes import ScrollArea

PAGES = (
    (
        tr("Lists"),
        (
            (tr("Up, Down"), tr("Go from row to row")),
            (tr("Enter"), tr("Open it")),
            (tr("Del"), tr("Delete; it can be undone")),
            (tr("Space"), tr("Tick a task")),
            (tr("Esc"), tr("Go back, or clear the filter")),
        ),
    ),
    (
        tr("Map"),
        (
            (tr("Arrow keys"), tr("Go to a neighbour")),
            (tr("Enter"), tr("Open the record")),
            ("+, −", tr("Larger, smaller")),
            ("0", tr("Show everything")),
        ),
    ),
    (
        tr("Timeline"),
        (
            (tr("Up, Down"), tr("Go from step to step")),
            (tr("Left, Right"), tr("Move it by a day")),
            (tr("Shift+Left, Shift+Right"), tr("Move it by a week")),
            (tr("Enter"), tr("Open the step")),
        ),
    ),
    (
        tr("Calendar"),
        (
            (tr("Arrow keys"), tr("Go from day to day")),
            (tr("Page up, Page down"), tr("Go from month to month")),
            (tr("Enter"), tr("Open the first step")),
        ),
    ),
    (tr("Sequence"), ((tr("Alt+Up, Alt+Down"), tr("Move a step among the others")),)),
    (tr("Dialogs"), ((tr("Ctrl+Enter"), tr("Go on")), (tr("Esc"), tr("Cancel")))),
)
"""Keys of the pages, which are no actions of the menu."""


class Keys(Dialog):
    """Every key, by where it works."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        """List the keys of ``actions`` and of the pages."""
        super().__init__(tr("Keys"), tr("Close"), parent)
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
                everywhere.append((keys, unmarked(action.text()).rstrip("…")))
        self._add(tr("Everywhere"), tuple(everywhere))
        for title, keys_of in PAGES:
            self._add(title, keys_of)
        self._grid.setRowStretch(self._row, 1)
        self.body.addWidget(ScrollArea(content, tr("Keys")), 1)
        self.fit(600, 560)

    def _add(self, title: str, keys: tuple[tuple[str, str], ...]) -> None:
        self._grid.addWidget(Overline(title), self._row, 0, 1, 2)
        self._row += 1
        for key, words in keys:
            self._grid.addWidget(Label(key, "name"), self._row, 0)
            self._grid.addWidget(Label(words, wrap=True), self._row, 1)
            self._row += 1
