from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.briefs import styles
from outreach.briefs.setting.text import Run
from outreach.briefs.setting.typesetter import Setter
from outreach.briefs.setting.wording import paragraphs
from outreach.briefs.setting.words import _broken

TEXT = "A one-page brief that takes 41\u00a0minutes to write, and 2 to read."


def words(lines):
    return ["".join(span.text for span in line.spans) for line in lines]


def set_text(setter, text, width, style=styles.BODY):
    return setter.lines((Run(text, style),), width)


@pytest.mark.parametrize("width", [40, 80, 120, 400])
def test_no_line_is_wider_than_its_column(setter, width):
    lines = set_text(setter, TEXT, width)
    assert all(line.width <= width for line in lines)
    assert "".join(words(lines)).replace(" ", "") == TEXT.replace(" ", "")


def test_a_number_stays_with_its_unit(setter):
    for width in range(60, 200, 7):
        assert any("41\u00a0minutes" in line for line in words(set_text(setter, TEXT, width)))


def test_a_compound_may_be_broken_after_its_hyphen_but_a_number_may_not(setter):
    assert words(set_text(setter, "data-sharing", 45)) == ["data-", "sharing"]
    assert words(set_text(setter, "x 40-50", 34)) == ["x", "40-50"]


def test_an_endless_word_is_broken_between_letters_and_keeps_them_all(setter):
    lines = set_text(setter, "W" * 500, 100)
    assert len(lines) > 10
    assert "".join(words(lines)) == "W" * 500
    assert all(line.width <= 100 for line in lines)


def test_an_accent_is_never_parted_from_its_letter(setter):
    lines = set_text(setter, "x\u0323\u0304" * 60, 50)
    assert all(not word.startswith(("\u0323", "\u0304")) for word in words(lines))


def test_a_new_line_begins_a_paragraph(setter):
    assert words(set_text(setter, "One\nTwo words", 500)) == ["One", "Two words"]


def test_styles_may_change_within_a_line_and_within_a_word(setter):
    runs = (
        Run("Answers from ", styles.SMALL),
        Run("Adela Merrow", styles.SMALL_STRONG),
        Run(", Chair", styles.SMALL),
    )
    (line,) = setter.lines(runs, 500)
    assert [span.text for span in line.spans] == ["Answers from", "Adela Merrow", ", Chair"]
    first, name, role = line.spans
    assert name.x > first.x + first.width
    assert role.x == pytest.approx(name.x + name.width)


def test_balanced_lines_are_as_many_but_more_even(setter):
    text = (Run("See the whole country’s picture once every single year", styles.HEADLINES[0]),)
    plain, even = setter.lines(text, 330), setter.balanced(text, 330)
    assert len(plain) == len(even)
    spread = [max(line.width for line in each) - min(line.width for line in each)
              for each in (plain, even)]  # fmt: skip
    assert spread[1] <= spread[0]


def test_a_character_without_a_glyph_stands_for_itself_in_a_span_of_its_own(setter):
    (line,) = set_text(setter, "Party 한!", 500)
    assert [(span.text, span.face is None) for span in line.spans] == [
        ("Party", False), ("한", True), ("!", False),
    ]  # fmt: skip
    assert line.spans[1].width > 15


def test_a_label_is_set_in_capitals_and_spaced_out(setter):
    (line,) = set_text(setter, "You may ask", 500, styles.LABEL)
    assert line.spans[0].text == "YOU MAY ASK"
    assert line.width > setter.width("YOU MAY ASK", styles.SMALL_STRONG)


@given(st.text(max_size=300), st.floats(1, 300))
def test_whatever_is_typed_every_visible_character_is_on_a_line(text, width):
    lines = set_text(Setter(), text, width)
    kept = "".join(words(lines)).replace(" ", "")
    assert kept == "".join(paragraphs(text)).replace(" ", "")


def test_chinese_is_broken_between_signs_but_never_before_a_full_stop():
    found = _broken("北京市，统计局。“数据”共享")
    assert "".join(found) == "北京市，统计局。“数据”共享"
    assert "市，" in found
    assert "局。" in found
    assert "“数" in found
    assert not [piece for piece in found if piece[0] in "，。”"]


def test_a_line_from_the_right_begins_at_the_right(setter):
    (line,) = set_text(setter, "مرحبا بالعالم 2025", 500)
    assert line.rtl
    assert [span.text for span in line.spans] == ["2025", "بالعالم", "مرحبا"]
    (english,) = set_text(setter, "Hello مرحبا there", 500)
    assert not english.rtl
    assert [span.text for span in english.spans] == ["Hello", "مرحبا", "there"]


def test_a_long_paragraph_from_the_right_keeps_its_direction_on_lines_of_numbers(setter):
    lines = set_text(setter, "مرحبا 2025 2026 2027 2028", 30)
    assert len(lines) > 2
    assert all(line.rtl for line in lines)


def test_letters_that_join_are_not_spaced_out(setter):
    style = styles.LABEL
    (line,) = set_text(setter, "شركة", 500, style)
    assert line.spans[0].tracking == 0


def test_arabic_is_a_little_larger_than_the_letters_beside_it(setter):
    (line,) = set_text(setter, "شركة", 500)
    plain = line.spans[0].shapes[0]
    assert plain.width == pytest.approx(
        1.12 * sum(glyph.advance for glyph in plain.glyphs) / plain.face.upem
    )
