"""Reads spreadsheets: each sheet is a table. What only looks like one is refused before it is read.

The packed file is judged by what it says that it unpacks to, so that a few kilobytes cannot fill
the memory; a document type, by which XML can do harm, stands in none that a spreadsheet writes.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from outreach.base.errors import Refusal
from outreach.base.language import thousands, tr
from outreach.exchange.table import MOST_COLUMNS, Cell, Table, tabled

MOST_UNPACKED = 200_000_000
"""Bytes that all parts may have together once they are unpacked."""
MOST_PARTS = 2_000
_GROWTH, _SMALL = 250, 5_000_000
"""A part that grows more than so many times, and is larger than that, is a trap."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_xlsx(path: Path, known: Iterable[str]) -> list[Table]:
    """Return the tables in the spreadsheet at ``path``, one for each sheet that holds any.

    Raises:
        Refusal: it is no spreadsheet, is damaged, or is made to do harm.
        OSError: it cannot be read.
    """
    words = list(known)
    try:
        with zipfile.ZipFile(path) as packed:
            _check(path, packed)
            formulas = _holds_formulas(packed)
        with warnings.catch_warnings():
            # Of what only looks nice there is no need to hear that it is not understood.
            warnings.simplefilter("ignore")
            return list(_tables(path, words, formulas))
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        SyntaxError,
        AttributeError,
    ) as error:
        # SyntaxError: XML that is none.
        raise Refusal(
            tr(
                "“{name}” is no spreadsheet that can be read, or is damaged. "
                "Nothing was brought in. Save it anew as XLSX or CSV and try again.",
                name=path.name,
            )
        ) from error
    except (NotImplementedError, RuntimeError) as error:
        raise Refusal(
            tr(
                "“{name}” is locked with a password, or packed in a way that "
                "cannot be read. Nothing was brought in. Save it without a "
                "password and try again.",
                name=path.name,
            )
        ) from error


def _check(path: Path, packed: zipfile.ZipFile) -> None:
    parts = packed.infolist()
    whole = sum(part.file_size for part in parts)
    trap = any(part.file_size > max(_SMALL, _GROWTH * max(part.compress_size, 1)) for part in parts)
    if len(parts) > MOST_PARTS or whole > MOST_UNPACKED or trap:
        raise Refusal(
            tr(
                "“{name}” unpacks to {whole} bytes in {count} parts, which is more "
                "than a list of people needs. Nothing was brought in. Save the "
                "list alone and try again.",
                name=path.name,
                whole=thousands(whole),
                count=thousands(len(parts)),
            )
        )
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with packed.open(part) as opened:
                if b"<!DOCTYPE" in opened.read(4096).upper():
                    raise Refusal(
                        tr(
                            "“{name}” holds what no spreadsheet program writes, so nothing was "
                            "brought in.",
                            name=path.name,
                        )
                    )


def _holds_formulas(packed: zipfile.ZipFile) -> bool:
    for part in packed.infolist():
        if part.filename.startswith("xl/worksheets/"):
            with packed.open(part) as opened:
                before = b""
                while piece := opened.read(1 << 20):
                    if re.search(rb"<f[ >]", before + piece):
                        return True
                    before = piece[-3:]
    return False


def _tables(path: Path, known: list[str], formulas: bool) -> Iterator[Table]:
    from openpyxl import load_workbook

    # Opened here, so that they are closed whatever comes of reading them.
    with path.open("rb") as one, path.open("rb") as other:
        book = load_workbook(one, read_only=True, data_only=True, keep_links=False)
        written = load_workbook(other, read_only=True, keep_links=False) if formulas else None
        for sheet in book.worksheets:
            rows = _rows(sheet)
            if written is not None:
                rows = _without_formulas(rows, _rows(written[sheet.title]))
            table = tabled(sheet.title, rows, known, "row")
            if table is not None:
                table.about = tr("sheet “{title}”", title=sheet.title)
                yield table


def _rows(sheet: Any) -> Iterator[tuple[int, list[Cell]]]:
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        found = [_plain(cell) for cell in cells]
        while found and found[-1] in (None, ""):
            found.pop()
        if len(found) > MOST_COLUMNS:
            raise Refusal(
                tr(
                    "The sheet “{title}” has more than {most} columns, so nothing was brought in.",
                    title=sheet.title,
                    most=MOST_COLUMNS,
                )
            )
        if found:
            yield number, found


def _without_formulas(
    values: Iterator[tuple[int, list[Cell]]], written: Iterator[tuple[int, list[Cell]]]
) -> Iterator[tuple[int, list[Cell]]]:
    """Yield rows of values; a formula whose value the file does not hold is said to be one."""
    found = dict(values)
    for number, cells in written:
        row = found.pop(number, [])
        row += [None] * (len(cells) - len(row))
        for n, cell in enumerate(cells):
            if row[n] is None and isinstance(cell, str) and cell.startswith("="):
                row[n] = cell
        yield number, row
    yield from found.items()


def _plain(cell: Any) -> Cell:
    if isinstance(cell, str):
        return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), cell)
    if cell is None or isinstance(cell, int | float):
        return cell
    return cell if hasattr(cell, "isoformat") else str(cell)
