"""The keys of the review: everything can be done without a mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut

if TYPE_CHECKING:
    from ui.pages.merge.page import MergePage


class Keys(QObject):
    """Up and down between decisions, left and right between answers, Enter confirms."""

    def __init__(self, page: MergePage) -> None:
        """Listen wherever on ``page`` the keyboard is."""
        super().__init__(page)
        what: dict[str, Callable[[], object]] = {
            "Up": lambda: page.deciding.step_on(-1),
            "Down": lambda: page.deciding.step_on(1),
            "Left": lambda: page.deciding.step(-1),
            "Right": lambda: page.deciding.step(1),
            "B": page.deciding.pick_both,
            "E": page.deciding.write,
            "Return": page.deciding.confirm,
            "Enter": page.deciding.confirm,
            "Del": page.deciding.take_back,
            "Backspace": page.deciding.take_back,
            "Ctrl+Return": page.finish,
            "Ctrl+Enter": page.finish,
        }
        for keys, do in what.items():
            shortcut = QShortcut(QKeySequence(keys), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)
