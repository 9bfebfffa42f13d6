"""A file of whatever form that is to be brought in: told by what is in it, not by its name."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from outreach.base.errors import Refusal
from outreach.base.language import thousands, tr
from outreach.base.progress import Progress
from outreach.base.sweeping import without_sweeping
from outreach.document.document import Document
from outreach.exchange import headers, mapping
from outreach.exchange.csv_file import read_csv
from outreach.exchange.from_table import Reader
from outreach.exchange.incoming import ORDER, Incoming, Proposal
from outreach.exchange.mapping import Mapping
from outreach.exchange.progress import telling
from outreach.exchange.proposal import propose
from outreach.exchange.table import MOST_BYTES, Table

REPLY = "iCalendar"
"""The form of answers to invitations."""
PLAN = b"SQLite format 3\0"


@dataclass(slots=True)
class Source:
    """Tables that were read from a file, and what their columns mean so far."""

    path: Path
    form: str
    """What the file is: “CSV”, “XLSX”, “vCard”, “JSON”."""
    tables: list[Table]
    mappings: list[Mapping] = field(default_factory=list)
    initiative: Any = None
    """A whole initiative in JSON form, which has no columns."""

    @property
    def pairs(self) -> list[tuple[Table, Mapping]]:
        """Each table with what its columns mean."""
        return list(zip(self.tables, self.mappings, strict=True))

    @property
    def rows(self) -> int:
        """How many rows its tables have."""
        return sum(len(table.rows) for table in self.tables)

    @without_sweeping()
    def incoming(self, document: Document, progress: Progress | None = None) -> list[Incoming]:
        """Return the records to bring in, those that others refer to first.

        ``progress`` hears how many rows of how many are read.
        """
        if self.form == REPLY:
            from outreach.exchange import replies

            return replies.incoming(document, self.path)
        if self.initiative is not None:
            from outreach.exchange import from_json

            return from_json.incoming(document, self.initiative)
        reader = Reader(document)
        pairs = [pair for pair in self.pairs if pair[1].kind]
        pairs.sort(key=lambda pair: ORDER[pair[1].kind])
        read = (one for table, means in pairs for one in reader.incoming(table, means))
        return list(telling(read, self.rows, progress))

    def proposal(
        self, document: Document, *, overwrite: bool = False, progress: Progress | None = None
    ) -> Proposal:
        """Say what bringing it into ``document`` would do.

        ``progress`` hears how far it is, in rows that are read first and in records that are held
        against the plan then; what it raises ends the work.
        """
        incoming = self.incoming(document, progress)
        return propose(document, self.path.name, incoming, overwrite=overwrite, progress=progress)

    def remember(self) -> None:
        """Remember what the columns mean, for the next file of this source."""
        for table, means in self.pairs:
            mapping.remember(table, means)


def is_plan(path: Path) -> bool:
    """Tell whether the file at ``path`` is a plan, which is not read as a table.

    Raises:
        Refusal: it cannot be read.
    """
    return _begin(path).startswith(PLAN)


@without_sweeping()
def read(path: Path, *, encoding: str = "", delimiter: str = "") -> Source:
    """Read what is in the file at ``path``, whatever its name; it is only read.

    Args:
        path: The file.
        encoding: How a table of words is encoded, where that is not found out rightly.
        delimiter: What stands between its cells, likewise.

    Raises:
        Refusal: it cannot be read, holds nothing, or is made to do harm.
    """
    begin = _begin(path)
    try:
        source = _read(path, begin, encoding, delimiter)
    except OSError as error:
        raise _unreadable(path, error) from error
    if not source.tables and source.initiative is None and source.form != REPLY:
        raise Refusal(
            tr(
                "There is nothing in “{name}”, so nothing was brought in. Check the file "
                "and try again.",
                name=path.name,
            )
        )
    if not source.mappings:
        source.mappings = [
            mapping.remembered(table) or mapping.guessed(table) for table in source.tables
        ]
    return source


def choose(source: Source, given: Any) -> None:
    """Take over what a person says that the columns mean.

    Args:
        source: What was read.
        given: As :func:`outreach.exchange.mapping.checked` takes it, for the only table or the
            first; or such by the names of sheets, under ``sheets``.

    Raises:
        Refusal: it names what is not there.
    """
    by_sheet = given.get("sheets") if isinstance(given, AnyMapping) else None
    if not source.tables:
        raise Refusal(tr("This file has no columns to say the meaning of. Leave the mapping out."))
    if by_sheet is None:
        by_sheet = {source.tables[0].name: given}
    names = [table.name for table in source.tables]
    for name, said in by_sheet.items():
        if name not in names:
            raise Refusal(tr("There is no sheet called “{name}”.", name=name))
        at = names.index(name)
        source.mappings[at] = mapping.checked(source.tables[at], said)


def _begin(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            begin = file.read(4096)
    except OSError as error:
        raise _unreadable(path, error) from error
    if size > MOST_BYTES and not begin.startswith((PLAN, b"BEGIN:VCARD")):
        raise Refusal(
            tr(
                "“{name}” is {size} bytes long, and at most {most} are read. "
                "Nothing was brought in. Bring it in in parts.",
                name=path.name,
                size=thousands(size),
                most=thousands(MOST_BYTES),
            )
        )
    return begin


def _unreadable(path: Path, error: OSError) -> Refusal:
    return Refusal(
        tr(
            "“{name}” could not be read ({strerror}), so nothing was brought in. "
            "Check the file and try again.",
            name=path.name,
            strerror=error.strerror,
        )
    )


def _read(path: Path, begin: bytes, encoding: str, delimiter: str) -> Source:
    if zipfile.is_zipfile(path):
        from outreach.exchange.xlsx_file import read_xlsx

        return Source(path, "XLSX", read_xlsx(path, headers.known()))
    if begin[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise Refusal(
            tr(
                "“{name}” is a spreadsheet of an old form, or is locked with a "
                "password. Nothing was brought in. Save it as XLSX without a "
                "password, or as CSV.",
                name=path.name,
            )
        )
    if begin.startswith(b"%PDF"):
        raise Refusal(tr("“{name}” is a PDF, not a list. Nothing was brought in.", name=path.name))
    said = begin.decode("utf-16" if begin[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
    said = said.lstrip("\ufeff \t\r\n")
    if said[:11].upper() == "BEGIN:VCARD":
        from outreach.exchange import vcard_file

        table = vcard_file.read_vcards(path)
        return Source(
            path, "vCard", [table] if table else [], [vcard_file.meaning()] if table else []
        )
    if said[:15].upper() == "BEGIN:VCALENDAR":
        return Source(path, REPLY, [])
    if said[:1] in "[{" and said[:1]:
        from outreach.exchange import json_file

        data = json_file.read_json(path)
        if json_file.is_initiative(data):
            return Source(path, "JSON", [], initiative=data)
        return Source(path, "JSON", json_file.tables_in(path.name, data))
    table = read_csv(path, headers.known(), encoding=encoding, delimiter=delimiter)
    return Source(path, "CSV", [table] if table else [])
