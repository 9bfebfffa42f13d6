"""A brief for somebody who reads from the right begins at the right."""

from __future__ import annotations

from dataclasses import replace

import pytest

from outreach.briefs.layout import lay_out
from outreach.briefs.mirroring import mirrored, reads_from_right
from outreach.briefs.render import render
from tests.briefs import samples
from tests.briefs.reading import text_rects
from tests.briefs.tagged import problems

ARABIC = replace(
    samples.usual(),
    partner="مستشفيات النور الإقليمية",
    headline="اعرف نقص الأسرّة قبل يوم من حدوثه",
    deck="أرسل ملفًا صغيرًا كل صباح، وتصلك صورة مشتركة للأسرّة الخالية.",
    who_you_are="مجموعة مستشفيات عامة تخدم 640,000 نسمة.",
    you_need=("يتصل مدير الجناح بأحد عشر مكانًا كل صباح.",),
    we_ask=("جدول واحد يوميًا (Excel أو CSV).", "شخصان لمكالمة مدتها 40 دقيقة."),
)


def test_what_a_partner_reads_decides_from_which_side():
    assert reads_from_right(ARABIC)
    assert not reads_from_right(samples.usual())
    assert not reads_from_right(replace(samples.usual(), partner="شركة النور"))


def test_turned_twice_a_page_is_what_it_was(setter, paper):
    whole = lay_out(setter, samples.internal(), paper).page(setter, 0, 1, 2)
    plain = [each for each in whole if not getattr(each.mark, "upward", False)]
    twice = mirrored(mirrored(plain, paper.width), paper.width)
    for before, after in zip(plain, twice, strict=True):
        for name in ("x", "y"):
            if hasattr(before.mark, name):
                one = getattr(before.mark, name) + getattr(before, name)
                other = getattr(after.mark, name) + getattr(after, name)
                assert other == pytest.approx(one)


@pytest.mark.parametrize("content", [ARABIC, samples.internal(ARABIC)], ids=["one", "internal"])
def test_a_page_from_the_right_keeps_all_rules(content, paper):
    assert problems(render(content, paper)) == []


def test_its_lines_end_at_the_right_margin(paper):
    first, *_ = text_rects(render(ARABIC, paper))
    assert max(right for _, _, right, _ in first) == pytest.approx(paper.width - 54, abs=4)
    assert min(left for left, _, _, _ in first) >= 50


def test_the_tab_of_an_internal_page_changes_sides(paper):
    for rects in text_rects(render(samples.internal(ARABIC), paper)):
        tab = [rect for rect in rects if rect[3] - rect[1] > 100]
        assert tab
        assert all(paper.width - 37 <= left < right <= paper.width - 22
                   for left, _, right, _ in tab)  # fmt: skip
