"""The only door for writes: a named edit, all or nothing, that returns what it changed."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from outreach.base.errors import InvalidValue, NotFound, Refusal
from outreach.base.ids import derived_id, is_id, new_id
from outreach.base.language import tr
from outreach.document import log, triggers
from outreach.document.checking import Checking
from outreach.document.fields import Links, Stored
from outreach.document.reading import kind_of
from outreach.document.records import Kind, Model, Record
from outreach.document.redaction import Mark, Redaction

if TYPE_CHECKING:
    # What few edits need is loaded by them: opening a file would have to wait for it.
    from outreach.document.erasing import Heading
    from outreach.document.fold import At
    from outreach.document.intake import Arrivals
    from outreach.document.showing import Shift

_MANY = 200
"""Rows from which on deleting them at once is quicker."""


class Changes(NamedTuple):
    """What an edit changed: enough for a view to know what to draw anew."""

    edit: str
    """The edit's name, the same in every copy; empty when nothing changed."""
    label: str
    author: str
    entries: tuple[log.Entry, ...]
    """What the log holds of it."""

    @property
    def ops(self) -> tuple[log.Op, ...]:
        """What was done to each record, read from the log's form."""
        return tuple(entry.operation() for entry in self.entries)

    @property
    def tables(self) -> frozenset[str]:
        """The tables that the edit touched."""
        return frozenset(entry.table for entry in self.entries)

    @property
    def rows(self) -> frozenset[str]:
        """The ids of the records that the edit touched."""
        return frozenset(entry.row for entry in self.entries)

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.entries)


class Edit:
    """One edit under way. Made by :meth:`Document.edit`; every change goes through it."""

    def __init__(self, connection: sqlite3.Connection, model: Model, txn: int) -> None:
        """Write into edit ``txn`` of the log, already begun on ``connection``."""
        self._connection = connection
        self._model = model
        self._txn = txn
        self._redaction = Redaction(connection)
        self._checking = Checking(connection, model)
        self._taken: list[log.Entry] = []
        self.has_taken_in = False  # edits of another copy, some that change nothing maybe
        self._cut: set[int] = set()
        self._gone: list[log.Entry] = []

    @property
    def txn(self) -> int:
        """The edit's number in this file."""
        return self._txn

    @property
    def taken(self) -> tuple[log.Entry, ...]:
        """What came in from another copy."""
        return tuple(self._taken)

    def add(self, kind: type[Record] | str, /, *, id: str | None = None, **values: object) -> str:
        """Add a record and return its id.

        Args:
            kind: The record class, or the name of its kind.
            id: The id to use, when it was drawn elsewhere.
            values: Fields by name, in stored or in value form.

        Raises:
            Refusal: unknown kind or field, a value that does not fit, an id that is taken,
                a reference to a record that is not there.
        """
        declared = self._model.declared(kind)
        if id is not None and not is_id(id):
            raise Refusal(tr("“{id}” is not an id. Leave it out and one is made.", id=id))
        id = id or new_id()
        if declared.name == "initiative" and self._scalar('SELECT count(*) FROM "initiative"'):
            raise Refusal(tr("The file holds its initiative already; a file is one initiative."))
        if self._scalar("SELECT 1 FROM log_op WHERE row=?", id):
            raise Refusal(tr("The id {id} was used before in this file; nothing was added.", id=id))
        columns, linked = self._checking.values(declared, values)
        for field in declared.columns:
            if field.required and field.name not in columns:
                raise InvalidValue(field.label, tr("this cannot be left empty."))
        self._insert(declared, id, columns)
        for links, ids in linked:
            self._set_links(declared, links, id, ids)
        return id

    def set(self, id: str, /, **values: object) -> None:
        """Set the named fields of a record; fields that are not named stay.

        Raises:
            Refusal: as :meth:`add`, and :class:`NotFound` when there is no such record.
        """
        declared = self.kind_of(id)
        columns, linked = self._checking.values(declared, values)
        self._redaction.check(declared.name, id, values)
        if columns:
            names = ", ".join(f'"{name}"=?' for name in columns)
            self._connection.execute(
                f'UPDATE "{declared.name}" SET {names} WHERE id=?',
                (*columns.values(), id),
            )
        for links, ids in linked:
            self._set_links(declared, links, id, ids)

    def delete(self, id: str) -> None:
        """Delete a record with all that hangs on it; references that may be empty become so.

        Raises:
            NotFound: when there is no such record.
            Refusal: for the initiative itself.
        """
        kind = self.kind_of(id)
        if kind.name == "initiative":
            raise Refusal(tr("The initiative itself cannot be deleted; delete the file instead."))
        self._delete(kind, id)

    def kind_of(self, id: str) -> Kind:
        """Return the kind of the record ``id``.

        Raises:
            NotFound: when there is no such record.
        """
        kind = kind_of(self._connection, self._model, id)
        if kind is None:
            raise NotFound(tr("There is no record {id} in this file.", id=id))
        return kind

    def write_row(self, table: str, id: str, values: Mapping[str, Stored] | None) -> None:
        """Write ``values`` (fields by name, stored form) into a row; None takes it away.

        Raises:
            InvalidValue: when a value does not fit: the log may have been written by anybody.
        """
        kind = self._model.tables[table]
        if self._scalar("SELECT 1 FROM log_orphan WHERE tbl=? AND row=?", table, id):
            self.write_hidden({(table, id): values})
        elif values is None:
            self._checking.forget()
            self._connection.execute(f'DELETE FROM "{table}" WHERE id=?', (id,))
        elif not self._scalar(f'SELECT 1 FROM "{table}" WHERE id=?', id):
            self._insert(kind, id, {f.name: f.check(values.get(f.name)) for f in kind.columns})
        elif values:
            checked = [kind.by_name[name].check(value) for name, value in values.items()]
            names = ", ".join(f'"{name}"=?' for name in values)
            self._connection.execute(f'UPDATE "{table}" SET {names} WHERE id=?', (*checked, id))

    def affirm(self, table: str, id: str, values: Mapping[str, Stored]) -> None:
        """Write ``values`` into a row and put them on record even where they stand there already.

        For decisions: whoever affirms a value has seen what else was written. No values affirm
        that the record itself is to stay. Of a row that is hidden the log alone is told, and of
        one that is gone nothing.
        """
        present = dict(values)
        if not self._scalar(f'SELECT 1 FROM "{table}" WHERE id=?', id):
            if self._scalar("SELECT 1 FROM log_orphan WHERE tbl=? AND row=?", table, id):
                log.write(self._connection, self._txn, table, id, "U", present)
            return
        if present:
            names = ", ".join(f'"{name}"' for name in present)
            row = self._connection.execute(
                f'SELECT {names} FROM "{table}" WHERE id=?', (id,)
            ).fetchone()
            changed = {
                name: value
                for (name, value), had in zip(values.items(), row, strict=True)
                if (type(had), had) != (type(value), value)
            }
            if changed:
                self.write_row(table, id, changed)
            present = {name: value for name, value in present.items() if name not in changed}
        if present or not values:
            log.write(self._connection, self._txn, table, id, "U", present)

    def take_in(self, arrivals: Arrivals) -> dict[At, Shift]:
        """Take the edits of another copy into the log, and show in the tables what they did.

        Only for an edit of the kind :data:`outreach.document.log.MERGE`, before anything else.

        Returns:
            The rows that show otherwise now, with what they were and are.

        Raises:
            sqlite3.IntegrityError: when the file cannot hold what came in; it was not looked
                through then.
        """
        from outreach.document import conflicts, erasing, intake, showing
        from outreach.document.following import Following

        self._checking.forget()
        db = self._connection
        first = intake.take_into_log(db, arrivals)
        self._txn = intake.place_last(db)
        intake.note_what_came_in(db, self._scalar("SELECT site FROM log_txn WHERE id=?", self._txn))
        erasing.scrub(db, self._model, arrivals.rows)
        following = Following(db, arrivals, first)
        with triggers.suspended(db, self._model):
            changed = showing.show_arrivals(
                db, self._model, arrivals.rows, following.values(self._model)
            )
        conflicts.note(db, arrivals.rows, following.calm)
        self._taken += arrivals.entries
        self.has_taken_in = True
        return changed

    def mark_as_redacted(
        self,
        seen: Iterable[tuple[str, int]],
        kinds: Iterable[str],
        fields: Iterable[tuple[str, str]],
    ) -> None:
        """Say that the file is a redacted copy and that the edit's session is what it began with.

        For the arguments see :class:`outreach.document.redaction.Mark`.
        """
        session = self._scalar(
            "SELECT s.id FROM log_txn t JOIN log_site s ON s.ord = t.site WHERE t.id=?", self._txn
        )
        Mark(session, tuple(seen), frozenset(kinds), frozenset(fields)).put(self._connection)

    def erase(
        self,
        records: Iterable[At],
        texts: Mapping[At, Mapping[str, Stored]],
        heads: Iterable[Heading],
    ) -> None:
        """Erase for good, in every copy that this reaches; for an edit of that kind only.

        ``records`` go, with what cannot be without them; what the fields in ``texts`` said before
        goes; and so do the labels of the edits ``heads``.
        """
        from outreach.document import conflicts, erasing, showing

        self._checking.forget()
        for table, id in records:
            log.write(self._connection, self._txn, table, id, "E", None)
        for (table, id), values in texts.items():
            log.write(self._connection, self._txn, table, id, "S", values)
        for id, values in map(erasing.head_entry, heads):
            log.write(self._connection, self._txn, erasing.HEADS, id, "S", values)
        rows = {entry.row for entry in log.entries(self._connection, self._txn)}
        erasing.scrub(self._connection, self._model, rows)
        with triggers.suspended(self._connection, self._model):
            showing.refresh(self._connection, self._model, rows)
        conflicts.note(self._connection, rows)

    def settle(self, entries: Iterable[log.Entry]) -> None:
        """Bring up to date what waits: for a decision, or for a record that is not there."""
        deciding, hiding = self._connection.execute(
            "SELECT EXISTS (SELECT 1 FROM log_conflict), EXISTS (SELECT 1 FROM log_orphan)"
        ).fetchone()
        if deciding:
            from outreach.document import conflicts

            conflicts.note(self._connection, {entry.row for entry in entries})
        if hiding and any(entry.op in "IR" for entry in entries):
            from outreach.document import showing

            with triggers.suspended(self._connection, self._model):
                showing.refresh(self._connection, self._model, ())

    def write_hidden(self, rows: Mapping[At, Mapping[str, Stored] | None]) -> None:
        """Write into rows that show otherwise than the log has them; the log decides."""
        for (table, id), values in rows.items():
            log.write(self._connection, self._txn, table, id, "DU"[values is not None], values)
        if rows:
            from outreach.document import showing

            self._checking.forget()
            with triggers.suspended(self._connection, self._model):
                showing.refresh(self._connection, self._model, [id for _, id in rows])

    def write_rows(self, rows: Mapping[tuple[str, str], Mapping[str, Stored] | None]) -> None:
        """Write rows, (table, id) to values, each as :meth:`write_row` does."""
        waiting = set(self._connection.execute("SELECT tbl, row FROM log_orphan"))
        hidden = {at: rows[at] for at in sorted(waiting) if at in rows}
        gone: defaultdict[str, list[str]] = defaultdict(list)
        for at, values in rows.items():
            if at in hidden:
                continue
            if values is None:
                gone[at[0]].append(at[1])
            else:
                self.write_row(*at, values)
        for table, ids in gone.items():
            if len(ids) > _MANY:
                self._checking.forget()
                kind = self._model.tables[table]
                self._gone += triggers.delete_many(self._connection, kind, self._txn, ids)
            else:
                for id in ids:
                    self.write_row(table, id, None)
        self.write_hidden(hidden)

    def _insert(self, kind: Kind, id: str, columns: Mapping[str, Stored]) -> None:
        names = "".join(f', "{name}"' for name in columns)
        marks = ", ?" * len(columns)
        self._connection.execute(
            f'INSERT INTO "{kind.name}" ("id"{names}) VALUES (?{marks})',
            (id, *columns.values()),
        )

    def _set_links(self, owner: Kind, links: Links, id: str, ids: tuple[str, ...]) -> None:
        table = self._model.tables[owner.link_table(links)]
        had = {
            target
            for (target,) in self._connection.execute(
                f'SELECT "{links.kind}" FROM "{table.name}" WHERE "{owner.name}"=?', (id,)
            )
        }
        for target in had.difference(ids):
            self._connection.execute(
                f'DELETE FROM "{table.name}" WHERE "{owner.name}"=? AND "{links.kind}"=?',
                (id, target),
            )
        for target in ids:
            if target not in had:
                link = derived_id(table.name, id, target)
                self._insert(table, link, {owner.name: id, links.kind: target})

    def _delete(self, kind: Kind, id: str) -> None:
        self._checking.forget()
        for table, field in self._model.referring[kind.name]:
            rows = self._connection.execute(
                f'SELECT id FROM "{table.name}" WHERE "{field.name}"=?', (id,)
            ).fetchall()
            for (row,) in rows:
                if not field.required:
                    self._connection.execute(
                        f'UPDATE "{table.name}" SET "{field.name}"=NULL WHERE id=?',
                        (row,),
                    )
                elif table.link:
                    self._connection.execute(f'DELETE FROM "{table.name}" WHERE id=?', (row,))
                else:
                    self._delete(table, row)
        self._connection.execute(f'DELETE FROM "{kind.name}" WHERE id=?', (id,))

    def _scalar(self, sql: str, *parameters: object) -> Any:
        row = self._connection.execute(sql, parameters).fetchone()
        return row[0] if row else None

    def entries(self) -> list[log.Entry]:
        """Return what the edit did so far, as the log holds it."""
        written = self._scalar("SELECT count(*) FROM log_op WHERE txn=?", self._txn)
        if self._scalar("SELECT 1 FROM log_op WHERE txn=? AND op='R'", self._txn):
            from outreach.document import restoring

            restoring.cut_down(self._connection, self._model, self._txn, self._cut)
        elif written == len(self._gone):
            return self._gone.copy()
        return log.entries(self._connection, self._txn)
