"""What would be stranded: steps that could not be taken any more, and who could speak instead."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from outreach.base.language import tr
from outreach.cadence.kinds import Prerequisite, Step
from outreach.planning import steps
from outreach.planning.deference import deferences
from outreach.planning.proposal.messengers import Messenger, alternatives
from outreach.snapshot import Snapshot
from outreach.vocabulary import JOINED, STATUS_WAITED_FOR


class Stranded(NamedTuple):
    """A step that could not be taken as planned."""

    step: str
    kind: str
    """``partner`` (they are gone), ``requirement`` (it waits for who is gone), ``messenger`` (who
    makes the approach is gone) or ``chain`` (it waits for a partner whose own step is blocked)."""
    words: str
    cause: str
    """The id of the partner or person that is gone, or of the partner whose step is blocked."""


class Instead(NamedTuple):
    """A way round for a stranded step."""

    step: str
    words: str
    person: str | None
    """Who could speak instead, where it is that."""


def stranded(
    snapshot: Snapshot,
    sequence: str,
    declined: frozenset[str],
    left: frozenset[str] = frozenset(),
) -> tuple[Stranded, ...]:
    """Return the steps that are stranded if partners say no and people leave, in their order.

    People who work for a partner that says no do not speak for us any more. A step that is done
    already is named too, as what it reached rested on a partner who is gone.
    """
    here = steps.in_order(snapshot, sequence)
    needs: dict[str, list[Prerequisite]] = {}
    for one in snapshot.prerequisites.values():
        if one.until_answer and one.organisation in declined:
            continue
        needs.setdefault(one.step, []).append(one)
    found = [
        *_direct(snapshot, here, needs, declined),
        *_voiceless(snapshot, here, declined, left),
        *_chained(snapshot, here, needs, declined),
    ]
    place = {step.id: at for at, step in enumerate(here)}
    return tuple(sorted(found, key=lambda one: place[one.step]))


def _direct(
    snapshot: Snapshot,
    here: list[Step],
    needs: dict[str, list[Prerequisite]],
    declined: frozenset[str],
) -> list[Stranded]:
    found = []
    for step in here:
        if step.organisation in declined and steps.is_open(step):
            words = tr("{organisation} said no.", organisation=snapshot.name(step.organisation))
            found.append(Stranded(step.id, "partner", words, step.organisation or ""))
        for one in needs.get(step.id, ()):
            if one.organisation in declined:
                name, status = snapshot.name(one.organisation), STATUS_WAITED_FOR[one.status]
                words = tr("It needs {name} to be {status}, who said no.", name=name, status=status)
                found.append(Stranded(step.id, "requirement", words, one.organisation))
    return found


def _voiceless(
    snapshot: Snapshot, here: list[Step], declined: frozenset[str], left: frozenset[str]
) -> list[Stranded]:
    found = []
    for step in here:
        person = snapshot.people.get(step.messenger or "")
        if person is None:
            continue
        if person.id in left:
            words = tr("{name} is not there any more to make the approach.", name=person.name)
            found.append(Stranded(step.id, "messenger", words, person.id))
        elif person.organisation in declined and step.organisation != person.organisation:
            name = snapshot.name(person.organisation)
            words = tr(
                "{name} would make the approach, and {partner}, where they work, said no.",
                name=person.name,
                partner=name,
            )
            found.append(Stranded(step.id, "messenger", words, person.id))
    return found


def _chained(
    snapshot: Snapshot,
    here: list[Step],
    needs: dict[str, list[Prerequisite]],
    declined: frozenset[str],
) -> list[Stranded]:
    """Return what is blocked further down: step by step, until nothing more is."""
    blocked = {
        step.id
        for step in here
        if step.organisation in declined
        or any(one.organisation in declined for one in needs.get(step.id, ()))
    }
    direct = set(blocked)
    its: dict[str, list[str]] = {}
    for step in here:
        its.setdefault(step.organisation or "", []).append(step.id)
    found: dict[str, Stranded] = {}
    growing = True
    while growing:
        growing = False
        for step in here:
            if step.id in blocked:
                continue
            for one in needs.get(step.id, ()):
                if _held_up(snapshot, one, its.get(one.organisation, []), blocked):
                    name, status = snapshot.name(one.organisation), STATUS_WAITED_FOR[one.status]
                    words = tr(
                        "It waits for {name} to be {status}, whose own step is blocked.",
                        name=name,
                        status=status,
                    )
                    found[step.id] = Stranded(step.id, "chain", words, one.organisation)
                    blocked.add(step.id)
                    growing = True
                    break
    return [one for id, one in found.items() if id not in direct]


def _held_up(snapshot: Snapshot, one: Prerequisite, its: list[str], blocked: set[str]) -> bool:
    """Whether a partner cannot come as far as it is waited for: its steps are blocked."""
    if not its or steps.is_over(snapshot, one):
        return False
    # A yes comes with the last step, a talk with the first.
    return its[-1] in blocked if one.status in JOINED else its[0] in blocked


def instead(
    snapshot: Snapshot,
    found: tuple[Stranded, ...],
    today: dt.date,
    declined: frozenset[str],
    left: frozenset[str] = frozenset(),
) -> tuple[Instead, ...]:
    """Return ways round: other messengers, the fallback, others to whom they listen."""
    gone = left | {id for id, one in snapshot.people.items() if one.organisation in declined}
    ways: dict[tuple[str, str], Instead] = {}
    for one in found:
        step = snapshot.steps[one.step]
        if not steps.is_open(step) or step.organisation is None or one.kind == "chain":
            continue
        if one.kind == "messenger":
            for other in alternatives(snapshot, step.organisation, today, gone)[:3]:
                if other.person != step.messenger:
                    way = _speaker(snapshot, step, other)
                    ways[step.id, way.words] = way
            continue
        if step.fallback:
            ways[step.id, "fallback"] = Instead(step.id, f"{step.fallback.rstrip('.')}.", None)
        for words in _others(snapshot, today, step.organisation, declined):
            ways[step.id, words] = Instead(step.id, words, None)
    return tuple(ways.values())


def _speaker(snapshot: Snapshot, step: Step, other: Messenger) -> Instead:
    name = snapshot.name(other.person)
    words = tr(
        "{name} could speak to {organisation}: {reason}.",
        name=name,
        organisation=snapshot.name(step.organisation),
        reason=other.words,
    )
    return Instead(step.id, words, other.person)


def _others(
    snapshot: Snapshot, today: dt.date, organisation: str, declined: frozenset[str]
) -> list[str]:
    """Return to whom else a partner listens, those who are in first."""
    found: dict[str, str] = {}
    for one in deferences(snapshot, today):
        if organisation not in snapshot.places(one.who):
            continue
        for place in snapshot.places(one.to):
            if place != organisation and place not in declined and place not in found:
                found[place] = f"{snapshot.name(one.who)} {one.words} {snapshot.name(one.to)}"
    inside = [id for id in found if snapshot.organisations[id].status in JOINED]
    rest = [id for id in found if id not in inside]
    return [
        *(tr("{listening}, who is in.", listening=found[id]) for id in inside),
        *(
            tr(
                "{listening}: a yes of {name} would help.",
                listening=found[id],
                name=snapshot.name(id),
            )
            for id in rest
        ),
    ]
