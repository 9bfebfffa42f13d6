"""Briefs bound together, read back by programs that did not write them."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from outreach.briefs.content import Edition
from outreach.briefs.render import Paper, render, render_pack
from tests.briefs import samples
from tests.briefs.reading import overlaps, page_texts, run, squeezed, text_rects


def contents_of(data):
    """Return the page that the contents' links and the outline lead to, by title."""
    with pypdfium2.PdfDocument(data) as document:
        return {mark.get_title(): mark.get_dest().get_index() + 1 for mark in document.get_toc()}


@pytest.fixture(scope="module")
def handouts():
    return render_pack(samples.pack(), Paper.A4)


def test_the_cover_says_what_the_pack_is(handouts):
    cover = page_texts(handouts)[0]
    for words in ("Hand-out edition", "6 partners", "22 November 2026", "Ilsa Moran", "so clinics"):
        assert words in cover
    assert squeezed("Kestria Mobility and ICT Statistics Initiative") in squeezed(cover)


def test_the_outline_leads_to_cover_contents_and_the_first_page_of_each_brief(handouts):
    places = contents_of(handouts)
    pages = page_texts(handouts)
    assert list(places)[:2] == ["Cover", "Contents"]
    assert len(places) == 2 + len(samples.pack().briefs)
    for title, page in list(places.items())[2:]:
        assert squeezed(title) in squeezed(pages[page - 1])


def test_the_numbers_in_the_contents_are_those_of_the_pages(handouts, on_disk):
    lines = run("pdftotext", "-layout", "-f", "2", "-l", "2", on_disk(handouts), "-").splitlines()
    places = contents_of(handouts)
    for title in ("Tavano Mobile", "Ministry of Health", "Union Radio"):
        (line,) = (line for line in lines if line.strip().startswith(title))
        assert int(line.split()[-1]) == places[title]
        assert f"Page {places[title]} of" in page_texts(handouts)[places[title] - 1]


def test_the_contents_are_linked_to_the_briefs(handouts, on_disk):
    said = run("qpdf", "--json", on_disk(handouts))
    assert said.count('"/Subtype": "/Link"') >= len(samples.pack().briefs)


def test_long_contents_flow_over_several_pages_and_their_numbers_stay_right():
    many = tuple(samples.bare(f"Partner {number:03}") for number in range(1, 81))
    data = render_pack(replace(samples.pack(), briefs=many), Paper.LETTER)
    places = contents_of(data)
    pages = page_texts(data)
    first = places["Partner 001"]
    assert first > 4
    assert places["Partner 080"] == len(pages) == first + 79
    contents = squeezed("".join(pages[1 : first - 1]))
    for number in (1, 40, 80):
        assert squeezed(f"Partner {number:03} {places[f'Partner {number:03}']}") in contents


def test_every_page_has_its_number_in_the_pack_and_its_briefs_code(handouts):
    pages = page_texts(handouts)
    for number, text in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in text
    assert all("PARTNER BRIEF P-0" in text for text in pages[2:])


def test_a_brief_is_the_same_in_a_pack_as_alone():
    one = replace(samples.pack(), briefs=(samples.usual(),))
    *_, bound = page_texts(render_pack(one, Paper.A4))
    (alone,) = page_texts(render(samples.usual(), Paper.A4))
    assert bound.replace("Page 3 of 3", "Page 1 of 1") == alone


def test_an_internal_pack_is_marked_on_every_page(on_disk):
    data = render_pack(samples.pack(Edition.INTERNAL), Paper.A4)
    assert all("INTERNAL EDITION" in text for text in page_texts(data))
    assert "INTERNAL Partner briefs" in run("pdfinfo", on_disk(data))


@pytest.mark.parametrize("edition", list(Edition))
def test_no_text_of_a_pack_covers_other_text(edition, paper, design):
    for rects in text_rects(render_pack(samples.pack(edition), paper, design=design)):
        assert overlaps(rects) == []


def test_a_pack_without_briefs_or_names_is_still_a_pack():
    empty = replace(samples.pack(), briefs=(), initiative="", pitch="", prepared_for="")
    cover, contents = page_texts(render_pack(empty, Paper.A4))
    assert "0 partners" in cover
    assert "Prepared for" not in cover
    assert "Contents" in contents


def test_progress_is_told_of_every_brief_and_may_stop_the_work():
    told = []
    render_pack(samples.pack(), Paper.A4, lambda done, of: told.append((done, of)))
    assert told == [(number, 12) for number in range(1, 13)]

    def stop(_done: int, _of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        render_pack(samples.pack(), Paper.A4, stop)
    assert render(samples.bare(), Paper.A4)
