"""Rows on the clipboard: as a table for a spreadsheet or a letter, and as text elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from outreach.exchange.csv_file import FORMULA
from ui.models.rows import Row, TableRow

Table = Sequence[Sequence[str]]


def copy_table(rows: Table, heading: Sequence[str] = ()) -> None:
    """Put ``rows`` on the clipboard: cells between tabs as text, and a table as HTML."""
    flat = [[" ".join(cell.split()) for cell in row] for row in rows]
    lines = [list(heading), *flat] if heading else flat
    data = QMimeData()
    data.setText("\n".join("\t".join(map(_guarded, line)) for line in lines))
    head = f"<tr>{''.join(f'<th>{escape(cell)}</th>' for cell in heading)}</tr>" if heading else ""
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in flat
    )
    data.setHtml(f"<table>{head}{body}</table>")
    QApplication.clipboard().setMimeData(data)


def copy_rows(rows: Sequence[Row]) -> None:
    """Copy what rows of a list say: name, what stands below, chips, and what stands at the end."""
    table = [
        (row.title, row.caption, ", ".join(chip.text for chip in row.chips), row.aside)
        for row in rows
    ]
    used = [n for n in range(4) if any(line[n] for line in table)]
    copy_table([[line[n] for n in used] for line in table])


def copy_table_rows(rows: Sequence[TableRow], columns: Sequence[tuple[int, str]]) -> None:
    """Copy rows of a table: the columns of these numbers and names."""
    cells = [[row.cells[n].words if n < len(row.cells) else "" for n, _ in columns] for row in rows]
    copy_table(cells, [name for _, name in columns])


def _guarded(cell: str) -> str:
    """Keep a spreadsheet from taking a name for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
