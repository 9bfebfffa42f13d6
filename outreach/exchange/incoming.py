"""Records of a source, and what becomes of each, as values.

Every source (a table, visiting cards, another plan, JSON) is read into :class:`Incoming` records;
a :class:`Proposal` says line by line what bringing them in would do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from graphlib import TopologicalSorter
from typing import Any

from outreach.base.words import with_commas
from outreach.document.records import Kind
from outreach.initiative import MODEL


def _dependency_order() -> dict[str, int]:
    """Return the place of each kind when every kind comes after those that it refers to."""
    waits_for: dict[str, set[str]] = {name: set() for name in MODEL.kinds}
    for target, referring in MODEL.referring.items():
        for table, _ in referring:
            owner = MODEL.owner(table).name
            if owner != target:
                waits_for[owner].add(target)
    # Sorted, so that the same data is written down in the same order on every machine.
    order = TopologicalSorter({name: sorted(targets) for name, targets in waits_for.items()})
    return {name: n for n, name in enumerate(order.static_order())}


ORDER = _dependency_order()
"""The place of each kind when every kind comes after those that it refers to."""


class Extra(tuple[str, ...]):
    """Lines that a long text is to hold beside what it says already."""

    __slots__ = ()


@dataclass(slots=True)
class Incoming:
    """A record of the source, with the id that it has or will have here."""

    place: str
    """Where it stands in the source: “line 4”; empty where names say enough."""
    kind: Kind
    id: str
    values: dict[str, Any]
    """Fields by name, in stored or value form; those that are not named are left alone."""
    fresh: bool = False
    """Whether the id was drawn just now, so that no record can have it."""
    problem: str = ""
    """Why it cannot be brought in, found while it was read."""
    note: str = ""
    """What is good to know of it."""
    whole: bool = False
    """Whether what it does not say is not set there, and not just unsaid."""


class Outcome(StrEnum):
    """What becomes of a record of the source."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "left alone"
    REFUSED = "refused"


@dataclass(slots=True)
class Line:
    """What becomes of one record of the source."""

    place: str
    kind: Kind
    id: str
    name: str
    outcome: Outcome
    before: Mapping[str, Any] = field(default_factory=dict)
    """What the fields that change say now, in stored form; links as ids."""
    after: Mapping[str, Any] = field(default_factory=dict)
    """What is written."""
    why: str = ""
    """Why it is refused or left alone, or what is good to know."""
    back: bool = False
    """Whether the record was here, and comes back."""

    @property
    def writes(self) -> bool:
        """Whether anything is written of it."""
        return self.outcome in (Outcome.ADDED, Outcome.CHANGED)

    @property
    def where(self) -> str:
        """Where the record stands in the source, and what it is called."""
        return with_commas(filter(None, (self.place, f"{self.kind.label} “{self.name}”")))


@dataclass(slots=True)
class Proposal:
    """What bringing in a source would do."""

    source: str
    """What the source is called."""
    state: str
    """What the plan held, as :meth:`Document.state` says it."""
    lines: list[Line]

    def count(self, outcome: Outcome) -> int:
        """Return how many records have that outcome."""
        return self.counts[outcome]

    @property
    def counts(self) -> Counter[Outcome]:
        """How many records have each outcome."""
        return Counter(line.outcome for line in self.lines)

    @property
    def refused(self) -> list[Line]:
        """The records that cannot be brought in."""
        return [line for line in self.lines if line.outcome is Outcome.REFUSED]

    def __bool__(self) -> bool:
        """Whether anything would change."""
        return any(line.writes for line in self.lines)
