"""What was going on around a decision: what else those who disagree did about that time."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from outreach.base.clock import moment
from outreach.document import log
from outreach.document.document import Document
from outreach.document.fields import Ref
from outreach.document.log import MERGE, EditHead
from outreach.document.records import Kind
from outreach.history.changes import FieldChange, entry
from outreach.history.steps import GONE_ON_WITH
from outreach.merge.decisions import Decision, Option
from outreach.merge.wording import Wording

WITHIN_MS = 24 * 3600 * 1000
"""What an author did this long before or after is looked at."""
MOST = 3
"""Edits told of each of those who disagree."""
_LOOKED_AT = 60
"""Edits of one author, the newest first, among which the nearest are sought."""
_RECORDS = 4
"""Records of an edit that are looked at."""
_LONG = 240
"""Characters after which what an edit wrote is cut short."""


@dataclass(frozen=True, slots=True)
class Going:
    """An edit that one of those who disagree made about that time."""

    author: str
    at: dt.datetime
    label: str
    """What the edit is called."""
    words: str
    """What it wrote, in one line; empty where it only took away."""
    kind: str
    """The kind of the record that it changed first."""


def going_on(document: Document, decision: Decision) -> tuple[Going, ...]:
    """Return what was going on around ``decision``, oldest first.

    What was done to the record, and to those that it refers to or that refer to it, comes before
    other things. The writes that are to be decided on are not told again.
    """
    near = _near(document, decision)
    found: dict[int, Going] = {}
    for option in decision.options:
        edits = _edits_about_then(document, option)
        close = _touching(document, near, edits)
        edits.sort(
            key=lambda edit, at=option.at: (  # type: ignore[misc]
                edit.txn not in close,
                abs(moment(edit.at_ms) - at),
            )
        )
        found |= islice(_told(document, edits, decision), MOST)
    return tuple(sorted(found.values(), key=lambda going: going.at))


def _edits_about_then(document: Document, option: Option) -> list[EditHead]:
    at_ms = round(option.at.timestamp() * 1000)
    return list(
        log.edits(
            document.connection,
            "coalesce(t.author, s.author) = ? AND t.at_ms BETWEEN ? AND ?"
            f" AND t.kind NOT IN ('{MERGE}', 'import') AND NOT {GONE_ON_WITH}",
            (option.author, at_ms - WITHIN_MS, at_ms + WITHIN_MS),
            newest_first=True,
            most=_LOOKED_AT,
        )
    )


def _near(document: Document, decision: Decision) -> set[str]:
    """Return the record, what it refers to, and what refers to it."""
    record = document.record(decision.record)
    columns = record.KIND.columns if record else ()
    refers = [getattr(record, field.name) for field in columns if isinstance(field, Ref)]
    referring = document.referring(decision.record).values() if record else ()
    return {decision.record, *filter(None, refers), *chain.from_iterable(referring)}


def _touching(document: Document, rows: set[str], edits: list[EditHead]) -> set[int]:
    """Return the numbers of those of ``edits`` that touched any of ``rows``."""
    found = document.connection.execute(
        "SELECT DISTINCT txn FROM log_op WHERE row IN (SELECT value FROM json_each(?))"
        " AND txn IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(rows)), json.dumps([edit.txn for edit in edits])),
    )
    return {txn for (txn,) in found}


def _told(
    document: Document, edits: list[EditHead], decision: Decision
) -> Iterator[tuple[int, Going]]:
    """Yield, by the edits' numbers, what they did besides what is to be decided."""
    wording = Wording(document.connection, document.model)
    kinds = document.model.kinds
    for edit in edits:
        said: list[str] = []
        kind = ""
        for change in entry(document, edit, _RECORDS).changes:
            asked = change.id == decision.record
            fields = [f for f in change.fields if not (asked and f.field == decision.field)]
            if (fields and not (asked and change.op == "D")) or not change.fields:
                kind = kind or change.kind
                said += _said(wording, kinds[change.kind], change.id, fields)
        if kind:
            words = _cut(" · ".join(said))
            yield edit.txn, Going(edit.author, moment(edit.at_ms), edit.label, words, kind)


def _said(wording: Wording, kind: Kind, id: str, fields: list[FieldChange]) -> Iterator[str]:
    """Yield what the fields of a record say from then on, those that are set."""
    for field in fields:
        after = wording.said(kind, id, kind.by_name[field.field], field.new)
        if after:
            yield f"{field.label}: {after}"


def _cut(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONG else line[: _LONG - 1] + "…"
