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
from html import unescape
from pathlib import Path

from outreach.base import language
from outreach.base.assets import resource

OPEN, CLOSE = "⟦", "⟧"
_TRANSLATED = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
NAMES = {
    *("Outreach Planner", "PDF", "CSV", "XLSX", "JSON", "vCard", "A4", "Ines", "Ben", "Kestria"),
    *language.LANGUAGES.values(),
}
"""What is called the same in every language."""
OURS = re.compile(
    r"Abara|Ada|Ada Okello|Bo Lind|Company|Counsel|E-mail|First name|Harbour Bank|Job title"
    r"|Last name|Okello|Shoe size|ada@harbour.example|The same website, names that are alike"
)
"""What the pictures put into dialogs: a list from elsewhere, a reason for a likely duplicate."""
_ENCODING = re.compile(r"(GB|ISO|KOI8|Macintosh|Shift JIS|UTF|Windows)[- \d R]*")
HEADED_BY_US = ("reason", "typed-words")
"""Dialogs that the pictures give English words as whoever opens them would."""
_AROUND = " ·,.:;“”‘’()–—→•…+"
_ISOLATES = re.compile("[\u2066-\u2069]")
_DAY = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day |[a-z]{3} )?\d{1,2} (?:november|[a-z]{3}\b)"
    r"|november \d{4}|→"
)
"""Days as Qt says them, and it does so in its own languages; the pictures stop the clock then."""
_KEY = (
    r"(?:Ctrl|Alt|Shift|Esc|Del|Enter|Return|Space|Tab|F\d+|PgUp|PgDown|Home|End"
    r"|Left|Right|Up|Down|\S)"
)
KEYS = re.compile(rf"{_KEY}(?:\+{_KEY})*(?:,? {_KEY}(?:\+{_KEY})*)*")
"""Names of keys, as the system calls them."""


class Bracketed(gettext.NullTranslations):
    """Every sentence in brackets, with its names in braces as they were."""

    def gettext(self, message: str) -> str:
        """Return a sentence in brackets."""
        return f"{OPEN}{message}{CLOSE}"

    def ngettext(self, one: str, many: str, number: int) -> str:
        """Return the sentence for a number in brackets."""
        return f"{OPEN}{one if number == 1 else many}{CLOSE}"


def untranslated(plan: str, folder: Path) -> dict[str, str]:
    """Return what is shown outside brackets on a plan, and where it was first seen."""
    from tests.screens import dialogs, plans, views

    path = plans.make(plan, folder)
    window = views.open_window(path, folder / "settings.ini")
    window.shell.resize(1280, 800)
    found: dict[str, str] = {}

    def look(place: str) -> None:
        content = _content(folder)
        for text in dict.fromkeys(shown()):
            for piece in _left(text):
                if _LETTERS.search(_without(piece, content)):
                    found.setdefault(piece, f"{place}: {text}")

    for name in views.views(window):
        look(name)
    for name, make in dialogs.DIALOGS.items():
        if name in HEADED_BY_US:
            continue
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
    plain = re.sub(
        r"&(?=\w)", "", unescape(re.sub(r"<[^>]*>", " ", re.sub(r"</?span[^>]*>", "", text)))
    )
    while (shorter := _TRANSLATED.sub("\n", plain)) != plain:
        plain = shorter
    for piece in re.split(r"\n|…", plain):
        piece = piece.strip(_AROUND)
        known = (KEYS, OURS, _ENCODING)
        named = piece in NAMES or any(one.fullmatch(piece) for one in known)
        if _LETTERS.search(piece) and not named:
            yield piece


def _content(folder: Path) -> list[str]:
    """Return every text in the plans of a folder, the longest first."""
    words = resource("words", "plain-en.txt").read_text(encoding="utf-8")
    texts = set(words.casefold().replace("=", "\n").splitlines())
    for path in folder.rglob("*.db"):
        texts |= {str(path).casefold(), str(path.parent).casefold(), path.name.casefold()}
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
            named = file.execute("SELECT name FROM sqlite_schema WHERE type='table'").fetchall()
            for (name,) in named:
                rows = file.execute(f'SELECT * FROM "{name}"')
                texts.update(str(value).casefold() for row in rows for value in row if value)
    lines = {line.strip(_AROUND) for text in texts for line in (text, *re.split(r'\n|"|, ', text))}
    return sorted(filter(_LETTERS.search, lines), key=len, reverse=True)


def _without(piece: str, content: list[str]) -> str:
    """Return what is left of a text when everything that stands in a plan is taken out."""
    left = _DAY.sub(" ", _ISOLATES.sub("", piece.casefold()))
    for text in content:
        if not _LETTERS.search(left) or _is_part(left, text):
            return ""
        if len(text) > 2 and text in left:
            left = left.replace(text, " ")
            # Beside a short text there may be the beginning of a longer one.
            if any(_is_part(left, longer) for longer in content):
                return ""
    return left


def _is_part(left: str, text: str) -> bool:
    """Tell whether a text, or enough of it to be known by, is all that is left.

    A list shows the beginning of a long text, and what was found a part of it.
    """
    part = left.strip(_AROUND)
    return text == part or ((part.count(" ") > 1 or len(part) > 30) and part in text)


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
