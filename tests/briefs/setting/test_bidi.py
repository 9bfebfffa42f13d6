from __future__ import annotations

import unicodedata

from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.briefs.setting.bidi import direction, levels, reads_from_right, visual

LETTERS = "abc אבג ابت 123 ١٢٣ ()[]{}〈〉 +-*/.,:%$€ “”«»\u0301\u05b0\u0651"


def display(text: str, base: int) -> str:
    """The text as it stands from the left, with rule L1 for the end of the line."""
    found = levels(text, base)
    end = len(text)
    while end and unicodedata.bidirectional(text[end - 1]) in ("WS", "BN", "S", "B"):
        end -= 1
    return "".join(visual(list(text), found[:end] + [base] * (len(text) - end)))


@settings(max_examples=2000)
@given(st.text(LETTERS, max_size=24), st.sampled_from((0, 1)))
def test_letters_stand_in_the_order_that_another_program_gives_them(text, base):
    assert display(text, base) == get_display(text, base_dir="R" if base else "L")


@settings(max_examples=500)
@given(st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Cn", "Zl", "Zp")), max_size=24))
def test_so_do_letters_of_any_script(text):
    base = direction(text)
    assert display(text, base) == get_display(text, base_dir="R" if base else "L")


@given(st.text(max_size=30))
def test_text_that_nothing_turns_round_has_even_levels_only(text):
    if not reads_from_right(text):
        assert all(level % 2 == 0 for level in levels(text, 0))


def test_the_first_letter_decides_where_a_paragraph_begins():
    assert direction("12 (שלום) hello") == 1
    assert direction("“hello” שלום") == 0
    assert direction("12 …") == 0
