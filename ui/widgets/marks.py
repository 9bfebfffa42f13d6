"""Small painted marks: chip, avatar, icon tile, plain icon, dots of a judged scale, pot bar."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from outreach.base.language import tr
from ui.delegates import painting
from ui.icons import draw_icon
from ui.models.rows import ChipText, initials
from ui.theme.appearance import theme
from ui.theme.theme import Theme
from ui.theme.tokens import Tone
from ui.widgets.markup import plain

MOST_PIECES = 48
"""Pieces of a pot's bar."""


class _Mark(QLabel):
    """A painted widget of a fixed size, which says in words what it shows.

    It is a label, so that a screen reader takes it for words and not for a frame around others.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """Return what it says in words."""
        return self.accessibleName()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, theme())
        painter.end()

    def draw(self, painter: QPainter, now: Theme) -> None:
        """Paint into the whole widget."""
        raise NotImplementedError

    def mirrored(self) -> bool:
        """Tell whether the window reads from right to left."""
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def place(self, rect: QRect) -> QRect:
        """Return ``rect`` mirrored when the window is."""
        return QStyle.visualRect(self.layoutDirection(), self.rect(), rect)


class Chip(_Mark):
    """A word or two on a soft background; it cannot be pressed."""

    def __init__(
        self, text: str, tone: Tone = "neutral", icon: str = "", parent: QWidget | None = None
    ) -> None:
        """Show ``text`` in a tone, with an icon before it if named."""
        super().__init__(parent)
        self._chip = ChipText("")
        self.set(text, tone, icon)

    def set(self, text: str, tone: Tone = "neutral", icon: str = "") -> None:
        """Show something else."""
        self._chip = ChipText(text, tone, icon)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return the words."""
        return self._chip.text

    def sizeHint(self) -> QSize:
        """Return the room of the words."""
        return painting.chip_size(theme(), self._chip)

    def draw(self, painter: QPainter, now: Theme) -> None:
        """Paint the chip."""
        painting.draw_chip(painter, now, self.rect(), self._chip, self.mirrored())


class _Square(_Mark):
    """A mark as wide as high."""

    def __init__(self, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size

    def sizeHint(self) -> QSize:
        """Return a square of the design's size."""
        return QSize(theme().em(self._size), theme().em(self._size))


class Avatar(_Square):
    """A person: initials in a soft circle."""

    def __init__(
        self,
        name: str,
        size: int = 34,
        tone: Tone = "neutral",
        parent: QWidget | None = None,
    ) -> None:
        """Stand for the person called ``name``."""
        super().__init__(size, parent)
        self._letters, self._tone = "", tone
        self.set(name, tone)

    def set(self, name: str, tone: Tone = "neutral") -> None:
        """Stand for somebody else."""
        self._letters, self._tone = initials(name), tone
        self.setAccessibleName(name)
        self.update()

    def draw(self, painter: QPainter, now: Theme) -> None:
        """Paint circle and letters."""
        painting.draw_avatar(painter, now, self.rect(), self._letters, self._tone)


class IconTile(_Square):
    """An icon on a soft square (or, when ``round``, a circle)."""

    def __init__(
        self,
        icon: str,
        size: int = 34,
        tone: Tone = "neutral",
        *,
        round: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Show an icon; ``name`` is spoken where the icon says more than the words beside it."""
        super().__init__(size, parent)
        self._icon, self._tone, self._round = icon, tone, round
        self.setAccessibleName(name)

    def set(self, icon: str, tone: Tone = "neutral") -> None:
        """Show another icon."""
        self._icon, self._tone = icon, tone
        self.update()

    def draw(self, painter: QPainter, now: Theme) -> None:
        """Paint tile and icon."""
        if not self._round:
            painting.draw_tile(painter, now, self.rect(), self._icon, self._tone)
            return
        ink, soft = now.tone(self._tone)
        painting.rounded(painter, self.rect(), self.height() / 2, soft)
        inset = self.height() // 4
        draw_icon(painter, self.rect().adjusted(inset, inset, -inset, -inset), self._icon, ink)


class IconMark(_Square):
    """An icon by itself, in one of the colours."""

    def __init__(self, icon: str, tone: str = "text2", size: int = 18, name: str = "") -> None:
        """Show an icon; ``name`` is spoken where the icon says more than the words beside it."""
        super().__init__(size)
        self._icon, self._tone = icon, tone
        self.setAccessibleName(name)

    def set(self, icon: str, tone: str = "text2", name: str = "") -> None:
        """Show another icon."""
        self._icon, self._tone = icon, tone
        self.setAccessibleName(name)
        self.update()

    def draw(self, painter: QPainter, now: Theme) -> None:
        """Paint the icon."""
        draw_icon(painter, self.rect(), self._icon, now.colour(self._tone))


class Dots(_Mark):
    """A judgement on a small scale as filled and empty dots."""

    def __init__(
        self, value: int | None, high: int = 5, name: str = "", parent: QWidget | None = None
    ) -> None:
        """Show ``value`` of ``high`` for what is called ``name``."""
        super().__init__(parent)
        self._name = name
        self.set(value, high)

    def set(self, value: int | None, high: int = 5) -> None:
        """Show another value; None is "not set"."""
        self._value, self._high = value, high
        said = tr("not set") if value is None else tr("{value} of {high}", value=value, high=high)
        self.setAccessibleName(f"{self._name}: {said}" if self._name else said)
        self.setToolTip(plain(self.accessibleName()))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of all dots."""
        return QSize(theme().em(12) * self._high, theme().em(12))

    def draw(self, painter: QPainter, now: Theme) -> None:
        """Paint the dots from the leading edge."""
        step, dot = now.em(12), now.em(8)
        for n in range(self._high):
            rect = self.place(QRect(n * step, (self.height() - dot) // 2, dot, dot))
            if n < (self._value or 0):
                painting.rounded(painter, rect, dot / 2, now.colour("accent"))
            else:
                painting.outlined(painter, rect, dot / 2, now.colour("border_strong"))


class PotBar(_Mark):
    """How full the pot is: one piece for each ingredient."""

    def __init__(
        self, inside: int, promised: int, total: int, parent: QWidget | None = None
    ) -> None:
        """Show how many of ``total`` are in, and how many more are promised."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set(inside, promised, total)

    def set(self, inside: int, promised: int, total: int) -> None:
        """Show other numbers."""
        # A fuller pot is drawn in proportion.
        pieces = min(total, MOST_PIECES)
        share = pieces / total if total else 0
        self._inside, self._promised = round(inside * share), round(promised * share)
        self._total = pieces
        self.setAccessibleName(
            tr(
                "{inside} of {total} in the pot, {promised} more promised",
                inside=inside,
                total=total,
                promised=promised,
            )
        )
        self.update()

    def sizeHint(self) -> QSize:
        """Return a low, wide bar."""
        return QSize(theme().em(160), theme().em(12))

    def minimumSizeHint(self) -> QSize:
        """Return a short bar."""
        return QSize(theme().em(60), theme().em(12))

    def draw(self, painter: QPainter, now: Theme) -> None:
        """Paint the pieces: solid, half-toned, empty."""
        if self._total < 1:
            return
        gap = now.em(3) if self._total <= 24 else 1
        wide = (self.width() - gap * (self._total - 1)) / self._total
        for n in range(self._total):
            left = n * (wide + gap)
            if self.mirrored():
                left = self.width() - left - wide
            piece = QRectF(left, 0, max(1.0, wide), self.height())
            radius = min(now.em(3), wide / 2)
            if n < self._inside:
                painting.rounded(painter, piece, radius, now.colour("pot"))
            elif n < self._inside + self._promised:
                painting.rounded(painter, piece, radius, now.colour("pot_fill"))
            else:
                painting.outlined(painter, piece, radius, now.colour("border_strong"))
