"""Partners on the clipboard: as lines of text, or as a table for a spreadsheet or a letter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication

from outreach.base.words import sentence_case
from outreach.network.kinds import Organisation
from ui.models.rows import Row
from ui.pages.partners.listing import partner_rows
from ui.records.names import names_of
from ui.session import Session
from ui.widgets.copying import copy_table

FIELDS = ("name", "partner_type", "sector", "role", "status", "country", "website", "tags")
"""The columns of the table. Nothing confidential is among them: it may be pasted anywhere."""


def copy_as_text(session: Session, ids: Sequence[str]) -> None:
    """Copy a line for each partner: its name, role and main person, stage."""
    rows = {row.id: row for row in partner_rows(session.document.connection, ids)}
    QApplication.clipboard().setText("\n".join(_line(rows[id]) for id in ids if id in rows))


def copy_as_table(session: Session, ids: Sequence[str]) -> None:
    """Copy a table with the columns of :data:`FIELDS`, and a heading."""
    heading, *rows = table_of(session, ids)
    copy_table(rows, heading)


def table_of(session: Session, ids: Sequence[str]) -> list[list[str]]:
    """Return the heading and a row of words for each partner."""
    by_name, names = Organisation.KIND.by_name, names_of(session)
    table = [[by_name[name].label for name in FIELDS]]
    for id in ids:
        partner = session.document.get(Organisation, id)
        if partner is not None:
            row = [by_name[n].words(getattr(partner, n)) for n in FIELDS if n != "tags"]
            row.append(", ".join(names.name(tag) for tag in partner.tags))
            table.append([_flat(cell) for cell in row])
    return table


def _line(row: Row) -> str:
    stage = ", ".join(chip.text for chip in row.chips)
    return " – ".join(part for part in (row.title, row.caption, stage) if part)


def _flat(cell: str) -> str:
    return sentence_case(" ".join(cell.split()))
