"""The gate: reads from a colleague's file what is missing here, and trusts nothing in it.

Only the log of the file is read, in one moment, on a connection that can do nothing else; its
tables say nothing that the log does not. Every edit that is missing here is looked through
before any is taken.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from itertools import groupby
from pathlib import Path

from outreach.base.clock import wall_clock
from outreach.base.errors import NotSaved, Refusal
from outreach.base.language import tr
from outreach.base.words import printable
from outreach.document import known, log, outcomes, pages, schema, vetting
from outreach.document.causality import Causality, entangled
from outreach.document.connecting import at_most, connect, steps_for
from outreach.document.copying import write_new
from outreach.document.header import Header, RawFile
from outreach.document.intake import Arrival, Arrivals, Seen
from outreach.document.journal import beside
from outreach.document.log import Entry, Op
from outreach.document.opening import open_document
from outreach.document.records import Model
from outreach.document.redaction import Redaction
from outreach.document.scratch import scratch_folder


class Source:
    """The log of a file that somebody sent, open for reading at one moment."""

    def __init__(self, name: str, connection: sqlite3.Connection, model: Model) -> None:
        """Read from ``connection``, which is in a transaction."""
        self.name = name
        self._db = connection
        self._model = model
        self.id = self._initiative()
        self.redaction = self._redaction()

    def has_news(self, ours: sqlite3.Connection) -> bool:
        """Tell quickly whether anything is missing in ``ours``."""
        here = _newest(ours)
        return any(
            number > here.get(id, 0)
            for id, number in _newest(self._db).items()
            if id != self._left_out(here)
        )

    def known(self, ours: sqlite3.Connection) -> dict[str, int]:
        """Return the newest edit of each writing session that the file knows of.

        A redacted copy knows of all that it was made of, which is worked out from ``ours``.
        """
        found = _newest(self._db)
        if mark := self.redaction.mark:
            orders = dict(ours.execute("SELECT id, ord FROM log_site").fetchall())
            ids = {order: id for id, order in orders.items()}
            causality = Causality(ours)
            for site, seq in mark.seen:
                seen = causality.seen_by((orders[site], seq)) if site in orders else {}
                for order, number in seen.items():
                    found[ids[order]] = max(number, found.get(ids[order], 0))
        return found

    def missing(self, ours: sqlite3.Connection) -> Arrivals:
        """Return every edit that ``ours`` does not have, in the order in which it came here.

        Raises:
            Refusal: when anything in what is missing is not as this program writes it, or the
                two files say different things of the same edit; the sentence names it.
        """
        sessions = self._sessions()
        here = _newest(ours)
        self._check_forks(ours, here)
        if self._left_out(here):
            self._check_coming_home(here)
        newer = [
            [order, here.get(id, 0)]
            for order, (id, _, _) in sessions.items()
            if self._newest.get(order, 0) > here.get(id, 0) and id != self._left_out(here)
        ]
        arrivals = Arrivals(edits=self._edits(ours, newer))
        arrivals.sessions = [
            session
            for session in sessions.values()
            if session[0] not in here and session[0] != self._left_out(here)
        ]
        arrivals.seen = list(self._seen(sessions, here))
        self._check_rows(ours, arrivals)
        return arrivals

    def _initiative(self) -> str:
        row = self._db.execute("SELECT value FROM log_meta WHERE key='doc'").fetchone()
        if said := vetting.document_id_trouble(row[0] if row else None):
            raise self._refused(said)
        return str(row[0])

    def _redaction(self) -> Redaction:
        found = Redaction(self._db)
        try:
            _ = found.mark
        except (ValueError, RecursionError) as error:
            raise self._refused(
                tr("What was left out of it is not said rightly ({error}).", error=error)
            ) from None
        return found

    def _left_out(self, here: Mapping[str, int]) -> str:
        """Return the session that stays in a redacted copy when it comes home; else nothing."""
        mark = self.redaction.mark
        return mark.session if mark and mark.session not in here else ""

    def _check_coming_home(self, here: Mapping[str, int]) -> None:
        """Refuse a redacted copy that was made of what this file never held."""
        mark = self.redaction.mark
        if mark and any(here.get(site, 0) < seq for site, seq in mark.seen):
            raise Refusal(
                tr(
                    "“{name}” is a redacted copy of a file that held more than this "
                    "one, so it was not merged and nothing was changed. Merge that "
                    "file first, or bring the copy home to it.",
                    name=self.name,
                )
            )

    def _sessions(self) -> dict[int, tuple[str, str, str]]:
        """Return the sessions by their number in the file; all must be whole."""
        sessions = {}
        for order, *session in self._db.execute("SELECT ord, id, author, agent FROM log_site"):
            if said := vetting.session_trouble(*session):
                raise self._refused(said)
            sessions[order] = tuple(session)
        self._newest: dict[int, int] = {}
        for site, first, last, count in self._db.execute(
            "SELECT site, min(seq), max(seq), count(*) FROM log_txn GROUP BY site"
        ):
            if site not in sessions or (first, last) != (1, count):
                raise self._refused(tr("Edits of a writing session are missing."))
            self._newest[site] = last
        if sessions.keys() != self._newest.keys():
            raise self._refused(tr("A writing session has no edit."))
        claims = self._db.execute("SELECT site, seq, dep_site, dep_seq FROM log_dep").fetchall()
        if said := next(vetting.unfounded(self._newest, claims), "") or entangled(self._db):
            raise self._refused(said)
        return sessions

    def _check_forks(self, ours: sqlite3.Connection, here: dict[str, int]) -> None:
        """Refuse a file in which an edit that both have is another one."""
        last = "SELECT s.id, t.seq, t.digest FROM log_txn t JOIN log_site s ON s.ord = t.site"
        theirs = _newest(self._db)
        both = [[id, min(seq, here[id])] for id, seq in theirs.items() if id in here]
        wanted = (
            f"{last} JOIN json_each(?) AS w ON s.id = json_extract(w.value, '$[0]')"
            " AND t.seq = json_extract(w.value, '$[1]')"
        )
        mine = set(ours.execute(wanted, (json.dumps(both),)).fetchall())
        if mine != set(self._db.execute(wanted, (json.dumps(both),)).fetchall()):
            raise self._refused(tr("It says other things of edits that both files have."))

    def _edits(self, ours: sqlite3.Connection, newer: list[list[int]]) -> list[Arrival]:
        if not newer:
            return []
        condition = (
            "EXISTS (SELECT 1 FROM json_each(?) AS newer"
            " WHERE t.site = json_extract(newer.value, '$[0]')"
            " AND t.seq > json_extract(newer.value, '$[1]'))"
        )
        heads = list(log.edits(self._db, condition, (json.dumps(newer),)))
        numbers = json.dumps([head.txn for head in heads])
        these = "WHERE {} IN (SELECT value FROM json_each(?))"
        digests = dict(
            self._db.execute(f"SELECT id, digest FROM log_txn {these.format('id')}", (numbers,))
        )
        done = {
            txn: tuple(Entry(*row[1:]) for row in rows)
            for txn, rows in groupby(
                self._db.execute(
                    "SELECT txn, n, tbl, row, op, data FROM log_op "
                    f"{these.format('txn')} ORDER BY txn, n",
                    (numbers,),
                ),
                key=lambda row: row[0],
            )
        }
        names = [(head.site, head.seq) for head in heads]
        judge = vetting.Vetting(self._model, names, _erased(self._db) | _erased(ours))
        found = []
        for head in heads:
            entries = done.get(head.txn, ())
            if said := judge.trouble(head, digests[head.txn], entries):
                raise self._refused(said)
            found.append(Arrival(head, digests[head.txn], entries, judge.ops))
        return found

    def _seen(
        self, sessions: dict[int, tuple[str, str, str]], here: dict[str, int]
    ) -> Iterator[Seen]:
        for site, since, other, number in self._db.execute(
            "SELECT site, seq, dep_site, dep_seq FROM log_dep"
        ):
            id, seen = sessions[site][0], sessions[other][0]
            if id == self._left_out(here) or (id in here and since <= here[id]):
                continue
            if self.redaction.mark and seen == self._left_out(here):
                # What a redacted copy began with stands for all that the whole file held then.
                yield from ((id, since, *edit) for edit in self.redaction.mark.seen)
            else:
                yield id, since, seen, number

    def _check_rows(self, ours: sqlite3.Connection, arrivals: Arrivals) -> None:
        """Refuse what the declarations do not allow, whatever the log says of it."""
        (initiative,) = ours.execute(
            "SELECT min(row) FROM log_op WHERE tbl='initiative'"
        ).fetchone()
        tables = dict(
            ours.execute(
                "SELECT DISTINCT row, tbl FROM log_op"
                " WHERE row IN (SELECT value FROM json_each(?))",
                (json.dumps(list(arrivals.rows)),),
            ).fetchall()
        )
        for edit in arrivals.edits:
            for op in edit.ops:
                if tables.setdefault(op.row, op.table) != op.table:
                    raise self._refused(tr("The id {row} is used in two tables.", row=op.row))
                if op.table == "initiative" and (op.row != initiative or op.op in "DE"):
                    raise self._refused(tr("It holds another initiative, or none."))
                if self.redaction.mark and self.redaction.withheld(op.table, op.row, op.data):
                    raise self._refused(
                        tr(
                            "The edit “{label}” changes what was left out of it.",
                            label=edit.head.label,
                        )
                    )
                if said := self._misfit(op):
                    raise self._refused(
                        tr(
                            "The edit “{label}” does not fit: {reason}",
                            label=edit.head.label,
                            reason=said,
                        )
                    )

    def _misfit(self, op: Op) -> str:
        table = self._model.tables.get(op.table)
        if table is None:
            return ""
        for name, value in op.data.items():
            field = table.by_name.get(name)
            if field is not None and (said := vetting.value_trouble(field, value)):
                return said
        return ""

    def _refused(self, why: str) -> Refusal:
        return Refusal(
            tr(
                "“{name}” was not merged, and nothing was changed: it is not as "
                "this program writes its files. Ask for it again. {why}",
                name=self.name,
                why=why,
            )
        )


def _newest(connection: sqlite3.Connection) -> dict[str, int]:
    return dict(
        connection.execute(
            "SELECT s.id, max(t.seq) FROM log_txn t JOIN log_site s ON s.ord = t.site GROUP BY s.id"
        ).fetchall()
    )


def _erased(connection: sqlite3.Connection) -> set[str]:
    return {row for (row,) in connection.execute("SELECT row FROM log_op WHERE op='E'")}


@contextmanager
def open_source(path: Path, model: Model, *, wait_seconds: float = 2.0) -> Iterator[Source]:
    """Open ``path`` for merging; it is only read.

    What another tool changed in its tables is put on record first, in a private copy, in the
    same way as the file's owner would.

    Raises:
        Refusal: when the file is not one that can be merged, with what opening it would say.
    """
    with ExitStack() as stack:
        try:
            raw = RawFile.hold(path)
        except OSError as error:
            raise Refusal(outcomes.unreadable(path.name, error.strerror).sentence) from error
        stack.callback(raw.release)
        header = raw.header()
        if header is None:
            raise Refusal(outcomes.no_database(path.name, raw).sentence)
        if trouble := outcomes.header_trouble(path.name, header, beside(path)):
            raise Refusal(trouble.sentence)
        try:
            connection = connect(path, writable=False, wait_seconds=wait_seconds)
            stack.callback(connection.close)
            stack.enter_context(at_most(connection, steps_for(header.length)))
            connection.execute("BEGIN")
            source = _looked_at(path, connection, raw, model)
            if source is None:
                source = _with_changes_by_hand(path, raw, model, stack)
            yield source
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            now = raw.header() or header
            raise Refusal(outcomes.database_trouble(path.name, error, now).sentence) from error


def _looked_at(
    path: Path, connection: sqlite3.Connection, raw: RawFile, model: Model
) -> Source | None:
    """Return the file's log when it is sound; None when its tables hold more than that."""
    header = raw.header()
    assert header is not None
    if header.truncated:
        raise Refusal(outcomes.cut_short(path.name, header).sentence)
    found = schema.running(connection, model)
    if header.user_version == schema.FORMAT:
        found = schema.differences(connection, model)
    if found := found or schema.log_differences(connection):
        raise Refusal(outcomes.strange(path.name, found).sentence)
    trusted = known.is_known(known.appearance(path, header.change_counter))
    if said := [] if trusted else pages.troubles(connection):
        found = [tr("The file is damaged: {reason}.", reason=printable(line, 200)) for line in said]
        raise Refusal(outcomes.damaged(path.name, found).sentence)
    if _others_wrote(connection, header):
        return None
    return Source(path.name, connection, model)


def _others_wrote(connection: sqlite3.Connection, header: Header) -> bool:
    row = connection.execute("SELECT value FROM log_meta WHERE key='change_counter'").fetchone()
    return row is not None and row[0] != str(header.change_counter)


def _with_changes_by_hand(path: Path, raw: RawFile, model: Model, stack: ExitStack) -> Source:
    try:
        copy = stack.enter_context(scratch_folder()) / path.name
        write_new(copy, raw.chunks(), private=True)
    except OSError as error:
        raise NotSaved(
            tr(
                "There is no room to look into “{name}” ({strerror}). It was not "
                "merged, and nothing was changed.",
                name=path.name,
                strerror=error.strerror,
            )
        ) from error
    opening = open_document(copy, model, author="", clock=wall_clock)
    document = opening.opened()
    stack.callback(document.close)
    if not document.writable:
        raise Refusal(
            tr("“{name}” was not merged. {sentence}", name=path.name, sentence=opening.sentence)
        )
    document.connection.execute("BEGIN")
    return Source(path.name, document.connection, model)
