"""The colour of an initiative on paper."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from outreach.briefs import memory
from outreach.briefs.compose import by_name
from outreach.briefs.content import Edition
from outreach.briefs.how import How, usual_design, usual_language
from outreach.briefs.inks import INKS, LEAST_CONTRAST, contrast, ink_of
from outreach.briefs.marks import BLACK, INK, TINT, WHITE
from outreach.briefs.render import Paper, printed, render
from outreach.exchange.samples import make
from outreach.snapshot import take
from outreach.vocabulary import PAPER_COLOURS, PAPER_DESIGNS, PAPER_LANGUAGES
from tests.briefs import samples


def test_every_colour_on_offer_is_known_and_dark_enough_for_any_copier():
    assert INKS.keys() == PAPER_COLOURS.keys()
    assert min(contrast(colour, TINT) for colour in INKS.values()) >= LEAST_CONTRAST
    assert contrast(BLACK, WHITE) == pytest.approx(21)


def test_a_colour_of_ones_own_is_used_when_it_can_be_read():
    assert ink_of("#0A5C36", INK) == (0x0A / 255, 0x5C / 255, 0x36 / 255)
    assert ink_of("#FFD400", INK) == BLACK
    assert ink_of("mauve", INK) == ink_of("", INK) == INK


def darkest_hue(data: bytes) -> set[str]:
    """Which of red, green and blue stands out in the strongly coloured parts of a first page."""
    with pypdfium2.PdfDocument(data) as document:
        picture = document[0].render(scale=1).to_pil().convert("RGB")
    found = set()
    for _, (red, green, blue) in picture.getcolors(1 << 24):
        if max(red, green, blue) - min(red, green, blue) > 40:
            found.add("red" if red >= max(green, blue) else "green" if green > blue else "blue")
    return found


@pytest.mark.parametrize(("name", "hue"), [("brick", "red"), ("forest", "green"), ("navy", "blue")])
def test_titles_and_rules_are_in_the_colour_in_every_design(name, hue, design):
    assert hue in darkest_hue(render(replace(samples.usual(), colour=name), Paper.A4, design))


def test_another_colour_makes_every_page_out_of_date(tmp_path, design):
    with make("kestria", tmp_path / "plan.db", "Ines") as plan:
        snapshot = take(plan)
        how = How(tuple(by_name(snapshot)), Edition.INTERNAL, samples.AS_OF, bound=True)
        done = printed(how.content(snapshot), Paper.A4, "CODE22", design=design)
        memory.remember(plan, how, memory.newest_edit(plan), "CODE22", "Pack", done.pages)
        with plan.edit("Another colour") as edit:
            edit.set(snapshot.initiative.id, colour="navy")
        assert all(page.stale for page in memory.pages_of(plan, memory.find(plan, "CODE22")))


def test_the_initiative_says_which_design_and_language_are_usual(tmp_path):
    with make("alder", tmp_path / "plan.db", "Ines") as plan:
        assert (usual_design(take(plan)).value, usual_language(take(plan)).value) == (
            "broadsheet", "en",
        )  # fmt: skip
        for design in PAPER_DESIGNS:
            for language in PAPER_LANGUAGES:
                with plan.edit("On paper") as edit:
                    edit.set(take(plan).initiative.id, design=design, paper_language=language)
                found = usual_design(take(plan)).value, usual_language(take(plan)).value
                assert found == (design, language)


def test_how_something_was_printed_is_kept_whole():
    snapshot_free = How(("a",), Edition.HANDOUT, samples.AS_OF)
    assert How.from_text(snapshot_free.to_text()) == snapshot_free
