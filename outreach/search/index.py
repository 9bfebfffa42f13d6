"""An index of all records by their words, which follows the file's log."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from outreach.base.folding import folded, words_of
from outreach.document.document import Document
from outreach.document.fields import Field, Search, Stored
from outreach.document.naming import Names
from outreach.document.records import Kind
from outreach.search.store import Entry, Store

AROUND = 48
"""Characters before and behind a word that was found, in what is shown of a text."""
MOST_TOUCHED = 500
"""Records touched since the last look beyond which everything is read anew."""


_PARTNER = "organisation"
"""The kind of a partner, and the field of others that says to which one they belong."""


class Hit(NamedTuple):
    """A record in which all the words were found."""

    id: str
    kind: str
    title: str
    where: str
    """The label of the field in which they are; empty when the title says it."""
    excerpt: str
    """The words with what stands around them; empty when the title says it."""
    partner: str = ""
    """The name of the partner it belongs to; empty when the title says it."""


class Group(NamedTuple):
    """What was found of one kind, best first."""

    kind: str
    hits: tuple[Hit, ...]
    more: int
    """How many more there are."""
    at_least: bool = False
    """Whether there are more than that: in a large file not everything is looked at."""


class Index:
    """Reads everything that is searched once, and after an edit only what it touched.

    It belongs to the thread that the document belongs to.
    """

    def __init__(self, document: Document, cancelled: Callable[[], bool] = lambda: False) -> None:
        """Follow ``document``; nothing is read yet.

        Args:
            document: The file.
            cancelled: Asked while much is read, whether that is still wanted.
        """
        self.document = document
        """The file that is followed."""
        self._cancelled = cancelled
        self._kinds = [kind for kind in document.model.kinds.values() if searched(kind)]
        self._store = Store()
        self._edit = -1

    def close(self) -> None:
        """Forget everything."""
        self._store.close()

    def find(self, query: str, most: int = 5) -> list[Group]:
        """Return what holds every word of ``query``, by kind.

        Kinds in which a name says it come first, and within a kind names that begin with it.

        Args:
            query: Words, or beginnings of words; capitals and accents do not matter.
            most: Of one kind.
        """
        words = words_of(query)
        if not words:
            return []
        self.refresh()
        groups = []
        for place, kind in enumerate(self._kinds):
            found = self._store.find(place, words, most)
            if found.best:
                hits = tuple(
                    _hit(kind, entry, words)._replace(partner=self._partner(kind, entry.id))
                    for _, entry in found.best
                )
                more = found.number - len(hits)
                group = Group(kind.name, hits, more, at_least=not found.all)
                groups.append((found.best[0][0], place, group))
        return [group for *_, group in sorted(groups, key=lambda one: one[:2])]

    def _partner(self, kind: Kind, id: str) -> str:
        if _PARTNER not in kind.by_name or _PARTNER in kind.title:
            return ""
        found = self.document.connection.execute(
            f'SELECT name FROM "{_PARTNER}" '
            f'WHERE id = (SELECT "{_PARTNER}" FROM "{kind.name}" WHERE id = ?)',
            (id,),
        ).fetchone()
        return str(found[0]) if found else ""

    def refresh(self) -> None:
        """Read what edits touched since the last look.

        Raises:
            InterruptedError: when it is no longer wanted.
        """
        connection = self.document.connection
        (now,) = connection.execute("SELECT max(id) FROM log_txn").fetchone()
        if now == self._edit:
            return
        touched = None if self._edit < 0 else self._touched()
        names = Names(connection, self.document.model)
        if touched is None:
            self._store.close()
            self._store = Store()
            for place, kind in enumerate(self._kinds):
                self._store.add(place, self._read(kind, names))
        else:
            for place, kind in enumerate(self._kinds):
                if ids := touched.get(kind.name):
                    self._store.remove(ids)
                    self._store.add(place, self._read(kind, names, ids))
        self._edit = now

    def _touched(self) -> dict[str, set[str]] | None:
        """Return the ids of each kind whose words may be others now; None for too many."""
        rows = self.document.connection.execute(
            "SELECT DISTINCT tbl, row, op FROM log_op WHERE txn > ? LIMIT ?",
            (self._edit, MOST_TOUCHED),
        ).fetchall()
        if len(rows) == MOST_TOUCHED or any(op in "ES" for *_, op in rows):
            return None
        found: dict[str, set[str]] = {}
        for table, row, _ in rows:
            found.setdefault(table, set()).add(row)
        while self._add_named_after(found):
            pass
        return found

    def _add_named_after(self, found: dict[str, set[str]]) -> bool:
        """Add those whose title holds the name of one in ``found``; tell whether there are any."""
        more = False
        for kind in self._kinds:
            for title in kind.title:
                ids = [
                    id for named in _kinds_of(kind.by_name[title]) for id in found.get(named, ())
                ]
                rows = self.document.connection.execute(
                    f'SELECT id FROM "{kind.name}" '
                    f'WHERE "{title}" IN (SELECT value FROM json_each(?))',
                    (json.dumps(ids),),
                )
                here = found.setdefault(kind.name, set())
                before = len(here)
                here.update(id for (id,) in rows)
                more |= len(here) > before
        return more

    def _read(self, kind: Kind, names: Names, ids: Iterable[str] | None = None) -> Iterator[Entry]:
        fields = [field for field in kind.columns if field.search is not Search.NO]
        titles = [kind.by_name[name] for name in kind.title]
        record = kind.record
        records = self.document.all(record) if ids is None else self.document.of_ids(record, ids)
        for number, one in enumerate(records):
            if number % 500 == 0 and self._cancelled():
                raise InterruptedError
            stored = {field.name: _stored(field, getattr(one, field.name)) for field in titles}
            title = names.title(kind, stored) or one.id
            texts = tuple(
                (field.label, said)
                for field in fields
                if (said := _said(field, getattr(one, field.name)))
            )
            rest = folded("\n".join(text for _, text in texts))
            yield Entry(one.id, title, folded(title), rest, texts)


def searched(kind: Kind) -> bool:
    """Whether records of a kind are found by their words."""
    return any(field.search is not Search.NO for field in kind.columns)


def _kinds_of(field: Field) -> tuple[str, ...]:
    return tuple(getattr(field, "kinds", ()))


def _stored(field: Field, value: object) -> Stored:
    return None if value is None else field.check(value)


def _said(field: Field, value: object) -> str:
    """Return what a field says, in one line, each letter with its accent as one character."""
    words = field.words(value) if value is not None else ""
    return " ".join(unicodedata.normalize("NFC", words).split())


def _hit(kind: Kind, entry: Entry, words: Sequence[str]) -> Hit:
    """Return a hit, with what stands around the first word that the title does not say."""
    rest = [word for word in words if word not in entry.folded_title]
    for label, text in entry.texts if rest else ():
        at = folded(text).find(rest[0])
        if at >= 0:
            excerpt = _around(text, at, len(rest[0]))
            return Hit(entry.id, kind.name, entry.title, label, excerpt)
    return Hit(entry.id, kind.name, entry.title, "", "")


def _around(text: str, at: int, length: int) -> str:
    start, end = max(0, at - AROUND), min(len(text), at + length + AROUND)
    if start:
        start = text.find(" ", start, at) + 1 or start
    if end < len(text):
        last = text.rfind(" ", at + length, end)
        end = last if last > 0 else end
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
