"""How commands speak: results on standard output as words or JSON, messages on standard error."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
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
        print(json.dumps(_named(data), ensure_ascii=False, indent=2))
    elif words:
        print(safe(words))


def note(sentence: str) -> None:
    """Say something beside the result."""
    print(safe(sentence), file=sys.stderr)


def safe(text: str) -> str:
    """Return ``text`` without characters that a terminal would obey instead of showing."""
    return text.translate(_CONTROLS)


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
    values = {field.name: plain(getattr(record, field.name)) for field in record.KIND.fields}
    return {"id": record.id, "kind": record.KIND.name, **values}


def _named(value: Any) -> Any:
    """Return ``value`` as JSON has it, with what has named parts by their names."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return _named(value._asdict())
    if is_dataclass(value):
        return {field.name: _named(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {name: _named(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_named(part) for part in value]
    return value


def counted(number: int, noun: str, several: str = "") -> str:
    """Return ``number`` of what ``noun`` names: ``1 day``, ``2 days``, ``1,200 people``.

    Args:
        number: How many.
        noun: What one of them is called.
        several: What more of them are called, where that is not ``noun`` with an s.
    """
    return f"{number} {noun}" if number == 1 else f"{number:,} {several or noun + 's'}"
