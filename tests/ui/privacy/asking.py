"""Answers what the window asks, and reads what it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

from ui.window import Window

D = TypeVar("D", bound=QDialog)


def in_dialog(kind: type[D], act: Callable[[D], object]) -> list[D]:
    """Do ``act`` in the dialog that comes up next; return it in a list once it is there."""
    seen: list[D] = []

    def run() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind)
        seen.append(dialog)
        act(dialog)

    QTimer.singleShot(0, run)
    return seen


def banner(window: Window, key: str = "said") -> str:
    """Return what the banner of that name says; empty when there is none."""
    shown = window.shell.banner(key)
    return shown.accessibleName() if shown else ""
