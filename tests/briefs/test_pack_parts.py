"""What a pack holds beside its briefs, from the sample initiatives."""

from __future__ import annotations

import io
import re
from dataclasses import fields, replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from outreach.base.errors import InvalidValue
from outreach.briefs.binding import front
from outreach.briefs.compose import in_sequence, pack
from outreach.briefs.content import Edition
from outreach.briefs.finishing import booklet, protected
from outreach.briefs.internal import balance
from outreach.briefs.labels import Language, labels
from outreach.briefs.layout import DESIGNS
from outreach.briefs.marks import Words
from outreach.briefs.pack_pages import lay_out_behind
from outreach.briefs.parts_content import PackPart
from outreach.briefs.render import Paper, printed, render_pack
from outreach.briefs.said import located
from outreach.exchange.samples import SAMPLES, make
from outreach.persuasion.kinds import ValueProposition
from outreach.snapshot import take
from tests.briefs import samples
from tests.briefs.reading import overlaps, page_texts, squeezed, strings, text_rects
from tests.briefs.tagged import problems

ALL = tuple(PackPart)


@pytest.fixture(scope="module", params=sorted(SAMPLES))
def snapshot(request, tmp_path_factory):
    path: Path = tmp_path_factory.mktemp("samples") / "sample.db"
    with make(request.param, path, "Ines") as document:
        return take(document)


def bound(snapshot, edition, parts=ALL):
    return pack(snapshot, edition, samples.AS_OF, in_sequence(snapshot), parts=parts)


def test_an_internal_pack_has_every_part_and_says_all_of_it(snapshot, paper, design):
    content = bound(snapshot, Edition.INTERNAL)
    assert content.team.map and content.team.timeline and content.team.register
    done = printed(content, paper, "CODE22", design=design)
    text = squeezed("".join(page_texts(done.pdf)))
    for each in (content.team.timeline, content.team.register, content.team.balance,
                 content.shared.contributions, content.shared.slips):  # fmt: skip
        assert [said for said in strings(each) if squeezed(said) not in text] == []
    for tie in content.team.map.nodes:
        assert squeezed(tie.name) in text
    assert problems(done.pdf) == []
    for rects in text_rects(done.pdf):
        assert [pair for pair in overlaps(rects) if not _on_map(pair)] == []


def test_the_pages_of_a_pack_are_set_as_its_briefs_are(snapshot, setter, design):
    content = located(bound(snapshot, Edition.INTERNAL))
    look = DESIGNS[design]
    behind = [made for _, _, made in lay_out_behind(setter, content, Paper.A4, look)]
    opening = front(setter, content, Paper.A4, (), look).laid_out
    styles = {
        span.style
        for made in (opening, *behind)
        for page in made.pages
        for placed in page
        if isinstance(placed.mark, Words)
        for span in placed.mark.line.spans
    }
    assert {made.furniture for made in (opening, *behind)} == {look.furniture}
    assert styles <= {getattr(look.kind, field.name) for field in fields(look.kind)}
    assert {look.kind.cover, look.kind.title, look.kind.body, look.kind.label_grey} <= styles


def _on_map(pair):
    """Names may come close to each other where a map has many."""
    return all(rect[3] - rect[1] < 9 for rect in pair)


def test_the_balance_of_a_pack_is_that_of_the_initiative(snapshot):
    last = bound(snapshot, Edition.INTERNAL).team.balance[-1]
    expected = {"Kestria": ("268", "190", "78"), "Alder": ("235", "320", "-85")}
    (wanted,) = (v for k, v in expected.items() if k in snapshot.initiative.name)
    assert (last.cost, last.offset, last.net) == wanted


def test_large_sums_keep_every_digit():
    value = ValueProposition(id="v", partner_cost=1_234_567.5, offset=1_000_000.0)
    assert balance([value], labels(Language.ENGLISH)) == (
        "Costs them 1,234,567.5 person-days; our offer saves 1,000,000: 234,567.5 left to carry."
    )


def test_hand_outs_have_no_part_for_the_team(snapshot):
    for edition in (Edition.HANDOUT, Edition.POCKET):
        assert bound(snapshot, edition).team is None


def test_a_map_for_all_shows_only_who_has_joined(snapshot):
    found = bound(snapshot, Edition.HANDOUT).shared.map
    joined = {o.name for o in snapshot.organisations.values()
              if o.status in ("committed", "contributing")}  # fmt: skip
    assert {node.name for node in found.nodes} == joined
    assert found.ties == ()


def test_a_pack_holds_the_parts_that_are_chosen_and_no_others(snapshot):
    content = bound(snapshot, Edition.INTERNAL, (PackPart.REGISTER,))
    assert content.briefs == ()
    texts = page_texts(render_pack(content, Paper.A4))
    assert "Objections" in texts[2]
    assert not any("Time line" in text for text in texts)


def test_partners_come_in_the_order_of_the_plan(snapshot):
    order = in_sequence(snapshot)
    assert sorted(order) == sorted(snapshot.organisations)
    steps = sorted(snapshot.steps.values(), key=lambda s: (s.sequence, s.position or 0))
    assert order[0] == steps[0].organisation


def test_the_contents_name_every_part_with_its_page(snapshot):
    data = render_pack(bound(snapshot, Edition.INTERNAL), Paper.A4)
    texts = page_texts(data)
    with pypdfium2.PdfDocument(data) as document:
        places = {mark.get_title(): mark.get_dest().get_index() for mark in document.get_toc()}
    for title, head in (("Map", "MAP"), ("Time line", "TIME LINE"), ("Answer slips", "ANSWER")):
        assert squeezed(f"{title} {places[title] + 1}") in squeezed(texts[1])
        assert head in texts[places[title]]


def test_pocket_cards_are_four_on_a_sheet_with_their_backs_behind_them(snapshot, paper):
    content = bound(snapshot, Edition.POCKET)
    done = printed(content, paper, "CODE22")
    assert problems(done.pdf) == []
    texts = page_texts(done.pdf)
    assert len(texts) % 2 == 0
    assert texts[0].count("CODE22-1") == 4
    front = squeezed(texts[0])
    assert all(squeezed(brief.handout.headline) in front for brief in content.briefs[:4])
    everything = squeezed("".join(texts))
    for brief in content.briefs:
        for question in brief.handout.questions:
            assert squeezed(question.answer) in everything
    for rects in text_rects(done.pdf):
        assert overlaps(rects) == []
        for left, bottom, right, top in rects:
            middle, centre = paper.width / 2, paper.height / 2
            assert right < middle or left > middle
            assert top < centre or bottom > centre


def test_a_booklet_has_two_pages_on_each_side_in_the_order_of_a_folded_stack():
    data = booklet(render_pack(samples.pack(), Paper.A4))
    found = [re.findall(r"Page (\d+) of 10", text) for text in page_texts(data)]
    # Twelve pages on three sheets; the last two are blank.
    assert found == [["1"], ["2"], ["10", "3"], ["4", "9"], ["8", "5"], ["6", "7"]]
    with pikepdf.open(io.BytesIO(data)) as made:
        assert made.pages[0].mediabox[2] > made.pages[0].mediabox[3]


@pytest.mark.parametrize("password", ["a" * 128, "é" * 64, "a\0b", "\ud800"])
def test_a_password_that_readers_would_take_otherwise_is_refused(password):
    with pytest.raises(InvalidValue, match=r"^Passphrase: this "):
        protected(b"%PDF", password)


def test_a_password_is_needed_to_open_what_is_protected():
    data = protected(render_pack(samples.pack(), Paper.A4), "Flussüber 9")
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(data))
    with pikepdf.open(io.BytesIO(data), password="Flussüber 9") as opened:
        assert opened.encryption.R == 6


def test_a_pack_without_anything_chosen_is_a_cover_and_contents():
    nothing = replace(samples.pack(), briefs=())
    assert len(page_texts(render_pack(nothing, Paper.A4))) == 2
