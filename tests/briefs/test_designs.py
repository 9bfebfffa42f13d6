"""What holds of every design of a brief, on either paper, from either side."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest

from outreach.briefs.codes import letter_to
from outreach.briefs.content import Spokesperson
from outreach.briefs.designs.back import initials
from outreach.briefs.designs.fitting import loosest
from outreach.briefs.how import Design
from outreach.briefs.labels import Language, labels
from outreach.briefs.layout import DESIGNS, lay_out
from outreach.briefs.marks import Words
from outreach.briefs.render import Paper, printed, render
from outreach.briefs.setting.faces import covers
from outreach.briefs.setting.wording import plain
from outreach.briefs.styles import FOOT_RULE
from tests.briefs import samples
from tests.briefs.reading import all_text, overlaps, page_texts, run, squeezed, strings, text_rects
from tests.briefs.tagged import elements, problems

ENGLISH = labels(Language.ENGLISH)
GREEK, _ = samples.other_alphabets()
SAMPLES = {
    "bare": samples.bare(),
    "short": samples.short(),
    "usual": samples.usual(),
    "Greek": GREEK,
    "unprintable": samples.unprintable(),
    "internal": samples.internal(),
    "long and internal": samples.internal(samples.long()),
}
every_sample = pytest.mark.parametrize("content", SAMPLES.values(), ids=SAMPLES.keys())
new_design = pytest.mark.parametrize(
    "design", [Design.MODULAR, Design.LETTER], ids=lambda design: design.value
)
"""The broadsheet has tests of its own."""


@new_design
@every_sample
def test_all_that_a_brief_says_is_there_once_over_another_and_above_the_foot(
    content, paper, design
):
    data = render(content, paper, design)
    text = all_text(data)
    for string in strings(content):
        if all(covers(char) for char in plain(string)):
            assert squeezed(string) in text
    furniture = DESIGNS[design].furniture
    for rects in text_rects(data):
        assert overlaps(rects) == []
        for left, _, right, _ in rects:
            assert right <= paper.width - furniture.right + 4  # a space after the last word
            assert left >= furniture.left - 3 or 22 <= left < right <= 37
        body = [top for _, bottom, _, top in rects if bottom < furniture.lowest - 1]
        assert max(body) < FOOT_RULE


@every_sample
def test_no_letter_is_smaller_than_seven_points(setter, content, paper, design):
    laid_out = lay_out(setter, content, paper, design)
    sizes = {
        span.style.size
        for index in range(len(laid_out.pages))
        for placed in laid_out.page(setter, index, index + 1, 9)
        if isinstance(placed.mark, Words)
        for span in placed.mark.line.spans
    }
    assert min(sizes) >= 7


@new_design
def test_a_usual_brief_takes_front_and_back_of_a_sheet_and_a_short_one_a_side(paper, design):
    assert len(page_texts(render(samples.usual(), paper, design))) == 2
    assert len(page_texts(render(samples.short(), paper, design))) == 1
    assert len(page_texts(render(samples.bare(), paper, design))) == 1


def test_every_page_for_the_team_says_so_and_no_other_hints_that_there_is_one(paper, design):
    for page in page_texts(render(samples.internal(), paper, design)):
        assert page.casefold().count("internal") >= 3
        assert "do not leave behind" in page.casefold()
    for page in page_texts(render(samples.usual(), paper, design)):
        assert "edition" not in page.casefold()
        assert "internal" not in page.casefold()


def test_the_code_of_the_print_out_is_told_from_that_of_the_brief(paper, design):
    content = samples.usual()
    for number, page in enumerate(page_texts(printed(content, paper, "ZZGNMN", design=design).pdf)):
        assert f"Print-out ZZGNMN-{number + 1}" in " ".join(page.split())


@new_design
def test_a_reader_from_the_right_has_every_box_at_the_other_side(setter, paper, design):
    arabic = replace(samples.usual(), language=Language.ARABIC)
    there = lay_out(setter, samples.usual(), paper, design).page(setter, 0, 1, 2)
    here = lay_out(setter, arabic, paper, design).page(setter, 0, 1, 2)
    headline = [
        (placed.x + placed.mark.x, placed.mark.line.width)
        for page in (there, here)
        for placed in page
        if isinstance(placed.mark, Words) and placed.mark.line.size > 30
    ]
    (left, wide), (mirrored, same) = headline[0], headline[len(headline) // 2]
    assert wide == same
    assert mirrored == pytest.approx(paper.width - left - wide)


def test_who_answers_has_initials_without_titles():
    assert initials("Prof. Adela Merrow") == "AM"
    assert initials("أمارة نووسو") == "أن"
    assert initials(" ") == ""


@new_design
def test_a_person_without_a_name_leaves_no_disc(paper, design):
    nobody = replace(samples.usual(), spokesperson=Spokesperson("", "Chair of Statistics"))
    assert "Chair of Statistics" in " ".join(page_texts(render(nobody, paper, design)))


def test_the_loosest_page_that_fits_is_chosen():
    ladder = (0.5, 0.7, 0.9, 1.0, 1.1, 1.2, 1.3)
    assert loosest(ladder, lambda density: density / 1.15) == 1.1
    assert loosest(ladder, lambda density: density / 0.75) == 0.7
    assert loosest(ladder, lambda _: 0.9) == 1.3
    assert loosest(ladder, lambda _: 3.0) == 1.0


def test_text_is_read_in_the_order_of_the_page(on_disk, design):
    text = run("pdftotext", "-raw", on_disk(render(samples.usual(), Paper.A4, design)), "-")
    said = text.casefold()
    order = ("kestria", "tavano", ENGLISH.you_need, ENGLISH.fair_questions, "page 1")
    if design is Design.BROADSHEET:
        places = [said.index(each.casefold()) for each in order]
    else:
        places = [said.index(each.casefold()) for each in order[:4]]
    assert places == sorted(places)


def test_a_modular_brief_has_a_code_that_begins_an_e_mail_and_says_so(paper):
    assert letter_to("ilsa@example.org", "P-042") == "mailto:ilsa@example.org?subject=P-042"
    content = written_to("ilsa@example.org")
    data = render(content, paper, Design.MODULAR)
    assert problems(data) == []
    assert "Write to us" in page_texts(data)[-1]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        told = [str(each.Alt) for each in elements(pdf) if each.S == "/Figure"]
    assert told[1:] == ["Write to us: ilsa@example.org"]
    assert len(page_texts(data)) == len(page_texts(render(written_to(""), paper, Design.MODULAR)))


@pytest.mark.parametrize("address", ["", "@", "ilsa", "ilsa@", "a b@example.org", "x" * 400 + "@y"])
def test_where_there_is_no_address_there_is_no_code(address):
    assert letter_to(address, "P-042") == ""
    data = render(written_to(address), Paper.A4, Design.MODULAR)
    assert "Write to us" not in "".join(page_texts(data))


def test_an_address_cannot_add_anything_to_the_e_mail():
    assert letter_to("a?cc=b&x@example.org", "P 1") == (
        "mailto:a%3Fcc%3Db%26x@example.org?subject=P%201"
    )


def written_to(address):
    return replace(samples.usual(), contact=Spokesperson("Ilsa Moran", "Coordinator", address))


def test_a_letter_for_the_team_says_what_to_do_when_they_press_a_question():
    brief = replace(samples.internal(), asked=(0, 0, 1))
    data = render(brief, Paper.A4, Design.LETTER)
    assert problems(data) == []
    said = "".join(squeezed(text) for text in page_texts(data))
    assert said.count(squeezed("If pressed: Offer our analyst for the half day")) == 2
    handed = "".join(page_texts(render(brief.handout, Paper.A4, Design.LETTER)))
    assert "pressed" not in handed
