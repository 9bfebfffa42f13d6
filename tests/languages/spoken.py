"""``python -m tests.languages.spoken``: what the window shows without asking for a translation.

A stand-in for a language puts every translated sentence in brackets; then every page, tab and
dialog of a sample is shown, and what people see outside brackets that is not in the plan itself is
printed, with the page on which it was first seen. It runs as a process of its own, because the
window's modules say their words when they are loaded.
"""

from __future__ import annotations

import gettext
import os
import re
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from outreach.base import language

OPEN, CLOSE = "⟦", "⟧"
_TRANSLATED = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
NAMES = {
    *("Outreach Planner", "Ines", "Ben", "Kestria", "PDF", "CSV", "XLSX", "JSON", "vCard", "A4"),
    *language.LANGUAGES.values(),
}
"""What is called the same in every language."""
KEYS = re.compile(r"^(Ctrl|Alt|Shift|Esc|Del|Enter|Space|F\d+|Page|Left|Right|Up|Down|[+,\s…\-\w])+$")


class Bracketed(gettext.NullTranslations):
    """Every sentence in brackets, with its names in braces as they were."""

    def gettext(self, message: str) -> str:
        """Return a sentence in brackets."""
        return f"{OPEN}{message}{CLOSE}"

    def ngettext(self, one: str, many: str, number: int) -> str:
        """Return the sentence for a number in brackets."""
        return f"{OPEN}{one if number == 1 else many}{CLOSE}"


def untranslated(plan: str, folder: Path) -> dict[str, str]:
    """Return what is shown outside brackets in the window on a plan, with where it was first seen."""
    from tests.screens import dialogs, plans, views

    path = plans.make(plan, folder)
    window = views.open_window(path, folder / "settings.ini")
    window.shell.resize(1280, 800)
    content = _content(path)
    found: dict[str, str] = {}

    def look(place: str) -> None:
        for text in shown():
            for piece in _left(text):
                if piece.casefold() not in content:
                    found.setdefault(piece, f"{place}: {text}")

    for name in views.views(window):
        look(name)
    for name, make in dialogs.DIALOGS.items():
        dialog = make(window)
        dialog.show()
        views.settle()
        look(f"dialog-{name}")
        dialog.hide()
        dialog.deleteLater()
    window.close_session()
    return found


def shown() -> Iterator[str]:
    """Yield everything that the widgets on the screen tell people, and screen readers."""
    from PySide6.QtCore import QAbstractTableModel, Qt
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import (
        QAbstractButton,
        QAbstractItemView,
        QApplication,
        QComboBox,
        QLabel,
        QLineEdit,
    )

    for widget in QApplication.allWidgets():
        if not widget.isVisible():
            continue
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        if isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(n) for n in range(widget.count()))
        elif isinstance(widget, QAbstractItemView) and (model := widget.model()):
            columns = model.columnCount() if isinstance(model, QAbstractTableModel) else 1
            for row in range(min(model.rowCount(), 30)):
                for column in range(columns):
                    index = model.index(row, column)
                    for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                        if isinstance(text := model.data(index, role), str):
                            yield text
        yield from (action.text() for action in widget.findChildren(QAction))


def _left(text: str) -> Iterator[str]:
    """Yield the parts of a text that no translation covers and that hold a word."""
    plain = re.sub(r"<[^>]*>", " ", text).replace("&", "")
    while (shorter := _TRANSLATED.sub("\n", plain)) != plain:
        plain = shorter
    for piece in plain.split("\n"):
        piece = piece.strip(" ·,.:;“”‘’()–—→•…")
        if _LETTERS.search(piece) and piece not in NAMES and not KEYS.match(piece):
            yield piece


def _content(path: Path) -> str:
    """Return every text in a plan, in one."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
        tables = [name for (name,) in file.execute("SELECT name FROM sqlite_schema WHERE type='table'")]
        rows = (row for name in tables for row in file.execute(f'SELECT * FROM "{name}"'))
        texts = {str(value) for row in rows for value in row if isinstance(value, str)}
    return "\n".join(texts).casefold()


def main() -> int:
    """Print what is not translated; return 1 when there is any."""
    from tests.screens import clock

    clock.stop()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    language._catalogue = lambda _: Bracketed()  # type: ignore[assignment]
    language.choose("fr")
    from PySide6.QtWidgets import QApplication

    app = QApplication(sys.argv[:1])
    from tests.screens.looks import Look

    with tempfile.TemporaryDirectory() as folder:
        os.environ["OUTREACH_DATA"] = str(Path(folder) / "data")
        Look().put_on(app)
        found = untranslated("kestria", Path(folder))
    for piece, place in sorted(found.items(), key=lambda one: one[1]):
        print(f"{place}  ||  {piece}")
    sys.stdout.flush()
    os._exit(bool(found))


if __name__ == "__main__":
    sys.exit(main())
