"""What can be done from the menus, each declared once: words, keys, icon, and what it does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from outreach.base.language import tr
from ui.icons import icon as themed_icon
from ui.widgets.markup import plain, unmarked

MENUS = {
    "File": tr("&File"),
    "Edit": tr("&Edit"),
    "View": tr("&View"),
    "Go": tr("&Go"),
    "Help": tr("&Help"),
}
"""The menus in their order."""

Shortcut = str | QKeySequence.StandardKey


class Actions(QObject):
    """The registry of all actions, from which the menu bar is made."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin without actions."""
        super().__init__(parent)
        self._actions: dict[str, QAction] = {}
        self._submenus: dict[str, QMenu] = {}
        self._menus: dict[str, QMenu] = {}
        self._groups: dict[str, list[tuple[int, QAction]]] = {}

    def fill(self, bar: QMenuBar) -> None:
        """Put the menus into ``bar``; actions that are added later turn up in them."""
        for name, text in MENUS.items():
            menu = self._menu(name, text)
            menu.setParent(bar, menu.windowFlags())
            bar.addMenu(menu)

    def add(
        self,
        id: str,
        text: str,
        menu: str,
        handler: Callable[[], object],
        *,
        shortcut: Shortcut = "",
        icon: str = "",
        group: int = 0,
    ) -> QAction:
        """Declare an action.

        Args:
            id: its name in the program, such as ``file.open``.
            text: its words, with an ellipsis when a dialog follows.
            menu: the menu it is in: File, Edit, View, Go or Help.
            handler: what it does.
            shortcut: keys such as ``Ctrl+L``, or a standard key of the platform.
            icon: the name of an icon.
            group: a line is drawn between actions of different groups.
        """
        action = QAction(text, self)
        action.setObjectName(id)
        action.triggered.connect(lambda _=False: handler())
        if isinstance(shortcut, QKeySequence.StandardKey):
            action.setShortcuts(shortcut)  # some platforms know several keys
        elif shortcut:
            action.setShortcut(QKeySequence(shortcut))
        if icon:
            action.setIcon(themed_icon(icon))
        self._actions[id] = action
        self._insert(menu, action, group)
        return action

    def submenu(self, id: str, text: str, menu: str, *, group: int = 0) -> QMenu:
        """Declare a menu inside a menu, such as that of recent files, and return it empty."""
        inner = QMenu(text, self._menu(menu))
        inner.setToolTipsVisible(True)
        self._submenus[id] = inner
        self._insert(menu, inner.menuAction(), group)
        return inner

    def action(self, id: str) -> QAction:
        """Return an action; of a menu inside a menu, the one that opens it.

        Raises:
            KeyError: there is no such action.
        """
        # Qt may give a menu another one at any time, so none is kept.
        return self._submenus[id].menuAction() if id in self._submenus else self._actions[id]

    def ids(self) -> tuple[str, ...]:
        """Return the names of all that can be done; opening a menu is no doing."""
        return tuple(self._actions)

    def enable(self, id: str, on: bool, why: str = "") -> None:
        """Let an action be used, or not; its tooltip then says why."""
        action = self.action(id)
        action.setEnabled(on)
        action.setToolTip(plain(why if why and not on else unmarked(action.text())))

    def set_text(self, id: str, text: str, what: str = "") -> None:
        """Give an action other words, such as "&Undo", and say ``what`` it would be done to."""
        action = self._actions[id]
        # An ampersand in a record's name marks no key.
        action.setText(f"{text}: {what.replace('&', '&&')}" if what else text)
        if action.isEnabled():
            action.setToolTip(plain(unmarked(action.text())))

    def _menu(self, name: str, text: str = "") -> QMenu:
        if name not in self._menus:
            menu = QMenu(text or MENUS[name])
            menu.setToolTipsVisible(True)
            self._menus[name] = menu
            self.destroyed.connect(menu.deleteLater)
        return self._menus[name]

    def _insert(self, menu: str, action: QAction, group: int) -> None:
        """Put ``action`` behind its group, with a line where two groups meet."""
        known = self._groups.setdefault(menu, [])
        place = sum(1 for other, _ in known if other <= group)
        known.insert(place, (group, action))
        target = self._menu(menu)
        target.clear()
        last = known[0][0]
        for number, known_action in known:
            if number != last:
                target.addSeparator()
            target.addAction(known_action)
            last = number
