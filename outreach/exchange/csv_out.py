"""Writes a sheet as CSV, in which no cell can become a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from outreach.exchange.csv_file import FORMULA, GUARDED
from outreach.exchange.sheets import Sheet
from outreach.exchange.table import Cell


def csv_pieces(sheet: Sheet) -> Iterator[bytes]:
    """Yield the file piece by piece: UTF-8 with a mark, which spreadsheets need to tell it."""
    yield b"\xef\xbb\xbf"
    for row in sheet.lines:
        text = io.StringIO()
        csv.writer(text, lineterminator="\r\n").writerow([_guarded(cell) for cell in row])
        yield text.getvalue().encode()


def _guarded(cell: Cell) -> object:
    """Return a cell with an apostrophe before it where it would be taken for a formula."""
    if not isinstance(cell, str):
        return cell
    return f"'{cell}" if cell.startswith(FORMULA) or GUARDED.match(cell) else cell
