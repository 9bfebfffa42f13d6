from __future__ import annotations

import dataclasses
import datetime as dt
from _collections_abc import dict_values
from functools import partial
from pathlib import Path

import pytest

from outreach.base.errors import NotFound
from outreach.briefs.compose import handout, internal, pack
from outreach.briefs.content import Edition, Handout
from outreach.briefs.handout import code
from outreach.cadence.kinds import Prerequisite, Sequence, Step
from outreach.document.document import Document
from outreach.document.records import Record
from outreach.exchange.samples import SAMPLES, make
from outreach.network.kinds import Champion, Organisation, Person, Relationship
from outreach.persuasion.kinds import Answer, Objection, Response, ValueProposition
from outreach.snapshot import Snapshot, take

TODAY = dt.date(2026, 11, 23)


@pytest.fixture(scope="module", params=sorted(SAMPLES))
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Each of the sample initiatives as plain values."""
    path: Path = tmp_path_factory.mktemp("samples") / "sample.db"
    with make(request.param, path, "Ines") as document:
        return take(document)


class Counted(dict[str, object]):
    """Records that tell each time somebody goes through all of them."""

    def __init__(self, kind: str, records: dict[str, object], looked: list[str]) -> None:
        super().__init__(records)
        self.kind, self.looked = kind, looked

    def values(self) -> dict_values[str, object]:
        self.looked.append(self.kind)
        return super().values()


def texts(value: object) -> str:
    """Everything that a content value says."""
    return repr(dataclasses.astuple(value))  # type: ignore[call-overload]


def test_a_hand_out_says_nothing_confidential(sample: Snapshot) -> None:
    records = [
        record
        for found in vars(sample).values()
        if isinstance(found, dict)
        for record in found.values()
        if isinstance(record, Record)
    ]
    secrets = {
        (record.id, text)
        for record in records
        for field in record.KIND.columns
        if field.confidential
        and isinstance(text := getattr(record, field.name), str)
        and len(text) > 15
    }
    assert len(secrets) > 50
    for partner in sample.organisations:
        own = {objection.id for objection in sample.dossier(partner).objections}
        said = texts(handout(sample, partner, TODAY))
        assert [text for id, text in secrets if id not in own and text in said] == []


def test_a_hand_out_has_the_headline_the_need_and_the_exchange(document: Document) -> None:
    with document.edit("Telmara") as edit:
        id = edit.add(Organisation, name="Telmara", sector="private", role="data_producer")
        edit.add(
            ValueProposition,
            organisation=id,
            headline="See when 2G can close",
            ask="Counts by district",
            partner_gives="One engineer",
            partner_gets="National 2G figures",
        )
    found = handout(take(document), id, TODAY)
    assert found.headline == "See when 2G can close"
    # That they hold the figures is our word for them, and for the team alone.
    assert found.description == "Private company"
    told = internal(take(document), id, TODAY)
    assert ("Role", "Holds the figures") in [(each.label, each.value) for each in told.judgements]
    assert found.we_ask == ("Counts by district", "One engineer")
    assert found.you_get == ("National 2G figures",)


def test_a_partner_with_nothing_but_a_name_still_has_a_hand_out(document: Document) -> None:
    with document.edit("Telmara") as edit:
        id = edit.add(Organisation, name="Telmara")
    found = handout(take(document), id, TODAY)
    assert (found.partner, found.headline) == ("Telmara", "Flood data for Kestria")
    assert found.questions == ()


def objections(document: Document, **values: object) -> Handout:
    with document.edit("Telmara") as edit:
        id = edit.add(Organisation, name="Telmara")
        objection = edit.add(
            Objection, organisation=id, statement="Who sees it?", category="privacy", **values
        )
        response = edit.add(Response, headline="Nobody", say="Only counts leave.",
                            evidence="own_case")  # fmt: skip
        edit.add(Answer, objection=objection, response=response)
    return handout(take(document), id, TODAY)


def test_an_objection_they_raised_is_quoted_with_its_answer(document: Document) -> None:
    (question,) = objections(document, origin="raised").questions
    assert (question.topic, question.quote) == ("Privacy", "Who sees it?")
    assert question.answer == "Only counts leave."
    assert question.out_of_date, "it claims a case and names no source"


def test_an_answer_past_its_review_date_is_marked_in_either_edition(document: Document) -> None:
    with document.edit("Telmara") as edit:
        partner = edit.add(Organisation, name="Telmara")
        objection = edit.add(Objection, organisation=partner, statement="Who sees it?")
        response = edit.add(Response, headline="Nobody", say="Only counts.", review_by=TODAY)
        edit.add(Answer, objection=objection, response=response)
    before = internal(take(document), partner, TODAY)
    with document.edit("Older") as edit:
        edit.set(response, review_by=TODAY - dt.timedelta(days=1))
    after = internal(take(document), partner, TODAY)
    assert [one.handout.questions[0].out_of_date for one in (before, after)] == [False, True]
    assert before.objections[0].answer == "Only counts."
    assert after.objections[0].answer == ("Only counts. (Check first: review date passed.)")


def test_a_claim_without_a_source_is_marked_in_the_internal_edition(document: Document) -> None:
    objections(document, origin="raised")
    (partner,) = document.all(Organisation)
    (note,) = internal(take(document), partner.id, TODAY).objections
    assert note.answer == "Only counts leave. (Check first: no source named.)"


def test_what_we_only_expect_them_to_say_is_not_put_into_their_mouth(document: Document) -> None:
    (question,) = objections(document, origin="anticipated").questions
    assert question.quote == ""


def test_partners_who_have_joined_are_named_but_never_the_partner_itself(
    document: Document,
) -> None:
    with document.edit("Three") as edit:
        one = edit.add(Organisation, name="One", status="committed")
        edit.add(Organisation, name="Two", status="contributing")
        edit.add(Organisation, name="Three", status="contacted")
    assert handout(take(document), one, TODAY).already_in == ("Two",)


def test_an_internal_edition_holds_what_the_team_knows(sample: Snapshot) -> None:
    for partner in sample.organisations.values():
        found = internal(sample, partner.id, TODAY)
        assert found.handout == handout(sample, partner.id, TODAY)
        assert len(found.objections) == len(sample.dossier(partner.id).objections)
        for person in sample.dossier(partner.id).people:
            if person.why:
                assert (person.why in texts(found)) is not bool(person.why_unprinted)


def test_what_an_internal_edition_says_begins_with_a_capital(sample: Snapshot) -> None:
    for id in sample.organisations:
        found = internal(sample, id, TODAY)
        said = [
            found.status,
            found.balance,
            *(judgement.value for judgement in found.judgements),
            *(person.part for person in found.people),
            *(objection.weight for objection in found.objections),
            *(contact.heading for contact in found.contacts),
            *found.approach,
        ]
        assert [text for text in said if text[:1].islower()] == []


def test_a_pack_holds_every_partner_by_name(sample: Snapshot) -> None:
    found = pack(sample, Edition.HANDOUT, TODAY)
    names = [brief.partner for brief in found.briefs if isinstance(brief, Handout)]
    assert names == sorted((o.name for o in sample.organisations.values()), key=str.casefold)


def test_a_brief_of_a_partner_that_is_not_there_is_refused(sample: Snapshot) -> None:
    with pytest.raises(NotFound, match="no partner"):
        handout(sample, "nobody", TODAY)


def test_codes_are_short_stable_and_differ() -> None:
    # Of ids drawn anew each time, two have the same five letters once in a thousand runs.
    ids = [f"01a20d6d-5a17-7000-8000-{number:012x}" for number in range(200)]
    codes = [code(id) for id in ids]
    assert codes == [code(id) for id in ids]
    assert len(set(codes)) == 200
    assert all(len(found) == 7 for found in codes)


def test_what_nobody_says_they_raised_is_not_put_into_their_mouth(document: Document) -> None:
    (question,) = objections(document).questions
    assert question.quote == ""


def test_a_hand_out_names_as_speakers_only_people_of_other_partners_who_have_joined(
    sample: Snapshot,
) -> None:
    speakers = set()
    for id in sample.organisations:
        found = handout(sample, id, TODAY)
        if found.spokesperson:
            name = found.spokesperson.name
            (works_at,) = [p.organisation for p in sample.people.values() if p.name == name]
            assert works_at != id
            assert sample.name(works_at) in found.already_in
            speakers.add(name)
    assert speakers


def test_where_very_many_have_joined_those_nearest_to_the_reader_are_named_and_the_rest_counted(
    document: Document,
) -> None:
    with document.edit("Forty") as edit:
        ids = [edit.add(Organisation, name=f"N{n:02}", status="committed") for n in range(40)]
        reader = edit.add(Organisation, name="Reader", status="contacted")
        person = edit.add(Person, name="Ana Ruiz", organisation=ids[30])
        tie = partial(edit.add, Relationship, target=reader, type="trusted_by")
        tie(source=person, strength=2)
        tie(source=ids[20], strength=5)
        tie(source=ids[25], end_date=TODAY - dt.timedelta(days=1))
    found = handout(take(document), reader, TODAY)
    assert found.already_in == (*(f"N{n:02}" for n in range(10)), "N20", "N30", "and 28 more")
    ours = handout(take(document), ids[0], TODAY)
    assert ours.already_in[12:] == ("and 27 more",)


def test_what_kind_of_tie_it_is_and_how_they_are_judged_never_decides_who_is_named(
    document: Document,
) -> None:
    with document.edit("Forty") as edit:
        ids = [edit.add(Organisation, name=f"N{n:02}", status="committed") for n in range(40)]
        reader = edit.add(Organisation, name="Reader")
        tie = edit.add(Relationship, source=ids[39], target=reader, type="watches")
    before = handout(take(document), reader, TODAY)
    with document.edit("Judged") as edit:
        edit.set(ids[20], influence=5, stance=2, engagement="leading")
        edit.set(tie, type="trusted_by", basis="They said so.")
    assert handout(take(document), reader, TODAY) == before


@pytest.mark.parametrize("edition", list(Edition))
def test_a_pack_of_partners_who_have_all_joined_grows_with_their_number_and_no_faster(
    document: Document, edition: Edition
) -> None:
    def length(count: int) -> int:
        with document.edit("More") as edit:
            for n in range(count):
                edit.add(Organisation, name=f"Partner {n:04}", status="committed")
        return len(repr(pack(take(document), edition, TODAY).briefs))

    few = length(50)
    assert length(50) < 2.1 * few


def test_composing_looks_at_shared_records_once_and_not_for_each_partner(
    document: Document,
) -> None:
    with document.edit("Thirty") as edit:
        sequence = edit.add(Sequence, name="Plan", status="active")
        for n in range(30):
            one = edit.add(Organisation, name=f"N{n:02}", status="committed")
            person = edit.add(Person, name=f"P{n:02}", organisation=one)
            edit.add(Champion, person=person)
            step = edit.add(Step, sequence=sequence, organisation=one)
            edit.add(Prerequisite, step=step, organisation=one, status="contributing")
            edit.add(Relationship, source=one, type="works_with", target=person)
    snapshot = take(document)
    looked: list[str] = []
    for kind in ("champions", "prerequisites", "relationships"):
        object.__setattr__(snapshot, kind, Counted(kind, getattr(snapshot, kind), looked))
    pack(snapshot, Edition.INTERNAL, TODAY)
    assert sorted(looked) == ["champions", "prerequisites", "relationships"]
