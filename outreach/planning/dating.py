"""Dates for steps in a given order: each as early as days off, capacity, load and answers allow.

Serial list scheduling: one step after the other is put on the first day that suits, and no step
begins before one that stands before it in the order. More capacity therefore never makes a step
later. Steps with a fixed date stay where they are; what goes against them is said.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from outreach.base.clock import day_words
from outreach.base.language import plural, tr
from outreach.base.words import listed, sentence_case

FARTHEST = 3 * 366
"""Days after the start within which a step must begin, or it does not fit."""
_DAY = dt.timedelta(days=1)


class Awaited(NamedTuple):
    """What a step waits for: another step of those that are dated."""

    job: str
    answered: bool = True
    """Whether for its answer; else it is enough that it began."""
    needed: bool = True
    """Whether the step cannot be without; else it is only better to know."""


@dataclass(frozen=True, slots=True)
class Job:
    """A step to be dated."""

    id: str
    name: str
    """How it is spoken of in the reasons of others."""
    partner: str | None = None
    messenger: str | None = None
    messenger_name: str = ""
    answer_days: int = 10
    """Working days until the partner answers."""
    waits: tuple[Awaited, ...] = ()
    """Only for jobs before it in the order."""
    fixed: dt.date | None = None
    """A day that was agreed."""
    ready: tuple[dt.date, str] | None = None
    """A day before which it cannot begin, and why, as a sentence without its full stop."""
    blocked: str = ""
    """A sentence on why it cannot be dated at all."""
    answer_by: tuple[dt.date, str] | None = None
    """The day by which the answer is needed, and what calls for it, as a noun."""


class Busy(NamedTuple):
    """A messenger is taken by a partner from the first to before the last day."""

    messenger: str
    partner: str | None
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Limits:
    """What cannot be exceeded."""

    start: dt.date
    per_week: int
    """How many steps can begin in a week from Monday to Sunday."""
    loads: Mapping[str, int] = field(default_factory=dict)
    """With how many partners at a time, by messenger; who is not named has no limit."""
    busy: tuple[Busy, ...] = ()
    """What messengers have to do besides."""


class Days(NamedTuple):
    """What is known of days."""

    why_not: Callable[[dt.date, str | None, str | None], str]
    """Says as a noun why a partner cannot be approached on a day by a messenger; or empty."""
    answer: Callable[[dt.date, int, str | None], dt.date]
    """Returns the day so many of a partner's working days after a day."""


class Dated(NamedTuple):
    """When a step begins, and why then."""

    step: str
    day: dt.date | None
    """None when it does not fit; ``why`` says what is in the way."""
    answer: dt.date | None
    """The day by which its answer is expected."""
    why: str
    trouble: str
    """What goes against the day, in sentences; empty when nothing does."""


def dated(jobs: Iterable[Job], limits: Limits, days: Days) -> list[Dated]:
    """Return when each of ``jobs`` begins; they are in the order in which they are to begin."""
    jobs = list(jobs)
    return _Dating(jobs, limits, days).run()


class _Dating:
    """One run through the jobs."""

    def __init__(self, jobs: list[Job], limits: Limits, days: Days) -> None:
        self.jobs, self.limits, self.days = jobs, limits, days
        self.named = {job.id: job for job in jobs}
        self.done: dict[str, Dated] = {}
        self.before: Job | None = None
        self.weeks: dict[dt.date, int] = {}
        self.busy: list[Busy] = list(limits.busy)
        for job in jobs:
            if job.fixed is not None:
                self._take(job, job.fixed)

    def run(self) -> list[Dated]:
        for job in self.jobs:
            self.done[job.id] = self._fixed(job) if job.fixed else self._free(job)
        return list(self.done.values())

    def _free(self, job: Job) -> Dated:
        if why := job.blocked or self._cut_off(job):
            return Dated(job.id, None, None, why, "")
        day, base = self._earliest(job)
        met: dict[str, None] = {}
        until = self.limits.start + min(FARTHEST * _DAY, dt.date.max - self.limits.start)
        while day <= until:
            against = self._against(job, day)
            if not against:
                return self._placed(job, day, _because(base, met))
            met[against] = None
            if day == dt.date.max:
                break
            day += _DAY
        why = tr(
            "No day was found up to {day}. {because}",
            day=day_words(until),
            because=_because(base, met),
        )
        return Dated(job.id, None, None, why, "")

    def _placed(self, job: Job, day: dt.date, why: str) -> Dated:
        self._take(job, day)
        self.before = job
        answer = self._answer(job, day)
        return Dated(job.id, day, answer, why, self._too_late(job, answer))

    def _fixed(self, job: Job) -> Dated:
        """Leave the job on its day, and say what goes against it."""
        assert job.fixed is not None
        day = job.fixed
        answer = self._answer(job, day)
        said = [job.blocked] if job.blocked else []
        if day < self.limits.start:
            said.append(tr("Its day has passed."))
        if off := self.days.why_not(day, job.partner, job.messenger):
            said.append(tr("On that day there is {off}.", off=off))
        bounds = [why for at, why in self._bounds(job) if at > day]
        said += [tr("It should be {when}.", when=f"{why[:1].lower()}{why[1:]}") for why in bounds]
        if unknown := self._cut_off(job):
            said.append(unknown)
        if self.weeks[_week(day)] > self.limits.per_week:
            said.append(
                plural(
                    "More than {n} step begins in that week.",
                    "More than {n} steps begin in that week.",
                    self.limits.per_week,
                )
            )
        if self._overload(job, day):
            said.append(sentence_case(f"{self._load_words(job)}."))
        said += [late] if (late := self._too_late(job, answer)) else []
        return Dated(job.id, day, answer, tr("The day was agreed."), " ".join(said))

    def _cut_off(self, job: Job) -> str:
        """Say which needed step has no day itself."""
        for wait in job.waits:
            if wait.needed and self.done[wait.job].day is None:
                return tr(
                    "It waits for {name}, which has no day itself.", name=self.named[wait.job].name
                )
        return ""

    def _earliest(self, job: Job) -> tuple[dt.date, str]:
        """Return the first day on which nothing has to be waited for any more, and why not before.

        Where several say the same day, the weightiest reason is told: an answer before the order.
        """
        found = [*self._bounds(job), (self.limits.start, tr("As early as can be"))]
        if self.before is not None and (day := self.done[self.before.id].day):
            found.insert(
                -1, (day, tr("Not before {name}, which comes first", name=self.before.name))
            )
        return max(found, key=lambda bound: bound[0])

    def _bounds(self, job: Job) -> list[tuple[dt.date, str]]:
        found = [job.ready] if job.ready else []
        for wait in job.waits:
            other, name = self.done[wait.job], self.named[wait.job].name
            if other.day is None or other.answer is None:
                continue
            if wait.answered:
                after = day_after(other.answer)
                said = tr(
                    "After the answer of {name}, expected by {day}",
                    name=name,
                    day=day_words(other.answer),
                )
            else:
                after, said = day_after(other.day), tr("After {name} was approached", name=name)
            found.append((after, said))
        return found

    def _against(self, job: Job, day: dt.date) -> str:
        """Say as a noun why the job cannot begin on ``day``; empty when it can."""
        if off := self.days.why_not(day, job.partner, job.messenger):
            return off
        if self.weeks.get(_week(day), 0) >= self.limits.per_week:
            return tr("the limit of {per_week} a week", per_week=self.limits.per_week)
        return self._load_words(job) if self._overload(job, day) else ""

    def _load_words(self, job: Job) -> str:
        limit = self.limits.loads[job.messenger or ""]
        return tr(
            "{messenger}’s limit of {limit} at a time",
            messenger=job.messenger_name,
            limit=limit,
        )

    def _overload(self, job: Job, day: dt.date) -> bool:
        """Whether the messenger would have too many partners at a time before the answer."""
        limit = self.limits.loads.get(job.messenger or "")
        if limit is None:
            return False
        end = max(self._answer(job, day), day_after(day))
        near = [
            busy
            for busy in self.busy
            if busy.messenger == job.messenger and busy.first < end and busy.last > day
        ]
        moments = {day, *(busy.first for busy in near if busy.first > day)}
        return any(
            len({b.partner for b in near if b.first <= at < b.last} | {job.partner}) > limit
            for at in moments
        )

    def _take(self, job: Job, day: dt.date) -> None:
        self.weeks[_week(day)] = self.weeks.get(_week(day), 0) + 1
        if job.messenger:
            last = max(self._answer(job, day), day_after(day))
            self.busy.append(Busy(job.messenger, job.partner, day, last))

    def _answer(self, job: Job, day: dt.date) -> dt.date:
        return self.days.answer(day, job.answer_days, job.partner)

    def _too_late(self, job: Job, answer: dt.date) -> str:
        if job.answer_by is None or answer <= job.answer_by[0]:
            return ""
        by, what = job.answer_by
        return tr(
            "Its answer, expected by {day}, is after {event}, {event_day}.",
            day=day_words(answer),
            event=what,
            event_day=day_words(by),
        )


def _week(day: dt.date) -> dt.date:
    """Return what names the week of a day: its Monday, or the first day of the calendar."""
    return dt.date.fromordinal(max(day.toordinal() - day.weekday(), 1))


def day_after(day: dt.date) -> dt.date:
    """Return the next day; the last of the calendar is its own."""
    return day if day == dt.date.max else day + _DAY


def _because(base: str, met: Iterable[str]) -> str:
    """Put a reason together: what had to be waited for, and what was met on the days after."""
    put_off = listed(list(met))
    return (
        tr("{reason}; put off by {hindrances}.", reason=base, hindrances=put_off)
        if put_off
        else f"{base}."
    )
