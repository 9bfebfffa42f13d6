"""A line that finds a record as its name is typed, in a list that opens below."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QSizePolicy, QWidget

from outreach.base.folding import fold
from outreach.base.language import tr
from ui.forms.choices import Option
from ui.theme import measure
from ui.theme.appearance import theme
from ui.widgets.buttons import ToolButton


class Picker(QLineEdit):
    """Offers records whose words contain what is typed; they are fetched when it is opened."""

    picked = Signal(str)
    """The id of the record that was chosen."""

    def __init__(
        self, options: Callable[[], Sequence[Option]], parent: QWidget | None = None
    ) -> None:
        """Offer what ``options`` returns at the moment the list opens."""
        super().__init__(parent)
        self._options = options
        self._offered: dict[str, str] = {}
        self._names = QStringListModel(self)
        self._completer = QCompleter(self._names, self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setMaxVisibleItems(10)
        self._popup = QListView()
        self._popup.setObjectName("popup")
        self._popup.setAccessibleName(tr("Choices"))
        self._popup.setUniformItemSizes(True)
        self._completer.setPopup(self._popup)
        # Looks like everything else in the window.
        self._popup.setParent(self, self._popup.windowFlags())
        self._completer.activated.connect(self._pick)
        self.setCompleter(self._completer)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._arrow = ToolButton("chevron-down", tr("Show the choices"), parent=self)
        self._arrow.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._arrow.setCursor(Qt.CursorShape.ArrowCursor)
        self._arrow.clicked.connect(self.open)
        self.textEdited.connect(self._fetch_once)

    def minimumSizeHint(self) -> QSize:
        """Return room for a word."""
        return QSize(theme().em(110), super().minimumSizeHint().height())

    def id_of(self, words: str) -> str | None:
        """Return the id of the record whose words are typed, or the only one that has them."""
        self._fetch_once()
        wanted = words.strip()
        if wanted in self._offered:
            return self._offered[wanted]
        # Then whatever capitals and accents; of several that begin so, none is meant.
        sought = fold(wanted)
        found = [(fold(offered), id) for offered, id in self._offered.items()]
        same = [id for offered, id in found if offered == sought]
        fitting = same or [id for offered, id in found if sought in offered]
        return fitting[0] if len(fitting) == 1 else None

    def open(self) -> None:
        """Show all choices."""
        self._fetch()
        self.setFocus()
        self._completer.setCompletionPrefix("")
        self._completer.complete()

    def is_open(self) -> bool:
        """Tell whether the list is open."""
        return self._popup.isVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list with the Down key."""
        if event.key() == Qt.Key.Key_Down and not self.is_open() and not self.isReadOnly():
            self.open()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the words on the first click, so that typing replaces them."""
        fresh = not self.hasFocus()
        super().mousePressEvent(event)
        if fresh:
            self.selectAll()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Forget what was fetched before: the records may have changed since."""
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._offered.clear()
        super().focusInEvent(event)

    def resizeEvent(self, event: QEvent) -> None:
        """Keep the arrow at the end."""
        side = self.height() - 4
        left = 2 if self.isRightToLeft() else self.width() - side - 2
        self._arrow.setGeometry(left, 2, side, side)
        right = 0 if self.isRightToLeft() else side
        self.setTextMargins(side - right, 0, right, 0)

    def set_read_only(self, read_only: bool) -> None:
        """Only show the words."""
        self.setReadOnly(read_only)
        self._arrow.setVisible(not read_only)

    def _fetch_once(self) -> None:
        if not self._offered:
            self._fetch()

    def _fetch(self) -> None:
        self._offered = {}
        for option in self._options():
            words, again = option.words, 2
            while words in self._offered:
                words, again = f"{option.words} ({again})", again + 1
            self._offered[words] = option.id
        self._names.setStringList(list(self._offered))

    def _pick(self, words: str) -> None:
        id = self._offered.get(words)
        if id is not None:
            self.picked.emit(id)


def narrow(picker: Picker) -> Picker:
    """Give a picker that adds to a row of chips a width of its own."""
    measure.minimum_width(picker, 150)
    measure.maximum_width(picker, 260)
    return picker
