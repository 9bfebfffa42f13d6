"""Every document is tagged: whoever cannot see a page hears all of it in its order."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest

from outreach.briefs.compose import pack
from outreach.briefs.content import Edition
from outreach.briefs.how import Design
from outreach.briefs.parts_content import PackPart
from outreach.briefs.render import Paper, render, render_pack
from outreach.exchange.samples import SAMPLES, make
from outreach.snapshot import take
from tests.briefs import samples
from tests.briefs.reading import run, squeezed
from tests.briefs.tagged import elements, problems


@pytest.mark.parametrize(
    ("edition", "design"),
    [*((edition, design) for edition in list(Edition)[:2] for design in Design),
     (Edition.POCKET, Design.BROADSHEET)],
)  # fmt: skip
@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_every_page_of_both_samples_keeps_our_rules(name, edition, design, tmp_path, on_disk):
    with make(name, tmp_path / "sample.db", "Ines") as document:
        content = pack(take(document), edition, samples.AS_OF, parts=tuple(PackPart))
    data = render_pack(content, Paper.A4, design=design)
    assert problems(data) == []
    file = on_disk(data)
    run("qpdf", "--check", file)
    for font in run("pdffonts", file).splitlines()[2:]:
        name, *_, embedded, _subset, searchable, _number, _generation = font.split()
        assert (embedded, searchable, "Helvetica" in name) == ("yes", "yes", False)


@pytest.mark.parametrize(
    "content",
    [samples.bare(), samples.long(), samples.unprintable(), samples.internal()],
    ids=["bare", "long", "unprintable", "internal"],
)
def test_so_does_a_brief_of_any_kind(content, paper, design):
    assert problems(render(content, paper, design)) == []


def test_the_rules_notice_what_is_broken():
    with pikepdf.open(io.BytesIO(render(samples.usual(), Paper.A4))) as pdf:
        for element in elements(pdf):
            if element.S == "/H1":
                element.S = pikepdf.Name("/H3")
        page = pdf.pages[0]
        page.Contents = pdf.make_stream(
            b"1 0 0 1 9 9 cm 0 0 m 9 9 l S\n" + page.Contents.read_bytes()
        )
        del pdf.Root.Lang
        out = io.BytesIO()
        pdf.save(out)
    found = problems(out.getvalue())
    assert "no language" in found
    assert "H3 after H0" in found
    assert "page 1: S belongs to nothing" in found


def test_lines_of_a_paragraph_are_heard_with_spaces_between_their_words(on_disk):
    deck = "one two three four five six seven eight nine ten eleven twelve " * 4
    said = run(
        "pdfinfo", "-struct-text", on_disk(render(replace(samples.usual(), deck=deck), Paper.A4))
    )
    assert deck.strip() in " ".join(said.split())


def test_headings_lists_and_tables_are_told_apart():
    with pikepdf.open(io.BytesIO(render(samples.usual(), Paper.A4))) as pdf:
        roles = [str(element.S)[1:] for element in elements(pdf)]
    assert roles.count("H1") == 1
    assert roles.count("Table") == 1
    assert roles.count("TR") == 1 + len(samples.usual().questions)
    assert roles.count("LI") > 8


def test_a_pack_has_a_section_for_each_part_and_contents_that_lead_there():
    with pikepdf.open(io.BytesIO(render_pack(samples.pack(), Paper.A4))) as pdf:
        roles = [str(element.S)[1:] for element in elements(pdf)]
    count = len(samples.pack().briefs)
    assert roles.count("Sect") == count + 2
    assert roles.count("TOCI") == roles.count("Link") == count
    assert squeezed("TOC") in squeezed("".join(roles))
