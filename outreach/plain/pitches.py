"""What partners read of an initiative, and the check of all of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from outreach.document.records import Record
from outreach.plain.check import Checked, Checker
from outreach.snapshot import KINDS, Snapshot

PITCHES: Mapping[str, tuple[str, ...]] = {
    "initiative": ("pitch",),
    "value_proposition": ("headline", "sentence"),
    "response": ("headline", "say"),
    "step": ("pitch",),
}
"""The fields that win partners over, by kind: their words must be plain ones."""
READ_BY_PARTNERS: Mapping[str, tuple[str, ...]] = {
    "initiative": ("pitch",),
    "use_case": ("title", "decision", "public_value", "data_needed", "access_model"),
    "organisation": ("about",),
    "contribution": ("title",),
    "value_proposition": ("headline", "sentence", "ask", "partner_gives", "partner_gets"),
    "response": ("headline", "say", "longer"),
    "step": ("ask", "pitch", "ingredient"),
}
"""Every field whose words may come before a partner's eyes, by kind."""


class Reading(NamedTuple):
    """A text that partners read, and what stands in the way of its being understood."""

    id: str
    kind: str
    field: str
    text: str
    checked: Checked


def checker_for(snapshot: Snapshot) -> Checker:
    """Return the check with the initiative's own words; names of partners and people are spared."""
    initiative = snapshot.initiative
    names = [
        initiative.name,
        *(partner.name for partner in snapshot.organisations.values()),
        *(person.name for person in snapshot.people.values()),
    ]
    return Checker(initiative.words_to_avoid, (*initiative.words_allowed, *names))


def readings(
    snapshot: Snapshot, fields: Mapping[str, tuple[str, ...]] = PITCHES
) -> Iterator[Reading]:
    """Yield every text under ``fields``, checked, in the order of the kinds and of their age."""
    checker = checker_for(snapshot)
    for record in _records(snapshot):
        kind = record.KIND
        for name in fields.get(kind.name, ()):
            text = getattr(record, name)
            if text:
                yield Reading(record.id, kind.name, name, text, checker.check(text))


def _records(snapshot: Snapshot) -> Iterator[Record]:
    yield snapshot.initiative
    for name in KINDS:
        yield from getattr(snapshot, name).values()
