"""What is shown while no plan is open: begin one, open one, look around a sample."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout

from outreach.base.language import tr
from ui.preferences import Preferences
from ui.theme import measure
from ui.theme.tokens import Tone
from ui.widgets.big_row import BigRow
from ui.widgets.buttons import QuietButton, ToolButton
from ui.widgets.labels import Elided
from ui.widgets.marks import IconMark
from ui.widgets.markup import plain
from ui.widgets.middle import Middle


class Welcome(Middle):
    """Three ways to begin, and the files opened last."""

    new_asked = Signal()
    open_asked = Signal()
    sample_asked = Signal()
    recent_asked = Signal(object)
    """Path of a file."""
    copies_asked = Signal(object)
    """Path of a file: show its safe copies."""

    def __init__(self, preferences: Preferences) -> None:
        """Show the files that ``preferences`` remembers."""
        super().__init__(tr("Begin"))
        self.head(
            IconMark("soup", tone="pot", size=44),
            tr("Start with a stone"),
            tr(
                "Every shared pot starts with one good question. Your plan is a "
                "single file on this computer that you can mail to colleagues."
            ),
        )
        self._row(
            "plus", tr("New plan"), tr("A name and four short questions"), "accent", self.new_asked
        )
        self._row(
            "folder-open",
            tr("Open a plan…"),
            tr("A .db file from this computer or from a colleague’s mail"),
            "neutral",
            self.open_asked,
        )
        self._row(
            "lightbulb",
            tr("Look around a sample plan"),
            tr("12 partners of a made-up initiative, yours to try things out with"),
            "neutral",
            self.sample_asked,
        )
        for recent in preferences.recent:
            self._recent(recent.path, recent.missing)

    def _row(self, icon: str, title: str, text: str, tone: Tone, asked: SignalInstance) -> None:
        row = BigRow(icon, title, text, tone)
        row.clicked.connect(asked)
        self.column.addWidget(row)

    def _recent(self, path: Path, missing: bool) -> None:
        row = QHBoxLayout()
        measure.spacing(row, 8)
        row.addWidget(IconMark("clock", tone="text3", size=16))
        button = QuietButton(path.name)
        where = tr("not there any more") if missing else str(path.parent)
        if missing:
            button.setToolTip(
                plain(tr("The file was moved, renamed or deleted: {path}", path=path))
            )
        button.setAccessibleDescription(where)
        button.clicked.connect(lambda: self.recent_asked.emit(path))
        row.addWidget(button)
        row.addWidget(Elided(where, role="caption", tone="text2"), 1)
        copies = ToolButton("history", tr("Safe copies of {name}", name=path.name))
        copies.clicked.connect(lambda: self.copies_asked.emit(path))
        row.addWidget(copies)
        self.column.addLayout(row)
