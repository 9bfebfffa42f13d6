"""Days as people type them and as they are shown."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from PySide6.QtCore import QDate, QLocale

from outreach.base.language import tr

_FAR = 300
"""Days from today beyond which the year is shown."""


def say_day(day: dt.date, today: dt.date) -> str:
    """Return a day as ``Thu 26 Nov``; with its year when that is not plain."""
    form = "ddd d MMM"
    if (day.year != today.year and abs((day - today).days) > 31) or abs((day - today).days) > _FAR:
        form += " yyyy"
    return day_as(day, form)


def whole_day(day: dt.date) -> str:
    """Return a day as ``Thursday 26 November``."""
    return day_as(day, "dddd d MMMM")


def day_as(day: dt.date, form: str) -> str:
    """Return a day in a form of Qt's, such as ``d MMM``, in the language of the window."""
    return QLocale().toString(QDate(day.year, day.month, day.day), form)


def read_day(text: str, today: dt.date) -> dt.date:
    """Return the day that a person means by ``text``.

    Raises:
        ValueError: no day can be read out of it; says so in a sentence.
    """
    words = " ".join(text.casefold().replace(",", " ").replace("،", " ").split())
    if (days := _near(words)) is not None:
        return today + dt.timedelta(days=days)
    try:
        return dt.date.fromisoformat(words)
    except ValueError:
        day = _read_freely(words, today)
    if day is None:
        raise ValueError(
            tr(
                "“{words}” is not a day. "
                "Type one such as 26 Nov, Thursday, tomorrow or 2026-11-26.",
                words=text[:40],
            )
        )
    return day


def _near(words: str) -> int | None:
    """Return how many days from today a word such as “tomorrow” means; None for any other."""
    named = {"today": 0, "tomorrow": 1, "yesterday": -1}
    named |= {tr("today"): 0, tr("tomorrow"): 1, tr("yesterday"): -1}
    # Keyboards have the straight apostrophe, sentences the curly one: “aujourd’hui”.
    return {word.replace("’", "'"): days for word, days in named.items()}.get(
        words.replace("’", "'")
    )


def _read_freely(words: str, today: dt.date) -> dt.date | None:
    """Read a day in any of the usual forms; None when there is none in ``words``."""
    # Loaded only now: it takes longer than opening the window's first page.
    from dateutil.parser import parse

    midnight = dt.datetime.combine(today, dt.time())
    try:
        found = parse(
            _in_english(words), default=midnight, dayfirst=_day_comes_first(), ignoretz=True
        )
    except (ValueError, OverflowError, TypeError, ArithmeticError, AttributeError, IndexError):
        return None
    # A time of day without a day would otherwise be taken for today.
    if found.time() != dt.time() or not 1900 <= found.year <= 2200:
        return None
    return found.date()


def _in_english(words: str) -> str:
    """Return ``words`` with this language's days and months in English, which is what is read."""
    here, english = QLocale(), QLocale.c()
    if here.language() in (QLocale.Language.C, QLocale.Language.English):
        return words
    months, days = dict[str, str](), dict[str, str]()
    for form in (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat):
        for n in range(1, 13):
            for name in (here.monthName(n, form), here.standaloneMonthName(n, form)):
                months[name.casefold().rstrip(".")] = english.monthName(n)
        for n in range(1, 8):
            days[here.dayName(n, form).casefold().rstrip(".")] = english.dayName(n)
    # What stands between day and month in this language, such as “de”.
    between = re.findall(r"'(\w+)'", here.dateFormat(QLocale.FormatType.LongFormat))
    days |= dict.fromkeys(between, "")

    def said(found: re.Match[str]) -> str:
        # A word may be short for both, such as “mar” in Spanish: behind a number it is a month.
        behind = any(letter.isdigit() for letter in found.string[: found.start()])
        return (days | months if behind else months | days)[found[1]]

    longest_first = sorted(months | days, key=len, reverse=True)
    known = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?!\w)\.?")
    digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in words)
    return known.sub(said, digits)


def _day_comes_first() -> bool:
    form = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    return form.find("d") < form.find("M")
