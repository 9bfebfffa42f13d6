"""The guide in a window of its own: it comes with the program and needs no network."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from outreach.base.assets import resource
from outreach.base.language import tr
from ui.theme import measure
from ui.theme.appearance import theme
from ui.theme.apply import dress
from ui.widgets.buttons import Button

FIRST = "README.md"


class Guide(QWidget):
    """Shows one page at a time; links lead to others, Alt+Left goes back."""

    def __init__(self, parent: QWidget) -> None:
        """Open on the first page, above ``parent``."""
        super().__init__(parent, Qt.WindowType.Window)
        dress(self)
        self.setWindowTitle(tr("Guide"))
        self._folder = resource("guide")
        column = QVBoxLayout(self)
        measure.margins(column, 12, 12, 12, 12)
        measure.spacing(column, 8)
        row = QHBoxLayout()
        measure.spacing(row, 8)
        self.contents, self.back = Button(tr("Contents")), Button(tr("Back"))
        self.contents.clicked.connect(self.begin)
        row.addWidget(self.contents)
        row.addWidget(self.back)
        row.addStretch(1)
        column.addLayout(row)
        self.pages = QTextBrowser()
        self.pages.setAccessibleName(tr("Guide"))
        # Nothing in the guide leads out of it, and nothing may.
        self.pages.setOpenExternalLinks(False)
        self.pages.setSearchPaths([str(self._folder)])
        self.pages.document().setDocumentMargin(theme().em(20))
        self.back.clicked.connect(self.pages.backward)
        self.pages.backwardAvailable.connect(self.back.setEnabled)
        self.back.setEnabled(False)
        self.pages.sourceChanged.connect(lambda _: self._space_out())
        column.addWidget(self.pages, 1)
        close = QShortcut(QKeySequence("Esc"), self)
        close.activated.connect(self.close)
        self.resize(theme().em(720), theme().em(640))
        self.begin()
        self.pages.setFocus()

    def begin(self) -> None:
        """Go to the first page."""
        self.open(FIRST)

    def open(self, page: str) -> None:
        """Go to the page in the file of that name."""
        self.pages.setSource(QUrl.fromLocalFile(str(self._folder / page)))

    def _space_out(self) -> None:
        """Give paragraphs and headings room: Qt sets Markdown without any."""
        cursor = QTextCursor(self.pages.document())
        block = self.pages.document().begin()
        while block.isValid():
            cursor.setPosition(block.position())
            level = block.blockFormat().headingLevel()
            if cursor.currentTable() is None:
                room = QTextBlockFormat()
                room.setTopMargin(theme().em(14 if level > 1 else 0))
                room.setBottomMargin(theme().em(3 if block.textList() is not None else 8))
                room.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
                cursor.mergeBlockFormat(room)
            block = block.next()
        self.pages.moveCursor(QTextCursor.MoveOperation.Start)

    def title(self) -> str:
        """Return the heading of the page that is shown."""
        return self.pages.document().firstBlock().text()
