"""The editor of a small picture: chosen from a file, said in words, taken away by clearing it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from outreach.base.language import tr
from outreach.document.pictures import Picture
from ui.forms.text import LineEditor
from ui.theme import measure
from ui.widgets.buttons import QuietButton


class PictureEditor(LineEditor):
    """Says which picture is there; another is chosen from a file, or its path typed in."""

    takes_pauses = False

    def __init__(self, field: Picture, parent: QWidget | None = None) -> None:
        """Build the line and the button beside it."""
        super().__init__(field, parent)
        self._picture = field
        self._line.setPlaceholderText(tr("No picture"))
        self.choose = QuietButton(tr("Choose…"))
        self.choose.setToolTip(tr("Choose a PNG or JPEG file"))
        self.choose.setAccessibleName(tr("Choose a file: {label}", label=field.label))
        self.choose.clicked.connect(self._ask)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        measure.spacing(row, 6)
        row.addWidget(self._line, 1)
        row.addWidget(self.choose)
        self.place(both)
        self.add_help()

    def set_read_only(self, read_only: bool) -> None:
        """Let nothing be chosen or typed."""
        super().set_read_only(read_only)
        self.choose.setEnabled(not read_only)

    def say(self, value: Any) -> str:
        """Return the kind and the size of the picture."""
        return self._picture.words(value)

    def understand(self, words: str) -> Any:
        """Read the picture whose path was typed.

        Raises:
            InvalidValue: it is no picture that fits.
            ValueError: there is no such file.
        """
        path = Path(words).expanduser()
        try:
            if not path.is_file():
                raise ValueError(
                    tr(
                        "“{path}” could not be read: it is no file. Choose a PNG or JPEG file.",
                        path=words,
                    )
                )
            # Before it is read: the window would wait for a film.
            self._picture.check_size(path.stat().st_size)
            return self._picture.of_file(path.read_bytes())
        except OSError as error:
            raise ValueError(
                tr(
                    "“{path}” could not be read ({error}). Choose a PNG or JPEG file.",
                    path=words,
                    error=error.strerror,
                )
            ) from error

    def _ask(self) -> None:
        dialog = QFileDialog(self, tr("Choose a picture"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("Pictures (*.png *.jpg *.jpeg)"))
        dialog.fileSelected.connect(self._take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take(self, path: str) -> None:
        self.type_in(path)
        self.commit()
