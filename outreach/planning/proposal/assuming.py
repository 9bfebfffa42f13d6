"""What if: the plan as it would be if somebody declined, left, or listened more or less."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass, field
from typing import Any, TypeVar

from outreach.document.records import Record
from outreach.snapshot import Snapshot

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Assumed:
    """What is taken to be so for a moment, beside what the file says."""

    declined: frozenset[str] = frozenset()
    joined: frozenset[str] = frozenset()
    left: frozenset[str] = frozenset()
    """People who are not there any more."""
    strengths: dict[str, int | None] = field(default_factory=dict)
    """Strengths of relationships; None: it does not hold."""
    stances: dict[str, int] = field(default_factory=dict)
    """Where partners stand, from -2 to 2."""
    dates: dict[str, dt.date] = field(default_factory=dict)
    """Days to which steps slip."""


def assumed(snapshot: Snapshot, what: Assumed) -> Snapshot:
    """Return the plan as it would be; nothing is written."""
    organisations = dict(snapshot.organisations)
    for ids, status in ((what.declined, "declined"), (what.joined, "committed")):
        for id in ids:
            organisations[id] = but(organisations[id], status=status)
    for id, stance in what.stances.items():
        organisations[id] = but(organisations[id], stance=stance)
    relationships = dict(snapshot.relationships)
    for id, strength in what.strengths.items():
        if strength is None:
            del relationships[id]
        else:
            relationships[id] = but(relationships[id], strength=strength)
    champions = {
        id: but(champion, status="lapsed") if champion.person in what.left else champion
        for id, champion in snapshot.champions.items()
    }
    steps = dict(snapshot.steps)
    for id, day in what.dates.items():
        steps[id] = but(steps[id], due=day)
    return dataclasses.replace(
        snapshot,
        organisations=organisations,
        relationships=relationships,
        champions=champions,
        steps=steps,
    )


def but(record: R, **values: Any) -> R:
    """Return ``record`` with other ``values``, as a value; nothing is written."""
    return type(record)(id=record.id, **{**record.values, **values})
