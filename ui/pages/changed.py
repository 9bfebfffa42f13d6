"""Goes to what an edit changed, such as an undo, wherever it is shown."""

from __future__ import annotations

from outreach.document.document import Document
from outreach.document.edits import Changes
from outreach.document.naming import Names
from outreach.history.subject import subject_of
from ui.pages.page import Page
from ui.pages.places import page_of
from ui.shell.window import MainShell


def show_changed(shell: MainShell, document: Document, changes: Changes) -> bool:
    """Show what ``changes`` did, on the page that is shown if it can.

    Returns:
        False when nothing can be shown, or something is written down on the page that would be
        left: then the same page is shown as before.
    """
    here = shell.current_page()
    page = shell.page(here)
    if isinstance(page, Page) and page.is_asking():
        return False
    subject = subject_of(document, changes)
    kind = document.kind_of(subject.record) if subject else None
    places = (page_of(kind.name), "initiative") if kind else ()
    for place in dict.fromkeys((here, *places)):
        shell.show_page(place)
        page = shell.page(place)
        if isinstance(page, Page) and page.show_changes(changes):
            return True
    shell.show_page(here)
    return False


def said_of(document: Document, changes: Changes) -> str:
    """Say what an undo or redo did, and whom it took away or brought where that is one record.

    A change names its record by itself.
    """
    label = changes.label.partition(": ")[2]
    ops = [op for op in changes.ops if op.table in document.model.kinds]
    rows = {op.row for op in ops}
    if len(rows) != 1 or ops[0].op not in "IDR":
        return label
    name = Names(document.connection, document.model).name(*rows)
    return label if name in label else f"{label} (“{name}”)"
