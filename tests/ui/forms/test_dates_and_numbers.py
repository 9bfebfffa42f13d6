from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QApplication

from outreach.base.language import speaking
from ui.forms.dates import read_day, say_day
from ui.forms.numbers import read_number, say_number

TODAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2026, 11, 26), "Thu 26 Nov"),
        (dt.date(2026, 12, 31), "Thu 31 Dec"),
        (dt.date(2027, 1, 5), "Tue 5 Jan 2027"),
        (dt.date(2026, 1, 5), "Mon 5 Jan 2026"),
    ],
)
def test_a_day_is_said_with_its_year_only_when_that_is_not_plain(
    qapp: QApplication, day: dt.date, words: str
) -> None:
    assert say_day(day, TODAY) == words


@given(st.dates(dt.date(1900, 1, 1), dt.date(2200, 12, 31)))
def test_a_day_typed_as_it_is_stored_is_always_understood(day: dt.date) -> None:
    assert read_day(day.isoformat(), TODAY) == day


@given(st.dates(TODAY - dt.timedelta(30), TODAY + dt.timedelta(30)))
def test_a_near_day_typed_as_it_is_shown_is_understood(day: dt.date) -> None:
    if day.year == TODAY.year:
        assert read_day(say_day(day, TODAY), TODAY) == day


@pytest.mark.parametrize("language", ["fr", "es", "pt", "ar"])
@pytest.mark.parametrize("month", range(1, 13))
def test_a_day_typed_as_it_is_shown_is_understood_in_every_language(
    qapp: QApplication, language: str, month: int
) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(language))
    try:
        for number in range(13, 20):
            day = dt.date(2027, month, number)
            assert read_day(say_day(day, TODAY), TODAY) == day
            whole = QLocale().toString(QDate(day.year, day.month, day.day))
            assert read_day(whole, TODAY) == day
    finally:
        QLocale.setDefault(before)


@pytest.mark.parametrize("words", ["aujourd’hui", "aujourd'hui", "Aujourd'hui", "today"])
def test_a_day_is_named_with_whichever_apostrophe_the_keyboard_has(words: str) -> None:
    with speaking("fr"):
        assert read_day(words, TODAY) == TODAY


@given(st.text(max_size=40))
def test_any_text_is_a_day_or_is_refused_in_a_sentence(text: str) -> None:
    try:
        assert isinstance(read_day(text, TODAY), dt.date)
    except ValueError as error:
        assert str(error).endswith(".")


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_is_refused_in_a_sentence(text: str) -> None:
    try:
        assert isinstance(read_number(text, "days"), float)
    except ValueError as error:
        assert str(error).endswith(".")


@given(st.floats(-1e9, 1e9).map(lambda number: round(number, 6)))
def test_a_number_typed_as_it_is_shown_is_the_same(number: float) -> None:
    assert read_number(say_number(number)) == number
