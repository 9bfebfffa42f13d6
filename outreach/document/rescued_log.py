"""The part of a damaged log that is sound: whole edits in sessions that count up from one."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from outreach.base.language import plural, tr
from outreach.base.words import printable, shown
from outreach.document import vetting
from outreach.document.log import EditHead, Entry
from outreach.document.records import Model
from outreach.document.salvage import Row, Salvage

_SITE = ["ord", "id", "author", "agent"]
_EDIT = ["id", "site", "seq", "hlc", "at_ms", "digest", "kind", "label", "author"]
_EDIT += ["undo_site", "undo_seq"]
_ENTRY = ["txn", "n", "tbl", "row", "op", "data"]
_SEEN = ["site", "seq", "dep_site", "dep_seq"]


@dataclass(slots=True)
class SoundLog:
    """What a clean file can take over of a log, numbered anew."""

    sites: list[Row] = field(default_factory=list)
    """(ord, id, author, agent)"""
    edits: list[Row] = field(default_factory=list)
    """As the columns of ``log_txn``."""
    entries: list[Row] = field(default_factory=list)
    """As the columns of ``log_op``."""
    seen: list[Row] = field(default_factory=list)
    """As the columns of ``log_dep``."""
    pieces: list[Entry] = field(default_factory=list)
    """What can be read of the edits that are not whole, in order."""
    lost: list[str] = field(default_factory=list)
    """Sentences on edits that are not among these."""
    whole: bool = True
    """Whether everything that the log held is here."""


def sound_log(salvage: Salvage, model: Model) -> SoundLog:
    """Read the log and leave out every edit that is not as it was written.

    With an edit go those that followed it in its session: a session has no gaps. Other copies of
    the file that hold them can still give them back.
    """
    sites = salvage.table("log_site", _SITE)
    heads = salvage.table("log_txn", _EDIT)
    numbers = sorted({row[0] for row in heads.rows if isinstance(row[0], int)})
    entries = salvage.keyed("log_op", _ENTRY, numbers)
    orders = sorted({row[0] for row in sites.rows if isinstance(row[0], int)})
    seen = salvage.keyed("log_dep", _SEEN, orders)
    found = SoundLog(whole=sites.whole and heads.whole and entries.whole)
    good = {row[0]: row for row in sites.rows if not vetting.session_trouble(*row[1:])}
    once = {row[1]: order for order, row in good.items()}
    sessions = {order: row for order, row in good.items() if once[row[1]] == order}
    done: dict[object, list[Row]] = defaultdict(list)
    for row in sorted(entries.rows, key=lambda row: _number(row[1])):
        done[row[0]].append(row)
    sound = _sound_rows(model, heads.rows, sessions, done)
    kept = _in_sessions(found, heads.rows, sessions, sound)
    if done.keys() - {row[0] for row in heads.rows}:
        found.whole = False
    if not found.whole and not found.lost:
        found.lost.append(tr("A part of the history could not be read."))
    if not seen.whole:
        found.lost.append(unseen())
    whole = {row[0] for rows in kept.values() for row in rows}
    left = sorted(done.keys() - whole, key=_number)
    pieces = [Entry(*row[1:]) for txn in left for row in done[txn]]  # type: ignore[arg-type]
    found.pieces = [piece for piece in pieces if not vetting.entry_trouble(model, piece)]
    _renumber(found, kept, sessions, done, seen.rows)
    return found


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _sound_rows(
    model: Model, heads: Iterable[Row], sessions: dict[object, Row], done: dict[object, list[Row]]
) -> set[Row]:
    """Return the rows of ``log_txn`` whose edits are as they were written."""
    known = [row for row in heads if row[1] in sessions]
    names = [(str(sessions[row[1]][1]), _number(row[2])) for row in known]
    erased = {str(row[3]) for rows in done.values() for row in rows if row[4] == "E"}
    judge = vetting.Vetting(model, names, erased)
    sound: set[Row] = set()
    for row in sorted(known, key=lambda row: _number(row[0])):
        head = _head(row, sessions[row[1]])
        entries = [Entry(*rest) for _, *rest in done[row[0]]]  # type: ignore[arg-type]
        if not judge.trouble(head, row[5], entries):
            sound.add(row)
    return sound


def _head(row: Row, session: Row) -> EditHead:
    txn, _, seq, hlc, at_ms, _, kind, label, author, undo_site, undo_seq = row
    undo = None if undo_site is None else (undo_site, undo_seq)
    author = session[2] if author is None else author
    return EditHead(txn, session[1], seq, hlc, at_ms, kind, label, author, undo)  # type: ignore[arg-type]


def _in_sessions(
    found: SoundLog, heads: Iterable[Row], sessions: dict[object, Row], sound: set[Row]
) -> dict[object, list[Row]]:
    """Return the edits to keep of each session, in order; the rest is noted as lost."""
    by_site: dict[object, list[Row]] = defaultdict(list)
    for row in heads:
        by_site[row[1]].append(row)
    kept: dict[object, list[Row]] = {}
    for site, rows in by_site.items():
        rows.sort(key=lambda row: _number(row[2]))
        good = [
            row
            for number, row in itertools.takewhile(
                lambda at: at[1] in sound and at[1][2] == at[0], enumerate(rows, start=1)
            )
        ]
        if good:
            kept[site] = good
        if left := rows[len(good) :]:
            found.whole = False
            author = sessions[site][2] if site in sessions else None
            found.lost.append(_missing(left, author))
    return kept


def _missing(rows: list[Row], author: object) -> str:
    name = shown(rows[0][7]) if isinstance(rows[0][7], str) else tr("one")
    by = printable(author) if isinstance(author, str) else tr("somebody")
    if len(rows) == 1:
        return tr("The edit {name} by {by} could not be kept in the history.", name=name, by=by)
    return plural(
        "{n} edit by {by}, from {name} on, could not be kept in the history.",
        "{n} edits by {by}, from {name} on, could not be kept in the history.",
        len(rows),
        by=by,
        name=name,
    )


def unseen() -> str:
    """Return the sentence for when what sessions had seen of each other is lost."""
    return tr("Which edits whoever edited had seen could not be kept.")


def _renumber(
    found: SoundLog,
    kept: dict[object, list[Row]],
    sessions: dict[object, Row],
    done: dict[object, list[Row]],
    seen: Iterable[Row],
) -> None:
    orders = {site: n for n, site in enumerate(sorted(kept, key=str), start=1)}
    found.sites = [(n, *sessions[site][1:]) for site, n in orders.items()]
    edits = sorted(itertools.chain(*kept.values()), key=lambda row: int(str(row[0])))
    for txn, row in enumerate(edits, start=1):
        found.edits.append((txn, orders[row[1]], *row[2:]))
        found.entries += [(txn, *entry[1:]) for entry in done[row[0]]]
    newest = {orders[site]: len(rows) for site, rows in kept.items()}
    claims: dict[tuple[int, int, int], int] = {}
    for site, seq, other, number in seen:
        if not (isinstance(seq, int) and isinstance(number, int)):
            continue
        if site not in orders or other not in orders or site == other:
            continue
        # What had been seen beyond what is kept here is known again once it comes back.
        key, last = (orders[site], seq, orders[other]), newest[orders[other]]
        if 0 <= seq <= newest[orders[site]] and number >= 1:
            claims[key] = max(claims.get(key, 0), min(number, last))
    found.seen = [(*key, number) for key, number in claims.items()]
    if any(vetting.unfounded(newest, found.seen)):  # type: ignore[arg-type]
        found.seen = []
        found.lost.append(unseen())
