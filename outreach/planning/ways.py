"""The shortest way to somebody: from those who trust us, along who trusts and knows whom."""

from __future__ import annotations

import datetime as dt
import heapq
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from outreach.base.language import Terms, plural, tr
from outreach.base.words import sentence_case
from outreach.network.ties import holds
from outreach.planning.deference import deferences
from outreach.snapshot import Snapshot
from outreach.vocabulary import CHAMPION_STATUS, DECISION_ROLES, JOINED

YEAR = 365
"""Days for which a contact counts."""
CHAMPION, ASKED, JOINED_US, SPOKEN = 0.0, 1.5, 1.0, 1.25
"""What it costs to begin with an active champion, one who may become one, somebody at a partner
that has joined, and somebody with whom we have spoken. Costs are judgements, in steps."""
DOWN, UP, BESIDE, INSIDE = 1.0, 2.5, 1.5, 0.5
"""What it costs to go on to somebody who defers, who is deferred to, who works with them, and
within an organisation; a weak tie adds up to a step."""
OPPONENT = 3.0
"""What it costs besides to go through somebody who is against us."""
_TO_THEM = Terms(
    {
        "trusted_by": "{name} trusts them",
        "influences": "{name} listens to them",
        "regulates": "{name} is regulated by them",
        "funds": "{name} is funded by them",
        "leads": "{name} is led by them",
        "reports_to": "{name} reports to them",
        "watches": "{name} watches them",
        "won": "{name} listens to them",
    }
)
"""What somebody who defers does, told to whom they defer, by the tie."""


class Stop(NamedTuple):
    """One person, or a partner where nobody is known, on the way."""

    id: str
    name: str
    place: str
    """Where they work; empty for a partner and when it is not known."""
    why: str
    """Why they will listen, in a sentence."""
    through: str
    """Id of the person who leads to them; empty for the first."""


class _Move(NamedTuple):
    to: str
    cost: float
    why: str


class Ways:
    """The shortest ways in a plan on one day; made once for many who are to be reached."""

    def __init__(self, snapshot: Snapshot, today: dt.date) -> None:
        """Find out with whom we can begin, and who leads to whom."""
        self._snapshot = snapshot
        self._moves = _moves(snapshot, today)
        self._turn = {id: n for n, id in enumerate((*snapshot.people, *snapshot.organisations))}
        self._starts = list(_starts(snapshot, today))

    def to(self, target: str) -> list[Stop]:
        """Return the stops on the shortest way to a person or partner; none where nobody leads.

        A partner is reached with whoever decides there, if that is known, else with any of its
        people. Where two ways are equally short, the one over older records is taken.
        """
        snapshot, turn = self._snapshot, self._turn
        goals = {
            person.id
            for person in snapshot.people.values()
            if person.organisation == target and person.decision_role == "decision_maker"
        } or {target}
        came: dict[str, tuple[str, str]] = {}
        waiting = [(cost, turn[id], id, "", why) for id, cost, why in self._starts]
        heapq.heapify(waiting)
        while waiting:
            cost, _, here, before, why = heapq.heappop(waiting)
            if here in came:
                continue
            came[here] = (before, why)
            if here in goals:
                return _stops(snapshot, came, here)
            for move in self._moves.get(here, ()):
                if move.to not in came:
                    heapq.heappush(
                        waiting, (cost + move.cost, turn[move.to], move.to, here, move.why)
                    )
        return []


def way_to(snapshot: Snapshot, target: str, today: dt.date) -> list[Stop]:
    """Return the stops on the shortest way to one person or partner."""
    return Ways(snapshot, today).to(target)


def _starts(snapshot: Snapshot, today: dt.date) -> Iterator[tuple[str, float, str]]:
    """Return with whom we can begin, at what cost, and why they listen to us."""
    contacts = _contacts(snapshot, today)
    status = {c.person: c.status or "identified" for c in snapshot.champions.values()}
    for person in snapshot.people.values():
        seen = contacts[person.id]
        known = plural("{n} contact this year.", "{n} contacts this year.", seen) if seen else ""
        role = status.get(person.id)
        if person.id == snapshot.initiative.coordinator:
            yield person.id, CHAMPION, tr("Keeps the plan.")
        elif role == "active":
            yield person.id, CHAMPION, f"{tr('An active champion.')} {known}".strip()
        elif _stage(snapshot, person.organisation) in JOINED:
            yield (
                person.id,
                JOINED_US,
                f"{tr('Their organisation has joined.')} {known}".strip(),
            )
        elif seen:
            yield (
                person.id,
                SPOKEN,
                plural(
                    "You have spoken: {n} contact this year.",
                    "You have spoken: {n} contacts this year.",
                    seen,
                ),
            )
        elif role in ("asked", "qualified"):
            yield (
                person.id,
                ASKED,
                tr(
                    "May become a champion: {status}.",
                    status=CHAMPION_STATUS[role],
                ),
            )
    for partner in snapshot.organisations.values():
        if partner.status in JOINED:
            yield partner.id, JOINED_US + INSIDE, tr("It has joined.")


def _contacts(snapshot: Snapshot, today: dt.date) -> Counter[str]:
    """Count the contacts of the last year with each person that did not go badly."""
    return Counter(
        person
        for contact in snapshot.touchpoints.values()
        if contact.held_on is not None
        and 0 <= (today - contact.held_on).days <= YEAR
        and contact.outcome not in ("negative", "no_answer")
        for person in contact.people
    )


def _stage(snapshot: Snapshot, organisation: str | None) -> str | None:
    return snapshot.organisations[organisation].status if organisation else None


def _moves(snapshot: Snapshot, today: dt.date) -> dict[str, list[_Move]]:
    """Return where each person and partner leads."""
    found: dict[str, list[_Move]] = {}

    def add(start: str, end: str, cost: float, why: str) -> None:
        person = snapshot.people.get(end)
        against = OPPONENT if person and (person.stance or 0) < 0 else 0.0
        found.setdefault(start, []).append(_Move(end, cost + against, why))

    for one in deferences(snapshot, today):
        weak = (5 - one.strength) / 4
        basis = f": {one.basis.rstrip('.')}." if one.basis else "."
        who, to = snapshot.name(one.who), snapshot.name(one.to)
        add(one.to, one.who, DOWN + weak, f"{sentence_case(one.words)} {to}{basis}")
        add(one.who, one.to, UP + weak, _TO_THEM[one.tie].format(name=who) + basis)
    for tie in snapshot.relationships.values():
        if tie.type == "works_with" and holds(tie, today):
            weak = (5 - (tie.strength or 3)) / 4
            for here, there in ((tie.source, tie.target), (tie.target, tie.source)):
                add(here, there, BESIDE + weak, tr("Works with {here}.", here=snapshot.name(here)))
    for person in snapshot.people.values():
        if person.organisation:
            part = DECISION_ROLES.get(person.decision_role or "")
            decides = person.decision_role == "decision_maker"
            place = snapshot.name(person.organisation)
            add(person.id, person.organisation, INSIDE, tr("{name} works there.", name=person.name))
            cost = INSIDE if decides else 2 * INSIDE
            said = tr("Works at {place}.", place=place)
            if part:
                said = tr("Works at {place} and {part}.", place=place, part=part)
            add(person.organisation, person.id, cost, said)
    return found


def _stops(snapshot: Snapshot, came: dict[str, tuple[str, str]], target: str) -> list[Stop]:
    way, here = [target], target
    while before := came[here][0]:
        way.append(before)
        here = before
    way.reverse()
    stops: list[Stop] = []
    carried = ""
    for place, id in enumerate(way):
        around = way[max(0, place - 1) : place] + way[place + 1 : place + 2]
        why = came[id][1]
        if any(_works_at(snapshot, one, id) for one in around):
            # The person says it all; but for why a whole organisation listens.
            from_inside = place > 0 and _works_at(snapshot, way[place - 1], id)
            carried = "" if from_inside else f"{why} "
            continue
        through = stops[-1].id if stops and stops[-1].id in snapshot.people else ""
        stops.append(Stop(id, snapshot.name(id), _place(snapshot, id), carried + why, through))
        carried = ""
    return stops


def _works_at(snapshot: Snapshot, id: str, organisation: str) -> bool:
    person = snapshot.people.get(id)
    return person is not None and person.organisation == organisation


def _place(snapshot: Snapshot, id: str) -> str:
    person = snapshot.people.get(id)
    return snapshot.name(person.organisation) if person else ""
