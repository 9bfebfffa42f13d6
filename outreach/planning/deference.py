"""Who listens to whom: the ties of a plan read as deference, between people and on the map."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from outreach.base.language import Terms
from outreach.network.kinds import Relationship
from outreach.network.ties import holds
from outreach.snapshot import Snapshot

MEDIUM = 3
"""Strength of a tie that nobody judged."""
LISTENS = Terms(
    {
        "trusted_by": "trusts",
        "influences": "listens to",
        "regulates": "is regulated by",
        "funds": "is funded by",
        "leads": "is led by",
    }
)
"""What the target of a tie does: it defers to its source."""
LOOKS_UP = Terms({"reports_to": "reports to", "watches": "watches"})
"""What the source of a tie does: it defers to its target."""
WON = "won"
"""Stands for a type of tie between a partner and the champion who wins it over."""


class Deference(NamedTuple):
    """Somebody defers to somebody else."""

    who: str
    to: str
    words: str
    """What ``who`` does, such as ``trusts``."""
    strength: int
    """1 to 5."""
    basis: str
    """How we know; empty when that is not written down. Confidential."""
    tie: str
    """The type of the relationship, or :data:`WON`."""


def deferences(snapshot: Snapshot, today: dt.date) -> list[Deference]:
    """Return every deference that holds on ``today``, between people and partners, oldest first."""
    ties = (deference_of(tie) for tie in snapshot.relationships.values() if holds(tie, today))
    won = (
        Deference(champion.audience, champion.person, LISTENS["influences"], MEDIUM, "", WON)
        for champion in snapshot.champions.values()
        if champion.status == "active" and champion.audience
    )
    return [*filter(None, ties), *won]


def deference_of(tie: Relationship) -> Deference | None:
    """Return who defers to whom along a tie; None where nobody does."""
    strength, basis = tie.strength or MEDIUM, tie.basis or ""
    if words := LISTENS.get(tie.type):
        return Deference(tie.target, tie.source, words, strength, basis, tie.type)
    if words := LOOKS_UP.get(tie.type):
        return Deference(tie.source, tie.target, words, strength, basis, tie.type)
    return None


def active_champions(snapshot: Snapshot) -> list[str]:
    """Return the people who win others over for us now, each once."""
    return list(
        dict.fromkeys(c.person for c in snapshot.champions.values() if c.status == "active")
    )


class Arrow(NamedTuple):
    """One or more deferences between the same two on the map; the strongest speaks."""

    who: str
    to: str
    words: str
    strength: int
    basis: str


class Influence(NamedTuple):
    """Partners, and the people who stand for themselves, with who defers to whom."""

    nodes: tuple[str, ...]
    arrows: tuple[Arrow, ...]
    home: dict[str, str]
    """Where each person is found on the map: themselves, or their organisation."""


def influence(snapshot: Snapshot, today: dt.date) -> Influence:
    """Return what the map shows on ``today``.

    A champion stands for themselves when a tie leads to them; everybody else stands in their
    organisation, and those without one for themselves.
    """
    found = deferences(snapshot, today)
    tied = {id for one in found for id in (one.who, one.to)}
    own = [id for id in active_champions(snapshot) if id in tied]
    home = {
        person.id: person.id if person.id in own or not person.organisation else person.organisation
        for person in snapshot.people.values()
    }
    alone = [id for id, at in home.items() if at == id and id in tied and id not in own]
    strongest: dict[tuple[str, str], Arrow] = {}
    for one in found:
        ends = (home.get(one.who, one.who), home.get(one.to, one.to))
        before = strongest.get(ends)
        if ends[0] != ends[1] and (before is None or one.strength > before.strength):
            strongest[ends] = Arrow(*ends, one.words, one.strength, one.basis)
    nodes = (*snapshot.organisations, *own, *alone)
    return Influence(nodes, tuple(strongest.values()), home)


def moved_by(snapshot: Snapshot, found: Influence) -> dict[str, set[str]]:
    """Return the partners that each node moves: those that defer to it, or to whom it moves.

    The own organisation of a person does not count.
    """
    below: dict[str, list[str]] = {}
    for arrow in found.arrows:
        below.setdefault(arrow.to, []).append(arrow.who)
    moved = {}
    for id in found.nodes:
        person = snapshot.people.get(id)
        mine = {id, person.organisation} if person else {id}
        moved[id] = {one for one in _under(below, id) if one in snapshot.organisations} - mine
    return moved


def _under(below: dict[str, list[str]], id: str) -> Iterator[str]:
    seen, waiting = {id}, [id]
    while waiting:
        for lower in below.get(waiting.pop(), ()):
            if lower not in seen:
                seen.add(lower)
                waiting.append(lower)
                yield lower
