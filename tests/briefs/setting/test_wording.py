from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from outreach.briefs.setting.wording import paragraphs, plain


def test_each_line_that_was_typed_is_a_paragraph_and_empty_ones_are_none():
    assert paragraphs("One\r\n\nTwo \u2028Three\n") == ("One", "Two", "Three")


def test_marks_of_direction_cannot_turn_a_line_round():
    assert plain("invoice\u202egnp.exe\u202c") == "invoicegnp.exe"
    assert plain("\u2067a\u2069b\u200f") == "ab"


def test_control_characters_and_joiners_draw_nothing_so_nothing_is_left_of_them():
    assert plain("a\x00\x07\x1b\u200d\ufe0f\u00adb\ufeff") == "ab"
    assert plain(" \t\u200b\u2060\n") == ""


def test_no_break_spaces_are_kept_and_others_become_one_space():
    assert plain("41\u00a0minutes \u2003\t of\u202f it") == "41\u00a0minutes of\u202f it"


def test_a_letter_and_its_accent_become_one_character():
    assert plain("Łódz\u0301") == "Łódź"


@given(st.text())
def test_cleaning_what_is_clean_changes_nothing(text):
    for part in paragraphs(text):
        assert paragraphs(part) == (part,)
