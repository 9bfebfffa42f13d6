"""Reads lists of objects in JSON as tables: each object is a row, each name a column."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from outreach.base.errors import Refusal
from outreach.base.language import thousands, tr
from outreach.exchange.json_check import FORMAT
from outreach.exchange.table import MOST_COLUMNS, MOST_ROWS, Cell, Table

MOST_BYTES = 100_000_000


def read_json(path: Path) -> Any:
    """Return what the JSON file at ``path`` holds.

    Raises:
        Refusal: it is not JSON, or too large.
        OSError: it cannot be read.
    """
    if path.stat().st_size > MOST_BYTES:
        raise Refusal(
            tr(
                "“{name}” is longer than {most} bytes, so nothing was brought in.",
                name=path.name,
                most=thousands(MOST_BYTES),
            )
        )
    try:
        return json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise Refusal(
            tr(
                "“{name}” is not JSON that can be read ({error}), so nothing was brought in.",
                name=path.name,
                error=error,
            )
        ) from error


def is_initiative(data: Any) -> bool:
    """Tell whether ``data`` is a whole initiative in JSON form."""
    return isinstance(data, dict) and data.get("format") == FORMAT


def tables_in(name: str, data: Any) -> list[Table]:
    """Return the lists in ``data``, from the file called ``name``, as tables.

    Raises:
        Refusal: it holds no list of objects.
    """
    lists = data if isinstance(data, dict) else {"": data}
    found = [
        _table(called, rows)
        for called, rows in lists.items()
        if isinstance(rows, list) and rows and all(isinstance(row, dict) for row in rows)
    ]
    if not found:
        raise Refusal(
            tr("“{name}” holds no list of records, so nothing was brought in.", name=name)
        )
    return found


def _table(name: str, rows: list[dict[str, Any]]) -> Table:
    headers = list(dict.fromkeys(header for row in rows for header in row))
    if len(headers) > MOST_COLUMNS or len(rows) > MOST_ROWS:
        raise Refusal(tr("It holds more rows or columns than a list has. Nothing was brought in."))
    table = Table(name, tuple(headers), [], about="JSON", unit="record")
    for number, row in enumerate(rows, start=1):
        table.rows.append((number, [_cell(row.get(header)) for header in headers]))
    return table


def _cell(value: Any) -> Cell:
    if value is None or isinstance(value, str | int | float):
        return value
    return json.dumps(value, ensure_ascii=False)
