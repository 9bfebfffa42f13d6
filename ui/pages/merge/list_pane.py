"""The left side of the review: what is to be decided and how far it is, or the clean changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from outreach.base.language import plural, tr
from ui.models.list_model import IdListModel
from ui.models.rows import Row
from ui.theme import measure
from ui.widgets.buttons import QuietButton
from ui.widgets.card import Line
from ui.widgets.labels import Label
from ui.widgets.row_list import RowList

Fetch = Callable[[Sequence[str]], Iterable[Row]]


class ListPane(QWidget):
    """Two lists that take turns."""

    decision_chosen = Signal(str)
    clean_chosen = Signal(str)
    opened = Signal()
    """Enter or a double click: on to what the row stands for."""
    later_asked = Signal()
    """Finish now, and decide the rest later."""

    def __init__(self, decision_rows: Fetch, clean_rows: Fetch) -> None:
        """Fetch what the lists show by ids."""
        super().__init__()
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.decisions = RowList(IdListModel(decision_rows, self), tr("Decisions"))
        self.clean = RowList(IdListModel(clean_rows, self), tr("Clean changes"))
        self.decisions.current_changed.connect(self.decision_chosen)
        self.clean.current_changed.connect(self.clean_chosen)
        for rows in (self.decisions, self.clean):
            rows.opened.connect(lambda _: self.opened.emit())
            rows.clicked.connect(lambda _: self.opened.emit())
        self._title, self._count = Label("", "strong"), Label("", "caption", "text2")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self._lists = QStackedWidget()
        self._lists.addWidget(self.decisions)
        self._lists.addWidget(self.clean)
        self.turn = QuietButton("", "history")
        self.turn.clicked.connect(lambda: self.show_clean(not self.shows_clean()))
        self.later = QuietButton(tr("Finish now, decide the rest later"))
        self.later.clicked.connect(self.later_asked)
        self._number = self._clean = 0
        self._arrange()

    def shows_clean(self) -> bool:
        """Tell whether the clean changes are shown."""
        return self._lists.currentWidget() is self.clean

    def show_clean(self, clean: bool) -> None:
        """Show the clean changes, or what is to be decided."""
        rows = self.clean if clean else self.decisions
        self._lists.setCurrentWidget(rows)
        self._say()
        rows.setFocus()
        first = rows.current_id() or rows.rows().id_at(0)
        if first:
            rows.select(first)
            (self.clean_chosen if clean else self.decision_chosen).emit(first)

    def count(self, decided: int, total: int, clean: int, only_here: int, *, later: bool) -> None:
        """Say how far it is.

        Args:
            decided: How many decisions have an answer.
            total: How many there are.
            clean: How many records change without a question.
            only_here: How many records the other copy does not know.
            later: Whether what is not decided yet can be decided later.
        """
        self._number, self._clean = total, clean
        self._count.setText(tr("{decided} of {total}", decided=decided, total=total))
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(decided if total else 1)
        self.bar.setAccessibleName(tr("{decided} of {total} decided", decided=decided, total=total))
        self.turn.setVisible(bool(clean + only_here))
        self.later.setVisible(later)
        self._foot.setVisible(bool(clean + only_here) or later)
        self._say()

    def _say(self) -> None:
        clean = self.shows_clean()
        self._title.setText(tr("Clean changes") if clean else tr("Decisions"))
        self._count.setVisible(not clean)
        self.bar.setVisible(not clean)
        self.turn.setText(
            plural("Back to the {n} decision", "Back to the {n} decisions", self._number)
            if clean
            else plural("See the {n} clean change", "See the {n} clean changes", self._clean)
            if self._clean
            else tr("See what is only here")
        )
        self.turn.set_icon("arrow-left" if clean else "history")
        if clean and not self._number:
            self.turn.hide()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        measure.margins(head, 16, 14, 16, 12)
        measure.spacing(head, 8)
        row = QHBoxLayout()
        row.addWidget(self._title, 1)
        row.addWidget(self._count)
        head.addLayout(row)
        head.addWidget(self.bar)
        column.addLayout(head)
        column.addWidget(Line())
        column.addWidget(self._lists, 1)
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        measure.margins(foot, 8, 0, 8, 8)
        measure.spacing(foot, 2)
        foot.addWidget(Line())
        for button in (self.turn, self.later):
            foot.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._foot)
