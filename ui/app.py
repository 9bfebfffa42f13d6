"""Starts the window: the one place that knows the process, the application and the screen."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from outreach.base.errors import Refusal

if TYPE_CHECKING:
    from ui.window import Window


def run(path: Path | None) -> int:
    """Show the window, on ``path`` when it is given, and return the exit status when it closes.

    With ``OUTREACH_QUIT_AFTER_FIRST_PAINT=1`` in the environment it quits as soon as the first
    page with content has been painted, with ``=window`` as soon as the window itself has; that is
    how starting is measured.
    """
    _refuse_bad_pair()
    _import_quickly()
    from PySide6.QtWidgets import QApplication

    from ui.preferences import Preferences
    from ui.theme.apply import apply
    from ui.window import Window

    application = QApplication(sys.argv[:1])
    application.setApplicationName("Outreach Planner")
    application.setDesktopFileName("outreach-planner")
    sys.excepthook = _last_resort
    preferences = Preferences()
    apply(application, preferences.scheme, preferences.scale)
    window = Window(preferences)
    if path is None:
        window.welcome()
    window.shell.show()
    _begin(window, path)
    status = application.exec()
    window.close_session()
    preferences.sync()
    sys.stdout.flush()
    sys.stderr.flush()
    # Taking Qt down object by object takes longer than everything else about closing.
    os._exit(status)


def _begin(window: Window, path: Path | None) -> None:
    """Open the file once the window is on the screen, and then let the collector work again."""
    from ui.first_paint import FirstPaint
    from ui.jobs.garbage import keep_here

    quit_after = os.environ.get("OUTREACH_QUIT_AFTER_FIRST_PAINT")

    def shown() -> None:
        if quit_after == "window":
            window.shell.close()
        elif path is None or not window.open_path(path):
            if path is not None:
                window.welcome()
            settled()
        else:
            FirstPaint(window.shell.first_content(), settled)

    def settled() -> None:
        gc.freeze()
        keep_here()
        if quit_after:
            window.shell.close()

    FirstPaint(window.shell, shown)


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
            f"PySide6 {PySide6.__version__} crashes on Python {sys.version.split()[0]}. No "
            "file was opened. Run “python3 start.py”, which installs the one that works."
        )


def _last_resort(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Say that the program failed, what is safe and what to do; details for who mends it."""
    import traceback

    from PySide6.QtWidgets import QMessageBox

    details = "".join(traceback.format_exception(kind, error, trace))
    sys.stderr.write(details)
    box = QMessageBox()
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("Outreach Planner")
    box.setText(
        "Something went wrong in the program. Every change that was saved is safe in the file. "
        "Go on, or close the program and open the file again; please send us the details."
    )
    box.setDetailedText(details)
    box.exec()
