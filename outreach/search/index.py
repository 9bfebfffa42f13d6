"""An index of all records by their words, which follows the file's log."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from outreach.base.folding import folded, words_of
from outreach.document.document import Document
from outreach.document.fields import Field, Search, Stored
from outreach.document.naming import Names
from outreach.document.records import Kind

AROUND = 48
"""Characters before and behind a word that was found, in what is shown of a text."""
MOST_TOUCHED = 500
"""Records touched since the last look beyond which everything is read anew."""


class Hit(NamedTuple):
    """A record in which all the words were found."""

    id: str
    kind: str
    title: str
    where: str
    """The label of the field in which they are; empty when the title says it."""
    excerpt: str
    """The words with what stands around them; empty when the title says it."""


class Group(NamedTuple):
    """What was found of one kind, best first."""

    kind: str
    hits: tuple[Hit, ...]
    more: int
    """How many more there are."""


class _Entry(NamedTuple):
    id: str
    title: str
    folded_title: str
    everything: str
    """The title and all the texts, folded."""
    texts: tuple[tuple[str, str], ...]
    """Label and words of each field that is searched."""


class Index:
    """Reads everything that is searched once, and after an edit only what it touched."""

    def __init__(self, document: Document) -> None:
        """Follow ``document``; nothing is read yet."""
        self._document = document
        self._kinds = [kind for kind in document.model.kinds.values() if searched(kind)]
        self._entries: dict[str, dict[str, _Entry]] = {}
        self._edit = -1

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
            found = self._of_kind(kind, words)
            if found:
                best = found[0][0]
                hits = tuple(_hit(kind, entry, words) for _, entry in found[:most])
                groups.append((best, place, Group(kind.name, hits, len(found) - len(hits))))
        return [group for *_, group in sorted(groups, key=lambda one: one[:2])]

    def refresh(self) -> None:
        """Read what edits touched since the last look."""
        connection = self._document.connection
        (now,) = connection.execute("SELECT max(id) FROM log_txn").fetchone()
        if now == self._edit:
            return
        touched = None if self._edit < 0 else self._touched()
        self._edit = now
        names = Names(connection, self._document.model)
        if touched is None:
            for kind in self._kinds:
                self._entries[kind.name] = self._read(kind, names)
            return
        for kind in self._kinds:
            # A title may hold the name of another record, so all of those are read again.
            if self._leans_on(kind, touched):
                self._entries[kind.name] = self._read(kind, names)
            elif ids := touched.get(kind.name):
                here = self._entries[kind.name]
                for id in ids:
                    here.pop(id, None)
                here.update(self._read(kind, names, ids))

    def _touched(self) -> dict[str, set[str]] | None:
        rows = self._document.connection.execute(
            "SELECT DISTINCT tbl, row, op FROM log_op WHERE txn > ? LIMIT ?",
            (self._edit, MOST_TOUCHED),
        ).fetchall()
        if len(rows) == MOST_TOUCHED or any(op in "ES" for *_, op in rows):
            return None
        found: dict[str, set[str]] = {}
        for table, row, _ in rows:
            found.setdefault(table, set()).add(row)
        return found

    def _leans_on(self, kind: Kind, touched: dict[str, set[str]]) -> bool:
        named = {name for title in kind.title for name in _kinds_of(kind.by_name[title])}
        return bool(named & touched.keys())

    def _read(
        self, kind: Kind, names: Names, ids: Iterable[str] | None = None
    ) -> dict[str, _Entry]:
        fields = [field for field in kind.columns if field.search is not Search.NO]
        titles = [kind.by_name[name] for name in kind.title]
        found = {}
        record = kind.record
        records = self._document.all(record) if ids is None else self._document.of_ids(record, ids)
        for one in records:
            stored = {field.name: _stored(field, getattr(one, field.name)) for field in titles}
            title = names.title(kind, stored) or one.id
            texts = tuple(
                (field.label, said)
                for field in fields
                if (said := _said(field, getattr(one, field.name)))
            )
            everything = folded("\n".join((title, *(text for _, text in texts))))
            found[one.id] = _Entry(one.id, title, everything[: len(title)], everything, texts)
        return found

    def _of_kind(self, kind: Kind, words: Sequence[str]) -> list[tuple[int, _Entry]]:
        """Return those in which all ``words`` are, with their rank, best first."""
        found = [
            (_rank(entry.folded_title, words), entry)
            for entry in self._entries[kind.name].values()
            if all(word in entry.everything for word in words)
        ]
        return sorted(found, key=lambda one: (one[0], one[1].folded_title))


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


def _rank(title: str, words: Sequence[str]) -> int:
    """Return how good a hit is: 0 for a name that begins with the words, 3 for one in a text."""
    if not all(word in title for word in words):
        return 3
    if title.startswith(words[0]):
        return 0
    return 1 if any(part.startswith(words[0]) for part in title.split()) else 2


def _hit(kind: Kind, entry: _Entry, words: Sequence[str]) -> Hit:
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
