"""What a value proposition still lacks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from outreach.cause.kinds import UseCase
from outreach.document.document import Document
from outreach.exchange.samples import SAMPLES, make
from outreach.network.kinds import Organisation
from outreach.persuasion.kinds import Need, ValueProposition
from outreach.planning.propositions import incomplete, is_several, lacks
from outreach.snapshot import take


def proposition(document: Document, **changes: Any) -> list[str]:
    with document.edit("x") as edit:
        partner, other = (edit.add(Organisation, name=name) for name in ("Telmara", "Solacell"))
        need = edit.add(Need, organisation=partner, statement="Plan the switch-off")
        others = edit.add(Need, organisation=other, statement="Fairness")
        values: dict[str, Any] = {
            "organisation": partner,
            "headline": "See 2G",
            "need": others if changes.pop("others", False) else need,
            "use_case": edit.add(UseCase, title="2G"),
            "ask": "A yearly count",
            "partner_gets": "Tables",
        }
        edit.add(ValueProposition, **(values | changes))
    snapshot = take(document)
    (value,) = snapshot.value_propositions.values()
    return [lack.words for lack in lacks(snapshot, value)]


def test_a_whole_proposition_lacks_nothing(document: Document) -> None:
    assert proposition(document) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"need": None}, "tied to no need of theirs"),
        ({"others": True}, "tied to a need of Solacell"),
        ({"use_case": None}, "no use case"),
        ({"ask": None}, "asks for nothing yet"),
        ({"ask": "A count; and a room"}, "the ask is not one thing"),
        ({"partner_gets": None}, "says nothing of what they get"),
        ({"evidence": "measured"}, "claims a case or a measurement and names no source"),
    ],
)
def test_what_is_missing_is_said(document: Document, changes: dict[str, Any], words: str) -> None:
    assert proposition(document, **changes) == [words]


@pytest.mark.parametrize(
    ("ask", "several"),
    [
        ("A prior opinion and a panel seat", False),
        ("Room for a server and a named contact", False),
        ("Lend two analysts. Stand as the independent voice.", True),
        ("Counts, a room, an engineer", True),
        ("A letter as well as a reviewer", True),
        ("Sign the letter.", False),
        ("Count per cell, hour by hour, in your own rooms, for twelve months", False),
        ("Counts per cell, a room in your house, an engineer for a month", True),
    ],
)
def test_one_ask_is_told_from_several(ask: str, several: bool) -> None:
    assert is_several(ask) is several


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_samples_propositions_are_whole(sample: str, tmp_path: Path) -> None:
    with make(sample, tmp_path / "s.db", "Ilsa") as document:
        assert [said for _, said in incomplete(take(document))] == []


def test_what_is_not_whole_is_listed_in_a_sentence(document: Document) -> None:
    proposition(document, need=None, use_case=None)
    ((_, said),) = incomplete(take(document))
    assert said == "Telmara: “See 2G”: tied to no need of theirs, no use case."
