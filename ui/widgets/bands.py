"""Bands: why the program suggests something, and what to be careful about."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui.delegates import painting
from ui.theme import measure
from ui.theme.appearance import theme
from ui.widgets.marks import IconMark
from ui.widgets.markup import escaped


class _Band(QWidget):
    """One or two sentences on a soft background, with an icon before them."""

    soft, ink, icon = "accent_soft", "accent_text", "lightbulb"

    def __init__(self, lead: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        row = QHBoxLayout(self)
        measure.margins(row, 14, 10, 14, 10)
        measure.spacing(row, 12)
        row.addWidget(IconMark(self.icon, self.ink), 0, Qt.AlignmentFlag.AlignVCenter)
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setWordWrap(True)
        self._words.setMinimumWidth(1)
        self._words.setProperty("tone", self.ink)
        row.addWidget(self._words, 1)
        self._set(lead, text)

    def _set(self, lead: str, text: str) -> None:
        bold = f'<span style="font-weight:600">{escaped(lead)}</span> ' if lead else ""
        self._words.setText(bold + escaped(text))
        self.setAccessibleName(f"{lead} {text}".strip())
        self._words.setAccessibleName(self.accessibleName())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the background."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        now = theme()
        painting.rounded(painter, self.rect(), now.em(6), now.colour(self.soft))
        painter.end()


class ReasonBand(_Band):
    """Why the program suggests something: a lead of at most three words, and one sentence."""

    def __init__(self, lead: str, text: str, parent: QWidget | None = None) -> None:
        """Say the reason, such as ``ReasonBand("Why now.", "…")``."""
        super().__init__(lead, text, parent)

    def set(self, lead: str, text: str) -> None:
        """Give another reason."""
        self._set(lead, text)


class WarningBand(_Band):
    """Something to be careful about."""

    soft, ink, icon = "warn_soft", "warn", "triangle-alert"

    def __init__(self, text: str, lead: str = "", parent: QWidget | None = None) -> None:
        """Say the warning."""
        super().__init__(lead, text, parent)

    def set(self, text: str, lead: str = "") -> None:
        """Give another warning."""
        self._set(lead, text)
