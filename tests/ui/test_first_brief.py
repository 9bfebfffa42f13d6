"""Somebody who never saw the program has a first brief on paper, by the keyboard alone.

The path is written down as it is walked: what is pressed and typed, and how much of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.dialogs.new_plan import NewPlan
from ui.pages.briefs.page import BriefsPage
from ui.preferences import Preferences
from ui.widgets.big_row import BigRow
from ui.window import Window

MOST_KEYS = 60
"""Keys pressed but for the letters of what is written, up to which the path counts as short."""
MOST_LETTERS = 260
LETTERS_A_MINUTE = 100
"""Of somebody who looks for each of them."""


class Person:
    """Presses keys where the keyboard is, and counts them."""

    def __init__(self) -> None:
        self.keys = self.letters = self.steps = 0

    def press(self, key: Qt.Key, times: int = 1, *, ctrl: bool = False) -> None:
        none, control = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
        for _ in range(times):
            QTest.keyClick(focused(), key, control if ctrl else none)
            self.keys += 1

    def write(self, words: str) -> None:
        QTest.keyClicks(focused(), words)
        self.letters += len(words)

    def go_to(self, reached: Callable[[QWidget], bool], most: int = 30) -> None:
        """Press Tab until the keyboard is where it is wanted."""
        for _ in range(most):
            if reached(focused()):
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab did not lead there; the keyboard is in {focused()}.")

    def meet(self, kind: type[QDialog], act: Callable[[QDialog], object]) -> None:
        """Do ``act`` in the next dialog of a kind, which comes up while something else waits."""
        self.steps += 1
        tries = 0

        def look() -> None:
            nonlocal tries
            found = QApplication.activeModalWidget()
            here = QApplication.focusWidget()
            tries += 1
            if isinstance(found, kind) and here is not None and found.isAncestorOf(here):
                act(found)
            elif tries < 300:
                QTimer.singleShot(10, look)
            else:
                # Nothing must wait for an answer that nobody gives.
                for waiting in QApplication.topLevelWidgets():
                    if isinstance(waiting, QDialog):
                        waiting.reject()
                raise AssertionError(f"no {kind.__name__} came up")

        QTimer.singleShot(0, look)


def focused() -> QWidget:
    here = QApplication.focusWidget()
    assert isinstance(here, QWidget)
    return here


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    window = Window(Preferences(tmp_path / "settings.ini"))
    qtbot.addWidget(window.shell)
    window.shell.resize(1280, 800)
    window.shell.show()
    window.welcome()
    window.shell.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window.shell)
    yield window
    window.close_session()


def test_from_the_first_start_to_a_brief_on_paper(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    person = Person()
    plan, paper = tmp_path / "floods.db", tmp_path / "brief.pdf"

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, NewPlan)
        person.write("Flood warnings")
        for said in (
            "How many days before a flood can each ward be warned?",
            "River Authority",
            "Ward councils",
            "Ada Moss",
        ):
            person.press(Qt.Key.Key_Tab)
            person.write(said)
        person.meet(QFileDialog, keep)
        person.press(Qt.Key.Key_Return, ctrl=True)

    def keep(dialog: QDialog) -> None:
        line = dialog.findChild(QLineEdit)
        assert line is not None
        line.setFocus()
        line.selectAll()
        # On the person's computer a name is offered; here it must not land in their folder.
        person.write(str(plan))
        person.press(Qt.Key.Key_Return)

    window.shell.setFocus()
    person.go_to(lambda here: isinstance(here, BigRow) and "New plan" in here.accessibleName())
    person.meet(NewPlan, answer)
    person.press(Qt.Key.Key_Return)
    assert plan.exists() and window.session is not None
    assert window.shell.current_page() == "today"

    # What a desktop does by itself when a dialog goes.
    window.shell.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    person.press(Qt.Key.Key_8, ctrl=True)
    person.steps += 1
    page = window.shell.page("briefs")
    assert isinstance(page, BriefsPage)
    qtbot.waitUntil(lambda: page.drawn is not None)
    person.go_to(lambda here: here is page.save)

    def save(dialog: QDialog) -> None:
        line = dialog.findChild(QLineEdit)
        assert line is not None
        line.setFocus()
        line.selectAll()
        person.write(str(paper))
        person.press(Qt.Key.Key_Return)

    person.meet(QFileDialog, save)
    person.press(Qt.Key.Key_Return)
    qtbot.waitUntil(paper.exists)
    words = read(page, paper)
    assert "Flood warnings" in words and "River Authority" in words

    letters = person.letters - len(str(plan)) - len(str(paper))
    assert person.keys <= MOST_KEYS and letters <= MOST_LETTERS
    # Ten minutes, with as long again as the writing takes for finding the way.
    assert letters / LETTERS_A_MINUTE * 2 + person.steps <= 10


def read(page: BriefsPage, pdf: Path) -> str:
    """Return the words of a PDF, read in the lane: pdfium does one thing at a time."""

    def words() -> str:
        document = pypdfium2.PdfDocument(pdf)
        try:
            sheets = (document[n].get_textpage() for n in range(len(document)))
            return " ".join(" ".join(one.get_text_range() for one in sheets).split())
        finally:
            document.close()

    return page._drawing._lane.call(words)
