"""Forgetting a person: all that is about them goes, from records, history and every later copy.

What stays is a note of when it was done, by whom and why, without their name, and that their edits
were made. What cannot be reached from here is said: paper, and copies that others have, which lose
the person when they are next brought together with this one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from outreach.base.errors import InvalidValue, NotFound, Refusal
from outreach.base.language import tr
from outreach.document import log
from outreach.document.backups import Backup, Backups, Why
from outreach.document.document import Document
from outreach.document.edits import Changes
from outreach.document.erasing import Heading
from outreach.document.fields import Ref, Stored, Text
from outreach.document.fold import At
from outreach.document.naming import Names
from outreach.network.kinds import Person
from outreach.privacy.mentions import Mention, Terms, headings, mentions, names_of, parts_of
from outreach.privacy.on_this_computer import forget_typed, stand_ins


class Trace(NamedTuple):
    """A record that is about the person, or refers to them."""

    kind: str
    id: str
    name: str
    field: str
    """The field in which it refers to them."""


class Traces(NamedTuple):
    """Everything in the file that leads to a person."""

    person: Person
    goes: tuple[Trace, ...]
    """What cannot be without them and goes with them: ties, roles as a champion."""
    stays: tuple[Trace, ...]
    """What refers to them and stays without: steps, contacts, objections, answers."""
    mentions: tuple[Mention, ...]
    """Texts of other records that name them."""
    labels: int
    """Edits whose label names them."""
    signed: int
    """Edits that they signed."""
    perhaps: tuple[str, ...]
    """Parts of their name that other texts hold by themselves, and may mean somebody else."""

    @property
    def objections(self) -> tuple[Trace, ...]:
        """The objections that they raised."""
        return tuple(t for t in self.stays if t.kind == "objection" and t.field == "person")


class Forgotten(NamedTuple):
    """What was done."""

    changes: Changes
    texts: int
    """Texts from which the name was taken, or which only named them before."""
    copies_deleted: int
    copies_left: int
    """Safe copies that still hold the person, and files kept here that could not be saved."""


def traces(document: Document, person: str, also: Collection[str] = ()) -> Traces:
    """Return everything in ``document`` that leads to a person.

    Args:
        document: The open file.
        person: The person's id.
        also: Other words that stand for them, such as a short name.

    Raises:
        NotFound: there is no such person.
    """
    found = document.get(Person, person)
    if found is None:
        raise NotFound(tr("There is no person with the id {person} in this file.", person=person))
    terms = _terms(found, also)
    goes, stays = _referring(document, person)
    apart = _gone(document, "person", person)
    named = mentions(document, terms, apart)
    heads = list(headings(document, terms))
    return Traces(
        found,
        goes,
        stays,
        tuple(named),
        sum(not signed for _, signed in heads),
        sum(signed for _, signed in heads),
        tuple(_perhaps(document, found, terms, apart)),
    )


def forget(
    document: Document,
    person: str,
    why: str,
    *,
    also: Collection[str] = (),
    texts: Mapping[tuple[str, str], str] | None = None,
    with_objections: bool = False,
    backups: Backups | None = None,
    delete_copies: bool = False,
    kept: Path | None = None,
) -> Forgotten:
    """Erase a person for good, as one edit that cannot be taken back; then clean the file.

    Args:
        document: The open file.
        person: The person's id.
        why: The reason, kept in the history; it must not name them.
        also: Other words that stand for them.
        texts: What texts that name them say instead, by (record, field), in stored form; for the
            others the name alone is taken out.
        with_objections: Whether the objections that they raised go, too.
        backups: Takes a safe copy first.
        delete_copies: Whether that and the earlier safe copies, which hold the person, are deleted
            when all is done, and files of the plan that were kept here because they could not be
            saved.
        kept: Where such files, and words that somebody was typing, are kept; by default in the
            person's own data. Words that name the person go from there in any case.

    Raises:
        NotFound: there is no such person.
        Refusal: no reason, one that names them, a text that still does, or the edit would be signed
            with their name; nothing was changed.
        NotSaved: when the file cannot be written.
    """
    found = traces(document, person, also)
    terms = _terms(found.person, also)
    reason = _reason(document, terms, why)
    records: list[At] = [("person", person)]
    if with_objections:
        records += [("objection", trace.id) for trace in found.objections]
    leaving = {at for table, id in records for at in _gone(document, table, id)}
    named = [m for m in found.mentions if (m.table, m.record) not in leaving]
    values = _values(document, terms, named, texts or {})
    heads = [Heading(edit.site, edit.seq, signed) for edit, signed in headings(document, terms)]
    if backups is not None:
        backups.before(document, Why.ERASURE)
    label = tr("Erased a person: {reason}", reason=reason)[:200]
    with document.edit(label, kind=log.ERASURE) as edit:
        edit.erase(records, values, heads)
    document.compact()
    deleted, left = _copies(document, backups, delete_copies)
    forget_typed(terms, person, kept)
    for stand_in in stand_ins(document.id, person, kept):
        if delete_copies:
            stand_in.discard()
            deleted += 1
        else:
            left += 1
    return Forgotten(edit.changes, len(named), deleted, left)


def _reason(document: Document, terms: Terms, why: str) -> str:
    """Return the reason as it is kept, when neither it nor who signs it names them."""
    reason = " ".join(why.split())
    if not reason:
        raise Refusal(tr("Say why the person is erased: the reason is kept. Nothing was changed."))
    if terms.are_in(reason):
        raise Refusal(
            tr("The reason stays in the file, so it must not name them. Nothing was changed.")
        )
    if terms.are_in(document.author):
        raise Refusal(
            tr(
                "You sign your changes as “{author}”. Choose another name in the "
                "settings and try again; nothing was changed.",
                author=document.author,
            )
        )
    return reason


def _terms(person: Person, also: Collection[str]) -> Terms:
    said = [person.email or "", person.phone or "", *also]
    return Terms([*names_of(person.name), *said])


def _perhaps(
    document: Document, person: Person, terms: Terms, apart: Collection[At]
) -> Iterator[str]:
    known = {word.casefold() for word in terms.words}
    parts = [part for part in parts_of(person.name) if part.casefold() not in known]
    texts = [terms.taken_out(m.now) for m in mentions(document, Terms(parts), apart)]
    for part in parts:
        if any(map(Terms([part]).are_in, texts)):
            yield part


def _referring(document: Document, person: str) -> tuple[tuple[Trace, ...], tuple[Trace, ...]]:
    names = Names(document.connection, document.model)
    goes: list[Trace] = []
    stays: list[Trace] = []
    for (kind, field), ids in document.referring(person).items():
        declared = document.model.kinds[kind].by_name[field]
        going = isinstance(declared, Ref) and declared.required
        for id in ids:
            (goes if going else stays).append(Trace(kind, id, names.name(id), field))
    return tuple(goes), tuple(stays)


def _gone(document: Document, table: str, id: str) -> set[At]:
    """Return a record and what cannot be without it."""
    found = {(table, id)}
    waiting = [(table, id)]
    while waiting:
        kind, row = waiting.pop()
        for other, field in document.model.referring.get(kind, ()):
            if field.required:
                for (id,) in document.connection.execute(
                    f'SELECT id FROM "{other.name}" WHERE "{field.name}"=?', (row,)
                ).fetchall():
                    if (other.name, id) not in found:
                        found.add((other.name, id))
                        waiting.append((other.name, id))
    return found


def _values(
    document: Document,
    terms: Terms,
    named: Collection[Mention],
    texts: Mapping[tuple[str, str], str],
) -> dict[At, dict[str, Stored]]:
    """Return what the fields that name somebody are to say."""
    values: dict[At, dict[str, Stored]] = {}
    for mention in named:
        kind = document.model.tables[mention.table]
        field = kind.by_name[mention.field]
        stored = mention.stored
        if (given := texts.get((mention.record, mention.field))) is not None:
            stored = field.check(given)
            if isinstance(stored, str) and terms.are_in(stored):
                raise InvalidValue(field.label, tr("this still names the person."))
        if field.required and stored is None:
            raise InvalidValue(field.label, tr("this cannot be left empty."))
        if isinstance(field, Text) and isinstance(stored, str):
            stored = field.check(stored)
        values.setdefault((mention.table, mention.record), {})[mention.field] = stored
    return values


def _copies(document: Document, backups: Backups | None, delete: bool) -> tuple[int, int]:
    """Delete the safe copies of the document, which hold the person; return (deleted, left)."""
    if backups is None:
        return 0, 0
    there: list[Backup] = backups.of(document.id)
    if not delete:
        return 0, len(there)
    return backups.delete(there), len(backups.of(document.id))
