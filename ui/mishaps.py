"""What happens when the program itself fails: a sentence, nothing lost, and a report to look at.

The report says where in the program it happened and no more. What an error says may quote what
somebody typed, and a path may hold a person's name; neither is in it.
"""

from __future__ import annotations

import platform
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Protocol

from PySide6.QtCore import QObject, Signal, qVersion

from outreach import __version__
from outreach.base.language import tr
from ui.widgets.banner import Banner

KEY = "mishap"
"""The name of the banner."""
MOST_FRAMES = 60
"""Calls of which a report tells, innermost last: an endless recursion has a thousand."""
_ROOT = Path(__file__).resolve().parents[1]
_OURS = ("ui", "outreach", "tests")


class Shell(Protocol):
    """What telling of a mishap needs of the window."""

    def show_banner(self, key: str, banner: Banner) -> None:
        """Show a banner above the pages."""

    def banner(self, key: str) -> Banner | None:
        """Return the banner that is shown under a key."""

    def current_page(self) -> str:
        """Return the name that the page which is shown has in the program."""


class Mishaps(QObject):
    """Takes the place of Python's own way to tell of an error that nobody caught."""

    _happened = Signal(str)

    def __init__(
        self, shell: Shell, keep: Callable[[], object], show: Callable[[str], None]
    ) -> None:
        """Tell of mishaps in ``shell``.

        Args:
            shell: The window.
            keep: Keeps what is typed and not saved yet.
            show: Shows a report.
        """
        super().__init__()
        self._shell, self._keep, self._show = shell, keep, show
        self.reports: list[str] = []
        """Each that was told of, once."""
        # An error may come from another thread; what is shown belongs to this one.
        self._happened.connect(self._tell)

    def install(self) -> None:
        """Hear of every error from now on, those in other threads too."""
        sys.excepthook = self.caught
        threading.excepthook = lambda found: self.caught(
            found.exc_type, found.exc_value, found.exc_traceback
        )

    def caught(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Tell of an error; who started the program in a terminal reads all of it there."""
        if error is None or issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        sys.stderr.write("".join(traceback.format_exception(kind, error, trace)))
        self._happened.emit(report(error, trace, self._shell.current_page()))

    def _tell(self, said: str) -> None:
        try:
            self._keep()
        except Exception:
            # It may be the very thing that went wrong: telling of that too would never end.
            traceback.print_exc()
        if said in self.reports and self._shell.banner(KEY) is not None:
            return
        if said not in self.reports:
            self.reports.append(said)
        banner = Banner(
            tr(
                "Something went wrong in the program. What was saved is safe in "
                "the file, and what you were typing is kept. Go on, or close the "
                "program and open the file again."
            ),
            tone="danger",
            buttons=[(tr("Look at the report…"), lambda: self._show(said))],
        )
        self._shell.show_banner(KEY, banner)


def report(error: BaseException, trace: TracebackType | None, page: str = "") -> str:
    """Return where in the program an error happened, without anything that a person wrote.

    Args:
        error: What was raised.
        trace: Where it went; by default where ``error`` says.
        page: The name in the program of the page that was shown.
    """
    lines = [
        # English in every language: it is read by those who look after the program.
        f"Outreach Planner {__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.system()}",
        f"Page: {page or 'none'}",
    ]
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        lines += ["", type(one).__qualname__, *_calls(trace if one is error else one.__traceback__)]
        one = one.__cause__ or one.__context__
        if one is not None:
            lines += ["", "which came of:"]
    return "\n".join(lines) + "\n"


def _calls(trace: TracebackType | None) -> list[str]:
    """Return the calls that led to an error: module, line and function, and nothing else."""
    frames = traceback.extract_tb(trace)
    return [f"  {_module(one.filename)}:{one.lineno} {one.name}" for one in frames[-MOST_FRAMES:]]


def _module(file: str) -> str:
    """Return a file of the program by its path in it, and any other by its name only."""
    path = Path(file)
    if path.is_relative_to(_ROOT) and (inside := path.relative_to(_ROOT)).parts[0] in _OURS:
        return inside.as_posix()
    return path.name
