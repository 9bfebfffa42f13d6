"""Who makes each approach: whom the steps name, else the champion who is given the partner."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from outreach.base.language import tr
from outreach.planning import steps
from outreach.planning.champions.assignment import leads
from outreach.planning.champions.fit import Fitting
from outreach.planning.champions.question import Question
from outreach.snapshot import Snapshot


class Messenger(NamedTuple):
    """Who makes the approach to a partner."""

    person: str
    rapport: float
    """What their making it adds, in half-notches, from -2 to 2."""
    words: str
    """What speaks for or against them most."""
    named: bool
    """Whether a step names them; else they were given the partner."""


def messengers(
    snapshot: Snapshot,
    sequence: str | None,
    today: dt.date,
    without: frozenset[str] = frozenset(),
    importance: Mapping[str, float] | None = None,
) -> dict[str, Messenger]:
    """Return who approaches each partner for whom somebody can be named.

    Args:
        snapshot: The plan.
        sequence: Whose steps say who approaches whom.
        today: Who is away on this day is given nothing.
        without: People who are not there any more.
        importance: By partner, what a half-notch of its odds is worth to the goal.
    """
    fitting = Fitting(snapshot, today)
    found: dict[str, Messenger] = {}
    for step in steps.in_order(snapshot, sequence) if sequence else ():
        place = step.organisation
        if place and step.messenger and step.messenger not in without and place not in found:
            found[place] = _messenger(fitting, step.messenger, place, named=True)
    if found.keys() < snapshot.organisations.keys():
        for lead in leads(fitting, importance, without):
            if lead.person is not None and lead.organisation not in found:
                found[lead.organisation] = _messenger(fitting, lead.person, lead.organisation)
    return found


def alternatives(
    snapshot: Snapshot, place: str, today: dt.date, without: frozenset[str] = frozenset()
) -> list[Messenger]:
    """Return the champions who could speak to a partner now and would do good, best first."""
    fitting = Fitting(snapshot, today)
    among = [
        person
        for id, person in snapshot.people.items()
        if id not in without
        and person.organisation != place
        and fitting.availability.is_champion(id)
    ]
    fits = fitting.ranked(Question(place), among)
    able = [fit.person for fit in fits if fit.available]
    found = [_messenger(fitting, person, place) for person in able]
    return [one for one in found if one.rapport > 0]


def _messenger(fitting: Fitting, person_id: str, place: str, *, named: bool = False) -> Messenger:
    person = fitting.snapshot.people[person_id]
    rapport = fitting.rapport(person, place)
    fit = fitting.fit(person, Question(place))
    shares = [share for share in fit.shares if share.criterion != "topic" and share.weight]
    telling = (max if rapport >= 0 else min)(shares, key=lambda share: share.value, default=None)
    words = tr("{name} makes the approach", name=person.name)
    if telling is not None:
        words = tr(
            "{name} makes the approach (fit {score} of 100): {reason}",
            name=person.name,
            score=fit.score,
            reason=telling.words.rstrip("."),
        )
    return Messenger(person_id, rapport, words, named)
