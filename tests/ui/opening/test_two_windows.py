"""Two people at one computer: a second window, really running, on a plan that the first has."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from outreach.exchange.samples import make
from outreach.network.kinds import Organisation
from ui.opening.face import Way
from ui.preferences import Preferences
from ui.window import Window

ROOT = Path(__file__).parents[3]
OTHER = """
import sys
from pathlib import Path
from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication
app = QApplication([])
from outreach.network.kinds import Organisation
from ui.preferences import Preferences
from ui.theme.apply import apply
from ui.window import Window
apply(app, "light", 1.0)
preferences = Preferences(Path(sys.argv[2]))
preferences.author = "Bo"
window = Window(preferences)
window.shell.show()
print(window.open_path(Path(sys.argv[1])), flush=True)
def told():
    word = sys.stdin.readline().strip()
    if word == "add":
        add = lambda edit: edit.add(Organisation, name="Aaland")
        window.session.edit("Added", add, lambda _: print("added", flush=True))
    else:
        window.close_session()
        app.quit()
notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
notifier.activated.connect(told)
app.exec()
"""

PATIENCE_MS = 60_000
"""Two programs on a machine that is busy with other tests."""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "kestria.db"
    make("kestria", path, "Ines").close()
    return path


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    window = Window(Preferences(tmp_path / "settings.ini"))
    qtbot.addWidget(window.shell, before_close_func=lambda _: window.close_session())
    window.shell.show()
    yield window


@contextmanager
def other_window(plan: Path) -> Iterator[subprocess.Popen[str]]:
    """Have Bo's window open the plan."""
    settings = plan.with_name("bo.ini")
    with subprocess.Popen(
        [sys.executable, "-c", OTHER, str(plan), str(settings)],
        cwd=ROOT,
        env=os.environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        try:
            assert other.stdout is not None and other.stdout.readline() == "True\n"
            yield other
        finally:
            other.kill()


def tell(other: subprocess.Popen[str], word: str) -> str:
    """Have the other window do something; return what it says of that."""
    assert other.stdin is not None and other.stdout is not None
    other.stdin.write(f"{word}\n")
    other.stdin.flush()
    return other.stdout.readline()


def offered(window: Window) -> list[Way]:
    view = window.opener.view
    assert view is not None
    return [offer.way for offer in view.face.offers]


def choose(window: Window, way: Way) -> None:
    view = window.opener.view
    assert view is not None
    view.chosen.emit(way)


def banner(window: Window, key: str) -> str:
    shown = window.shell.banner(key)
    return shown.accessibleName() if shown else ""


def test_the_second_reads_along_and_may_edit_when_the_first_closes(
    qtbot: QtBot, window: Window, plan: Path
) -> None:
    with other_window(plan) as other:
        assert not window.open_path(plan)
        view = window.opener.view
        assert view is not None and view.face.title == "Bo is editing the plan"
        assert "Bo on this computer, since " in view.face.text
        assert Way.TAKE_OVER not in offered(window), "it is running, as anybody can see"
        choose(window, Way.READ)
        session = window.session
        assert session is not None and session.read_only
        assert tell(other, "add") == "added\n"
        session.look()
        qtbot.waitUntil(
            lambda: bool(session.document.all(Organisation, name="Aaland")), timeout=PATIENCE_MS
        )
        tell(other, "close")
        other.wait(20)
        session.look()
        qtbot.waitUntil(
            lambda: "not open elsewhere any more" in banner(window, "read-only"),
            timeout=PATIENCE_MS,
        )
    shown = window.shell.banner("read-only")
    assert shown is not None
    assert window.open_path(plan) and window.session is not None
    assert not window.session.read_only


def test_after_a_crash_the_plan_is_anybodys_and_that_is_said(window: Window, plan: Path) -> None:
    with other_window(plan) as other:
        window.open_path(plan)
        assert Way.READ in offered(window)
        other.kill()
        other.wait(20)
        choose(window, Way.AGAIN)
        assert window.session is not None and not window.session.read_only
        assert "was not closed by Bo on this computer" in banner(window, "said")
