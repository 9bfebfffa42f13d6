"""Partners of another plan: read from its file, with what the coordinator wants to come along.

Ids are the same nowhere else, so a record keeps its id on the way. That is how it is found again
when the same file is brought in later.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from outreach.base.errors import Refusal
from outreach.base.language import tr
from outreach.document.connecting import one_moment
from outreach.document.document import Document
from outreach.document.fields import Links, Ref
from outreach.document.records import Kind
from outreach.exchange.incoming import Incoming
from outreach.initiative import MODEL, open_file, the_initiative

PARTNER = "organisation"
ALONG = (
    "person",
    "need",
    "relationship",
    "champion",
    "value_proposition",
    "contribution",
    "objection",
    "response",
    "answer",
    "proof",
    "use_case",
    "touchpoint",
    "commitment",
    "tag",
)
"""The kinds of records that can come along with partners, in the order of offering."""
USUAL = ("person", "need", "relationship", "tag")
"""Those that come along when nobody says otherwise."""
_LIBRARY = ("response", "proof", "use_case", "tag")
"""Kinds that come along because something that comes along names them."""


@dataclass(slots=True)
class _Found:
    kind: Kind
    id: str
    values: dict[str, Any]
    """In stored form; links as ids."""


class SamePlan(Refusal):
    """The file is a copy of the plan itself: it is to be merged."""


class OtherPlan:
    """What another plan holds, as it was when it was read."""

    def __init__(self, name: str, id: str, title: str, records: Mapping[str, _Found]) -> None:
        """Hold what :func:`read` found."""
        self.name = name
        """What its file is called."""
        self.id = id
        self.title = title
        """What the initiative is called."""
        self._records = records

    @property
    def partners(self) -> list[tuple[str, str]]:
        """Id and name of each partner, by name."""
        found = [(r.id, str(r.values["name"])) for r in self._records.values() if _is(r, PARTNER)]
        return sorted(found, key=lambda one: (one[1].casefold(), one[0]))

    def counts(self, partners: Collection[str], confidential: bool) -> dict[str, int]:
        """Return, for each kind that can come along, how many records would with ``partners``."""
        chosen = self._chosen(partners, ALONG, confidential)
        return {kind: sum(_is(self._records[id], kind) for id in chosen) for kind in ALONG}

    def incoming(
        self,
        partners: Collection[str] | None = None,
        along: Iterable[str] = USUAL,
        *,
        confidential: bool = False,
        tags: Mapping[str, str] | None = None,
    ) -> list[Incoming]:
        """Return the records to bring in.

        Args:
            partners: Ids of partners; None for all.
            along: The kinds of records that come along.
            confidential: Whether confidential fields come, and records that cannot be without one.
            tags: The ids of the tags here by their names, which are used in place of theirs.
        """
        if partners is None:
            partners = [id for id, _ in self.partners]
        chosen = self._chosen(partners, along, confidential)
        same = self._same_tags(chosen, tags or {})
        return [
            Incoming(
                "",
                found.kind,
                id,
                dict(self._values(found, chosen, confidential, same)),
            )
            for id, found in self._records.items()
            if id in chosen and id not in same
        ]

    def _chosen(
        self, partners: Collection[str], along: Iterable[str], confidential: bool
    ) -> set[str]:
        """Return the ids of ``partners`` and of all that comes along."""
        wanted = set(along) & set(ALONG)
        chosen = {id for id in partners if id in self._records and _is(self._records[id], PARTNER)}
        candidates = [
            record
            for record in self._records.values()
            if record.kind.name in wanted and (confidential or not withheld(record.kind))
        ]
        while True:
            named = {
                id
                for one in chosen
                for id in _named(self._records[one], confidential)
                if id in self._records and self._records[id].kind.name in _LIBRARY
            }
            # The response that answers an objection is named by neither, but by the answer.
            named |= {
                record.values["response"]
                for record in candidates
                if record.kind.name == "answer" and record.values["objection"] in chosen
            }
            more = {
                record.id
                for record in candidates
                if record.id not in chosen
                and (
                    record.id in named
                    if record.kind.name in _LIBRARY
                    else _belongs(record, chosen, confidential)
                )
            }
            if not more:
                return chosen
            chosen |= more

    def _values(
        self, found: _Found, chosen: Collection[str], confidential: bool, same: Mapping[str, str]
    ) -> Iterator[tuple[str, Any]]:
        for field in found.kind.fields:
            value = found.values.get(field.name)
            if field.confidential and not confidential:
                continue
            if isinstance(field, Links):
                yield field.name, tuple(same.get(id, id) for id in value or () if id in chosen)
            elif isinstance(field, Ref):
                if value in chosen:
                    yield field.name, value
            else:
                yield field.name, value

    def _same_tags(self, chosen: Iterable[str], tags: Mapping[str, str]) -> dict[str, str]:
        """Return which of the chosen tags are here under another id."""
        found = {}
        for id in chosen:
            record = self._records[id]
            if _is(record, "tag"):
                here = tags.get(str(record.values["name"]).casefold(), id)
                if here != id:
                    found[id] = here
        return found


def read(path: Path, document: Document) -> OtherPlan:
    """Read the plan at ``path``, to bring partners of it into ``document``; it is only read.

    Raises:
        Refusal: when it cannot be opened, is not sound, or is a copy of the same plan.
    """
    opening = open_file(path, author="", read_only=True)
    with opening.opened() as other:
        if opening.found or opening.rescuable:
            raise Refusal(tr("Nothing was brought in. {sentence}", sentence=opening.sentence))
        if other.id == document.id:
            raise SamePlan(
                tr(
                    "“{name}” is a copy of this plan, so nothing was brought in. Merge it instead.",
                    name=path.name,
                )
            )
        try:
            with one_moment(other.connection):
                title = the_initiative(other).name
                return OtherPlan(path.name, other.id, title, _records(other))
        except (sqlite3.Error, LookupError, TypeError, ValueError) as error:
            raise Refusal(
                tr(
                    "“{name}” cannot be read to its end, so nothing was brought in. "
                    "Ask for it again.",
                    name=path.name,
                )
            ) from error


def tags_by_name(document: Document) -> dict[str, str]:
    """Return the ids of the tags of ``document`` by their names, whatever their case."""
    rows = document.connection.execute("SELECT name, id FROM tag ORDER BY id DESC")
    return {str(name).casefold(): id for name, id in rows}


def _records(other: Document) -> dict[str, _Found]:
    found: dict[str, _Found] = {}
    for name in (PARTNER, *ALONG):
        kind = MODEL.kinds[name]
        names = [field.name for field in kind.columns]
        columns = "".join(f', "{column}"' for column in names)
        for id, *values in other.connection.execute(
            f'SELECT id{columns} FROM "{name}" ORDER BY id'
        ):
            stored = dict(zip(names, values, strict=True)) | {link.name: () for link in kind.links}
            found[id] = _Found(kind, id, stored)
        for link in kind.links:
            for owner, target in other.connection.execute(
                f'SELECT "{name}", "{link.kind}" FROM "{kind.link_table(link)}"'
                f' ORDER BY "{link.kind}"'
            ):
                found[owner].values[link.name] += (target,)
    return found


def _is(record: _Found, kind: str) -> bool:
    return record.kind.name == kind


def withheld(kind: Kind) -> bool:
    """Tell whether records of a kind cannot be without something confidential."""
    return any(field.required and field.confidential for field in kind.columns)


def _refs(record: _Found, confidential: bool, required: bool) -> list[Any]:
    return [
        record.values.get(field.name)
        for field in record.kind.columns
        if isinstance(field, Ref)
        and field.required == required
        and (confidential or not field.confidential)
    ]


def _named(record: _Found, confidential: bool) -> list[Any]:
    """Return the ids that a record refers to."""
    named = _refs(record, confidential, True) + _refs(record, confidential, False)
    for link in record.kind.links:
        if confidential or not link.confidential:
            named += record.values[link.name]
    return named


def _belongs(record: _Found, chosen: Collection[str], confidential: bool) -> bool:
    """Whether a record comes along: all that it needs does, and something that it names does."""
    needed = _refs(record, confidential, True)
    others = [id for id in _refs(record, confidential, False) if id is not None]
    if needed:
        return all(id in chosen for id in needed)
    return any(id in chosen for id in others)
