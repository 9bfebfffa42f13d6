"""Cards: white boxes with a heading, and the hairlines inside them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import measure
from ui.widgets.labels import Label


class Line(QFrame):
    """A hairline across."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lie between two things."""
        super().__init__(parent)
        self.setObjectName("line")
        self.setFixedHeight(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class _TopColumn(QVBoxLayout):
    """Keeps its content at the top, without asking for the height that it leaves empty."""

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        return Qt.Orientation(0)


class Card(QFrame):
    """A white box. ``head`` is the row with the title, ``body`` what is below it."""

    def __init__(
        self,
        title: str = "",
        parent: QWidget | None = None,
        padding: int = 16,
        *,
        flush: bool = False,
        fills: bool = False,
    ) -> None:
        """Begin empty; with a ``title``, a heading in strong text.

        Args:
            title: the heading; empty for none.
            parent: the widget it is in.
            padding: design pixels between edge and content.
            flush: the body reaches the edges, as for a list with hairlines, and a hairline
                parts it from the heading.
            fills: the body takes all the height there is, instead of staying at the top.
        """
        super().__init__(parent)
        self.setObjectName("card")
        outer = QVBoxLayout(self) if fills else _TopColumn(self)
        self.head = QHBoxLayout()
        self.body = QVBoxLayout()
        self._title = Label(title, "strong", wrap=True, parent=self)
        self._title.setVisible(bool(title))
        self.head.addWidget(self._title, 1)
        outer.addLayout(self.head)
        if flush:
            # One pixel keeps the content off the outline.
            outer.setContentsMargins(1, 1, 1, 1)
            outer.setSpacing(0)
            measure.spacing(self.body, 0)
            if title:
                measure.margins(self.head, padding, 10, padding, 10)
                outer.addWidget(Line())
        else:
            measure.margins(outer, padding, padding, padding, padding)
            measure.spacing(outer, 8)
            measure.spacing(self.body, 8)
        measure.spacing(self.head, 8)
        outer.addLayout(self.body, 1 if fills else 0)
        if not fills:
            outer.addStretch()
        self.setAccessibleName(title)

    def set_title(self, title: str) -> None:
        """Show another heading."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self.setAccessibleName(title)

    def add(self, thing: QWidget | QLayout) -> None:
        """Put a widget or layout at the end of the body."""
        if isinstance(thing, QWidget):
            self.body.addWidget(thing)
        else:
            self.body.addLayout(thing)
