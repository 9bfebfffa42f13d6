"""Whether the log is one that this program can have written; what is not is said in sentences.

Names and ids by pattern, values by the declarations, JSON without anything that two readers
could take differently, sessions without gaps, and nothing seen that is not there.
"""

from __future__ import annotations

import heapq
import json
import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NoReturn

from outreach.base.errors import InvalidValue
from outreach.base.ids import is_id
from outreach.base.language import tr
from outreach.base.words import shown
from outreach.document import log
from outreach.document.erasing import AUTHOR, LABEL
from outreach.document.fields import LONG_TEXT, Field, Links, Ref, Stored
from outreach.document.log import EditHead, Entry
from outreach.document.records import Model

_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
_DOCUMENT = re.compile(r"[0-9A-Za-z-]{1,64}")
_DIGITS = 1 << 63
_MOST_EDITS = 1 << 53
"""A file that had more could not be gone on with."""
_TYPES: dict[str, tuple[type, ...]] = {"TEXT": (str,), "INTEGER": (int,), "REAL": (int, float)}

Dependency = tuple[int, int, int, int]
"""(session, from this number on, session that it had seen, up to this number)."""


def document_id_trouble(id: object) -> str:
    """Say what is wrong with the initiative's id in the file, if anything."""
    if isinstance(id, str) and _DOCUMENT.fullmatch(id):
        return ""
    return tr("The file does not say which initiative it is.")


def session_trouble(id: object, author: object, agent: object) -> str:
    """Say what is wrong with a writing session, if anything."""
    if not is_id(id):
        return tr("A writing session has the name {id}.", id=shown(id))
    if not (_line(author) and _line(agent)):
        return tr("The writing session {id} does not say who wrote it.", id=id)
    return ""


class Vetting:
    """Judges the edits of one log, one after the other as they reached the file."""

    def __init__(
        self, model: Model, names: Collection[tuple[str, int]], erased: Collection[str]
    ) -> None:
        """Judge by ``model``.

        Args:
            model: The declarations.
            names: Session and number of every edit of the log.
            erased: Ids of records whose data were taken out of the log when they were erased.
        """
        self._model = model
        self._coming = set(names)
        self._erased = erased
        self._tables: dict[str, str] = {}
        self.ops: tuple[log.Op, ...] = ()
        """What the edit that was judged last did, with its fields read; when nothing is wrong."""

    def trouble(self, head: EditHead, digest: object, entries: Sequence[Entry]) -> str:
        """Say what is wrong with the next edit, if anything.

        Args:
            head: The edit, exactly as the log has it.
            digest: What the log gives as its digest.
            entries: What it did, in order.
        """
        self._coming.discard((head.site, head.seq))
        if not _head_fits(head):
            return tr(
                "The edit {edit} is not written as this program writes edits.", edit=_called(head)
            )
        if not entries and head.undo_of is None and head.kind != log.MERGE:
            return tr(
                "The edit {edit} does nothing, or what it did is missing.", edit=_called(head)
            )
        if head.undo_of is not None and (
            head.undo_of == (head.site, head.seq) or head.undo_of in self._coming
        ):
            return tr("The edit {edit} takes back what came after it.", edit=_called(head))
        # From some edits something was erased; the digest is of what they said before.
        scrubbed = head.label == LABEL or head.author == AUTHOR
        ops = []
        for place, entry in enumerate(entries):
            said, fields = _judged(self._model, entry, self._erased)
            if not said and place and entry.n <= entries[place - 1].n:
                said = tr("what it did is in no order.")
            if not said and self._tables.setdefault(entry.row, entry.table) != entry.table:
                said = tr("the record {row} was of another kind before.", row=entry.row)
            if said:
                return tr("The edit {edit} is damaged: {reason}", edit=_called(head), reason=said)
            scrubbed = scrubbed or entry.op == "S"
            ops.append(log.Op(entry.table, entry.row, entry.op, fields))
        self.ops = tuple(ops)
        if not scrubbed and digest != log.digest(head, entries):
            return tr(
                "The edit {edit} is not as it was written: it is damaged.", edit=_called(head)
            )
        return ""


def _called(head: EditHead) -> str:
    return f"{shown(head.label)} ({head.site}.{head.seq})"


def _head_fits(head: EditHead) -> bool:
    figures = (head.txn, head.seq, head.hlc, head.at_ms)
    if not all(isinstance(figure, int) for figure in figures):
        return False
    undo = head.undo_of is None or (is_id(head.undo_of[0]) and isinstance(head.undo_of[1], int))
    return (
        is_id(head.site)
        and 0 < head.txn < _MOST_EDITS
        and head.seq > 0
        and 0 < head.hlc < log.END_OF_ORDER
        and 0 <= head.at_ms < log.LATEST_MS
        and undo
        and _name(head.kind)
        and _line(head.author)
        and _line(head.label)
    )


def _name(value: object) -> bool:
    return isinstance(value, str) and _NAME.fullmatch(value) is not None


def _line(text: object) -> bool:
    return isinstance(text, str) and len(text) <= LONG_TEXT and _storable(text)


def _storable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


def _counts(value: object) -> bool:
    return isinstance(value, int) and value >= 1


def entry_trouble(model: Model, entry: Entry, erased: Collection[str] = ()) -> str:
    """Say what is wrong with one operation of an edit, if anything."""
    return _judged(model, entry, erased)[0]


def _judged(model: Model, entry: Entry, erased: Collection[str]) -> tuple[str, dict[str, Stored]]:
    """Say what is wrong with one operation of an edit, and return its fields."""
    if entry.table not in model.tables and not _name(entry.table):
        return tr("{table} is no name of a table.", table=shown(entry.table)), {}
    if not is_id(entry.row):
        return tr("{row} is no id of a record.", row=shown(entry.row)), {}
    if entry.op not in ("I", "U", "D", "R", "E", "S") or not _counts(entry.n):
        return tr("{op} is nothing that can be done to a record.", op=shown(entry.op)), {}
    if entry.op in "DE":
        return "" if entry.data is None else tr("a deletion cannot have fields."), {}
    if entry.data is None and entry.row in erased:
        return "", {}
    try:
        fields = strict_fields(entry.data)
    except ValueError as error:
        return tr("its fields cannot be read ({error}).", error=error), {}
    return _fields_trouble(model, entry.table, fields), fields


def _fields_trouble(model: Model, table: str, fields: dict[str, Stored]) -> str:
    declared = model.tables.get(table)
    for name, value in fields.items():
        # What is not declared here comes from a newer version; it stays in the log.
        field = declared.by_name.get(name) if declared else None
        if field is None and not _NAME.fullmatch(name):
            return tr("{name} is no name of a field.", name=shown(name))
        if field is None or isinstance(field, Links) or value is None:
            continue
        if not isinstance(value, _TYPES[field.column]):
            return tr("{label} is {value}.", label=field.label, value=shown(value))
        if isinstance(field, Ref) and not is_id(value):
            return tr("{label} is {value}, which is no id.", label=field.label, value=shown(value))
        # A day that is none could not even be shown. That an amount is too large by what is
        # declared today is no reason not to show the past.
        if field.converts and not _checks(field, value):
            return tr("{label} is {value}.", label=field.label, value=shown(value))
    return ""


def _checks(field: Field, value: Stored) -> bool:
    try:
        field.check(value)
    except InvalidValue:
        return False
    return True


def strict_fields(text: object) -> dict[str, Stored]:
    """Read the fields of an operation from JSON.

    Raises:
        ValueError: when it is no flat object, names a field twice, or holds what SQLite cannot.
    """
    if not isinstance(text, str):
        raise ValueError("they are missing")
    try:
        found = _STRICT.decode(text)
    except RecursionError:
        raise ValueError("they are nested") from None
    if not isinstance(found, dict):
        raise ValueError("they are not named")
    for value in found.values():
        if not _plain(value):
            raise ValueError("one holds what no field can")
    return found


def _plain(value: object) -> bool:
    if isinstance(value, str):
        return _storable(value)
    if isinstance(value, bool):
        return False
    if isinstance(value, int):
        return -_DIGITS <= value < _DIGITS
    return value is None or (isinstance(value, float) and math.isfinite(value))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("one is named twice")
    return found


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")


_STRICT = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_number)


def gaps(sessions: dict[int, str], numbers: Iterable[tuple[int, int]]) -> Iterator[str]:
    """Say which sessions do not count up from one, or have no edit, or are not there.

    Args:
        sessions: The ids of the sessions by their number in this file.
        numbers: (session, number) of every edit.
    """
    counted: dict[int, list[int]] = defaultdict(list)
    for site, seq in numbers:
        counted[site].append(seq)
    for site, id in sessions.items():
        had = sorted(counted.pop(site, []))
        if not had:
            yield tr("The writing session {id} has no edit.", id=id)
        elif had != list(range(1, len(had) + 1)):
            yield tr("Edits of the writing session {id} are missing.", id=id)
    for site in counted:
        yield tr("Edits name the writing session {site}, which is not there.", site=site)


def unfounded(newest: dict[int, int], seen: Iterable[Dependency]) -> Iterator[str]:
    """Say which sessions claim to have seen what is not there, or each other's future.

    Args:
        newest: The highest number of an edit in each session.
        seen: What the sessions had seen.
    """
    waiting: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for site, seq, other, number in seen:
        known = site in newest and other in newest and site != other
        if not known or not 0 <= seq <= newest[site] or not 1 <= number <= newest[other]:
            yield tr("A writing session says that it had seen edits which are not there.")
            return
        waiting[site].append((seq, other, number))
    # Take sessions as far as what they had seen was taken before; in a circle none gets on.
    reached = dict.fromkeys(newest, 0)
    for claims in waiting.values():
        claims.sort(reverse=True)
    moving = list(newest)
    blocked: dict[int, list[tuple[int, int]]] = defaultdict(list)
    while moving:
        site = moving.pop()
        claims = waiting[site]
        while claims and reached[claims[-1][1]] >= claims[-1][2]:
            claims.pop()
        reached[site] = claims[-1][0] - 1 if claims else newest[site]
        if claims:
            _, other, number = claims[-1]
            heapq.heappush(blocked[other], (number, site))
        while blocked[site] and blocked[site][0][0] <= reached[site]:
            moving.append(heapq.heappop(blocked[site])[1])
    if any(reached[site] < newest[site] for site in newest):
        yield tr("Writing sessions say that each had seen the other’s later edits.")


def value_trouble(field: Field, value: Stored) -> str:
    """Say why ``value`` does not fit ``field``, if so."""
    if value is None and not field.required:  # most of a file is empty, and fine
        return ""
    try:
        if field.check(value) != value:
            return tr("{label}: not in the form that it is kept in.", label=field.label)
    except InvalidValue as error:
        return str(error)
    return ""


def names_record(table: object, row: object) -> bool:
    """Tell whether ``table`` and ``row`` can name a record."""
    return _name(table) and is_id(row)
