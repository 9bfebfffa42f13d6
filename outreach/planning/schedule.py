"""The schedule of a sequence: when each open step can be taken, with its reason."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from outreach.base.clock import day_words
from outreach.base.language import tr
from outreach.cadence.kinds import Prerequisite, Step
from outreach.planning import steps
from outreach.planning.dating import Awaited, Busy, Dated, Days, Job, Limits, dated, day_after
from outreach.planning.working_days import DaysOff
from outreach.snapshot import Snapshot

USUAL_PER_WEEK = 3
"""Steps that can begin in a week where a sequence does not say."""
USUAL_ANSWER = 10
"""Working days until an answer where a partner does not say."""
Helps = Mapping[tuple[str, str], float]
"""(from, to) partners to how much the yes of one helps with the other, in half-notches."""


class Wait(StrEnum):
    """For whose answers a step waits, besides those that it is said to need."""

    ONE_BY_ONE = "one_by_one"
    """For everybody's who was asked before."""
    EVERY = "every"
    """For every one that helps."""
    MEDIUM = "medium"
    """For those that help at least a notch."""
    STRONG = "strong"
    """For those that help most."""
    NONE = "none"
    """For no others."""


_LEAST = {
    Wait.ONE_BY_ONE: -math.inf,
    Wait.EVERY: math.ulp(0),
    Wait.MEDIUM: 2.0,
    Wait.STRONG: 3.0,
    Wait.NONE: math.inf,
}
"""From how many half-notches on an answer is waited for."""


class Schedule(NamedTuple):
    """When the open steps of a sequence can be taken."""

    steps: tuple[Dated, ...]
    """In the order that was given."""
    notes: tuple[str, ...]
    """What could not be taken into account, in sentences."""

    @property
    def ends(self) -> dt.date | None:
        """The day by which the last answer is expected."""
        return max((one.answer for one in self.steps if one.answer), default=None)


def schedule(
    snapshot: Snapshot,
    sequence: str,
    today: dt.date,
    *,
    order: Sequence[str] | None = None,
    wait: Wait = Wait.EVERY,
    helps: Helps | None = None,
    days_off: DaysOff | None = None,
) -> Schedule:
    """Return when the open steps of a sequence can be taken, none before ``today``.

    A step with a date stays on it. One that waits for another partner is put after the day by
    which that partner's answer is expected.

    Args:
        snapshot: The plan.
        sequence: The id of the sequence.
        today: The day from which on is planned; where the sequence starts later, from then.
        order: The ids of its open steps in the order to take them; None for the order they have.
        wait: For whose answers to wait.
        helps: Who helps with whom; a pair of infinite weight is always waited for.
        days_off: Where one is at hand; it remembers the days that were looked up.
    """
    days_off = days_off or DaysOff(snapshot)
    open_ones = [s for s in steps.in_order(snapshot, sequence) if steps.is_open(s)]
    if order is not None:
        by_id = {step.id: step for step in open_ones}
        open_ones = [by_id[id] for id in order]
    record = snapshot.sequences[sequence]
    starts = [d for d in (record.start_date or snapshot.initiative.start_date, today) if d]
    limits = Limits(
        max(starts),
        record.per_week or USUAL_PER_WEEK,
        _loads(snapshot),
        tuple(_elsewhere(snapshot, sequence, days_off)),
    )
    building = _Building(
        snapshot, open_ones, limits.start, wait, helps or {}, days_off, steps.waiting(snapshot)
    )
    jobs = [building.job(at) for at in range(len(open_ones))]
    found = dated(jobs, limits, Days(days_off.why_not, days_off.answer_day))
    return Schedule(tuple(found), tuple(days_off.sentences()))


def days_to_write(
    snapshot: Snapshot, sequence: str, schedule: Schedule
) -> tuple[dt.date | None, dict[str, int]]:
    """Return what to write so that steps get their days.

    Returns:
        The start to give to the sequence, None where it has one; and by step the days after it,
        of those that get another one. Steps whose day was agreed and those that have none are not
        among them; nothing is while the sequence rests, for what is left of each wait is kept.
    """
    if snapshot.sequences[sequence].status == "paused":
        return None, {}
    start = snapshot.sequences[sequence].start_date or snapshot.initiative.start_date
    free = {
        one.step: one.day
        for one in schedule.steps
        if one.day is not None and snapshot.steps[one.step].due is None
    }
    if not free:
        return None, {}
    first = start or min(free.values())
    days = {id: (day - first).days for id, day in free.items()}
    changed = {id: day for id, day in days.items() if snapshot.steps[id].day != day}
    return (first if changed and not start else None), changed


def _loads(snapshot: Snapshot) -> dict[str, int]:
    """Return with how many partners at a time each champion can be; the least that is said."""
    found: dict[str, int] = {}
    for champion in snapshot.champions.values():
        if champion.capacity is not None:
            found[champion.person] = min(champion.capacity, found.get(champion.person, 100))
    return found


def _elsewhere(snapshot: Snapshot, sequence: str, days_off: DaysOff) -> list[Busy]:
    """Return what messengers have to do in the other sequences that are under way."""
    found = []
    for step in steps.running(snapshot):
        day = steps.due_on(snapshot, step)
        if step.sequence != sequence and step.messenger and day is not None:
            count = answer_days(snapshot, step.organisation)
            last = days_off.answer_day(day, count, step.organisation)
            found.append(Busy(step.messenger, step.organisation, day, last))
    return found


def answer_days(snapshot: Snapshot, partner: str | None) -> int:
    """Return the working days until a partner answers."""
    found = snapshot.organisations.get(partner or "")
    return (found.answer_days if found else None) or USUAL_ANSWER


@dataclass(slots=True)
class _Building:
    """Makes jobs of steps."""

    snapshot: Snapshot
    steps: list[Step]
    start: dt.date
    wait: Wait
    helps: Helps
    days_off: DaysOff
    unmet: dict[str, list[Prerequisite]]

    def job(self, at: int) -> Job:
        step = self.steps[at]
        waits, ready, blocked = self._needs(at)
        named = {wait.job for wait in waits}
        waits += [wait for wait in self._likes(at) if wait.job not in named]
        return Job(
            step.id,
            self.snapshot.name(step.organisation) or tr("the step before"),
            step.organisation,
            step.messenger,
            self.snapshot.name(step.messenger),
            answer_days(self.snapshot, step.organisation),
            tuple(waits),
            step.due,
            ready,
            blocked,
            self._answer_by(step),
        )

    def _answer_by(self, step: Step) -> tuple[dt.date, str] | None:
        deadline = self.snapshot.sequences[step.sequence].deadline
        if step.answer_by and (deadline is None or step.answer_by <= deadline):
            return step.answer_by, tr("the day on which it is needed")
        return (deadline, tr("the deadline")) if deadline else None

    def _likes(self, at: int) -> list[Awaited]:
        """Return the steps before it whose answers the rule waits for, or that ask the same."""
        mine, least = self.steps[at].organisation, _LEAST[self.wait]
        return [
            Awaited(step.id, needed=False)
            for step in self.steps[:at]
            if (mine is not None and step.organisation == mine)
            or self.helps.get((step.organisation or "", mine or ""), -math.inf) >= least
        ]

    def _needs(self, at: int) -> tuple[list[Awaited], tuple[dt.date, str] | None, str]:
        """Return what the step's prerequisites ask for: steps, a day to be ready, or a block."""
        waits: list[Awaited] = []
        ready: list[tuple[dt.date, str]] = []
        for need in self.unmet.get(self.steps[at].id, ()):
            who = need.organisation
            before = [step for step in self.steps[:at] if step.organisation == who]
            if self.snapshot.organisations[who].status == "declined":
                return (
                    [],
                    None,
                    tr(
                        "It waits for {condition}, but they have declined.",
                        condition=self._words(need),
                    ),
                )
            if before:
                waits.append(Awaited(before[-1].id, need.status != "contacted"))
            elif any(step.organisation == who for step in self.steps[at:]):
                return (
                    [],
                    None,
                    tr(
                        "It waits for {condition}, who come later in the order.",
                        condition=self._words(need),
                    ),
                )
            elif (expected := self._expected(who)) is not None:
                ready.append(expected)
            else:
                return (
                    [],
                    None,
                    tr(
                        "It waits for {condition}, and no step asks them.",
                        condition=self._words(need),
                    ),
                )
        return waits, max(ready, default=None), ""

    def _words(self, need: Prerequisite) -> str:
        return steps.waiting_words(self.snapshot, [need])

    def _expected(self, partner: str) -> tuple[dt.date, str] | None:
        """Return when a partner whom no step of this order asks has probably answered."""
        asked = [day for day in self._asked(partner) if day is not None]
        if not asked:
            return None
        count = answer_days(self.snapshot, partner)
        answer = self.days_off.answer_day(max(asked), count, partner)
        name = self.snapshot.name(partner)
        if answer < self.start:
            return (
                self.start,
                tr(
                    "As soon as {name} answers, which was expected by {day}",
                    name=name,
                    day=day_words(answer),
                ),
            )
        return day_after(answer), tr(
            "After the answer of {name}, expected by {day}",
            name=name,
            day=day_words(answer),
        )

    def _asked(self, partner: str) -> Iterator[dt.date | None]:
        dossier = self.snapshot.dossier(partner)
        yield from (contact.held_on for contact in dossier.touchpoints)
        for step in dossier.steps:
            if step.status == "done":
                yield step.done_on
            elif steps.is_open(step) and steps.under_way(self.snapshot, step):
                yield steps.due_on(self.snapshot, step)
