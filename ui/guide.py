"""The guide in a window of its own: it comes with the program and needs no network."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QImage,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from outreach.base.assets import resource
from outreach.base.language import tr
from ui.theme import measure
from ui.theme.appearance import theme
from ui.theme.apply import dress
from ui.widgets.buttons import Button

FIRST = "README.md"
_PICTURE = QTextDocument.ResourceType.ImageResource.value


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
        self.pages.sourceChanged.connect(lambda _: self._dress_page())
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the pictures as wide as the page is now."""
        super().resizeEvent(event)
        self._fit_pictures()

    def pictures(self) -> dict[str, str]:
        """Return the files of the pictures on this page, each with what says it in words."""
        return dict(pair for block in self._blocks() for pair in _pictures(block))

    def title(self) -> str:
        """Return the heading of the page that is shown."""
        return self.pages.document().firstBlock().text()

    def _dress_page(self) -> None:
        """Give paragraphs and headings room, which Qt sets Markdown without, and fit pictures."""
        cursor = QTextCursor(self.pages.document())
        for block in self._blocks():
            cursor.setPosition(block.position())
            level = block.blockFormat().headingLevel()
            if cursor.currentTable() is None:
                room = QTextBlockFormat()
                room.setTopMargin(theme().em(14 if level > 1 else 0))
                room.setBottomMargin(theme().em(3 if block.textList() is not None else 8))
                if not any(_pictures(block)):
                    proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
                    room.setLineHeight(125, proportional)
                cursor.mergeBlockFormat(room)
        self._fit_pictures()
        self.pages.moveCursor(QTextCursor.MoveOperation.Start)

    def _fit_pictures(self) -> None:
        """Show each picture as wide as the page, but never larger than it is."""
        document = self.pages.document()
        bar = self.pages.verticalScrollBar().sizeHint().width()
        frame = theme().em(16)
        room = self.pages.width() - frame - bar - 2 * round(document.documentMargin())
        dots = self.devicePixelRatioF()
        for name in self.pictures():
            picture = QImage(str(self._folder / name))
            if picture.width() > room * dots > 0:
                smooth = Qt.TransformationMode.SmoothTransformation
                picture = picture.scaledToWidth(round(room * dots), smooth)
            picture.setDevicePixelRatio(dots)
            document.addResource(_PICTURE, self.pages.source().resolved(QUrl(name)), picture)
        document.markContentsDirty(0, document.characterCount())

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.pages.document().begin()
        while block.isValid():
            yield block
            block = block.next()


def _pictures(block: QTextBlock) -> Iterator[tuple[str, str]]:
    """Yield the file of each picture in a paragraph, and what says it in words."""
    place = block.begin()
    while not place.atEnd():
        form = place.fragment().charFormat().toImageFormat()
        if form.isValid():
            yield form.name(), str(form.property(form.Property.ImageAltText))
        place += 1
