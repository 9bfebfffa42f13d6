"""Writes a spreadsheet: a sheet for each kind, with headings, filters and real dates."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence

from outreach.base.language import tr
from outreach.exchange.cells import escaped
from outreach.exchange.sheets import Sheet

_WIDEST = 60


def xlsx(sheets: Sequence[Sheet]) -> bytes:
    """Return the spreadsheet with these sheets."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _write(book, sheet)
    if not book.worksheets:
        book.create_sheet(tr("Empty"))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _write(book: object, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.workbook import Workbook

    assert isinstance(book, Workbook)
    written = book.create_sheet(sheet.name[:31])
    for r, row in enumerate(sheet.lines, start=1):
        for c, value in enumerate(row, start=1):
            if value is None:
                continue
            cell = written.cell(r, c)
            if isinstance(value, str):
                # Said to be words, whatever it begins with: nothing can become a formula.
                cell.value = escaped(value)
                cell.data_type = "s"
                cell.quotePrefix = value[:1] in ("=", "+", "-", "@")
                cell.alignment = Alignment(vertical="top", wrap_text="\n" in value)
            else:
                cell.value = value
                if isinstance(value, dt.date):
                    cell.number_format = "yyyy-mm-dd"
    for c, header in enumerate(sheet.headers, start=1):
        written.cell(1, c).font = Font(bold=True)
        letter = get_column_letter(c)
        longest = max((len(str(row[c - 1])) for row in sheet.rows[:200] if row[c - 1]), default=0)
        written.column_dimensions[letter].width = min(max(longest, len(header)) + 2, _WIDEST)
        written.column_dimensions[letter].hidden = c > sheet.plain
    written.freeze_panes = "B2"
    if sheet.plain:
        last = get_column_letter(sheet.plain)
        written.auto_filter.ref = f"A1:{last}{len(sheet.rows) + 1}"
