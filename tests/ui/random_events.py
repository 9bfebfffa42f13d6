"""Clicks and types at random: ``python -m tests.ui.random_events [EVENTS] [SEED]``.

The same seed does the same things on the same machine. Whatever is asked for by the desktop (files,
folders) is declined, and the window is never closed; everything else may happen. Now and then what
the window knows is compared with what is in the file.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from outreach.base.data_folder import OVERRIDE

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import (
    QEventLoop,
    QMessageLogContext,
    QObject,
    QPoint,
    Qt,
    QTimer,
    QtMsgType,
    QUrl,
    Slot,
    qInstallMessageHandler,
)
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QAbstractPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from outreach.exchange.samples import make
from outreach.initiative import open_file
from outreach.snapshot import take
from ui.pages.partners.page import PartnersPage
from ui.preferences import Preferences
from ui.theme.apply import apply
from ui.window import Window

CHECK_EVERY = 250
IGNORED = ("This plugin does not support", "OpenType support missing", "propagateSizeHints")
KEYS = (
    *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left),
    *(Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_Home),
    *(Qt.Key.Key_End, Qt.Key.Key_PageDown, Qt.Key.Key_Delete, Qt.Key.Key_Backspace),
    *(Qt.Key.Key_F2, Qt.Key.Key_F6, Qt.Key.Key_Plus, Qt.Key.Key_Minus),
)
WORDS = ("Telmara", "ngũ", "الأمين", "水源", "12", "2026-12-01", "a@b.example", "🥣 soup", "-", "%")
COMMANDS = (
    *("undo", "redo", "add", "filter", "brief", "pane", "pane back", "larger", "smaller"),
    *("find", "contact", "settings", "keys", "guide", "save", "export", "copies"),
)


class Wanderer(QObject):
    """Does one thing after another, whatever is on the screen."""

    def __init__(self, window: Window, plan: Path, events: int, seed: int) -> None:
        super().__init__()
        self.window, self.plan = window, plan
        self.draw = random.Random(seed)
        self.left = events
        self.done: list[str] = []
        self.trouble: list[str] = []
        self.loop = QEventLoop()
        self.over = False

    def run(self) -> list[str]:
        """Do everything; return what went wrong."""
        before = sys.excepthook
        sys.excepthook = self._raised
        handler = qInstallMessageHandler(self._message)
        QDesktopServices.setUrlHandler("file", self, "declined")
        QTimer.singleShot(0, self.step)
        self.loop.exec()
        QDesktopServices.unsetUrlHandler("file")
        qInstallMessageHandler(handler)
        sys.excepthook = before
        return self.trouble

    @Slot(QUrl)
    def declined(self, url: QUrl) -> None:
        """Open nothing outside."""

    def step(self) -> None:
        """Do the next thing."""
        if self.over:
            return
        # What is done now may open a dialog and wait for its answer: that must come from here too.
        QTimer.singleShot(0, self.step)
        dialog, popup = QApplication.activeModalWidget(), QApplication.activePopupWidget()
        if isinstance(popup, QMenu):
            self._in_menu(popup)
        elif isinstance(dialog, QFileDialog | QAbstractPrintDialog):
            # Qt's own, which it tests itself.
            dialog.reject()
        elif self.left <= 0 or self.trouble:
            self._end(dialog)
        elif dialog is not None and self.draw.random() < 0.1:
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
        else:
            self.left -= 1
            self._act(dialog or self.window.shell)
            if self.left % CHECK_EVERY == 0 and dialog is None:
                self._compare()

    def _end(self, dialog: QWidget | None) -> None:
        if dialog is not None:
            dialog.close()
            return
        self.over = True
        if not self.trouble:
            self._compare()
        self.loop.quit()

    def _act(self, within: QWidget) -> None:
        ways: tuple[tuple[Callable[[QWidget], None], int], ...] = (
            (self._press, 40),
            (self._write, 15),
            (self._click, 30),
            (self._command, 6),
            (self._page, 5),
            (self._resize, 1),
        )
        acts, weights = zip(*ways, strict=True)
        (act,) = self.draw.choices(acts, weights)
        act(within)

    def _press(self, within: QWidget) -> None:
        key = self.draw.choice(KEYS)
        self._say(f"press {key.name}")
        QTest.keyClick(self._focused(within), key)

    def _write(self, within: QWidget) -> None:
        words = self.draw.choice(WORDS)
        self._say(f"write {words}")
        for letter in words:
            # The window may be another one after any letter.
            here = QApplication.activeModalWidget() or within
            QTest.sendKeyEvent(
                QTest.KeyAction.Click,
                self._focused(here),
                Qt.Key.Key_A,
                letter,
                Qt.KeyboardModifier.NoModifier,
            )

    def _click(self, within: QWidget) -> None:
        seen = [w for w in within.findChildren(QWidget) if w.isVisible() and not w.size().isEmpty()]
        if not seen:
            return
        target = self.draw.choice(seen)
        place = QPoint(self.draw.randrange(target.width()), self.draw.randrange(target.height()))
        self._say(f"click {type(target).__name__} {target.accessibleName()!r}")
        if self.draw.random() < 0.1:
            QTest.mouseDClick(target, Qt.MouseButton.LeftButton, pos=place)
        else:
            QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=place)

    def _command(self, within: QWidget) -> None:
        if within is self.window.shell:
            command = self.draw.choice(COMMANDS)
            self._say(f"command {command}")
            # Not from here: a dialog would be waited for within this step.
            QTimer.singleShot(0, self.window.actions.action(command).trigger)

    def _page(self, within: QWidget) -> None:
        if within is self.window.shell:
            id = self.draw.choice([i for i in self.window.actions.ids() if i.startswith("go.")])
            self._say(f"page {id}")
            if self.window.actions.action(id).isVisible():
                self.window.actions.action(id).trigger()

    def _resize(self, within: QWidget) -> None:
        width, height = self.draw.choice(((1024, 680), (1280, 800), (1600, 1000)))
        self._say(f"resize {width}x{height}")
        self.window.shell.resize(width, height)

    def _in_menu(self, menu: QMenu) -> None:
        if self.draw.random() < 0.5:
            self._say("menu: leave")
            menu.close()
        else:
            QTest.keyClick(menu, self.draw.choice((Qt.Key.Key_Down, Qt.Key.Key_Return)))

    def _focused(self, within: QWidget) -> QWidget:
        here = QApplication.focusWidget()
        return here if here is not None and within.isAncestorOf(here) else within

    def _compare(self) -> None:
        """Hold what the window knows against what is in the file."""
        session = self.window.session
        if session is None or not session.all_saved:
            return
        # It may be a safe copy that is looked at, and not the plan.
        with open_file(session.path, author="Checker", read_only=True).opened() as document:
            in_file = take(document)
        if session.snapshot() != in_file:
            self.trouble.append("The window knows something else than the file.")
        page = self.window.shell.page("partners")
        if isinstance(page, PartnersPage) and page.isVisible() and not page.pane.is_filtered():
            rows = page.pane.list.rows()
            shown = {id: rows.row_at(rows.row_of(id)).title for id in rows.ids()}
            names = {one.id: one.name for one in in_file.organisations.values()}
            if shown != names:
                self.trouble.append("The list of partners shows something else than the file.")

    def _say(self, what: str) -> None:
        self.done.append(what)

    def _raised(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        self.trouble.append("".join(traceback.format_exception(kind, error, trace)))

    def _message(self, kind: QtMsgType, _: QMessageLogContext, said: str) -> None:
        if kind != QtMsgType.QtDebugMsg and not any(words in said for words in IGNORED):
            self.trouble.append(f"Qt says: {said}")


def wander(folder: Path, events: int, seed: int) -> tuple[list[str], list[str]]:
    """Return what was done at random in a copy of the sample, and what went wrong."""
    plan = folder / "kestria.db"
    make("kestria", plan, "Ines").close()
    window = Window(Preferences(folder / "settings.ini"))
    window.shell.resize(1280, 800)
    window.shell.set_close_guard(lambda: False)
    window.shell.show()
    window.open_path(plan)
    wanderer = Wanderer(window, plan, events, seed)
    trouble = wanderer.run()
    window.close_session()
    window.shell.set_close_guard(lambda: True)
    window.shell.close()
    window.shell.deleteLater()
    return wanderer.done, trouble


def main(arguments: list[str]) -> int:
    """Wander for as many events as asked, and say what went wrong."""
    events = int(arguments[0]) if arguments else 10_000
    seed = int(arguments[1]) if len(arguments) > 1 else 1
    application = QApplication(sys.argv[:1])
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    apply(application, "light", 1.0, family="Inter", base=13.5)
    with tempfile.TemporaryDirectory() as name:
        os.environ[OVERRIDE] = name
        done, trouble = wander(Path(name), events, seed)
    print(f"{len(done):,} events with seed {seed}; {len(trouble)} things went wrong.")
    for what in trouble:
        print(what)
    if trouble:
        print("The last that was done:", *done[-12:], sep="\n  ")
    return bool(trouble)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
