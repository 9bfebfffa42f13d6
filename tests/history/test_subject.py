"""Which record people are shown after an edit."""

from __future__ import annotations

from outreach.cause.kinds import UseCase
from outreach.document.document import Document
from outreach.document.edits import Changes
from outreach.history.subject import Subject, subject_of
from outreach.history.undo import redo, undo
from outreach.network.kinds import Organisation, Person
from outreach.persuasion.kinds import Objection


def added(document: Document) -> tuple[str, str, Changes]:
    """A partner with an objection, added in one edit with the objection first."""
    with document.edit("Added") as edit:
        partner = edit.add(Organisation, name="Telmara")
        objection = edit.add(Objection, organisation=partner, statement="Too costly.")
    return partner, objection, edit.changes


def test_a_field_that_was_set_is_shown_with_its_record(document: Document) -> None:
    partner, _, _ = added(document)
    with document.edit("Renamed") as edit:
        edit.set(partner, name="Telmara Group")
    assert subject_of(document, edit.changes) == Subject(partner, "name")


def test_what_came_with_others_is_shown_before_what_hangs_on_it(document: Document) -> None:
    partner, _, changes = added(document)
    assert subject_of(document, changes) == Subject(partner, "")
    with document.edit("Deleted") as edit:
        edit.delete(partner)
    assert subject_of(document, edit.changes) is None
    assert subject_of(document, undo(document).changes) == Subject(partner, "")


def test_what_is_gone_is_not_shown(document: Document) -> None:
    added(document)
    assert subject_of(document, undo(document).changes) is None
    assert subject_of(document, redo(document).changes) is not None


def test_a_link_is_shown_as_the_field_of_its_record(document: Document) -> None:
    partner, _, _ = added(document)
    with document.edit("Use cases") as edit:
        use = edit.add(UseCase, title="Dry taps")
    for use_cases in ([use], []):
        with document.edit("Linked") as edit:
            edit.set(partner, use_cases=use_cases)
        assert subject_of(document, edit.changes) == Subject(partner, "use_cases")


def test_a_deletion_is_not_about_those_who_only_referred_to_what_is_gone(
    document: Document,
) -> None:
    partner, _, _ = added(document)
    with document.edit("A person") as edit:
        person = edit.add(Person, name="Nadia", organisation=partner)
    with document.edit("Deleted") as edit:
        edit.delete(partner)
    assert person in edit.changes.rows
    assert subject_of(document, edit.changes) is None
