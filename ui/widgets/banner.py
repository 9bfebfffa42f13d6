"""Banners under the menu: what concerns the whole file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from outreach.base.language import tr
from ui.theme import measure
from ui.theme.appearance import theme
from ui.widgets.buttons import Button, QuietButton, ToolButton
from ui.widgets.marks import IconMark
from ui.widgets.markup import escaped

BannerTone = Literal["info", "warn", "danger", "ok"]

_ICONS = {
    "info": "info",
    "warn": "triangle-alert",
    "danger": "circle-alert",
    "ok": "circle-check",
}


class Banner(QWidget):
    """One line across: what happened, what is safe, and what can be done."""

    closed = Signal()
    """The person has read it and put it away."""

    def __init__(
        self,
        text: str,
        tone: BannerTone = "info",
        lead: str = "",
        buttons: Sequence[tuple[str, Callable[[], object]]] = (),
        closable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """Say ``text`` after a heavy ``lead``; each button is its words and what it does."""
        super().__init__(parent)
        self._soft = f"{tone}_soft"
        self.setAccessibleName(f"{lead} {text}".strip())
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        row = QHBoxLayout(self)
        measure.margins(row, 24, 8, 12, 8)
        measure.spacing(row, 8)
        row.addWidget(IconMark(_ICONS[tone], tone), 0, Qt.AlignmentFlag.AlignVCenter)
        bold = f'<span style="font-weight:600">{escaped(lead)}</span> ' if lead else ""
        words = QLabel(bold + escaped(text))
        words.setTextFormat(Qt.TextFormat.RichText)
        words.setWordWrap(True)
        words.setMinimumWidth(theme().em(120))
        words.setAccessibleName(self.accessibleName())
        row.addWidget(words, 1)
        for place, (label, handler) in enumerate(buttons):
            button = Button(label) if place == 0 else QuietButton(label)
            button.clicked.connect(lambda _=False, run=handler: run())
            row.addWidget(button)
        if closable:
            close = ToolButton("x", tr("Close this message"))
            close.clicked.connect(self.closed)
            row.addWidget(close)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the soft background and the hairline below."""
        painter, now = QPainter(self), theme()
        painter.fillRect(self.rect(), now.colour(self._soft))
        painter.fillRect(0, self.height() - 1, self.width(), 1, now.colour("border"))
        painter.end()
