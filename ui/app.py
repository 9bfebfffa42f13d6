"""Starts the window: the one place that knows the process, the application and the screen."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from outreach.base.errors import Refusal
from outreach.base.language import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.shell.window import MainShell
    from ui.window import Window

_PREPARE_AFTER_MS = 2_000
"""After the first page is there: what is prepared must not delay what is asked for at once."""
_QUIT_AFTER = "OUTREACH_QUIT_AFTER_FIRST_PAINT"


def run(path: Path | None) -> int:
    """Show the window, on ``path`` when it is given, and return the exit status when it closes.

    With ``OUTREACH_QUIT_AFTER_FIRST_PAINT=1`` in the environment it quits as soon as the first
    page with content has been painted, with ``=window`` as soon as the window itself has, which is
    empty then; that is how starting is measured.
    """
    _refuse_bad_pair()
    _import_quickly()
    from PySide6.QtWidgets import QApplication

    from ui.language import speak
    from ui.preferences import Preferences

    application = QApplication(sys.argv[:1])
    preferences = Preferences()
    # Modules that are loaded from here on have their words in this language.
    speak(application, preferences.language)
    from ui.first_paint import FirstPaint
    from ui.shell.window import MainShell
    from ui.theme.ground import show_ground

    application.setApplicationName(tr("Outreach Planner"))
    application.setDesktopFileName("outreach-planner")
    sys.excepthook = _last_resort
    show_ground(application, preferences.scheme)
    shell = MainShell(preferences)
    begun: list[Window] = []

    def shown() -> None:
        if os.environ.get(_QUIT_AFTER) == "window":
            shell.close()
        else:
            begun.append(_begin(application, shell, path))

    FirstPaint(shell, shown)
    shell.show()
    status = application.exec()
    for window in begun:
        window.close_session()
    preferences.sync()
    sys.stdout.flush()
    sys.stderr.flush()
    # Taking Qt down object by object takes longer than everything else about closing.
    os._exit(status)


def _begin(application: QApplication, shell: MainShell, path: Path | None) -> Window:
    """Furnish the window that is on the screen, open the file, and let the collector work again."""
    from PySide6.QtCore import QTimer

    from ui import asking
    from ui.first_paint import FirstPaint
    from ui.jobs.garbage import keep_here
    from ui.theme.apply import apply
    from ui.window import Window

    preferences = shell.preferences

    def settled() -> None:
        gc.freeze()
        keep_here()
        if os.environ.get(_QUIT_AFTER):
            shell.close()
        else:
            QTimer.singleShot(_PREPARE_AFTER_MS, lambda: asking.prepare(window))

    apply(application, preferences.scheme, preferences.scale)
    window = Window(preferences, shell)
    _look_after(window)
    if path is not None and window.open_path(path):
        FirstPaint(shell.first_content(), settled)
    else:
        if path is None:
            window.welcome()
        QTimer.singleShot(0, settled)
    return window


def _look_after(window: Window) -> None:
    """Have errors told of in the window, now that there is one."""
    from ui.mishaps import Mishaps

    def keep() -> None:
        if window.session is not None:
            window.session.unsaved_words.keep()

    def show(report: str) -> None:
        from ui.dialogs.report import ReportDialog
        from ui.widgets.passing import passing

        with passing(ReportDialog(report, window.shell)) as dialog:
            dialog.exec()

    Mishaps(window.shell, keep, show).install()


def _import_quickly() -> None:
    """Spare the import of every module a search of its source for the word PySide6.

    The hook is a private one of Shiboken's: without it everything works, more slowly.
    """
    import PySide6.QtCore  # noqa: F401  the hook exists only afterwards

    try:
        from shibokensupport import feature
    except ImportError:
        return
    if hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = lambda _: True


def _refuse_bad_pair() -> None:
    """Refuse a PySide6 that is known to crash this Python after a while.

    PySide6 6.12.0 takes no reference on None, True and False where Qt calls return them; before
    Python 3.12 made these immortal, a long session dies.
    """
    import PySide6

    if PySide6.__version_info__[:2] == (6, 12) and sys.version_info < (3, 12):
        raise Refusal(
            tr(
                "PySide6 {version} crashes on Python {python}. No file was opened. "
                "Run “python3 start.py”, which installs the one that works.",
                version=PySide6.__version__,
                python=sys.version.split()[0],
            )
        )


def _last_resort(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Say that the program failed before its window was there, and where, for who mends it."""
    import traceback

    from PySide6.QtWidgets import QMessageBox

    from ui.mishaps import report

    sys.stderr.write("".join(traceback.format_exception(kind, error, trace)))
    box = QMessageBox()
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(tr("Outreach Planner"))
    box.setText(
        tr(
            "The window could not be shown. Every change that was saved is "
            "safe in the file. Close the program and open the file again. The "
            "details say where in the program it happened and hold nothing of "
            "your plan: please send them to us."
        )
    )
    box.setDetailedText(report(error, trace))
    box.exec()
