"""What was printed is remembered: change a field, and exactly the pages that show it are told."""

from __future__ import annotations

import base64
import datetime as dt
import json
import zlib
from pathlib import Path

import pytest

from outreach.base.errors import NotFound, Refusal
from outreach.briefs import memory
from outreach.briefs.again import again
from outreach.briefs.codes import LETTERS, code_of, squares
from outreach.briefs.compose import by_name
from outreach.briefs.content import Edition
from outreach.briefs.differences import Showing, differences
from outreach.briefs.how import Design, How
from outreach.briefs.parts_content import PackPart
from outreach.briefs.render import Paper, printed
from outreach.briefs.said import located
from outreach.cadence.kinds import Printout
from outreach.document.document import Document
from outreach.document.records import Record
from outreach.exchange.samples import make
from outreach.network.kinds import Organisation, Person
from outreach.persuasion.kinds import Need, Objection, Response, ValueProposition
from outreach.snapshot import take
from tests.briefs import samples
from tests.briefs.reading import page_texts, strings

TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def plan(tmp_path: Path):
    with make("kestria", tmp_path / "plan.db", "Ines") as document:
        yield document


def print_pack(
    document: Document,
    edition: Edition = Edition.HANDOUT,
    design: Design = Design.BROADSHEET,
) -> str:
    snapshot = take(document)
    how = How(tuple(by_name(snapshot)), edition, TODAY, bound=True, design=design)
    content = how.content(snapshot)
    done = printed(content, Paper.A4, "CODE22", design=design)
    memory.remember(document, how, memory.newest_edit(document), "CODE22", "Pack", done.pages)
    return "CODE22"


def texts_now(
    document: Document, edition: Edition, partners: list[str], design: Design = Design.BROADSHEET
) -> list[str]:
    how = How(tuple(partners), edition, TODAY, bound=True)
    return page_texts(printed(how.content(take(document)), Paper.A4, design=design).pdf)


def stale(document: Document) -> list[int]:
    found = memory.find(document, "code22")
    return [page.page for page in memory.pages_of(document, found) if page.stale]


def change(document: Document, record: Record, **values: object) -> None:
    with document.edit("Changed") as edit:
        edit.set(record.id, **values)


def test_nothing_is_out_of_date_until_something_changes(plan):
    print_pack(plan)
    assert stale(plan) == []


@pytest.mark.parametrize(
    ("edition", "design"),
    [
        *((edition, Design.BROADSHEET) for edition in Edition),
        # An internal edition holds the hand-out.
        (Edition.INTERNAL, Design.MODULAR),
        (Edition.INTERNAL, Design.LETTER),
    ],
)
@pytest.mark.parametrize(
    ("kind", "field"),
    [
        (Organisation, "about"), (Organisation, "name"), (Organisation, "note"),
        (Organisation, "status"), (Person, "job_title"), (Need, "statement"),
        (ValueProposition, "headline"), (ValueProposition, "ask"),
        (ValueProposition, "partner_cost"), (Objection, "statement"), (Person, "name"),
        (Response, "follow_up"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.KIND.name,
)  # fmt: skip
def test_changing_a_field_lists_exactly_the_pages_that_show_it(plan, kind, field, edition, design):
    if getattr(plan.all(kind)[2], field) is None:
        change(plan, plan.all(kind)[2], **{field: "Note"})
    print_pack(plan, edition, design)
    partners = by_name(take(plan))
    before = texts_now(plan, edition, partners, design)
    record = plan.all(kind)[2]
    value = {"status": "contributing", "partner_cost": 77.0}.get(field)
    # As long as before, so that nothing else moves to another page.
    change(plan, record, **{field: value or str(getattr(record, field))[::-1]})
    after = texts_now(plan, edition, partners, design)
    assert len(after) == len(before)
    assert stale(plan) == [n for n, pair in enumerate(zip(before, after, strict=True), 1)
                           if pair[0] != pair[1]]  # fmt: skip


def test_what_said_nothing_belongs_to_the_page_on_which_it_would_stand(plan, design):
    print_pack(plan, Edition.INTERNAL, design)
    partners = by_name(take(plan))
    before = texts_now(plan, Edition.INTERNAL, partners, design)
    change(plan, next(each for each in plan.all(Organisation) if not each.note), note="Now one")
    after = texts_now(plan, Edition.INTERNAL, partners, design)
    assert stale(plan) == [n for n, pair in enumerate(zip(before, after, strict=True), 1)
                           if pair[0] != pair[1]]  # fmt: skip


@pytest.mark.parametrize("already", [12, 13])
def test_one_more_who_has_joined_concerns_the_pages_that_count_them(plan, already, design):
    others = [one.id for one in plan.all(Organisation)]
    with plan.edit("A crowd") as edit:
        for id in others:
            edit.set(id, status="contacted")
        for number in range(already):
            edit.add(Organisation, name=f"Member {number:02}", status="committed")
        last = edit.add(Organisation, name="Last to join", status="contacted")
    how = How(tuple(others[:3]), Edition.HANDOUT, TODAY, bound=True, design=design)
    done = printed(how.content(take(plan)), Paper.A4, "CODE22", design=design)
    memory.remember(plan, how, memory.newest_edit(plan), "CODE22", "Pack", done.pages)
    change(plan, take(plan).organisations[last], status="contributing")
    texts = page_texts(printed(how.content(take(plan)), Paper.A4, design=design).pdf)
    told = f"and {already - 11} more"
    assert stale(plan) == [n for n, text in enumerate(texts, 1) if told in text]
    assert len(stale(plan)) == 3


def test_another_address_of_the_coordinator_concerns_the_pages_that_print_it(plan, design):
    partners = by_name(take(plan))
    ilsa = plan.get(Person, take(plan).initiative.coordinator)
    change(plan, ilsa, email="ilsa@example.org")
    print_pack(plan, Edition.HANDOUT, design)
    before = texts_now(plan, Edition.HANDOUT, partners, design)
    change(plan, ilsa, email="moran@example.org")
    after = texts_now(plan, Edition.HANDOUT, partners, design)
    assert stale(plan) == [n for n, pair in enumerate(zip(before, after, strict=True), 1)
                           if pair[0] != pair[1]]  # fmt: skip
    assert len(stale(plan)) >= len(partners)


def test_what_is_changed_back_is_not_out_of_date(plan):
    print_pack(plan)
    record = plan.all(Need)[0]
    change(plan, record, statement="Something else")
    assert len(stale(plan)) == 1
    change(plan, record, statement=record.statement)
    assert stale(plan) == []


def test_what_was_and_what_is_are_told_in_words(plan):
    print_pack(plan)
    record = plan.all(ValueProposition)[0]
    change(plan, record, headline="A better line")
    (page,) = [p for p in memory.pages_of(plan, memory.find(plan, "CODE22-4")) if p.stale]
    (difference,) = page.changes
    assert (difference.label, difference.before, difference.after) == (
        "Headline", record.headline, "A better line",
    )  # fmt: skip
    assert page.partner == take(plan).name(record.organisation)


def test_a_need_that_is_added_makes_the_page_of_the_needs_out_of_date(plan):
    print_pack(plan)
    partner = take(plan).organisations[plan.all(Need)[0].organisation]
    with plan.edit("Another need") as edit:
        edit.add(Need, organisation=partner.id, statement="To be told first")
    (page,) = [p for p in memory.pages_of(plan, memory.find(plan, "CODE22")) if p.stale]
    assert page.partner == partner.name
    assert page.changes[0].after == "To be told first"


def test_a_page_printed_again_holds_until_it_changes_again(plan):
    code = print_pack(plan)
    record = plan.all(ValueProposition)[0]
    change(plan, record, headline="A better line")
    (number,) = stale(plan)
    snapshot = take(plan)
    how = How(tuple(by_name(snapshot)), Edition.HANDOUT, TODAY, bound=True)
    done = printed(how.content(snapshot), Paper.A4, "CODE33", only=frozenset({number}))
    assert len(page_texts(done.pdf)) == 1
    memory.remember(
        plan, how, memory.newest_edit(plan), "CODE33", "Pack", done.pages, replaces=code
    )
    assert stale(plan) == []
    change(plan, record, headline="A still better line")
    assert stale(plan) == [number]


def test_a_partner_that_is_gone_makes_its_pages_out_of_date(plan):
    print_pack(plan)
    with plan.edit("One new partner") as edit:
        id = edit.add(Organisation, name="Zzz")
    snapshot = take(plan)
    how = How((id,), Edition.HANDOUT, TODAY)
    done = printed(how.content(snapshot), Paper.A4, "CODE44")
    memory.remember(plan, how, memory.newest_edit(plan), "CODE44", "Zzz", done.pages)
    with plan.edit("Gone") as edit:
        edit.delete(id)
    (page,) = memory.pages_of(plan, memory.find(plan, "CODE44"))
    assert page.stale
    assert page.partner == "Zzz"
    assert "no longer in the plan" in page.changes[0].after


def test_every_text_of_a_brief_is_on_a_page_that_knows_it(design):
    for content in (samples.usual(), samples.internal(samples.long())):
        done = printed(content, Paper.A4, design=design)
        known = {part for _, parts in done.pages for part in parts}
        told = {
            text.parts[0]
            for text in strings(located(content, "briefs.0"))
            if text.strip() and not text.parts[0].endswith(".code")
        }
        assert told - known == set()


def test_an_unknown_code_and_a_record_that_cannot_be_read_are_said(plan):
    with pytest.raises(NotFound, match="Nothing with the code “XXXXXX” was printed"):
        memory.find(plan, "XXXXXX")
    with plan.edit("Broken") as edit:
        edit.add(Printout, code="BROKEN", name="x", layout="{", pages="z:???")
    with pytest.raises(Refusal, match="cannot be read"):
        memory.pages_of(plan, memory.find(plan, "broken"))


def packed(text: bytes) -> str:
    return "z:" + base64.b85encode(zlib.compress(text, 9)).decode()


@pytest.mark.parametrize(
    "pages",
    [
        *("[" * 90_000, "[" * 40_000 + "]" * 40_000, packed(b"[" * 70_000_000)),
        *('[[Infinity, ["a"]]]', "[[1, 5]]", "[[1, null]]", '{"ab": 1}', "null", "[1]"),
    ],
)
def test_pages_that_no_program_noted_are_told_so(plan, pages):
    print_pack(plan)
    with plan.edit("From a colleague") as edit:
        edit.set(memory.find(plan, "CODE22").id, pages=pages)
    with pytest.raises(Refusal, match="What the print-out CODE22 shows cannot be read"):
        memory.pages_of(plan, memory.find(plan, "CODE22"))


def test_a_place_that_no_brief_has_belongs_to_no_partner(plan):
    print_pack(plan)
    with plan.edit("From a colleague") as edit:
        pages = json.dumps([[1, [f"briefs.{'9' * 5000}"]], [2, ["briefs.²", ""]]])
        edit.set(memory.find(plan, "CODE22").id, pages=pages)
    found = memory.pages_of(plan, memory.find(plan, "CODE22"))
    assert [page.partner for page in found] == ["", ""]


@pytest.mark.parametrize(
    "wrong",
    [
        *({"partners": None}, {"partners": 5}, {"edition": "x"}, {"today": "9999-99-99"}),
        *({"paper": "x"}, {"parts": None}, {"language": "xx"}, {"design": 5}),
    ],
)
def test_what_was_asked_for_in_no_way_is_not_printed_again(plan, wrong):
    print_pack(plan)
    found = memory.find(plan, "CODE22")
    with plan.edit("From a colleague") as edit:
        edit.set(found.id, layout=json.dumps(json.loads(found.layout) | wrong))
    with pytest.raises(Refusal, match="What the print-out CODE22 shows cannot be read"):
        again(memory.find(plan, "CODE22"), [], take(plan))


def test_a_pack_without_its_briefs_is_held_against_the_file_too(plan):
    how = How(
        tuple(by_name(take(plan))), Edition.INTERNAL, TODAY, bound=True, parts=(PackPart.MAP,)
    )
    done = printed(how.content(take(plan)), Paper.A4, "CODE22")
    memory.remember(plan, how, memory.newest_edit(plan), "CODE22", "Map", done.pages)
    assert stale(plan) == []
    change(plan, take(plan).initiative, name="Another name")
    assert stale(plan)


def test_a_part_that_no_page_shows_falls_to_what_is_nearest():
    pages = [("initiative",), ("briefs.0.you_need.0", "briefs.0.deck"), ("briefs.0.we_ask.0",)]
    showing = Showing(pages)
    assert showing.of("briefs.0.deck") == [1]
    assert showing.of("briefs.0.you_need.1") == [1]
    assert showing.of("briefs.0.we_offer.0") == [1]
    assert showing.of("briefs.7.deck") == []


def test_one_line_more_in_a_list_is_one_difference():
    then = samples.usual()
    now = type(then)(**{**{f: getattr(then, f) for f in then.__slots__},
                        "you_need": ("First of all", *then.you_need)})  # fmt: skip
    (difference,) = differences(then, now)
    assert (difference.before, difference.after) == ("", "First of all")


def test_codes_are_short_the_same_for_the_same_and_no_words():
    assert code_of("a", 1) == code_of("a", 1) != code_of("a", 2)
    assert len(code_of("a")) == 6
    assert set(code_of("a")) <= set(LETTERS)
    assert not set(LETTERS) & set("AEIOU01")


def test_a_square_code_has_its_three_corners():
    found = squares(f"{code_of('x')}-12", 0, 0, 21)
    assert found.side == 1
    rows = {row: [run for run in found.runs if run[0] == row] for row in range(21)}
    assert rows[0][0] == (0, 0, 7)
    assert rows[0][-1] == (0, 14, 7)
    assert rows[20][0] == (20, 0, 7)
