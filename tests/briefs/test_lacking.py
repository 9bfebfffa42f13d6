"""Which briefs would say nearly nothing is known before they are handed out."""

from __future__ import annotations

import pytest

from outreach.briefs.lacking import about_propositions, with_proposition, without_proposition
from outreach.document.document import Document
from outreach.network.kinds import Organisation
from outreach.persuasion.kinds import ValueProposition
from outreach.snapshot import take


def test_partners_are_told_apart_by_whether_they_have_a_value_proposition(
    document: Document,
) -> None:
    with document.edit("Two partners") as edit:
        bare = edit.add(Organisation, name="Norcell")
        ready = edit.add(Organisation, name="Telmara")
        edit.add(ValueProposition, organisation=ready, headline="See 2G")
    snapshot = take(document)
    assert without_proposition(snapshot, [ready, bare]) == [bare]
    assert with_proposition(snapshot, [ready, bare]) == [ready]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["A"], "1 partner has no value proposition yet: A."),
        (["A", "B", "C", "D"], "4 partners have no value proposition yet: A, B, C and D."),
        (list("ABCDE"), "5 partners have no value proposition yet: A, B, C and 2 more."),
    ],
)
def test_they_are_named_in_a_sentence_that_stays_short(names: list[str], said: str) -> None:
    assert about_propositions(names) == said
