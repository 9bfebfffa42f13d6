"""When to ask whom: steps put into working days one after the other, as the order has them.

Each step begins on the first day on which all is well: those it waits for have answered, both sides
work, the partner may be approached, its messenger is there and not fully taken up, and not too many
approaches begin in one week. What is fixed stays where it is.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from outreach.base.clock import day_words
from outreach.planning.proposal.workdays import Workdays

ANSWER_DAYS = 10
"""Working days that a partner takes to answer, where nothing is set."""
PER_WEEK = 3
"""Approaches that begin in a week, where nothing is set."""
HORIZON = 730
"""Days within which a step must find its place."""
_ONE = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Talk:
    """An approach to be put into the calendar."""

    partner: str
    name: str
    country: str | None = None
    messenger: str | None = None
    answer_days: int = ANSWER_DAYS
    fixed: dt.date | None = None
    """The day of a meeting that stands."""
    answer_by: dt.date | None = None
    quiet: tuple[dt.date | None, dt.date | None] | None = None
    """First and last day on which the partner must not be approached."""
    waits: Mapping[str, bool] | None = None
    """Partners it waits for: True for their answer, False for being asked."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A messenger's room."""

    name: str
    capacity: int | None = None
    """With how many partners at a time; None: any number."""
    away: tuple[dt.date | None, dt.date | None] | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """An approach with its days."""

    partner: str
    start: dt.date
    answer: dt.date
    """The day by which an answer is to be expected."""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Something that does not fit, in a sentence."""

    partner: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """The calendar of an order."""

    dates: dict[str, Dated]
    unplaced: tuple[Unplaced, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds for the whole calendar."""

    begin: dt.date
    country: str | None = None
    """Ours."""
    deadline: dt.date | None = None
    per_week: int = PER_WEEK


def schedule(
    talks: Sequence[Talk], frame: Frame, speakers: Mapping[str, Speaker] | None = None
) -> Schedule:
    """Put ``talks``, in the order in which they are to be asked, into working days."""
    calendar = _Calendar(frame, speakers or {})
    for talk in talks:
        if talk.fixed is not None:
            calendar.fix(talk)
    for talk in talks:
        if talk.fixed is None:
            calendar.place(talk)
    for talk in talks:
        calendar.judge(talk)
    return Schedule(calendar.dates, tuple(calendar.unplaced))


class _Calendar:
    def __init__(self, frame: Frame, speakers: Mapping[str, Speaker]) -> None:
        self.frame = frame
        self.speakers = speakers
        self.dates: dict[str, Dated] = {}
        self.unplaced: list[Unplaced] = []
        self._weeks: Counter[tuple[int, int]] = Counter()
        self._busy: dict[str, list[Dated]] = {}
        self._days: dict[frozenset[str | None], Workdays] = {}

    def _workdays(self, talk: Talk) -> Workdays:
        speaker = self.speakers.get(talk.messenger or "")
        ours = speaker.country if speaker and speaker.country else self.frame.country
        key = frozenset({ours, talk.country})
        if key not in self._days:
            self._days[key] = Workdays(key)
        return self._days[key]

    def fix(self, talk: Talk) -> None:
        """Put a meeting that stands on its day."""
        assert talk.fixed is not None
        self._put(talk, talk.fixed)

    def place(self, talk: Talk) -> None:
        """Put a step on the first day on which all is well."""
        work = self._workdays(talk)
        day = self._earliest(talk, work)
        last = self.frame.begin + dt.timedelta(days=HORIZON) if day is not None else None
        while day is not None and last is not None and day <= last:
            day = work.from_(day)
            if not self._hindered(talk, day):
                self._put(talk, day)
                return
            day += _ONE
        why = "waits for somebody who has no date" if day is None else "finds no day in two years"
        self.unplaced.append(Unplaced(talk.partner, f"{talk.name} {why}, so it has none either."))

    def _earliest(self, talk: Talk, work: Workdays) -> dt.date | None:
        """Return the first day after all that is waited for; None when that has no day."""
        day = self.frame.begin
        for other, answer in (talk.waits or {}).items():
            dated = self.dates.get(other)
            if dated is None:
                return None
            day = max(day, work.after(dated.answer if answer else dated.start, 1))
        return day

    def _hindered(self, talk: Talk, day: dt.date) -> bool:
        if self._weeks[_week(day)] >= self.frame.per_week or _within(day, talk.quiet):
            return True
        speaker = self.speakers.get(talk.messenger or "")
        if speaker is None:
            return False
        busy = sum(
            one.start <= day <= one.answer for one in self._busy.get(talk.messenger or "", ())
        )
        full = speaker.capacity is not None and busy >= speaker.capacity
        return full or _within(day, speaker.away)

    def _put(self, talk: Talk, day: dt.date) -> None:
        dated = Dated(talk.partner, day, self._workdays(talk).after(day, talk.answer_days))
        self.dates[talk.partner] = dated
        self._weeks[_week(day)] += 1
        if talk.messenger:
            self._busy.setdefault(talk.messenger, []).append(dated)

    def judge(self, talk: Talk) -> None:
        """Say what of a step does not fit."""
        dated = self.dates.get(talk.partner)
        if dated is None:
            return
        for problem in self._problems(talk, dated):
            self.unplaced.append(Unplaced(talk.partner, f"{talk.name} {problem}"))

    def _problems(self, talk: Talk, dated: Dated) -> list[str]:
        found = []
        deadline, by = self.frame.deadline, talk.answer_by
        if deadline is not None and dated.answer > deadline:
            found.append(
                f"is likely to answer around {day_words(dated.answer)}, after the end on "
                f"{day_words(deadline)}."
            )
        if by is not None and dated.answer > by:
            found.append(
                f"is likely to answer around {day_words(dated.answer)}, and an answer is needed by "
                f"{day_words(by)}."
            )
        if talk.fixed is not None:
            found += self._clashes(talk, talk.fixed)
        return found

    def _clashes(self, talk: Talk, day: dt.date) -> list[str]:
        found = []
        said = day_words(day)
        if not self._workdays(talk).is_working(day):
            what = self._workdays(talk).holiday(day) or "not a working day"
            found.append(f"has a meeting fixed on {said}, which is {what}.")
        if _within(day, talk.quiet):
            found.append(f"has a meeting fixed on {said}, when they are not to be approached.")
        for other, answer in (talk.waits or {}).items():
            dated = self.dates.get(other)
            if dated is None or (dated.answer if answer else dated.start) >= day:
                found.append(f"has a meeting fixed on {said}, before what it waits for is there.")
        return found


def _within(day: dt.date, period: tuple[dt.date | None, dt.date | None] | None) -> bool:
    if period is None or period == (None, None):
        return False
    first, last = period
    return (first or dt.date.min) <= day <= (last or dt.date.max)


def _week(day: dt.date) -> tuple[int, int]:
    year, week, _ = day.isocalendar()
    return year, week
