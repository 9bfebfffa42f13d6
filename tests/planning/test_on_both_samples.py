"""What nobody else has, on both samples: champions, coverage, proofs with a date, plain pitches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from outreach.briefs.internal import internal
from outreach.briefs.labels import Language, labels
from outreach.document.document import Document
from outreach.exchange.samples import SAMPLES, make
from outreach.network.kinds import Champion, Organisation, Person
from outreach.persuasion.kinds import Answer, Need, Objection, Response, ValueProposition
from outreach.plain.pitches import readings
from outreach.planning.champions.fit import champions_for_partner
from outreach.planning.coverage import gaps
from outreach.snapshot import take

TODAY = dt.date(2026, 11, 24)
YESTERDAY = TODAY - dt.timedelta(days=1)
Made = Callable[[str], Document]


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Made]:
    made: list[Document] = []

    def open_one(name: str) -> Document:
        made.append(make(name, tmp_path / f"{name}.db", "Ines"))
        return made[-1]

    yield open_one
    for document in made:
        document.close()


def id_of(document: Document, reference: str) -> str:
    kinds = (Objection, Response, Organisation, Need, ValueProposition, Person)
    (id,) = [r.id for kind in kinds for r in document.all(kind) if r.reference == reference]
    return id


@pytest.mark.parametrize(
    ("name", "partner", "first", "behind", "why"),
    [
        ("kestria", "Tavano Mobile", "Noor Asadi", "Viktor Hale", "They have Viktor Hale’s ear."),
        (
            "alder",
            "City of Larkhaven Utilities",
            "Lena Ortmann",
            "Aldous Penn",
            "Aldous Penn trusts them.",
        ),
    ],
)
def test_whoever_is_trusted_on_the_topic_outranks_whoever_decides(
    sample: Made, name: str, partner: str, first: str, behind: str, why: str
) -> None:
    document = sample(name)
    at = organisation(document, partner)
    found = champions_for_partner(take(document), at, TODAY, "privacy")
    places = {fit.name: place for place, fit in enumerate(found)}
    assert places[first] == 0 < places[behind]
    reasons = " ".join(found[places[first]].reasons)
    assert why in reasons and "They are believed on privacy." in reasons


def test_the_gaps_seeded_in_the_other_sample_are_found_and_no_others(sample: Made) -> None:
    document = sample("alder")
    before = {(gap.kind, gap.name) for gap in gaps(take(document), TODAY)}
    city, open_ones = "City of Larkhaven Utilities", document.all(Objection)
    at_city = [o.id for o in open_ones if o.organisation == organisation(document, city)]
    with document.edit("Five gaps") as edit:
        for answer in document.all(Answer, objection=id_of(document, "b-o8")):
            edit.delete(answer.id)
        for answer in document.all(Answer):
            if answer.objection in at_city:
                edit.set(answer.response, review_by=YESTERDAY)
        for value in document.all(ValueProposition, organisation=organisation(document, city)):
            edit.delete(value.id)
        for need in document.all(Need, organisation=organisation(document, city)):
            edit.delete(need.id)
        for role in document.all(Champion):
            edit.set(role.id, status="lapsed")
    after = {(gap.kind, gap.name) for gap in gaps(take(document), TODAY)}
    champions = {"lapsed_champion", "no_champion", "no_direct_champion", "no_stakeholder_champion"}
    seeded = {(kind, name) for kind, name in after - before if kind not in champions}
    assert {
        ("no_response", "Pinto Flat Community Services District"),
        ("out_of_date", city),
        ("no_proposition", city),
        ("no_need", city),
    } <= seeded
    shared = {name for kind, name in seeded if kind == "out_of_date"} - {city}
    assert {kind for kind, name in seeded if name not in shared} == {
        "no_response",
        "out_of_date",
        "no_proposition",
        "no_need",
    }
    assert champions <= {kind for kind, _ in after}
    assert "lone_champion" not in {kind for kind, _ in after}


def organisation(document: Document, name: str) -> str:
    (found,) = document.all(Organisation, name=name)
    return found.id


@pytest.mark.parametrize("name", SAMPLES)
def test_a_response_past_its_review_date_changes_the_brief_and_the_gaps(
    sample: Made, name: str
) -> None:
    document = sample(name)
    objection, response = next(
        (document.get(Objection, answer.objection), answer.response)
        for answer in document.all(Answer)
        if len(document.all(Answer, objection=answer.objection)) == 1
    )
    assert objection is not None
    before = internal(take(document), objection.organisation, TODAY)
    with document.edit("Time goes by") as edit:
        edit.set(response, review_by=YESTERDAY)
    after = internal(take(document), objection.organisation, TODAY)
    said = labels(Language.ENGLISH).review_passed
    assert said not in str(before) and said in str(after)
    assert ("out_of_date", objection.id) in [
        (g.kind, g.subject) for g in gaps(take(document), TODAY)
    ]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_pitches_raise_fewer_than_five_false_alarms(sample: Made, name: str) -> None:
    found = list(readings(take(sample(name))))
    assert len(found) > 20
    assert sum(len(reading.checked.words) for reading in found) < 5
