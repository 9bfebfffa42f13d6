"""What was going on when two people wrote different things."""

from __future__ import annotations

from outreach.cadence.kinds import Touchpoint
from outreach.merge.bringing import compare
from outreach.network.kinds import Organisation, Person
from tests.merge.conftest import Pair


def test_what_each_did_to_the_record_about_that_time_is_told(pair: Pair) -> None:
    with pair.mine.edit("Something else") as edit:
        edit.add(Person, name="Somebody")
    for document, words in ((pair.mine, "Hourly counts"), (pair.theirs, "In January")):
        with document.edit("Logged a call") as edit:
            edit.add(Touchpoint, organisation=pair.partner, channel="call", summary=words)
        with document.edit("Moved on") as edit:
            edit.set(pair.partner, about=words)
    report = compare(pair.mine, pair.theirs.path)
    (question,) = report.decisions
    around = report.around[question.id]
    calls = [going for going in around if going.kind == "touchpoint"]
    assert [(going.author, going.label) for going in calls] == [
        ("Ines", "Logged a call"),
        ("Ben", "Logged a call"),
    ]
    assert "Hourly counts" in calls[0].words and "In January" in calls[1].words
    assert all(going.label != "Moved on" for going in around), "that is what is to be decided"
    assert sorted(around, key=lambda going: going.at) == list(around)


def test_what_the_same_edit_changed_besides_is_told(pair: Pair) -> None:
    with pair.mine.edit("Only this") as edit:
        edit.set(pair.partner, about="Mine")
    with pair.theirs.edit("Two things") as edit:
        edit.set(pair.partner, about="Theirs", country="KE")
    report = compare(pair.mine, pair.theirs.path)
    (question,) = report.decisions
    told = {going.label: going.words for going in report.around[question.id]}
    assert "Only this" not in told
    label = Organisation.KIND.by_name["country"].label
    assert told["Two things"] == f"{label}: KE"
