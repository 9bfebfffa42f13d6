"""How commands speak: results on standard output as words or JSON, messages on standard error."""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from outreach.document.records import Record
from outreach.exchange.json_form import plain

WIDEST = 72
"""Most characters of a cell in a table."""
_TURNING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""Marks that turn the direction of whatever follows, to the end of the line and beyond."""
_CONTROLS = dict.fromkeys((*range(32), *range(127, 160), *_TURNING), "�")
del _CONTROLS[ord("\n")]


def result(arguments: argparse.Namespace, data: object, words: str) -> None:
    """Print what a command found: ``data`` as JSON where that was asked for, or else ``words``."""
    if arguments.json:
        print(json.dumps(data, ensure_ascii=False, indent=2, default=_json_value))
    elif words:
        print(safe(words))


def note(sentence: str) -> None:
    """Say something beside the result."""
    print(safe(sentence), file=sys.stderr)


def safe(text: str) -> str:
    """Return ``text`` without characters that a terminal would obey instead of showing."""
    return text.translate(_CONTROLS)


def counted(number: int, noun: str) -> str:
    """Return ``number`` of what ``noun`` names: ``1 day``, ``2 days``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return ``rows`` in columns under ``headings``; long cells are cut short."""
    lines = [list(headings), *([_cell(cell) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _cell(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= WIDEST else line[: WIDEST - 1] + "…"


def record_data(record: Record) -> dict[str, Any]:
    """Return a record as JSON has it: its id, its kind, and every field by name."""
    fields = {field.name: plain(getattr(record, field.name)) for field in record.KIND.fields}
    return {"id": record.id, "kind": record.KIND.name, **fields}


def _json_value(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    raise TypeError(f"{value!r} has no form in JSON")
