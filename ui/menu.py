"""The menu: what can be done with the program as a whole, declared once, with its keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QKeySequence

from ui.session import Session
from ui.shell.actions import Actions, Shortcut

_STANDARD = QKeySequence.StandardKey


@dataclass(frozen=True, slots=True)
class Entry:
    """An action of the menu."""

    id: str
    text: str
    menu: str
    group: int = 0
    shortcut: Shortcut = ""
    icon: str = ""
    needs: str = ""
    """``file``: an open file; ``writing``: one that can be changed."""


ENTRIES = (
    Entry("new", QT_TRANSLATE_NOOP("menu", "&New plan…"), "File", 0, "Ctrl+Shift+N", "file-plus"),
    Entry("open", QT_TRANSLATE_NOOP("menu", "&Open…"), "File", 0, _STANDARD.Open, "folder-open"),
    Entry("sample", QT_TRANSLATE_NOOP("menu", "Sam&ple plan…"), "File", 0, "", "lightbulb"),
    Entry("save", QT_TRANSLATE_NOOP("menu", "&Saved already"), "File", 1, _STANDARD.Save, "save",
          "file"),  # fmt: skip
    Entry("copy", QT_TRANSLATE_NOOP("menu", "Save a &copy…"), "File", 1, "Ctrl+Shift+S", "copy",
          "file"),  # fmt: skip
    Entry("close", QT_TRANSLATE_NOOP("menu", "&Close the plan"), "File", 2, _STANDARD.Close, "x",
          "file"),  # fmt: skip
    Entry("quit", QT_TRANSLATE_NOOP("menu", "&Quit"), "File", 2, _STANDARD.Quit, "log-out"),
    Entry("undo", QT_TRANSLATE_NOOP("menu", "&Undo"), "Edit", 0, "Ctrl+Z", "undo-2", "writing"),
    Entry("redo", QT_TRANSLATE_NOOP("menu", "&Redo"), "Edit", 0, "Ctrl+Shift+Z", "redo-2",
          "writing"),  # fmt: skip
    Entry("add", QT_TRANSLATE_NOOP("menu", "&New here"), "Edit", 1, "Ctrl+N", "plus", "writing"),
    Entry("contact", QT_TRANSLATE_NOOP("menu", "&Log a contact…"), "Edit", 1, "Ctrl+L", "phone",
          "writing"),  # fmt: skip
    Entry("filter", QT_TRANSLATE_NOOP("menu", "&Filter this list"), "Edit", 2, "Ctrl+F", "search",
          "file"),  # fmt: skip
    Entry("settings", QT_TRANSLATE_NOOP("menu", "&Settings…"), "Edit", 3, "Ctrl+,", "settings"),
    Entry("brief", QT_TRANSLATE_NOOP("menu", "&Brief for the selection"), "Go", 1, "Ctrl+B",
          "file-text", "file"),  # fmt: skip
    Entry("about", QT_TRANSLATE_NOOP("menu", "&About"), "Help", 0, "", "info"),
)


def add_all(actions: Actions, handlers: Mapping[str, Callable[[], object]]) -> None:
    """Put every entry into ``actions``; ``handlers`` says by id what each does."""
    for entry in ENTRIES:
        actions.add(
            entry.id,
            _words(entry.text),
            entry.menu,
            handlers[entry.id],
            shortcut=entry.shortcut,
            icon=entry.icon,
            group=entry.group,
        )


def enable(actions: Actions, session: Session | None) -> None:
    """Enable what can be done now, and name what undo and redo would do."""
    for entry in ENTRIES:
        if entry.needs:
            why = ""
            if session is None:
                why = _words("No plan is open.")
            elif entry.needs == "writing" and session.read_only:
                why = _words("The plan is open for reading only.")
            actions.enable(entry.id, not why, why)
    if session is not None and not session.read_only:
        _name(actions, "undo", session.undo_label)
        _name(actions, "redo", session.redo_label)


def _name(actions: Actions, id: str, label: str | None) -> None:
    (entry,) = (entry for entry in ENTRIES if entry.id == id)
    plain = _words(entry.text)
    named = f"{plain}: {label}".replace("&&", "&") if label else plain
    actions.set_text(id, named)
    actions.enable(id, label is not None, "" if label else _words("There is nothing to take back."))


def _words(text: str) -> str:
    return QCoreApplication.translate("menu", text)
