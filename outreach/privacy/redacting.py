"""A copy without what is confidential, for a colleague outside; it comes home by a merge.

What may not leave is said by the declarations: fields that are confidential, records that could not
be without such a field, and what cannot be without these. The copy is written anew from what is
left: nothing else was ever in its bytes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from outreach.base.clock import Clock, wall_clock
from outreach.base.errors import NotFound, Refusal
from outreach.base.language import tr
from outreach.document import log, making
from outreach.document.document import Document
from outreach.document.fields import Ref, Stored
from outreach.document.fold import At
from outreach.document.records import Kind, Model

LABEL = "What the redacted copy began with"


class Extent(NamedTuple):
    """What a redacted copy leaves out, by the declarations."""

    kinds: frozenset[str]
    """Tables of which no record is taken over."""
    fields: frozenset[tuple[str, str]]
    """(table, field) of what is left out of the others."""


class Withheld(NamedTuple):
    """What a redacted copy of a file would leave out."""

    records: dict[str, int]
    """For each kind of which records are left out, how many."""
    values: dict[tuple[str, str], int]
    """For each (kind, field) that is left out where it is set, in how many records."""
    taken: dict[str, int]
    """For each kind of which records are taken over, how many."""


def extent(model: Model, only: Collection[str] = ()) -> Extent:
    """Return what may not leave.

    Args:
        model: The declarations.
        only: Kinds of records that may leave; none for all. The initiative always does.

    Raises:
        NotFound: one of ``only`` is no kind.
    """
    for kind in only:
        if kind not in model.kinds:
            raise NotFound(
                tr("There is no kind of record named “{kind}”. Nothing was written.", kind=kind)
            )
    kinds = {
        table.name
        for table in model.tables.values()
        if (only and model.owner(table).name not in {*only, "initiative"})
        or (table.link is not None and table.link.confidential)
        or any(field.required and field.confidential for field in table.columns)
    }

    def needing() -> set[str]:
        return {
            table.name
            for table in model.tables.values()
            for field in table.columns
            if isinstance(field, Ref) and field.required and kinds.issuperset(field.kinds)
        } - kinds

    while more := needing():
        kinds |= more
    fields = {
        (table.name, field.name)
        for table in model.tables.values()
        if table.name not in kinds
        for field in table.columns
        if field.confidential or (isinstance(field, Ref) and kinds.issuperset(field.kinds))
    }
    # Links are a field of their owner, too: what is left out of them cannot be changed there.
    fields |= {
        (owner.name, links.name)
        for owner in model.kinds.values()
        for links in owner.links
        if owner.link_table(links) in kinds and owner.name not in kinds
    }
    return Extent(frozenset(kinds), frozenset(fields))


def withheld(document: Document, only: Collection[str] = ()) -> Withheld:
    """Say what a redacted copy of ``document`` would leave out, before it is written.

    Raises:
        NotFound: one of ``only`` is no kind of record.
    """
    out = extent(document.model, only)
    rows = _rows(document, out)
    going = Counter(table for table, _ in rows)
    records: dict[str, int] = {}
    values: dict[tuple[str, str], int] = {}
    taken: dict[str, int] = {}
    for kind in document.model.kinds.values():
        there = len(_ids(document, kind))
        if going[kind.name]:
            taken[kind.name] = going[kind.name]
        if there > going[kind.name]:
            records[kind.name] = there - going[kind.name]
        for field in kind.columns:
            if (kind.name, field.name) in out.fields:
                (count,) = document.connection.execute(
                    f'SELECT count("{field.name}") FROM "{kind.name}"'
                ).fetchone()
                if count:
                    values[kind.name, field.name] = count
    return Withheld(records, values, taken)


def write_redacted(
    document: Document, path: Path, only: Collection[str] = (), *, clock: Clock = wall_clock
) -> Withheld:
    """Write a copy of ``document`` without what is confidential to ``path``.

    Args:
        document: The open file; it is only read.
        path: A path that is not taken.
        only: Kinds of records that go into the copy; none for all.
        clock: The time.

    Raises:
        NotFound: one of ``only`` is no kind of record.
        Refusal: something of that name exists, or the file is a redacted copy itself.
        NotSaved: the folder cannot be written to; nothing half-written stays.
    """
    copy = _Copy(document, only, clock)
    making.create(
        path,
        document.model,
        author=document.author,
        fill=copy.fill,
        clock=copy.now,
        document_id=document.id,
    ).close()
    return copy.told


def redacted_content(
    document: Document, only: Collection[str] = (), *, clock: Clock = wall_clock
) -> tuple[Withheld, bytes]:
    """Return what :func:`write_redacted` leaves out, and the bytes of the copy; no file is made.

    Raises:
        NotFound: one of ``only`` is no kind of record.
        Refusal: the file is a redacted copy itself, or this computer cannot do that.
        NotSaved: there is not enough memory.
    """
    copy = _Copy(document, only, clock)
    content = making.create_in_memory(
        document.model,
        author=document.author,
        fill=copy.fill,
        clock=copy.now,
        document_id=document.id,
    )
    return copy.told, content


class _Copy:
    """What goes into a redacted copy, and when it is written."""

    def __init__(self, document: Document, only: Collection[str], clock: Clock) -> None:
        if document.redaction.mark is not None:
            raise Refusal(
                tr("This file is a redacted copy itself. Copy it as it is; nothing was written.")
            )
        self._out = extent(document.model, only)
        self.told = withheld(document, only)
        self._rows = _rows(document, self._out)
        self._moment = clock()
        self._seen = log.frontier_names(document.connection)
        self._ahead = sorted(_ahead(document, self._rows, self._moment).items())

    def now(self) -> int:
        """Return the moment at which an edit is made."""
        return self._moment

    def fill(self, copy: Document) -> None:
        """Write everything into the empty ``copy``."""
        with copy.edit(LABEL, kind=log.REDACTION) as edit:
            for (table, id), fields in self._rows.items():
                edit.write_row(table, id, fields)
            edit.mark_as_redacted(self._seen, self._out.kinds, self._out.fields)
        # What is edited in the copy must come after all that its record had in the file.
        for moment, late in self._ahead:
            self._moment = moment
            with copy.edit(LABEL, kind=log.REDACTION) as edit:
                for table, id in late:
                    edit.affirm(table, id, {})


def _rows(document: Document, out: Extent) -> dict[At, dict[str, Stored]]:
    """Return what goes into the copy: each record with the fields that are set and may leave."""
    rows: dict[At, dict[str, Stored]] = {}
    for table in document.model.tables.values():
        if table.name in out.kinds:
            continue
        names = [f.name for f in table.columns if (table.name, f.name) not in out.fields]
        columns = "".join(f', "{name}"' for name in names)
        for id, *values in document.connection.execute(
            f'SELECT id{columns} FROM "{table.name}" ORDER BY id'
        ):
            fields = dict(zip(names, values, strict=True))
            rows[table.name, id] = {n: v for n, v in fields.items() if v is not None}
    while lacking := list(_lacking(document.model, rows)):
        for at in lacking:
            del rows[at]
    _cut_references(document.model, rows)
    return rows


def _lacking(model: Model, rows: Mapping[At, Mapping[str, Stored]]) -> Iterator[At]:
    """Yield the records that need one which does not go into the copy."""
    for at, fields in rows.items():
        for field in model.tables[at[0]].columns:
            if isinstance(field, Ref) and field.required:
                value = str(fields.get(field.name))
                if not any((kind, value) in rows for kind in field.kinds):
                    yield at
                    break


def _cut_references(model: Model, rows: Mapping[At, dict[str, Stored]]) -> None:
    """Empty the references to records that do not go into the copy."""
    for (table, _), fields in rows.items():
        for field in model.tables[table].columns:
            value = fields.get(field.name)
            if isinstance(field, Ref) and not any((kind, value) in rows for kind in field.kinds):
                fields.pop(field.name, None)


def _ids(document: Document, kind: Kind) -> list[str]:
    return [id for (id,) in document.connection.execute(f'SELECT id FROM "{kind.name}"')]


def _ahead(document: Document, rows: Collection[At], now: int) -> dict[int, list[At]]:
    """Return the records that a wrong clock put into the years to come, by that moment."""
    last: dict[str, int] = dict(
        document.connection.execute(
            "SELECT o.row, max(t.hlc) FROM log_op o JOIN log_txn t ON t.id = o.txn"
            " WHERE t.hlc >= ? GROUP BY o.row",
            (now << 16,),
        ).fetchall()
    )
    found: dict[int, list[At]] = defaultdict(list)
    for at in rows:
        if at[1] in last:
            found[min((last[at[1]] >> 16) + 1, log.LATEST_MS - 1)].append(at)
    return found
