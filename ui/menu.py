"""The menu: what can be done with the program as a whole, declared once, with its keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QKeySequence

from outreach.base.language import tr
from ui.pages.places import PLACES
from ui.shell.actions import Actions, Shortcut

if TYPE_CHECKING:
    # For its name only: the menu is painted before it is loaded.
    from ui.session import Session

_STANDARD = QKeySequence.StandardKey


class Entry(NamedTuple):
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
    Entry("new", tr("&New plan…"), "File", 0, "Ctrl+Shift+N", "file-plus"),
    Entry("open", tr("&Open…"), "File", 0, _STANDARD.Open, "folder-open"),
    Entry("sample", tr("Sam&ple plan…"), "File", 0, "", "lightbulb"),
    Entry("save", tr("&Saved already"), "File", 1, _STANDARD.Save, "save", "file"),
    Entry("copy", tr("Save a &copy…"), "File", 1, "Ctrl+Shift+S", "copy", "file"),
    Entry("copies", tr("Safe cop&ies…"), "File", 1, "", "history", "file"),
    Entry("merge", tr("&Bring in a colleague’s copy…"), "File", 1, "", "git-merge", "writing"),
    Entry("share", tr("Share through a &folder…"), "File", 1, "", "folder-open", "writing"),
    Entry("import", tr("I&mport…"), "File", 1, "Ctrl+I", "download", "writing"),
    Entry("export", tr("E&xport…"), "File", 1, "Ctrl+E", "", "file"),
    Entry("redacted", tr("Send a &redacted copy…"), "File", 1, "", "mail", "file"),
    Entry("sealed", tr("S&end a sealed copy…"), "File", 1, "", "lock", "file"),
    Entry("close", tr("&Close the plan"), "File", 2, _STANDARD.Close, "x", "file"),
    Entry("quit", tr("&Quit"), "File", 2, _STANDARD.Quit, "log-out"),
    Entry("undo", tr("&Undo"), "Edit", 0, _STANDARD.Undo, "undo-2", "writing"),
    Entry("redo", tr("&Redo"), "Edit", 0, _STANDARD.Redo, "redo-2", "writing"),
    Entry("add", tr("&New here"), "Edit", 1, "Ctrl+N", "plus", "writing"),
    Entry("contact", tr("&Log a contact…"), "Edit", 1, "Ctrl+L", "phone", "writing"),
    Entry("mail", tr("Write a &mail…"), "Edit", 1, "Ctrl+M", "mail", "file"),
    Entry("filter", tr("&Filter this list"), "Edit", 2, "Ctrl+F", "search", "file"),
    Entry("find", tr("Find &anything…"), "Edit", 2, "Ctrl+K", "search", "file"),
    Entry("duplicates", tr("Likely &duplicates…"), "Edit", 2, "", "users", "writing"),
    Entry("settings", tr("&Settings…"), "Edit", 3, "Ctrl+,", "settings"),
    Entry("brief", tr("&Brief for the selection"), "Go", 1, "Ctrl+B", "file-text", "file"),
    Entry("larger", tr("&Larger text"), "View", 0, _STANDARD.ZoomIn, "zoom-in"),
    Entry("smaller", tr("&Smaller text"), "View", 0, _STANDARD.ZoomOut, "zoom-out"),
    Entry("full", tr("&Full screen"), "View", 1, _STANDARD.FullScreen),
    Entry("pane", tr("Next &pane"), "View", 2, "F6"),
    Entry("pane back", tr("Pane be&fore"), "View", 2, "Shift+F6"),
    Entry("guide", tr("&Guide"), "Help", 0, "", "file-text"),
    Entry("keys", tr("&Keys…"), "Help", 0, _STANDARD.HelpContents, "list"),
    Entry("about", tr("&About"), "Help", 0, "", "info"),
)


def add_all(actions: Actions, handlers: Mapping[str, Callable[[], object]]) -> None:
    """Put every entry into ``actions``; ``handlers`` says by id what each does."""
    for entry in ENTRIES:
        actions.add(
            entry.id,
            entry.text,
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
                why = tr("No plan is open.")
            elif entry.needs == "writing" and session.read_only:
                why = tr("The plan is open for reading only.")
            actions.enable(entry.id, not why, why)
    for place in PLACES:
        actions.enable(f"go.{place.id}", session is not None, tr("No plan is open."))
    if session is not None and not session.read_only:
        _name(actions, "undo", session.undo_label)
        _name(actions, "redo", session.redo_label)


def _name(actions: Actions, id: str, label: str | None) -> None:
    (entry,) = (entry for entry in ENTRIES if entry.id == id)
    actions.set_text(id, entry.text, label or "")
    actions.enable(id, label is not None, "" if label else tr("There is nothing to take back."))
