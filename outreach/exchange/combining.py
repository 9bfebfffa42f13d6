"""One record out of two: fields by choice, with everything that refers to either; reversible."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from outreach.base.errors import NotFound, Refusal
from outreach.base.language import tr
from outreach.document.document import Document, EditUnderWay
from outreach.document.edits import Changes
from outreach.document.fields import Field, Links, Ref, Text, Words
from outreach.document.naming import Names
from outreach.document.records import Record

KEEP, OTHER, BOTH = "keep", "other", "both"
"""What a field can be taken from."""


def proposed(keep: Record, other: Record) -> dict[str, str]:
    """Return, for each field in which two records differ, what is taken when nobody chooses."""
    found = {}
    for field in keep.KIND.fields:
        mine, theirs = getattr(keep, field.name), getattr(other, field.name)
        if mine == theirs or theirs in (None, ()):
            continue
        if isinstance(field, Links | Words) or (isinstance(field, Text) and field.long and mine):
            found[field.name] = BOTH
        else:
            found[field.name] = OTHER if mine in (None, ()) else KEEP
    return found


class Compared(NamedTuple):
    """A field in which two records differ, in words."""

    field: str
    label: str
    keep: str
    """What the record that stays says; empty for nothing."""
    other: str
    take: str
    """What is taken when nobody chooses."""
    both: bool
    """Whether both can be kept."""


def compared(document: Document, keep: str, other: str) -> list[Compared]:
    """Return where two records of one kind differ, in the order of their forms.

    Raises:
        NotFound: there is no such record.
    """
    one, two = document.record(keep), document.record(other)
    if one is None or two is None:
        raise NotFound(tr("One of the two is no longer there."))
    names, found = Names(document.connection, document.model), []
    for name, take in proposed(one, two).items():
        field = one.KIND.by_name[name]
        mine, theirs = (_words(names, field, getattr(record, name)) for record in (one, two))
        found.append(Compared(name, field.label, mine, theirs, take, take == BOTH and bool(mine)))
    return found


def _words(names: Names, field: Field, value: Any) -> str:
    if isinstance(field, Links):
        return ", ".join(names.name(id) for id in value)
    return names.name(value) if isinstance(field, Ref) and value else field.words(value)


def combine(
    document: Document, keep: str, other: str, take: Mapping[str, str] | None = None
) -> Changes:
    """Make one record out of two, as one edit: what refers to ``other`` refers to ``keep`` then.

    Args:
        document: The plan.
        keep: The id of the record that stays.
        other: The id of the record that goes into it.
        take: For fields by name, whether the value of :data:`KEEP` or of :data:`OTHER` is taken,
            or :data:`BOTH` of texts and lists; else as :func:`proposed`.

    Raises:
        NotFound: there is no such record.
        Refusal: they are the same record or of different kinds, or a choice fits no field.
        NotSaved: when the file cannot be written.
    """
    one, two = document.record(keep), document.record(other)
    if one is None or two is None:
        raise NotFound(
            tr("There is no record {id} in this file.", id=keep if one is None else other)
        )
    if one.KIND is not two.KIND or keep == other or one.KIND.name == "initiative":
        raise Refusal(tr("Only two records of one kind can be combined. Nothing was changed."))
    choices = proposed(one, two)
    for name, choice in (take or {}).items():
        if name not in one.KIND.by_name or choice not in (KEEP, OTHER, BOTH):
            raise Refusal(
                tr(
                    "“{name}={choice}” is no choice: name a field, and {keep}, {other} "
                    "or {both}. Nothing was changed.",
                    name=name,
                    choice=choice,
                    keep=KEEP,
                    other=OTHER,
                    both=BOTH,
                )
            )
        choices[name] = choice
    names = Names(document.connection, document.model)
    label = tr("Combined “{keep}” and “{other}”", keep=names.name(keep), other=names.name(other))
    referring = document.referring(other)
    with document.edit(label[:200]) as edit:
        _refer(document, edit, referring, keep, other)
        values = {name: _value(one, two, name, choice) for name, choice in choices.items()}
        edit.set(keep, **values)
        _drop_circles(document, edit, keep)
        edit.delete(other)
    return edit.changes


def _value(keep: Record, other: Record, name: str, choice: str) -> Any:
    mine, theirs = getattr(keep, name), getattr(other, name)
    if choice == BOTH and isinstance(mine, tuple):
        return tuple(dict.fromkeys((*mine, *theirs)))
    if choice == BOTH and isinstance(mine, str) and isinstance(theirs, str):
        return mine if theirs in mine else f"{mine}\n{theirs}"
    return theirs if choice == OTHER or (choice == BOTH and mine in (None, ())) else mine


def _refer(
    document: Document,
    edit: EditUnderWay,
    referring: Mapping[tuple[str, str], list[str]],
    keep: str,
    other: str,
) -> None:
    """Let whatever refers to ``other`` refer to ``keep``."""
    for (kind, name), ids in referring.items():
        field = document.model.kinds[kind].by_name[name]
        for id in ids:
            if not isinstance(field, Links):
                edit.set(id, **{name: keep})
                continue
            record = document.record(id)
            linked = getattr(record, name)
            changed = (keep if one == other else one for one in linked)
            edit.set(id, **{name: tuple(dict.fromkeys(changed))})


def _drop_circles(document: Document, edit: EditUnderWay, keep: str) -> None:
    """Delete what joins the record to itself now: a tie between the two, or that they differ."""
    for kind, one, other in (
        ("relationship", "source", "target"),
        ("distinct", "one", "other"),
    ):
        rows = document.connection.execute(
            f'SELECT id FROM "{kind}" WHERE "{one}"=?1 AND "{other}"=?1', (keep,)
        ).fetchall()
        for (id,) in rows:
            edit.delete(id)
