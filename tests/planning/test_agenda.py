from __future__ import annotations

import datetime as dt

from outreach.cadence.kinds import Sequence, Step, Touchpoint
from outreach.document.document import Document
from outreach.network.kinds import Organisation
from outreach.persuasion.kinds import Objection
from outreach.planning.agenda import agenda
from outreach.snapshot import Snapshot, take

TODAY = dt.date(2026, 11, 23)


def test_an_empty_file_asks_for_nothing(document: Document) -> None:
    found = agenda(take(document), TODAY)
    assert found._asdict() == {"today": TODAY, "next_step": None} | dict.fromkeys(
        ("steps", "promises", "contacts", "quiet", "surprises", "said_no", "unanswered"), ()
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


def test_who_would_hear_of_coming_steps_from_others_is_listed_once(kestria: Snapshot) -> None:
    found = [
        (one.name, kestria.name(kestria.steps[one.of].organisation))
        for one in agenda(kestria, TODAY).surprises
    ]
    assert found == [
        ("Digital Rights Kestria", "Office of the Data Protection Commissioner"),
        ("Solacell", "National Communications Regulator"),
        ("Kestria Mobile Industry Forum", "Tavano Mobile"),
    ]


def test_a_step_that_asks_nothing_yet_is_told_by_its_partner(document: Document) -> None:
    with document.edit("Planned") as edit:
        health = edit.add(Organisation, name="Health")
        plan = edit.add(Sequence, name="Plan")
        for ask in (None, "Share the counts"):
            edit.add(Step, sequence=plan, organisation=health, ask=ask, due=TODAY)
    steps = agenda(take(document), TODAY).steps
    assert {(step.text, step.organisation) for step in steps} == {
        ("Health", ""),
        ("Share the counts", "Health"),
    }


def test_what_was_planned_for_a_no_is_there_once_it_is_said(document: Document) -> None:
    with document.edit("A no") as edit:
        health = edit.add(Organisation, name="Health", status="declined")
        plan = edit.add(Sequence, name="Plan")
        for status in ("planned", "skipped"):
            edit.add(
                Step,
                sequence=plan,
                organisation=health,
                status=status,
                fallback="Ask for a letter",
                exit_rule="After two letters",
            )
    (said,) = agenda(take(document), TODAY).said_no
    assert said[1:] == ("Health", "Ask for a letter", "After two letters")


def test_partners_to_speak_to_again_are_listed(document: Document) -> None:
    with document.edit("A rhythm") as edit:
        health = edit.add(Organisation, name="Health", contact_every=10)
        edit.add(Touchpoint, organisation=health, held_on=dt.date(2026, 11, 20))
    (turn,) = agenda(take(document), TODAY).contacts
    assert (turn.name, turn.due) == ("Health", dt.date(2026, 11, 30))


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
