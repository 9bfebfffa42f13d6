"""Examines a file without changing it: is it whole, and do its tables and its log agree."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from outreach.document import adoption, log
from outreach.document.document import Document
from outreach.document.naming import Names
from outreach.document.opening import Outcome
from outreach.initiative import open_file


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a file."""

    problems: list[str]
    """Sentences; empty for a sound file."""
    records: int = 0
    edits: int = 0


def examine(path: Path) -> Report:
    """Examine the file at ``path``; never raises for what may be wrong with it."""
    opening = open_file(path, author="", read_only=True)
    if opening.document is None:
        return Report([opening.sentence])
    with opening.document as document:
        problems = [opening.sentence] if opening.outcome is Outcome.NEWER else []
        try:
            problems += _problems(document)
            return Report(problems, *_counts(document))
        except sqlite3.DatabaseError as error:
            return Report(
                [
                    *problems,
                    f"“{path.name}” is damaged ({error}). It was not changed. Ask for the file "
                    "again, or open your latest backup.",
                ]
            )


def _counts(document: Document) -> tuple[int, int]:
    def count(table: str) -> int:
        row = document.connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()
        return int(row[0])

    return sum(map(count, document.model.kinds)), count("log_txn")


def _name(names: Names, id: str) -> str:
    try:
        return names.name(id)
    except (TypeError, ValueError):  # what another tool wrote cannot be read
        return id


def _problems(document: Document) -> Iterator[str]:
    for (said,) in document.connection.execute("PRAGMA quick_check").fetchall():
        if said != "ok":
            yield f"The file is damaged: {said}."
    names = Names(document.connection, document.model)
    found = adoption.differences(document.connection, document.model)
    for row in found:
        label = document.model.tables[row.table].label
        yield (
            f"{label} “{_name(names, row.row)}” ({row.row}) is not as the log says: it was changed "
            "outside the program. The next edit puts that on record."
        )
    yield from adoption.problems(document.connection, document.model, found)
    for edit in log.edits(document.connection):
        (stored,) = document.connection.execute(
            "SELECT digest FROM log_txn WHERE id=?", (edit.txn,)
        ).fetchone()
        if stored != log.digest(edit, log.entries(document.connection, edit.txn)):
            yield f"The edit “{edit.label}” ({edit.id}) is not as it was written: it is damaged."
