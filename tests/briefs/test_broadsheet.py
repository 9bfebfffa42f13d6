"""The one-page hand-out, read back from paper."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
from PIL import ImageChops

from outreach.briefs import styles
from outreach.briefs.content import Question, Spokesperson
from outreach.briefs.labels import Language, labels
from outreach.briefs.layout import lay_out
from outreach.briefs.marks import Words
from outreach.briefs.render import Paper, render
from outreach.briefs.setting.faces import covers
from outreach.briefs.setting.wording import plain
from tests.briefs import samples
from tests.briefs.reading import all_text, overlaps, page_texts, run, squeezed, strings, text_rects

ENGLISH = labels(Language.ENGLISH)
GREEK, CYRILLIC = samples.other_alphabets()
SAMPLES = {
    "bare": samples.bare(),
    "short": samples.short(),
    "usual": samples.usual(),
    "long": samples.long(),
    "Greek": GREEK,
    "Cyrillic": CYRILLIC,
    "unprintable": samples.unprintable(),
    "internal": samples.internal(),
    "long and internal": samples.internal(samples.long()),
}
every_sample = pytest.mark.parametrize("content", SAMPLES.values(), ids=SAMPLES.keys())
HEADINGS = (
    "Who you are", "You need", "We offer", "What we ask", "What you get", "Fair questions",
    "You may ask", "Already in", "Next steps", "Whom to call", "What the figures are for",
)  # fmt: skip


@every_sample
def test_everything_that_a_brief_says_is_on_its_pages(content, paper):
    text = all_text(render(content, paper))
    for string in strings(content):
        if all(covers(char) for char in plain(string)):
            assert squeezed(string) in text


@every_sample
def test_no_text_covers_other_text_and_none_is_below_the_foot(content, paper):
    for rects in text_rects(render(content, paper)):
        assert overlaps(rects) == []
        for left, bottom, right, _ in rects:
            assert bottom > 18
            assert right <= paper.width - styles.MARGIN + 1
            assert left >= styles.MARGIN - 1 or 22 <= left < right <= 37
        body = [top for _, bottom, _, top in rects if bottom < styles.LOWEST - 1]
        assert max(body) < styles.FOOT_RULE


@every_sample
def test_no_letter_is_smaller_than_seven_points(setter, content, paper):
    laid_out = lay_out(setter, content, paper)
    count = len(laid_out.pages)
    sizes = {
        span.style.size
        for index in range(count)
        for placed in laid_out.page(setter, index, index + 1, count)
        if isinstance(placed.mark, Words)
        for span in placed.mark.line.spans
    }
    assert min(sizes) >= 7


def test_a_usual_brief_fits_one_page_and_a_long_one_flows_on():
    assert len(page_texts(render(samples.usual(), Paper.A4))) == 1
    assert len(page_texts(render(samples.long(), Paper.A4))) == 3


def test_a_partner_with_nothing_but_a_name_has_the_name_for_a_headline(setter, paper):
    (text,) = page_texts(render(samples.bare(), paper))
    assert "Union Radio" in text
    assert not [heading for heading in HEADINGS if heading in text]
    sizes = {
        placed.mark.line.size
        for placed in lay_out(setter, samples.bare(), paper).pages[0]
        if isinstance(placed.mark, Words) and placed.mark.line.spans[0].text == "Union Radio"
    }
    assert sizes == {styles.HEADLINES[0].size}


def test_white_space_alone_counts_as_nothing():
    nothing = Question(" ", "", "\n", "", False)
    who = Spokesperson("\u200b", " ")
    blank = replace(
        samples.bare(), deck=" ", you_need=("", " "), questions=(nothing,), contact=who,
        spokesperson=who, already_in=("\n",),
    )  # fmt: skip
    assert page_texts(render(blank, Paper.A4)) == page_texts(render(samples.bare(), Paper.A4))


def test_an_answer_that_is_out_of_date_says_so_in_words():
    text = all_text(render(samples.usual(), Paper.A4))
    assert text.count(squeezed(ENGLISH.out_of_date)) == 1


def test_the_foot_names_the_day_and_the_page_and_no_edition():
    first = page_texts(render(samples.long(), Paper.A4))[0]
    assert "as of 22 November 2026" in first
    assert "EDITION" not in first
    assert "Page 1 of 3" in first


def test_text_is_read_in_the_order_of_the_page(on_disk):
    text = run("pdftotext", "-raw", on_disk(render(samples.usual(), Paper.A4)), "-")
    places = [text.index(each) for each in ("KESTRIA", "For Tavano", "Who you are", "Page 1")]
    assert places == sorted(places)


def test_spaced_out_labels_can_be_searched(on_disk):
    file = on_disk(render(samples.usual(), Paper.A4))
    assert "PARTNER BRIEF P-042" in run("pdftotext", "-layout", file, "-")
    assert "PARTNER BRIEF P-042" in page_texts(file.read_bytes())[0]


def test_a_character_without_a_glyph_is_a_box_with_its_number_and_the_foot_explains():
    content = replace(samples.bare("Zoo 京"), code="P")
    data = render(content, Paper.A4)
    assert squeezed(ENGLISH.boxed) in all_text(data)
    assert squeezed(ENGLISH.boxed) not in all_text(render(samples.bare(), Paper.A4))
    pictures = {name: headline_of(replace(content, partner=name)) for name in "京北 "}
    assert ImageChops.difference(pictures["京"], pictures["北"]).getbbox()
    assert ImageChops.difference(pictures["京"], pictures[" "]).getbbox()


def headline_of(content):
    with pypdfium2.PdfDocument(render(content, Paper.A4)) as document:
        return document[0].render(scale=1).to_pil().crop((50, 60, 300, 120))


def test_a_name_of_an_initiative_too_long_for_the_head_is_in_the_text_instead(paper):
    name = "An initiative with a name that goes on " * 12
    data = render(replace(samples.usual(), initiative=name), paper)
    assert squeezed(name) in all_text(data)
    assert all(overlaps(rects) == [] for rects in text_rects(data))
