"""Finds where texts name a person, in the records and in everything that they said before."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from outreach.document import log
from outreach.document.document import Document
from outreach.document.fields import Choice, Field, Stored, Text, Words
from outreach.document.fold import At, last_said
from outreach.document.naming import Names

GONE = "[name removed]"
"""What stands in a text instead of the name."""
_SHORTEST = 3
"""Characters of the shortest part of a name that is looked for by itself."""


class Terms:
    """The words that stand for somebody."""

    def __init__(self, words: Iterable[str]) -> None:
        """Look for ``words``, whatever their case and however their parts are set apart."""
        self.words = tuple(dict.fromkeys(" ".join(word.split()) for word in words if word.strip()))
        found = "|".join(map(_pattern, sorted(self.words, key=len, reverse=True)))
        self._looked_for = re.compile(found or r"(?!)", re.IGNORECASE)

    def are_in(self, text: str) -> bool:
        """Tell whether ``text`` names them."""
        return self._looked_for.search(text) is not None

    def taken_out(self, text: str) -> str:
        """Return ``text`` without them."""
        return self._looked_for.sub(GONE, text)


def _pattern(word: str) -> str:
    inner = r"\s+".join(map(re.escape, word.split()))
    begin = r"(?<!\w)" if word[0].isalnum() else ""
    end = r"(?!\w)" if word[-1].isalnum() else ""
    return f"{begin}{inner}{end}"


def names_of(name: str) -> Iterator[str]:
    """Yield how somebody of that name is written: in full, and with the last name first."""
    parts = name.split()
    yield name
    if len(parts) > 1:
        yield f"{parts[-1]} {' '.join(parts[:-1])}"
        yield f"{parts[-1]}, {' '.join(parts[:-1])}"


def parts_of(name: str) -> list[str]:
    """Return the parts of a name by which somebody may be called."""
    return [part for part in re.split(r"[\s,]+", name) if len(part.rstrip(".")) >= _SHORTEST]


class Mention(NamedTuple):
    """A text that names somebody."""

    table: str
    record: str
    field: str
    label: str
    """What the field is called."""
    name: str
    """What the record is called, without the name that is looked for."""
    now: str
    """The text in force; empty when none is."""
    cleaned: str
    """The same without the name."""
    stored: Stored
    """That in stored form."""

    @property
    def only_before(self) -> bool:
        """Whether the name stands only in what the field said earlier."""
        return self.now == self.cleaned


def mentions(document: Document, terms: Terms, besides: Iterable[At] = ()) -> list[Mention]:
    """Return the texts of ``document`` that name somebody, or did at any time.

    Args:
        document: The open file.
        terms: What they are called.
        besides: Records that are not looked at.
    """
    apart = set(besides)
    found: dict[tuple[At, str], Field] = {}
    for table, row, data in document.connection.execute(
        "SELECT tbl, row, data FROM log_op WHERE data IS NOT NULL"
    ):
        kind = document.model.tables.get(table)
        if kind is None or (table, row) in apart:
            continue
        for name, value in json.loads(data).items():
            field = kind.by_name.get(name)
            if field is not None and _is_text(field) and any(map(terms.are_in, _texts(value))):
                found[(table, row), name] = field
    states = last_said(document.connection, {at[1] for at, _ in found})
    names = Names(document.connection, document.model)
    return [
        _mention(names, terms, at, field, states[at].fields.get(name))
        for (at, name), field in sorted(found.items(), key=lambda one: one[0])
    ]


def _mention(names: Names, terms: Terms, at: At, field: Field, stored: Stored) -> Mention:
    cleaned: Stored = stored
    if isinstance(field, Words) and isinstance(stored, str):
        words = dict.fromkeys(map(terms.taken_out, json.loads(stored)))
        cleaned = json.dumps(list(words), ensure_ascii=False)
    elif isinstance(stored, str):
        cleaned = terms.taken_out(stored)
    return Mention(
        *at,
        field.name,
        field.label,
        terms.taken_out(names.name(at[1])),
        names.value(field, stored),
        names.value(field, cleaned),
        cleaned,
    )


def _is_text(field: Field) -> bool:
    return isinstance(field, Text | Words) or (isinstance(field, Choice) and field.open)


def _texts(value: object) -> list[str]:
    return [value] if isinstance(value, str) else []


def headings(document: Document, terms: Terms) -> Iterator[tuple[log.EditHead, bool]]:
    """Yield the edits whose label names somebody, or which they signed, and whether they did."""
    called = {" ".join(word.casefold().split()) for word in terms.words}
    for edit in log.edits(document.connection):
        signed = " ".join(edit.author.casefold().split()) in called
        if signed or terms.are_in(edit.label):
            yield edit, signed
