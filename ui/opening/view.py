"""Shows what came of opening a file and asks what is to be done, as a page or over a plan."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from outreach.base.language import tr
from ui.opening.face import Face, Way
from ui.theme.appearance import theme
from ui.theme.apply import dress
from ui.theme.tokens import Tone
from ui.widgets.big_row import BigRow
from ui.widgets.buttons import QuietButton
from ui.widgets.labels import Label
from ui.widgets.marks import IconMark
from ui.widgets.middle import Middle

_DETAILS = tr("Show what was found")


class FaceView(Middle):
    """A face, and the ways on as large rows."""

    chosen = Signal(object)
    """Way: what the person wants."""

    def __init__(self, face: Face, back: str, parent: QWidget | None = None) -> None:
        """Show ``face``; ``back`` are the words of the way back."""
        super().__init__(face.title, parent)
        self.face = face
        self.head(IconMark(face.icon, tone=face.tone, size=44), face.title, face.text)
        self._problem = Label("", tone="danger", wrap=True)
        self._problem.hide()
        self.column.addWidget(self._problem)
        tone: Tone = "accent"
        for offer in face.offers:
            row = BigRow(offer.icon, offer.words, offer.line, tone)
            tone = "neutral"
            row.clicked.connect(lambda _=False, way=offer.way: self.chosen.emit(way))
            self.column.addWidget(row)
            if self.focusProxy() is None:
                self.setFocusProxy(row)
        if face.found:
            self._add_found(face.found)
        away = QuietButton(back, "arrow-left")
        away.clicked.connect(lambda: self.chosen.emit(Way.BACK))
        self.column.addWidget(away, 0, Qt.AlignmentFlag.AlignHCenter)

    def say(self, problem: str) -> None:
        """Say why a way was not gone."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.chosen.emit(Way.BACK)
        else:
            super().keyPressEvent(event)

    def _add_found(self, found: tuple[str, ...]) -> None:
        more = QuietButton(_DETAILS, "chevron-down")
        words = Label("\n".join(found), role="caption", tone="text2", wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setAccessibleName(tr("What was found"))
        words.hide()

        def turn() -> None:
            shown = words.isHidden()
            words.setVisible(shown)
            more.setText(tr("Hide it") if shown else _DETAILS)
            more.set_icon("chevron-up" if shown else "chevron-down")

        more.clicked.connect(turn)
        self.column.addWidget(more, 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.addWidget(words)


class FaceDialog(QDialog):
    """The same over a plan that is open, which stays as it is meanwhile."""

    def __init__(self, parent: QWidget) -> None:
        """Make room for a view over ``parent``."""
        super().__init__(parent)
        dress(self)
        self.setWindowTitle(tr("Open a plan"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._view: FaceView | None = None

    def show_view(self, view: FaceView) -> None:
        """Show another view in the place of the one before."""
        if self._view is not None:
            self._column.removeWidget(self._view)
            self._view.hide()
            self._view.deleteLater()
        self._view = view
        self._column.addWidget(view)

    def sizeHint(self) -> QSize:
        """Return as much room as the rows want, within the window below."""
        below = self.parentWidget()
        most = below.size() - QSize(40, 40) if below is not None else QSize(1000, 640)
        return QSize(theme().em(620), theme().em(580)).boundedTo(most)
