"""No surprises: who is likely to hear of a step from others, and has not been told by us.

Word goes round along every tie, whoever trusts, watches, funds or regulates whom: whoever is one or
two of them away from the partner that is approached hears of it.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from outreach.base.language import tr
from outreach.cadence.kinds import Step
from outreach.network.kinds import Relationship
from outreach.network.ties import holds
from outreach.planning import steps
from outreach.snapshot import Snapshot

FAR = 2
"""Ties along which word goes round."""
NOT_TOLD = frozenset({None, "not_started"})
"""Stages at which a partner has not heard of it from us."""


class Surprise(NamedTuple):
    """A partner that would hear of a step second-hand."""

    of: str
    """The step of which they would hear."""
    organisation: str
    name: str
    through: str
    """Id of the partner between them and the step's; empty where they are tied directly."""
    step: str | None
    """Their own step that comes before it and is not done; None when there is none."""
    links: int
    """How many ties away they are: 1 or 2."""
    how: str
    """Along which ties, in words. Confidential."""
    sentence: str


class _Hop(NamedTuple):
    """One tie that word takes."""

    start: str
    """The partner that passes it on."""
    tie: Relationship


class Grapevine:
    """Along which ties word goes round among the partners of a plan; made once for many steps."""

    def __init__(self, snapshot: Snapshot, today: dt.date) -> None:
        """Gather the ties between partners that hold on ``today``, and who was told by then."""
        self._snapshot = snapshot
        self._ours = snapshot.ours
        self._next: dict[str, dict[str, Relationship]] = {}
        for tie in snapshot.relationships.values():
            if holds(tie, today):
                self._join(tie)
        self._told = set(_told(snapshot, today))
        self._place: dict[str, int] = {}
        self._first: dict[tuple[str, str | None], Step] = {}
        for sequence, its in steps.by_sequence(snapshot).items():
            for place, one in enumerate(its):
                self._place[one.id] = place
                if steps.is_open(one):
                    self._first.setdefault((sequence, one.organisation), one)

    def _join(self, tie: Relationship) -> None:
        ends = self._snapshot.places(tie.source, tie.target)
        if len(ends) == 2:
            one, other = ends
            # Of several ties between two partners the strongest is told.
            for here, there in ((one, other), (other, one)):
                known = self._next.setdefault(here, {}).get(there)
                if known is None or (tie.strength or 0) > (known.strength or 0):
                    self._next[here][there] = tie

    def surprised(self, step: Step) -> list[Surprise]:
        """Return who would hear of ``step`` second-hand: opponents first, then the nearest."""
        if step.organisation is None:
            return []
        heard = self._reach(step.organisation).items()
        found = [
            self._surprise(step, organisation, ties)
            for organisation, ties in heard
            if ties and organisation not in self._told
        ]
        return sorted(
            found, key=lambda one: (self._stance(one), one.links, one.name.casefold(), one.name)
        )

    def _surprise(self, step: Step, organisation: str, ties: list[_Hop]) -> Surprise:
        name, own = self._snapshot.name, self._own_step(step, organisation)
        through = ties[0].start if len(ties) > 1 else ""
        if through:
            said = tr(
                "{partner} is likely to hear of it through {other} and has not been told.",
                partner=name(organisation),
                other=name(through),
            )
        else:
            said = tr(
                "{partner} is likely to hear of it from {other} and has not been told.",
                partner=name(organisation),
                other=name(step.organisation),
            )
        if own is not None:
            said += " " + tr("Their own step comes before and is not done.")
        how = "; ".join(self._words(hop.tie) for hop in ties)
        own_id = own.id if own else None
        return Surprise(
            step.id, organisation, name(organisation), through, own_id, len(ties), how, said
        )

    def _own_step(self, step: Step, organisation: str) -> Step | None:
        """Return the first open step with a partner that comes before ``step`` in its sequence."""
        own = self._first.get((step.sequence, organisation))
        return own if own is not None and self._place[own.id] < self._place[step.id] else None

    def _stance(self, one: Surprise) -> int:
        return self._snapshot.organisations[one.organisation].stance or 0

    def _reach(self, start: str) -> dict[str, list[_Hop]]:
        """Return along which ties word reaches everybody who hears, the last tie first."""
        ties: dict[str, list[_Hop]] = {start: []}
        waiting = deque([start])
        while waiting:
            here = waiting.popleft()
            if len(ties[here]) == FAR:
                continue
            for there, tie in self._next.get(here, {}).items():
                if there not in ties and there != self._ours:
                    ties[there] = [_Hop(here, tie), *ties[here]]
                    waiting.append(there)
        return ties

    def _words(self, tie: Relationship) -> str:
        does = tie.KIND.by_name["type"].words(tie.type)
        return f"{self._whole_name(tie.source)} {does} {self._whole_name(tie.target)}"

    def _whole_name(self, id: str) -> str:
        """Return a name, of a person with where they work."""
        person = self._snapshot.people.get(id)
        place = self._snapshot.name(person.organisation) if person else ""
        return f"{self._snapshot.name(id)} ({place})" if place else self._snapshot.name(id)


def _told(snapshot: Snapshot, today: dt.date) -> Iterator[str]:
    """Yield the partners that know from us: talks have begun, or a contact or step was held."""
    for partner in snapshot.organisations.values():
        if partner.status not in NOT_TOLD:
            yield partner.id
    for contact in snapshot.touchpoints.values():
        if contact.held_on is None or contact.held_on <= today:
            yield from snapshot.places(contact.organisation, *contact.people)
    for step in snapshot.steps.values():
        if step.status == "done" and step.organisation:
            yield step.organisation
