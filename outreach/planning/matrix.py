"""Whether the objections still open are covered, partner by partner or topic by topic."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from outreach.persuasion.kinds import Objection
from outreach.planning.coverage import objection_gaps
from outreach.planning.ties import Ties
from outreach.snapshot import Snapshot
from outreach.vocabulary import SETTLED

By = Literal["organisation", "category"]

LACKS: Mapping[str, frozenset[str]] = {
    "no_response": frozenset({"answer", "proof", "speaker"}),
    "out_of_date": frozenset({"answer"}),
    "no_proof": frozenset({"proof"}),
    "no_speaker": frozenset({"speaker"}),
    "out_of_reach": frozenset({"speaker"}),
}
"""What an objection lacks, by the kind of the gap."""


@dataclass(frozen=True, slots=True)
class Line:
    """What the open objections of one partner, or on one topic, have and lack."""

    key: str
    """The partner's id or the topic; empty for objections without a topic."""
    open: int
    blocking: int
    """Of the open ones."""
    answer: int
    """How many have no response that is within its review date."""
    proof: int
    """How many have none that names its source."""
    speaker: int
    """How many have nobody to give the answer who knows somebody there."""

    @property
    def lacking(self) -> int:
        """How much is missing in all."""
        return self.answer + self.proof + self.speaker


def matrix(snapshot: Snapshot, by: By, today: dt.date) -> list[Line]:
    """Return a line for each partner or topic with open objections, those that lack most first."""
    lacking: dict[str, set[str]] = {}
    for gap in objection_gaps(snapshot, today, Ties(snapshot, today)):
        lacking.setdefault(gap.subject, set()).update(LACKS.get(gap.kind, ()))
    groups: dict[str, list[Objection]] = {}
    for objection in snapshot.objections.values():
        if objection.status not in SETTLED:
            groups.setdefault(getattr(objection, by) or "", []).append(objection)
    lines = [_line(key, group, lacking) for key, group in groups.items()]
    return sorted(lines, key=lambda line: (-line.lacking, -line.blocking, -line.open, line.key))


def _line(key: str, group: list[Objection], lacking: Mapping[str, set[str]]) -> Line:
    def without(what: str) -> int:
        return sum(what in lacking.get(objection.id, ()) for objection in group)

    return Line(
        key,
        len(group),
        sum(bool(objection.blocking) for objection in group),
        without("answer"),
        without("proof"),
        without("speaker"),
    )
