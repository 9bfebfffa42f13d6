"""Field types: what is taken, what is refused with the field named, and what comes back."""

from __future__ import annotations

import datetime as dt
import json
import math
import sqlite3
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.base.errors import InvalidValue
from outreach.base.ids import new_id
from outreach.document.fields import (
    Choice,
    Date,
    Field,
    Flag,
    Integer,
    Links,
    Number,
    Ref,
    Scale,
    Text,
    Words,
)
from outreach.document.texts import LONG_TEXT, SHORT_TEXT

LINE = Text(label="Name", name="name")
LONG = Text(label="Note", name="note", long=True)
NUMBER = Number(label="Cost", name="cost", unit="person-days")
PLACE = Number(label="Place", name="place", low=-1e6, high=1e6)
INTEGER = Integer(label="Day", name="day", high=10_000)
SCALE = Scale(label="Influence", name="influence", low=1, high=5, steps={1: "low", 5: "high"})
STANCE = Scale(label="Stance", name="stance", low=-2, high=2, steps={0: "neutral"})
CHOICE = Choice(label="Status", name="status", choices={"open": "open", "done": "finished"})
OPEN = Choice(label="Topic", name="topic", choices={"cost": "cost"}, open=True)
FLAG = Flag(label="Blocking", name="blocking")
DATE = Date(label="Due", name="due")
WORDS = Words(label="Expertise", name="expertise")
REF = Ref(label="Partner", name="organisation", kinds=("organisation",))
LINKS = Links(label="Tags", name="tags", kind="tag")
HUGE = pytest.param(10**5000, id="huge")
EVERY = (LINE, LONG, NUMBER, PLACE, INTEGER, SCALE, STANCE, CHOICE, OPEN, FLAG, DATE, WORDS, REF)

typed = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
lines = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=60)
amounts = st.floats(0, 1e9)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=5,
)


def refused(field: Field, value: object) -> str:
    with pytest.raises(InvalidValue) as caught:
        field.check(value)
    assert caught.value.field == field.label
    str(caught.value).encode()
    assert len(str(caught.value)) < 1500
    return caught.value.problem


# What people type comes back as they typed it.


@given(typed)
def test_long_text_is_kept_letter_for_letter(value: str) -> None:
    assert LONG.load(LONG.check(value)) == (value or None)


@given(lines)
def test_a_line_and_own_words_are_kept_letter_for_letter(value: str) -> None:
    assert LINE.check(value) == OPEN.check(value) == value


@given(amounts)
def test_an_amount_is_kept_to_six_decimals_and_through_the_log(value: float) -> None:
    stored = NUMBER.check(value)
    assert isinstance(stored, float) and math.isclose(stored, value, abs_tol=1e-6)
    assert NUMBER.check(stored) == stored
    # The log is JSON that SQLite writes: the very same number must come back from it.
    (logged,) = MEMORY.execute("SELECT json_group_object('v', ?)", (stored,)).fetchone()
    assert json.loads(logged)["v"] == stored


MEMORY = sqlite3.connect(":memory:", check_same_thread=False)


@given(st.integers(0, 10_000))
def test_a_whole_number_is_kept_also_when_it_came_as_a_decimal(value: int) -> None:
    assert INTEGER.check(value) == INTEGER.check(float(value)) == value


@given(st.dates())
def test_a_day_is_kept(value: dt.date) -> None:
    stored = DATE.check(value)
    assert DATE.load(stored) == value
    assert DATE.check(stored) == stored


@given(st.lists(lines, max_size=20))
def test_words_are_kept_in_order_and_each_once(value: list[str]) -> None:
    stored = WORDS.check(value)
    assert WORDS.load(stored) == tuple(dict.fromkeys(value))
    assert WORDS.check(stored) == stored


@pytest.mark.parametrize("value", [True, False, 1, 0])
def test_yes_and_no_are_kept(value: bool) -> None:
    assert FLAG.load(FLAG.check(value)) is bool(value)


def test_a_reference_is_kept() -> None:
    assert REF.check(id := new_id()) == id
    assert LINKS.check_ids([id, id]) == (id,)


@pytest.mark.parametrize("field", EVERY, ids=lambda f: f.name)
def test_not_set_is_a_value_of_its_own(field: Field) -> None:
    assert field.check(None) is field.check("") is None
    assert field.load(None) in (None, ())
    assert field.words(field.load(None)) == ""


@pytest.mark.parametrize("field", EVERY, ids=lambda f: f.name)
@given(value=anything)
def test_whatever_is_given_is_stored_or_refused_by_name(field: Field, value: Any) -> None:
    try:
        stored = field.check(value)
    except InvalidValue as error:
        assert error.field == field.label
        str(error).encode()
        return
    assert stored is None or isinstance(stored, str | int | float)
    assert field.check(stored) == stored, "the stored form is accepted as it is"
    field.words(field.load(stored))


@given(value=anything)
def test_links_are_ids_or_refused_by_name(value: Any) -> None:
    try:
        assert LINKS.check_ids(value) == ()
    except InvalidValue as error:
        assert error.field == "Tags"


# What is refused, and how.


@pytest.mark.parametrize("field", [LINE, LONG, OPEN, WORDS], ids=lambda f: f.name)
@pytest.mark.parametrize("bad", ["a\0b", "half \ud83d", "\udc00"])
def test_characters_that_no_file_can_hold_are_refused(field: Field, bad: str) -> None:
    value = [bad] if field is WORDS else bad
    assert "cannot be stored" in refused(field, value)


def test_a_closed_choice_refuses_half_characters_in_a_sentence_that_can_be_shown() -> None:
    assert "one of open, done" in refused(CHOICE, "half \ud83d")


@pytest.mark.parametrize("field", [LINE, OPEN, WORDS], ids=lambda f: f.name)
@pytest.mark.parametrize("bad", ["two\nlines", "two\rlines", "two\u2028lines", "two\x85lines"])
def test_a_single_line_refuses_line_breaks(field: Field, bad: str) -> None:
    assert "single line" in refused(field, [bad] if field is WORDS else bad)


def test_text_that_is_too_long_is_refused_with_both_lengths() -> None:
    assert LINE.check("x" * SHORT_TEXT) and LONG.check("x" * LONG_TEXT)
    assert refused(LINE, "x" * (SHORT_TEXT + 1)) == "this is 501 characters long; at most 500 fit."
    assert "at most 100000 fit" in refused(LONG, "x" * (LONG_TEXT + 1))
    assert "200 words at the most" in refused(WORDS, [str(n) for n in range(201)])


@pytest.mark.parametrize(
    "bad", [math.nan, math.inf, -math.inf, -1, 1e10, 10**400, HUGE, True, "7", [7]]
)
def test_an_amount_refuses_what_is_no_amount(bad: object) -> None:
    refused(NUMBER, bad)


@pytest.mark.parametrize(
    "bad", [math.nan, math.inf, 1.5, -1, 10_001, 10**400, HUGE, 1e300, False, "7"]
)
def test_a_whole_number_refuses_what_is_none(bad: object) -> None:
    refused(INTEGER, bad)


@pytest.mark.parametrize("bad", [0, 6, 2.5, "3", True])
def test_a_scale_refuses_what_is_not_on_it(bad: object) -> None:
    refused(SCALE, bad)


def test_a_scale_says_its_range() -> None:
    assert refused(SCALE, 9) == "this must be 1 to 5, not 9."
    assert refused(STANCE, -3) == "this must be -2 to 2, not -3."


@pytest.mark.parametrize("bad", ["finished", "OPEN", "x" * 10_000, 1, ["open"]])
def test_a_choice_refuses_what_is_not_offered_and_lists_what_is(bad: object) -> None:
    assert "one of open, done" in refused(CHOICE, bad)


@pytest.mark.parametrize("bad", [2, -1, 1.0, "yes", "1", [1], 1 + 0j])
def test_a_flag_refuses_what_is_neither(bad: object) -> None:
    refused(FLAG, bad)


@pytest.mark.parametrize(
    "bad", ["2026-02-30", "23.11.2026", "2026-13-01", "soon", 20261123, dt.datetime(2026, 1, 1)]
)
def test_a_date_refuses_what_is_no_day(bad: object) -> None:
    assert "such as 2026-11-23" in refused(DATE, bad)


@pytest.mark.parametrize("bad", ["plain", "{}", "[1]", "[" * 100_000, [1], [None], {"a": 1}, 7])
def test_words_refuse_what_is_no_list_of_words(bad: object) -> None:
    assert refused(WORDS, bad) == "this must be a list of words."


@pytest.mark.parametrize("bad", ["a-moh", 7, "x" * 100_000, ["a"]])
def test_a_reference_refuses_what_is_no_id(bad: object) -> None:
    assert "id" in refused(REF, bad)


@pytest.mark.parametrize("empty", [None, "", " ", "\t \u00a0"])
def test_a_required_field_cannot_be_left_empty(empty: object) -> None:
    assert refused(Text(label="Name", required=True), empty) == "this cannot be left empty."


# What people are told.


def test_values_are_said_as_people_say_them() -> None:
    assert SCALE.words(5) == "5 of 5, high"
    assert SCALE.words(3) == "3 of 5"
    assert STANCE.words(0) == "neutral"
    assert NUMBER.words(2.5) == "2.5 person-days"
    assert CHOICE.words("done") == "finished"
    assert OPEN.words("weather") == "weather"
    assert FLAG.words(True) == "yes" and FLAG.words(False) == "no"
    assert WORDS.words(("law", "cost")) == "law, cost"
    assert DATE.words(dt.date(2026, 11, 23)) == "2026-11-23"


def test_every_type_says_what_it_takes() -> None:
    assert NUMBER.range_words() == "0 to 1e+09 person-days"
    assert INTEGER.range_words() == "0 to 10000"
    assert CHOICE.range_words() == "open, done"
    assert OPEN.range_words() == "cost, or own words"
    assert FLAG.range_words() == "1 yes, 0 no"
    assert DATE.range_words() == "YYYY-MM-DD"
    assert REF.range_words() == "id of a record: organisation"
