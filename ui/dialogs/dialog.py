"""What every dialog has in common: a title, a body, a problem line, and two buttons."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from outreach.base.language import tr
from ui.theme import measure
from ui.theme.appearance import theme
from ui.theme.apply import dress
from ui.widgets.buttons import Button, DangerButton, PrimaryButton
from ui.widgets.labels import Label
from ui.widgets.panes import ScrollArea


class Dialog(QDialog):
    """A question in a box; Esc cancels, Ctrl+Enter accepts from any field."""

    def __init__(
        self, title: str, accept: str, parent: QWidget | None = None, *, danger: bool = False
    ) -> None:
        """Build the box; subclasses fill :attr:`body`.

        Args:
            title: What it is about.
            accept: What the button that goes on says.
            parent: The window it belongs to.
            danger: Whether going on cannot be taken back: Enter alone does not do it then.
        """
        super().__init__(parent)
        dress(self)
        self.setWindowTitle(title)
        self.setModal(True)
        measure.minimum_width(self, 580)
        outer = QVBoxLayout(self)
        measure.margins(outer, 22, 20, 22, 18)
        measure.spacing(outer, 12)
        outer.addWidget(Label(title, role="subtitle", wrap=True))
        self.body = QVBoxLayout()
        measure.spacing(self.body, 12)
        outer.addLayout(self.body)
        outer.addStretch(1)
        self._problem = Label("", role="body", tone="danger", wrap=True)
        self._problem.hide()
        outer.addWidget(self._problem)
        row = QHBoxLayout()
        measure.spacing(row, 8)
        keys = QKeySequence("Ctrl+Return").toString(QKeySequence.SequenceFormat.NativeText)
        self.hint = Label(
            tr("Esc cancels, {keys} goes on", keys=keys), "caption", "text2", wrap=True
        )
        row.addWidget(self.hint, 1)
        self.cancel = Button(tr("Cancel"))
        self.cancel.clicked.connect(self.reject)
        self.go: Button = DangerButton(accept) if danger else PrimaryButton(accept)
        self.go.setDefault(not danger)
        self.go.setAutoDefault(not danger)
        self.go.clicked.connect(self.accept)
        row.addWidget(self.cancel)
        row.addWidget(self.go)
        outer.addLayout(row)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.accept)

    def column(self, name: str) -> QVBoxLayout:
        """Return a column in the body that scrolls where there is not room for all of it.

        Call :meth:`fit` when it is filled. ``name`` is what a screen reader calls it.
        """
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        measure.spacing(column, 12)
        scroll = ScrollArea(inner, name)
        measure.minimum_height(scroll, 120)
        self.body.addWidget(scroll, 1)
        return column

    def fit(self, width: float, height: float) -> None:
        """Take so many design pixels, but no more than the window below has, for the body."""
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setStretchFactor(self.body, 100)
        below = self.parentWidget()
        wanted = QSize(theme().em(width), theme().em(height))
        if below is not None:
            room = below.window().size() - QSize(theme().em(24), theme().em(24))
            wanted = wanted.boundedTo(room)
        self.resize(wanted.expandedTo(self.minimumSizeHint()))

    def showEvent(self, event: QShowEvent) -> None:
        """Come up large enough, with problem and buttons behind the body for a screen reader."""
        super().showEvent(event)
        for part in (self._problem, self.hint, self.cancel, self.go):
            part.raise_()
        self._grow()

    def show_problem(self, sentence: str) -> None:
        """Say why it cannot go on; empty takes the sentence away."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self._grow()

    def _grow(self) -> None:
        """Have room for everything: words that break into lines do not see to that themselves."""
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            needed = layout.minimumHeightForWidth(self.width())
            if needed > self.height():
                self.resize(self.width(), needed)

    def problem(self) -> str:
        """Return why it cannot go on; empty when it can."""
        return self._problem.text()
