from __future__ import annotations

import datetime as dt

from outreach.cadence.kinds import Sequence, Step
from outreach.document.document import Document
from outreach.network.kinds import Organisation
from outreach.persuasion.kinds import Objection
from outreach.planning.agenda import agenda
from outreach.snapshot import Snapshot, take

TODAY = dt.date(2026, 11, 23)


def test_an_empty_file_asks_for_nothing(document: Document) -> None:
    found = agenda(take(document), TODAY)
    assert (found.next_step, found.steps, found.promises, found.quiet, found.unanswered) == (
        None,
        (),
        (),
        (),
        (),
    )


def test_the_next_step_is_the_earliest_that_waits_for_nothing(kestria: Snapshot) -> None:
    found = agenda(kestria, TODAY).next_step
    assert found is not None
    assert found.text == "Halyard Development Fund: Pay for a server and one half-day meeting"
    assert found.messenger == "Ilsa Moran"
    assert "What it waited for is there: Orrin Institute" in found.why
    assert "It was due on 26 October 2026." in found.why


def test_late_and_coming_steps_are_listed_with_what_they_wait_for(kestria: Snapshot) -> None:
    steps = agenda(kestria, TODAY).steps
    assert [step.days_late for step in steps] == [28, 19, 12, 5, -2]
    assert steps[2].waits_for.startswith("Office of the Data Protection Commissioner to be in con")


def test_a_partner_is_quiet_after_too_long_without_a_contact(kestria: Snapshot) -> None:
    quiet = {q.name: q.days for q in agenda(kestria, TODAY).quiet}
    assert quiet["Office of the Data Protection Commissioner"] == 18
    assert quiet["Halyard Development Fund"] is None


def test_steps_of_a_paused_sequence_ask_for_nothing(document: Document) -> None:
    with document.edit("A paused plan") as edit:
        sequence = edit.add(Sequence, name="Plan", status="paused", start_date=TODAY)
        edit.add(Step, sequence=sequence, ask="Meet", day=0)
    assert agenda(take(document), TODAY).steps == ()


def test_open_objections_without_a_response_are_listed_blocking_ones_first(
    document: Document,
) -> None:
    with document.edit("Objections") as edit:
        partner = edit.add(Organisation, name="Telmara")
        edit.add(Objection, organisation=partner, statement="Who pays?")
        edit.add(Objection, organisation=partner, statement="Not legal", blocking=True)
        edit.add(Objection, organisation=partner, statement="Solved", status="resolved")
    found = agenda(take(document), TODAY).unanswered
    assert [u.statement for u in found] == ["Not legal", "Who pays?"]
