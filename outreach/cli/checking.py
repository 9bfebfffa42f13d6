"""Examines a file without changing it: is it whole, and do its tables and its log agree."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from outreach.document import adoption, examination
from outreach.document.document import Document
from outreach.document.fields import printable, shown
from outreach.document.naming import Names
from outreach.document.opening import Outcome
from outreach.initiative import open_file

_BY_OTHERS = (
    "Another program has written to the file since this one did. Every record is as the log says."
)
_OUT_OF_REACH = (Outcome.MISSING, Outcome.UNREADABLE, Outcome.LOCKED, Outcome.NEWER)


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a file."""

    problems: list[str]
    """Sentences; empty for a sound file."""
    notes: list[str] = field(default_factory=list)
    """Sentences on what is good to know and no problem."""
    records: int = 0
    edits: int = 0
    repairable: bool = False
    """Whether there is any point in trying to make a clean copy."""


def examine(path: Path) -> Report:
    """Examine the file at ``path``; never raises for what may be wrong with it."""
    opening = open_file(path, author="", read_only=True)
    document = opening.document
    repairable = opening.outcome not in _OUT_OF_REACH
    if opening.outcome is not Outcome.OPENED or document is None:
        if document is not None:
            document.close()
        return Report(list(opening.found or (opening.sentence,)), repairable=repairable)
    with document:
        try:
            problems = list(dict.fromkeys(_problems(document)))
            notes = [] if problems or document.alone() else [_BY_OTHERS]
            return Report(problems, notes, *_counts(document), repairable=repairable)
        except sqlite3.DatabaseError as error:
            said = f"“{path.name}” is damaged ({error}). It was not changed."
            return Report([said], repairable=repairable)


def _counts(document: Document) -> tuple[int, int]:
    def count(table: str) -> int:
        row = document.connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()
        return int(row[0])

    return sum(map(count, document.model.kinds)), count("log_txn")


def _problems(document: Document) -> Iterator[str]:
    connection, model = document.connection, document.model
    if said := document.beyond_end():
        yield said
    if damaged := examination.damage(connection, model):
        yield from damaged
        return
    yield from examination.strays(connection, model)
    names = Names(connection, model)
    found = adoption.differences(connection, model)
    for row in found:
        label = f"{model.tables[row.table].label} {_name(names, row.row)}"
        yield (
            f"{label} ({printable(str(row.row))}) is not as the log says: it was changed outside "
            "the program. The next edit puts that on record."
        )
    yield from adoption.problems(connection, model, found)
    yield from examination.misfits(connection, model)


def _name(names: Names, id: str) -> str:
    try:
        return f"“{names.name(id)}”"
    except (TypeError, ValueError, LookupError):  # what another tool wrote cannot be read
        return shown(id)
