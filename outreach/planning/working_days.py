"""Working days: weekends and public holidays, quiet periods, and when a messenger is away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from functools import cache
from typing import TYPE_CHECKING

from outreach.base.clock import day_words
from outreach.base.language import ENGLISH, chosen, tr
from outreach.base.words import listed
from outreach.snapshot import Snapshot
from outreach.vocabulary import WEEKDAYS

if TYPE_CHECKING:
    from holidays import HolidayBase

USUAL_WEEK = frozenset(range(5))
"""Monday to Friday, as Python counts them."""


def weekend() -> str:
    """Return what a day off of every week is called, whichever days these are."""
    return tr("the weekend")


FARTHEST = 1500
"""Days ahead within which a working day is looked for."""


class Calendar:
    """The working days of one country. Where the country is not known, only weekends are off."""

    def __init__(self, country: str | None, week: Collection[int] = ()) -> None:
        """Know the days of ``country``.

        Args:
            country: Two letters (ISO 3166-1); None or empty for no country.
            week: The weekdays on which people work, 0 for Monday; none: those of the country.
        """
        self.country = (country or "").strip().upper()
        self._week = frozenset(week)
        self._holidays = _holidays_of(self.country, chosen())
        self._seen: dict[dt.date, str] = {}

    @property
    def known(self) -> bool:
        """Whether public holidays are known, or no country was named."""
        return not self.country or self._holidays is not None

    def why_off(self, day: dt.date) -> str:
        """Return why nobody works on ``day``: a holiday's name, :func:`weekend`, or empty."""
        if day not in self._seen:
            self._seen[day] = self._look_up(day)
        return self._seen[day]

    def _look_up(self, day: dt.date) -> str:
        holidays = self._holidays
        if holidays is None:
            return "" if day.weekday() in (self._week or USUAL_WEEK) else weekend()
        if self._week:
            free = day.weekday() not in self._week
            return weekend() if free else holidays.get(day) or ""
        return "" if holidays.is_working_day(day) else holidays.get(day) or weekend()


@cache
def _holidays_of(country: str, language: str) -> HolidayBase | None:
    """Return the public holidays of a country, in ``language`` if they have names in it.

    None where none are known.
    """
    if not country:
        return None
    # Takes a tenth of a second to load, and most plans are looked at without it.
    import holidays

    try:
        english = holidays.country_holidays(country, language="en_US")
    except NotImplementedError:
        return None
    named = [one for one in english.supported_languages if one.partition("_")[0] == language]
    if language == ENGLISH or not named:
        return english
    return holidays.country_holidays(country, language=named[0])


class DaysOff:
    """On which days a partner is not to be approached, and why: ours, theirs and quiet periods."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Gather what a plan says on it."""
        self._snapshot = snapshot
        self._week, self._no_days = _week(snapshot.initiative.working_days)
        self._ours = Calendar(snapshot.initiative.country, self._week)
        self._theirs: dict[str, Calendar] = {}
        self._away: dict[str, list[tuple[str | None, dt.date | None, dt.date | None]]] = {}
        for champion in snapshot.champions.values():
            if champion.away_from or champion.away_until:
                times = self._away.setdefault(champion.person, [])
                times.append((champion.audience, champion.away_from, champion.away_until))

    def why_not(self, day: dt.date, partner: str | None, messenger: str | None = None) -> str:
        """Return what stands against approaching ``partner`` on ``day``, as a noun; or empty."""
        if off := self._ours.why_off(day):
            return off
        theirs = self._calendar(partner)
        if off := theirs.why_off(day):
            return (
                off
                if off == weekend()
                else tr("{holiday} in {country}", holiday=off, country=theirs.country)
            )
        return self._quiet(day, partner) or self._absence(day, partner, messenger)

    def answer_day(self, day: dt.date, count: int, partner: str | None) -> dt.date:
        """Return the day ``count`` working days of the partner after ``day``.

        Beyond :data:`FARTHEST` days every day counts as one, and the calendar ends where it ends.
        """
        theirs = self._calendar(partner)
        last = day
        for last in _days_from(day):
            if last > day and not theirs.why_off(last):
                count -= 1
            if count <= 0:
                return last
        return last + dt.timedelta(days=min(count, (dt.date.max - last).days))

    def sentences(self) -> list[str]:
        """Say what could not be taken into account: unknown countries, unknown weekdays."""
        said = [
            tr("“{word}” is no day of the week, so it was left out of our working days.", word=word)
            for word in self._no_days
        ]
        where: dict[str, list[str]] = {}
        if not self._ours.known:
            where[self._ours.country] = ["ourselves"]
        for organisation in self._snapshot.organisations.values():
            calendar = self._calendar(organisation.id)
            if organisation.country and not calendar.known:
                where.setdefault(calendar.country, []).append(organisation.name)
        return said + [
            tr(
                "No public holidays are known for the country “{country}” (given "
                "for {names}), so only weekends are left out there.",
                country=country,
                names=listed(names),
            )
            for country, names in where.items()
        ]

    def _calendar(self, partner: str | None) -> Calendar:
        """Return the calendar of a partner; one without a country is taken to be where we are."""
        found = self._snapshot.organisations.get(partner or "")
        country = (found.country if found else None) or self._snapshot.initiative.country or ""
        if country not in self._theirs:
            # Without any country our own week is the best that is known.
            week = () if country else self._week
            self._theirs[country] = Calendar(country, week)
        return self._theirs[country]

    def _quiet(self, day: dt.date, partner: str | None) -> str:
        found = self._snapshot.organisations.get(partner or "")
        for period in self._snapshot.quiet_periods.values():
            concerned = period.sector is None or (found and found.sector == period.sector)
            if concerned and period.first <= day <= period.last:
                return tr("“{why}” until {day}", why=period.why, day=day_words(period.last))
        if found and _within(day, found.quiet_from, found.quiet_until):
            if found.quiet_until is None:
                return tr("a quiet period of {name}", name=found.name)
            until = day_words(found.quiet_until)
            return tr("a quiet period of {name} until {day}", name=found.name, day=until)
        return ""

    def _absence(self, day: dt.date, partner: str | None, messenger: str | None) -> str:
        for audience, first, last in self._away.get(messenger or "", ()):
            if audience in (None, partner) and _within(day, first, last):
                name = self._snapshot.name(messenger)
                if last is None:
                    return tr("the absence of {name}", name=name)
                return tr("the absence of {name} until {day}", name=name, day=day_words(last))
        return ""


def _week(words: Collection[str]) -> tuple[frozenset[int], list[str]]:
    """Return the weekdays named by ``words``, and the words that name none."""
    days = {name: at for at, pair in enumerate(WEEKDAYS.items()) for name in pair}
    by_name = {name.casefold(): at for name, at in days.items()}
    known = {word: by_name.get(word.strip().casefold()) for word in words}
    week = frozenset(at for at in known.values() if at is not None)
    return week, [word for word, at in known.items() if at is None]


def _within(day: dt.date, first: dt.date | None, last: dt.date | None) -> bool:
    """Whether ``day`` is in a period, of which one end may be open but not both."""
    if first is None and last is None:
        return False
    return (first or day) <= day <= (last or day)


def _days_from(day: dt.date) -> Iterator[dt.date]:
    for ahead in range(min(FARTHEST, (dt.date.max - day).days + 1)):
        yield day + dt.timedelta(days=ahead)
