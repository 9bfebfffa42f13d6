"""The head of every page: its name, one line that counts, and on the right what can be done."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from outreach.base.language import tr
from ui.theme import measure
from ui.theme.appearance import theme
from ui.widgets.buttons import Button, PrimaryButton, ToolButton
from ui.widgets.labels import Elided
from ui.widgets.segmented import Segmented


class PageHeader(QWidget):
    """Gives way by itself: segments become a combo box, secondary buttons go into a menu."""

    def __init__(self, title: str, line: str = "", parent: QWidget | None = None) -> None:
        """Show the page's name and its counting line."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        measure.margins(self._row, 24, 16, 24, 14)
        measure.spacing(self._row, 8)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._title = Elided(title, "title")
        self._line = Elided(line, "body", "text2")
        words.addWidget(self._title)
        words.addWidget(self._line)
        self._row.addLayout(words, 1)
        self._segments: Segmented | None = None
        self._secondary: list[Button] = []
        self._with_secondary = True
        self._tools: list[ToolButton] = []
        self._primary: Button | None = None
        self._more = ToolButton("ellipsis", tr("More to do here"))
        self._more.clicked.connect(self._show_more)
        self._more.hide()
        self._row.addWidget(self._more)

    def set_title(self, title: str) -> None:
        """Show another name."""
        self._title.set_text(title)

    def set_line(self, line: str) -> None:
        """Show another counting line."""
        self._line.set_text(line)

    def line(self) -> str:
        """Return the counting line."""
        return self._line.text()

    def set_segments(self, segments: Segmented) -> None:
        """Put a filter or a choice of views before the buttons."""
        self._segments = segments
        self._row.insertWidget(1, segments)
        self._fit()

    def add_secondary(self, button: Button) -> None:
        """Put a button before the primary one."""
        self._secondary.append(button)
        self._row.insertWidget(self._row.indexOf(self._more), button)
        self._fit()

    def show_secondary(self, shown: bool) -> None:
        """Show the secondary buttons, or have none of them where they would say nothing."""
        self._with_secondary = shown
        self._fit()

    def add_tool(self, tool: ToolButton) -> None:
        """Put a small button behind the others, which stays there in any width."""
        self._tools.append(tool)
        self._row.addWidget(tool)
        self._fit()

    def set_primary(self, button: PrimaryButton) -> None:
        """Put the page's one primary button at the end."""
        self._primary = button
        self._row.addWidget(button)
        self._fit()

    def is_collapsed(self) -> bool:
        """Tell whether the secondary buttons are in the menu."""
        return not self._more.isHidden()

    def minimumSizeHint(self) -> QSize:
        """Return the room when everything has given way."""
        now = theme()
        width = now.em(48 + 90)
        if self._primary is not None:
            width += self._primary.sizeHint().width() + now.em(8)
        width += sum(now.em(40) for tool in self._tools if not tool.isHidden())
        if self._segments is not None:
            width += now.em(110)
        if self._secondary:
            width += now.em(40)
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way or spread out."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit again when the text size has changed."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        """Choose the fullest form that leaves the title its room."""
        if not hasattr(self, "_more"):
            return
        now = theme()
        title = max(self._title.sizeHint().width(), now.em(150))
        free = self.width() - now.em(48) - title - now.em(24)
        if self._primary is not None:
            free -= self._primary.sizeHint().width() + now.em(8)
        free -= sum(now.em(40) for tool in self._tools if not tool.isHidden())
        secondary = self._secondary if self._with_secondary else []
        buttons = sum(b.sizeHint().width() + now.em(8) for b in secondary)
        segments = self._segments.full_width() + now.em(8) if self._segments else 0
        self._collapse(
            segments=segments + min(buttons, now.em(40)) > free,
            buttons=bool(secondary) and segments + buttons > free,
        )

    def _collapse(self, *, segments: bool, buttons: bool) -> None:
        if self._segments is not None and self._segments.is_compact() != segments:
            self._segments.set_compact(segments)
        for button in self._secondary:
            button.setVisible(self._with_secondary and not buttons)
        self._more.setVisible(buttons)

    def _show_more(self) -> None:
        menu = QMenu(self)
        for button in self._secondary:
            action = QAction(button.text(), menu)
            action.setEnabled(button.isEnabled())
            action.setToolTip(button.toolTip())
            action.triggered.connect(button.click)
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
