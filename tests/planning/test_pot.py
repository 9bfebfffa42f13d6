from __future__ import annotations

import pytest

from outreach.cause.kinds import Contribution, UseCase
from outreach.document.document import Document
from outreach.network.kinds import Organisation
from outreach.planning.pot import Pot, missing, pot
from outreach.snapshot import take


@pytest.fixture
def filled(document: Document) -> Document:
    """Two use cases; counts are in, a grant is promised, a survey was asked for."""
    with document.edit("The pot") as edit:
        lake = edit.add(Organisation, name="Lake")
        dry, wet = (edit.add(UseCase, title=title) for title in ("Dry taps", "Floods"))
        for title, status, cases in (
            ("Counts", "in", (dry,)),
            ("Grant", "promised", (dry,)),
            ("Survey", "asked", (dry,)),
            ("Letters", None, ()),
            ("Maps", "withdrawn", (wet,)),
        ):
            edit.add(Contribution, organisation=lake, title=title, status=status, use_cases=cases)
    return document


def test_what_was_withdrawn_is_not_part_of_the_pot(filled: Document) -> None:
    found = pot(take(filled).contributions.values())
    assert found == Pot(inside=1, promised=1, asked=1, hoped=1) and found.total == 4


def test_a_use_case_lacks_what_is_not_promised_yet_or_anything_at_all(filled: Document) -> None:
    assert [(one.title, one.waits_for) for one in missing(take(filled))] == [
        ("Dry taps", ("Survey",)),
        ("Floods", ()),
    ]


def test_nothing_is_missing_once_all_is_promised(filled: Document) -> None:
    with filled.edit("All promised") as edit:
        for one in filled.all(Contribution):
            edit.set(one.id, status="promised")
    assert missing(take(filled)) == []
