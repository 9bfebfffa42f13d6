"""The pane beside the map: the shortest way to whoever is chosen, and what the colours mean."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from outreach.base.language import tr
from outreach.planning.ways import Stop
from ui.delegates import painting
from ui.pages.map.content import LEGENDS
from ui.session import Session
from ui.theme import measure
from ui.theme.appearance import theme
from ui.theme.tokens import Tone
from ui.widgets.bands import ReasonBand
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.labels import Label, Overline
from ui.widgets.panes import ScrollArea

WIDTH = 300
"""Design pixels of the pane."""


class SidePane(QWidget):
    """How to get to somebody, step by step, and the legend."""

    plan_asked = Signal()
    """Plan the steps that are shown."""
    anew_asked = Signal()
    """Forget where anybody was put by hand."""
    opened = Signal()
    """Open the record of whoever is chosen."""

    def __init__(self, session: Session) -> None:
        """Build the pane; :meth:`show_way` fills it."""
        super().__init__()
        self._session = session
        content = QWidget()
        self._column = QVBoxLayout(content)
        measure.margins(self._column, 20, 18, 20, 18)
        measure.spacing(self._column, 8)
        self._over = Overline(tr("Shortest way to"))
        self.title = Label("", "subtitle", wrap=True)
        self.said = Label("", "body", "text2", wrap=True)
        self._steps = QVBoxLayout()
        measure.spacing(self._steps, 12)
        self.band = ReasonBand("", "")
        self.plan = PrimaryButton(tr("Plan these steps"), "list")
        self.plan.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.plan.clicked.connect(self.plan_asked)
        self.open = QuietButton(tr("Open the record"), "arrow-right")
        self.open.clicked.connect(self.opened)
        self._column.addWidget(self._over)
        self._column.addWidget(self.title)
        self._column.addWidget(self.said)
        self._column.addLayout(self._steps)
        self._column.addWidget(self.band)
        self._column.addWidget(self.plan)
        self._column.addWidget(self.open)
        self._column.addStretch(1)
        self._column.addWidget(Overline(tr("Legend")))
        self._legend = QVBoxLayout()
        measure.spacing(self._legend, 4)
        self._column.addLayout(self._legend)
        self.anew = QuietButton(tr("Arrange the map anew"), "waypoints")
        self.anew.clicked.connect(self.anew_asked)
        self._column.addWidget(self.anew)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ScrollArea(content, tr("Shortest way")))

    def show_way(self, name: str, stops: Sequence[Stop], reason: str, nothing: str) -> None:
        """Show the way to ``name``.

        Args:
            name: Whoever is chosen; empty when nobody is.
            stops: The way; none when there is none.
            reason: Why to begin so; may be empty.
            nothing: What is said instead of a way; empty when there is one.
        """
        self._over.setVisible(bool(stops))
        self.title.setText(name or tr("Whom do you want to reach?"))
        self.said.setText(nothing)
        self.said.setVisible(bool(nothing))
        _clear(self._steps)
        for number, stop in enumerate(stops, 1):
            self._steps.addWidget(_Step(number, stop))
        self.band.set("", reason)
        self.band.setVisible(bool(reason))
        self.plan.setVisible(bool(stops))
        self.plan.explain(self._session.why_read_only)
        self.open.setVisible(bool(name))

    def show_legend(self, mode: str, *, moved: bool) -> None:
        """Show what the colours mean when the map is looked at for ``mode``.

        Args:
            mode: What it is looked at for.
            moved: Whether anybody was put somewhere by hand.
        """
        self.anew.setVisible(moved)
        self.anew.explain(self._session.why_read_only)
        _clear(self._legend)
        for words, tone in LEGENDS[mode]:
            self._legend.addWidget(_Meaning(words, tone))


class _Number(QWidget):
    """A number in a soft circle."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = str(number)
        measure.fixed_width(self, 28)
        self.setMinimumHeight(theme().em(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRect(0, 0, self.width(), self.width())
        place.moveCenter(self.rect().center())
        painting.draw_avatar(painter, now, place, self._number, "accent")
        painter.end()


class _Step(QWidget):
    def __init__(self, number: int, stop: Stop) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        measure.spacing(row, 10)
        row.addWidget(_Number(number), 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(0)
        name = f"{stop.name}, {stop.place}" if stop.place else stop.name
        words.addWidget(Label(name, "name", wrap=True))
        words.addWidget(Label(stop.why, "caption", "text2", wrap=True))
        row.addLayout(words, 1)
        self.setAccessibleName(
            tr("Step {number}: {name}. {why}", number=number, name=name, why=stop.why)
        )


class _Meaning(QWidget):
    def __init__(self, words: str, tone: Tone) -> None:
        super().__init__()
        self._tone = tone
        row = QHBoxLayout(self)
        measure.margins(row, 22, 0, 0, 0)
        row.addWidget(Label(words, "caption"))

    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, soft = now.tone(self._tone)
        side = now.em(12)
        left = self.width() - side if self.isRightToLeft() else 0
        place = QRect(left, (self.height() - side) // 2, side, side)
        painting.rounded(painter, place, now.em(4), soft)
        painting.outlined(painter, place, now.em(4), ink)
        painter.end()


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
