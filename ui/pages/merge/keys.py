"""The keys of the review: everything can be done without a mouse."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.pages.merge.deciding import Deciding


class Keys(QObject):
    """Up and down between decisions, left and right between answers, Enter confirms."""

    def __init__(self, page: QWidget, deciding: Deciding, finish: Callable[[], object]) -> None:
        """Listen wherever on ``page``, which shows ``deciding``, the keyboard is."""
        super().__init__(page)
        what: dict[str, Callable[[], object]] = {
            "Up": lambda: deciding.step_on(-1),
            "Down": lambda: deciding.step_on(1),
            "Left": lambda: deciding.step(-1),
            "Right": lambda: deciding.step(1),
            "B": deciding.pick_both,
            "E": deciding.write,
            "Return": deciding.confirm,
            "Enter": deciding.confirm,
            "Del": deciding.take_back,
            "Backspace": deciding.take_back,
            "Esc": deciding.back,
            "Ctrl+Return": finish,
            "Ctrl+Enter": finish,
        }
        for keys, do in what.items():
            shortcut = QShortcut(QKeySequence(keys), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)
