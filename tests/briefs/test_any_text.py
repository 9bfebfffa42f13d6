"""Whatever people type or paste, a brief is printed and says all of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.briefs.content import Card, Question, Spokesperson
from outreach.briefs.how import Design
from outreach.briefs.layout import lay_out
from outreach.briefs.marks import Words
from outreach.briefs.render import Paper, render
from outreach.briefs.setting.typesetter import Setter
from outreach.briefs.setting.wording import plain
from tests.briefs import samples
from tests.briefs.reading import overlaps, squeezed, strings, text_rects

typed = st.text(max_size=60)


every_design = pytest.mark.parametrize("design", list(Design), ids=lambda design: design.value)


def printed_letters(content, design) -> Counter[str]:
    """Return how often each letter stands on the content's pages."""
    setter = Setter()
    laid_out = lay_out(setter, content, Paper.LETTER, design)
    spans = (
        span
        for index in range(len(laid_out.pages))
        for placed in laid_out.page(setter, index, 1, 1)
        if isinstance(placed.mark, Words)
        for span in placed.mark.line.spans
    )
    return Counter(squeezed("".join(span.text for span in spans)))


@every_design
@settings(max_examples=25, deadline=None)
@given(name=typed, phrase=typed, long=st.text(max_size=400), many=st.lists(typed, max_size=5))
def test_a_brief_of_any_text_says_all_of_it(design, name, phrase, long, many):
    content = replace(
        samples.bare(name),
        headline=phrase, deck=long, who_you_are=long, you_need=tuple(many), description=phrase,
        already_in=tuple(many), initiative=name, card=Card(name, long, phrase),
        questions=(Question(phrase, name, long * 5, long, True),),
        contact=Spokesperson(name, phrase), spokesperson=Spokesperson(phrase, name),
    )  # fmt: skip
    wanted = Counter(squeezed("".join(map(plain, strings(content)))))
    assert wanted <= printed_letters(content, design)
    assert pages_of(render(content, Paper.LETTER, design)) >= 1


def pages_of(data):
    with pypdfium2.PdfDocument(data) as document:
        return len(document)


@pytest.mark.parametrize(
    "text",
    [
        "R&D <b>bold</b> &amp; (a) \\ 100% {x} [y]",
        "\ud800 half a pair",
        "x" * 5000,
        "\u0301accent first",
        "line\n" * 200,
        "𠮷𠮷 beyond the first plane",
    ],
    ids=["marks", "surrogate", "endless", "accent", "lines", "plane"],
)
def test_difficult_text_is_printed_in_every_place(text, paper, design):
    content = replace(
        samples.usual(),
        partner=text, headline=text, initiative=text, code=text, description=text,
        already_in=(text,), contact=Spokesperson(text, text),
        spokesperson=Spokesperson(text, text),
    )  # fmt: skip
    for content_of_an_edition in (content, samples.internal(content)):
        data = render(content_of_an_edition, paper, design)
        assert all(overlaps(rects) == [] for rects in text_rects(data))


def test_marks_of_a_page_language_are_printed_as_they_were_typed():
    text = "R&D <b>x</b> (a) \\ 100% {y}"
    data = render(replace(samples.usual(), headline=text), Paper.A4)
    assert squeezed(text) in squeezed("".join(_texts(data)))


def _texts(data):
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_bounded() for page in document]
