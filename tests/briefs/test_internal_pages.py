"""The internal edition: what it adds, and the signs that keep it from being left behind."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from outreach.briefs.content import Internal
from outreach.briefs.render import Paper, render
from tests.briefs import samples
from tests.briefs.reading import all_text, page_texts, run, squeezed


def test_the_partners_own_page_comes_first_and_the_teams_pages_follow():
    pages = page_texts(render(samples.internal(), Paper.A4))
    assert len(pages) == 3
    assert "What we ask" in pages[0]
    assert "For the team only" not in pages[0]
    assert "For the team only" in pages[1]


def test_every_page_says_internal_in_head_and_foot_and_along_its_edge(paper):
    for text in page_texts(render(samples.internal(), paper)):
        assert "· INTERNAL" in text
        assert "INTERNAL EDITION" in text
        assert "Do not leave behind" in text
        assert squeezed(text).count(squeezed("INTERNAL · DO NOT LEAVE BEHIND")) == 2


def test_every_page_has_a_black_tab_that_survives_grey_paper_and_copies(paper):
    data = render(samples.internal(samples.long()), paper)
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            picture = page.render(scale=1, grayscale=True).to_pil()
            tab = picture.crop((23, 64, 36, picture.height - 64))
            shades = tab.getcolors()
            black = sum(count for count, shade in shades if shade == 0)
            assert black > 0.6 * tab.width * tab.height
            assert any(shade > 200 for _, shade in shades)


def test_the_title_of_the_document_begins_with_internal(on_disk):
    said = run("pdfinfo", on_disk(render(samples.internal(), Paper.A4)))
    assert "Title:           INTERNAL Brief for Tavano Mobile" in said


def test_a_hand_out_has_no_sign_of_the_internal_edition():
    assert "internal" not in all_text(render(samples.usual(), Paper.A4))


def test_what_not_to_say_and_who_should_speak_are_labelled():
    text = page_texts(render(samples.internal(), Paper.A4))[1]
    for words in ("PRIVATE NOTES", "Do not say:", "Follow up:", "Who answers:", "Where they stand"):
        assert words in text


@pytest.mark.parametrize("whole", [samples.bare(), samples.usual()], ids=["bare", "usual"])
def test_what_the_team_does_not_know_leaves_no_heading(whole):
    nothing = Internal(
        handout=whole, status="", judgements=(), balance="", note="", people=(), objections=(),
        contacts=(), approach=(), commitments=(),
    )  # fmt: skip
    *_, last = page_texts(render(nothing, Paper.A4))
    for heading in ("Where they stand", "PRIVATE", "People", "Promises", "Contacts", "approach"):
        assert heading not in last
    assert "Notes from the meeting" in last


def test_a_long_private_note_flows_on_and_is_kept_whole():
    note = "\n".join(f"Line {number} of what the team knows." for number in range(150))
    content = replace(samples.internal(), note=note)
    text = all_text(render(content, Paper.A4))
    assert all(squeezed(f"Line {number} of what") in text for number in range(150))
