"""Words in memory, by all sequences of three letters in them, so that any part of a word is found.

SQLite's own index of trigrams narrows down where the words may be; each place is then looked at.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

GRAM = 3
"""Letters of which a word has at least one sequence before the index helps."""
MOST_EXACT = 5_000
"""Records up to which everything is looked through, in a few thousandths of a second."""
FEW_OF_A_KIND = 200
"""Records of one kind up to which they are looked through also in a larger file: asking the index,
which holds all kinds, takes longer."""
MOST_LOOKED_AT = 50
"""Places of one kind that are looked at where there are more records than that."""
_LAST = "\U0010ffff"

_TABLES = """
    CREATE TABLE entry(key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind INTEGER NOT NULL,
        title TEXT NOT NULL, folded TEXT NOT NULL, rest TEXT NOT NULL, texts TEXT NOT NULL);
    CREATE INDEX entry_folded ON entry(kind, folded);
    CREATE VIRTUAL TABLE gram USING fts5(folded, rest, content='entry', content_rowid='key',
        tokenize='trigram case_sensitive 1', detail=column);
    CREATE VIRTUAL TABLE short USING fts5(tokens, content='', detail=none);
"""
_KINDS_APART = 1 << 40
"""Between the keys of two kinds, so that those of one kind lie in one range."""


class Entry(NamedTuple):
    """What is searched of a record."""

    id: str
    title: str
    folded_title: str
    folded_rest: str
    """All the texts, folded."""
    texts: tuple[tuple[str, str], ...]
    """Label and words of each field that is searched."""


class Found(NamedTuple):
    """What was found of one kind."""

    best: list[tuple[int, Entry]]
    """The best with their rank, best first."""
    number: int
    """How many were found."""
    all: bool
    """Whether these are all that there are, so that nothing was left unlooked at."""


class Store:
    """The words of all records, in a database in memory; of one thread."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._db = sqlite3.connect(":memory:", isolation_level=None)
        self._db.executescript(_TABLES)
        self._next: dict[int, int] = {}
        self._count = 0

    def close(self) -> None:
        """Forget everything."""
        self._db.close()

    def add(self, kind: int, entries: Iterable[Entry]) -> None:
        """Take in the words of records of a kind that are not in here."""
        key = self._next.get(kind, kind * _KINDS_APART)
        self._db.execute("BEGIN")
        for lot in _lots(entries):
            rows = list(enumerate(lot, key))
            key += len(rows)
            self._db.executemany(
                "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (key, e.id, kind, e.title, e.folded_title, e.folded_rest, _written(e.texts))
                    for key, e in rows
                ],
            )
            self._db.executemany(
                "INSERT INTO gram(rowid, folded, rest) VALUES (?, ?, ?)",
                [(key, e.folded_title, e.folded_rest) for key, e in rows],
            )
            self._db.executemany(
                "INSERT INTO short(rowid, tokens) VALUES (?, ?)",
                [(key, _tokens(e.folded_title)) for key, e in rows],
            )
            self._count += len(rows)
        self._db.execute("COMMIT")
        self._next[kind] = key

    def remove(self, ids: Iterable[str]) -> None:
        """Forget some records, those that are in here."""
        self._db.execute("BEGIN")
        for id in ids:
            found = self._db.execute(
                "SELECT key, folded, rest FROM entry WHERE id=?", (id,)
            ).fetchone()
            if found is None:
                continue
            key, folded, rest = found
            # An index that keeps no copy of the words must be told which ones it loses.
            self._db.execute(
                "INSERT INTO gram(gram, rowid, folded, rest) VALUES ('delete', ?, ?, ?)",
                (key, folded, rest),
            )
            self._db.execute(
                "INSERT INTO short(short, rowid, tokens) VALUES ('delete', ?, ?)",
                (key, _tokens(folded)),
            )
            self._db.execute("DELETE FROM entry WHERE key=?", (key,))
            self._count -= 1
        self._db.execute("COMMIT")

    def find(self, kind: int, words: Sequence[str], most: int) -> Found:
        """Return the records of a kind in which all ``words`` are, which are folded.

        Args:
            kind: The number of the kind.
            words: At least one.
            most: So many of the best.
        """
        taken_in = self._next.get(kind, kind * _KINDS_APART) - kind * _KINDS_APART
        if not taken_in:
            return Found([], 0, True)
        few = taken_in <= FEW_OF_A_KIND
        exact = few or self._count <= MOST_EXACT
        limit = -1 if exact else MOST_LOOKED_AT
        ranked: dict[int, tuple[int, str]] = {}
        for found in self._ways(kind, words, exact, few, limit):
            for key, rank, folded in found:
                ranked.setdefault(key, (rank, folded))
            if 0 < limit <= len(ranked):
                break
        best = sorted(ranked, key=lambda key: (*ranked[key], key))[:most]
        entries = [(ranked[key][0], self._entry(key)) for key in best]
        return Found(entries, len(ranked), not 0 < limit <= len(ranked))

    def _ways(
        self, kind: int, words: Sequence[str], exact: bool, few: bool, limit: int
    ) -> Iterator[Iterable[tuple[int, int, str]]]:
        """Yield key, rank and title of what is found in one way after another, the best first.

        Rank 0 is a name that begins with the words, 1 one of which a word does, 3 a text.
        """
        among = (kind * _KINDS_APART, (kind + 1) * _KINDS_APART - 1)
        in_title = " AND ".join(["instr(e.folded, ?)"] * len(words))
        anywhere = " AND ".join(["(instr(e.folded, ?) OR instr(e.rest, ?))"] * len(words))
        doubled = [word for word in words for _ in range(2)]
        of_title = "CASE WHEN instr(' ' || e.folded, ?) THEN 1 ELSE 2 END"
        first, grams = f" {words[0]}", _grams(words)
        yield self._db.execute(
            "SELECT key, 0, folded FROM entry e WHERE kind=? AND folded >= ? AND folded < ? "
            f"AND {in_title} ORDER BY folded LIMIT ?",
            (kind, words[0], words[0] + _LAST, *words, limit),
        )
        if grams and not few:
            yield self._db.execute(
                f"SELECT e.key, {of_title}, e.folded FROM gram JOIN entry e ON e.key=gram.rowid "
                f"WHERE gram MATCH ? AND gram.rowid BETWEEN ? AND ? AND {in_title} LIMIT ?",
                (first, f"folded : ({grams})", *among, *words, limit),
            )
            yield self._db.execute(
                "SELECT e.key, 3, e.folded FROM gram JOIN entry e ON e.key=gram.rowid "
                f"WHERE gram MATCH ? AND gram.rowid BETWEEN ? AND ? AND {anywhere} LIMIT ?",
                (grams, *among, *doubled, limit),
            )
        elif exact:
            yield self._db.execute(
                f"SELECT key, CASE WHEN {in_title} THEN {of_title} ELSE 3 END, folded "
                f"FROM entry e WHERE kind=? AND {anywhere} LIMIT ?",
                (*words, first, kind, *doubled, limit),
            )
        else:
            # A letter or two are in nearly every text: in a large file they are sought in titles.
            yield self._db.execute(
                f"SELECT e.key, {of_title}, e.folded FROM short JOIN entry e ON e.key=short.rowid "
                f"WHERE short MATCH ? AND short.rowid BETWEEN ? AND ? AND {in_title} LIMIT ?",
                (first, " AND ".join(map(_token, words)), *among, *words, limit),
            )

    def _entry(self, key: int) -> Entry:
        id, title, folded, rest, texts = self._db.execute(
            "SELECT id, title, folded, rest, texts FROM entry WHERE key=?", (key,)
        ).fetchone()
        return Entry(id, title, folded, rest, tuple((a, b) for a, b in json.loads(texts)))


def _grams(words: Sequence[str]) -> str:
    """Return what the index of sequences is asked for; empty when no word has one.

    These are as many as cover each word, side by side: more would narrow it down little further,
    each is looked up for itself, and each place is looked at anyway.
    """
    found: dict[str, None] = {}
    for word in words:
        last = len(word) - GRAM
        places = [*range(0, last, GRAM), last] if last >= 0 else ()
        found |= dict.fromkeys(word[at : at + GRAM] for at in places)
    return " AND ".join('"' + gram.replace('"', '""') + '"' for gram in found)


def _token(letters: str) -> str:
    """Return a letter or two as a word of letters and digits, whatever script they are in."""
    return "x" + "x".join(f"{ord(letter):x}" for letter in letters)


def _tokens(title: str) -> str:
    """Return what a title is found by when only one letter or two are given.

    These are the beginnings of its words, and any letters of words in other scripts: there one or
    two may be a whole word.
    """
    found: dict[str, None] = {}
    for word in title.split():
        starts = range(1) if word.isascii() else range(len(word))
        for at in starts:
            found[word[at]] = found[word[at : at + 2]] = None
    return " ".join(map(_token, found))


def _written(texts: tuple[tuple[str, str], ...]) -> str:
    return json.dumps(texts, ensure_ascii=False)


def _lots(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Yield ``entries`` by the thousand."""
    them = iter(entries)
    while lot := list(islice(them, 1000)):
        yield lot
