"""Buttons: one primary on a page, default ones, quiet ones, and small ones with only an icon."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QWidget

from ui.delegates import painting
from ui.icons import draw_icon, icon
from ui.theme.appearance import theme
from ui.theme.theme import Theme
from ui.widgets.markup import plain

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ALONE = 9
"""Design pixels beside an icon without words."""
_WITH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class Button(QPushButton):
    """An ordinary button: white with an outline. The text begins with a verb."""

    weight: ClassVar[str] = "body"
    padding: ClassVar[int] = 14

    def __init__(self, text: str, icon: str = "", parent: QWidget | None = None) -> None:
        """Show ``text``, and the icon of that name before it."""
        super().__init__(text, parent)
        self._icon = icon
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def explain(self, why: str) -> None:
        """Disable the button and say why in its tooltip; enable it when ``why`` is empty."""
        self.setEnabled(not why)
        self.setToolTip(plain(why))
        self.setAccessibleDescription(why)

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self._icon = name
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for icon, text and padding."""
        now = theme()
        metrics = QFontMetrics(now.font(self.weight))
        width = metrics.size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        width += 2 * now.em(self.padding if self.text() else _ALONE) + 2
        if self._icon:
            width += now.em(16) + (now.em(8) if self.text() else 0)
        return QSize(width, now.em(32))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go with Enter as with Space; Qt has it so in dialogs only."""
        if event.key() in ENTER and not event.modifiers() & _WITH and not self.autoDefault():
            self.click()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Return the same room: a button's text is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button in its look."""
        now = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._paint_back(painter, now)
        self._paint_words(painter, now, ink)
        painter.end()

    def _paint_back(self, painter: QPainter, now: Theme) -> QColor:
        fill, line, ink = self._colours(now)
        radius = now.em(6)
        if fill is not None:
            painting.rounded(painter, self.rect(), radius, fill)
        if self.hasFocus():
            painting.outlined(painter, self.rect(), radius, self._ring(now), 2)
        elif line is not None:
            painting.outlined(painter, self.rect(), radius, line)
        return ink

    def _paint_words(self, painter: QPainter, now: Theme, ink: QColor) -> None:
        free = self.rect().adjusted(now.em(self.padding), 0, -now.em(self.padding), 0)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if self._icon:
            side = now.em(16)
            left = free.right() - side + 1 if mirrored else free.left()
            draw_icon(painter, QRect(left, 0, side, self.height()), self._icon, ink)
            gap = side + now.em(8)
            free.adjust(0 if mirrored else gap, 0, -gap if mirrored else 0, 0)
        painter.setFont(self._font(now))
        painter.setPen(ink)
        flags = painting.LEADING if self._icon else painting.CENTRE
        words = painting.in_their_direction(painter, self.text())
        painter.drawText(
            free.adjusted(-1, 0, 2, 0), int(flags | Qt.TextFlag.TextHideMnemonic), words
        )

    def _font(self, now: Theme) -> QFont:
        return now.font(self.weight)

    def _active(self) -> bool:
        return self.isEnabled() and (self.underMouse() or self.isDown())

    def _ring(self, now: Theme) -> QColor:
        return now.colour("accent")

    def _colours(self, now: Theme) -> tuple[QColor | None, QColor | None, QColor]:
        """Return fill, outline and ink."""
        if not self.isEnabled():
            return now.colour("surface"), now.colour("border"), now.colour("text3")
        fill = now.colour("hover" if self._active() else "surface")
        return fill, now.colour("border_strong"), now.colour("text")


class PrimaryButton(Button):
    """The one thing to do on a page."""

    weight = "strong"

    def _ring(self, now: Theme) -> QColor:
        return now.colour("text")

    def _colours(self, now: Theme) -> tuple[QColor | None, QColor | None, QColor]:
        if not self.isEnabled():
            return now.colour("neutral_soft"), now.colour("border"), now.colour("text3")
        fill = now.colour("accent_hover" if self._active() else "accent")
        return fill, None, now.colour("on_accent")


class DangerButton(Button):
    """Does what cannot be undone; only ever in a dialog that says so."""

    weight = "strong"

    def _colours(self, now: Theme) -> tuple[QColor | None, QColor | None, QColor]:
        if not self.isEnabled():
            return super()._colours(now)
        fill = now.colour("danger_soft" if self._active() else "surface")
        return fill, now.colour("danger"), now.colour("danger")


class QuietButton(Button):
    """Something that may be done as well: coloured words without an outline."""

    padding = 10

    def _colours(self, now: Theme) -> tuple[QColor | None, QColor | None, QColor]:
        if not self.isEnabled():
            return None, None, now.colour("text3")
        fill = now.colour("hover") if self._active() else None
        return fill, None, now.colour("accent_text")


class ToolButton(QToolButton):
    """A small button with only an icon; its name is spoken and shown as a tooltip."""

    def __init__(
        self, icon_name: str, name: str, tooltip: str = "", parent: QWidget | None = None
    ) -> None:
        """Show the icon; ``name`` says what a press does."""
        super().__init__(parent)
        self._icon, self._ink = icon_name, "text2"
        self.setIcon(icon(icon_name))
        self.setAccessibleName(name)
        self.setToolTip(plain(tooltip or name))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_name(self, name: str) -> None:
        """Say something else."""
        self.setAccessibleName(name)
        self.setToolTip(plain(name))

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self._icon = name
        self.setIcon(icon(name))

    def set_ink(self, tone: str) -> None:
        """Show the icon in another colour, for what its name says as well."""
        self._ink = tone
        self.update()

    def sizeHint(self) -> QSize:
        """Return a square as high as the other buttons."""
        return QSize(theme().em(32), theme().em(32))

    def minimumSizeHint(self) -> QSize:
        """Return the same square."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon, and what shows that it can be pressed."""
        now = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            painting.rounded(painter, self.rect(), now.em(6), now.colour("hover"))
        if self.hasFocus():
            painting.draw_focus(painter, now, self.rect(), now.em(6))
        side = now.em(18)
        place = QRect(0, 0, side, side)
        place.moveCenter(self.rect().center())
        ink = now.colour(self._ink if self.isEnabled() else "border_strong")
        draw_icon(painter, place, self._icon, ink)
        painter.end()
