"""What an overview of many files holds, derived from the declarations.

Ordinary tables without a log: one for each kind of record and one for each field that links to
several records, as in the files themselves, with a column that says which file a row is from; the
files; a line for each initiative; and the words that stored values stand for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from outreach.document.fields import Choice, Scale
from outreach.document.records import Kind, Model
from outreach.privacy.redacting import extent
from outreach.rollup.line import STAGES

FILE = "file"
"""The table of files, and the column by which every other table refers to it."""


class Column(NamedTuple):
    """A column of the overview."""

    name: str
    type: str
    """TEXT, INTEGER or REAL."""


class Table(NamedTuple):
    """A table of the overview."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def create(self) -> str:
        """The statement that makes it."""
        lines = [f'"{column.name}" {column.type}' for column in self.columns]
        names = ", ".join(f'"{name}"' for name in self.key)
        lines += [f"PRIMARY KEY ({names})"]
        return f'CREATE TABLE "{self.name}" ({", ".join(lines)}) STRICT'

    @property
    def insert(self) -> str:
        """The statement that puts in one row, its columns in order."""
        marks = ", ".join("?" * len(self.columns))
        return f'INSERT INTO "{self.name}" VALUES ({marks})'


FILES = Table(
    FILE,
    (
        Column("number", "INTEGER"),
        Column("name", "TEXT"),
        Column("initiative_id", "TEXT"),
        Column("initiative", "TEXT"),
        Column("records", "INTEGER"),
        Column("edits", "INTEGER"),
        Column("last_edit", "TEXT"),
    ),
    ("number",),
)
"""The files that were read; ``last_edit`` is a moment in UTC, in ISO form."""

OVERVIEW = Table(
    "overview",
    (
        Column(FILE, "INTEGER"),
        Column("initiative", "TEXT"),
        *(
            Column(name, "INTEGER")
            for name in (
                *("partners", *STAGES, "people", "contributions_in"),
                *("steps_open", "steps_done", "steps_late"),
            )
        ),
        Column("last_contact", "TEXT"),
        Column("next_step", "TEXT"),
    ),
    (FILE,),
)
"""A line for each initiative: how many partners there are and have come how far, and the steps."""

WORDS = Table(
    "words",
    (
        Column("table", "TEXT"),
        Column("column", "TEXT"),
        Column("value", "TEXT"),
        Column("words", "TEXT"),
    ),
    ("table", "column", "value"),
)
"""What people see for a stored value of a choice or a scale."""


def record_tables(model: Model, *, confidential: bool) -> dict[Table, Kind]:
    """Return the tables of records and of their links, each with the kind it is made from.

    Args:
        model: The declarations.
        confidential: Whether what may not leave a file is taken along. Without it, the overview has
            no column for anything confidential, as a redacted copy has not.
    """
    left_out = extent(model)
    found = {}
    for name, kind in model.tables.items():
        if not confidential and name in left_out.kinds:
            continue
        columns = [Column(FILE, "INTEGER"), Column("id", "TEXT")]
        columns += [
            Column(field.name, field.column)
            for field in kind.columns
            if confidential or (name, field.name) not in left_out.fields
        ]
        found[Table(name, tuple(columns), (FILE, "id"))] = kind
    return found


def words(tables: dict[Table, Kind]) -> Iterator[tuple[str, str, str, str]]:
    """Yield the rows of :data:`WORDS` for the columns that the overview has."""
    for table, kind in tables.items():
        for column in table.columns[2:]:
            field = kind.by_name[column.name]
            if isinstance(field, Choice):
                for value, said in field.choices.items():
                    yield table.name, column.name, value, said
            elif isinstance(field, Scale):
                for step, said in field.steps.items():
                    yield table.name, column.name, str(step), said
