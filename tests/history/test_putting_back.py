from __future__ import annotations

import pytest

from outreach.base.errors import Refusal
from outreach.cause.kinds import UseCase
from outreach.document.document import Document
from outreach.document.log import TYPING
from outreach.history.putting_back import put_back
from outreach.history.undo import undo
from outreach.network.kinds import Organisation, Person


def add(document: Document, **values: object) -> str:
    with document.edit("Added") as edit:
        return edit.add(Organisation, name="Telmara", **values)


def change(document: Document, id: str, **values: object) -> str:
    with document.edit("Changed") as edit:
        edit.set(id, **values)
    return edit.changes.edit


def partner(document: Document, id: str) -> Organisation:
    found = document.get(Organisation, id)
    assert found is not None
    return found


def test_one_value_is_put_back_and_the_rest_stays(document: Document) -> None:
    id = add(document, status="contacted", influence=2)
    first = change(document, id, status="committed", influence=5)
    change(document, id, status="declined")
    assert put_back(document, first, id, "status").label == (
        "Put back: Telmara: Stage set to contacted"
    )
    assert (partner(document, id).status, partner(document, id).influence) == ("contacted", 5)


def test_the_value_that_an_edit_gave_can_be_put_back(document: Document) -> None:
    id = add(document)
    first = change(document, id, status="committed")
    change(document, id, status="declined")
    put_back(document, first, id, "status", after=True)
    assert partner(document, id).status == "committed"


def test_a_value_that_was_not_set_is_emptied(document: Document) -> None:
    id = add(document)
    put_back(document, change(document, id, about="Runs clinics"), id, "about")
    assert partner(document, id).about is None


def test_putting_back_is_an_edit_that_can_be_undone(document: Document) -> None:
    id = add(document, status="contacted")
    put_back(document, change(document, id, status="committed"), id, "status")
    undo(document)
    assert partner(document, id).status == "committed"


def test_links_are_put_back_as_they_were(document: Document) -> None:
    with document.edit("Cases") as edit:
        one, two = edit.add(UseCase, title="One"), edit.add(UseCase, title="Two")
    id = add(document, use_cases=[one])
    edit_id = change(document, id, use_cases=[two])
    put_back(document, edit_id, id, "use_cases")
    assert partner(document, id).use_cases == (one,)
    put_back(document, edit_id, id, "use_cases", after=True)
    assert partner(document, id).use_cases == (two,)


def test_what_was_typed_in_one_go_goes_back_to_before_all_of_it(document: Document) -> None:
    id = add(document, about="Before")
    for text in ("R", "Ru", "Runs"):
        with document.edit("Typing", kind=TYPING) as edit:
            edit.set(id, about=text)
    put_back(document, edit.changes.edit, id, "about")
    assert partner(document, id).about == "Before"


def test_what_no_longer_fits_is_refused_in_a_sentence(document: Document) -> None:
    first, second = add(document), add(document)
    with document.edit("Ada") as edit:
        ada = edit.add(Person, name="Ada", organisation=first)
    moved = change(document, ada, organisation=second)
    with document.edit("Gone") as edit:
        edit.delete(first)
    with pytest.raises(Refusal, match="Organisation was “Telmara”, which is no longer"):
        put_back(document, moved, ada, "organisation")
    with pytest.raises(Refusal, match="not in the file, so nothing was put back"):
        put_back(document, moved, first, "name")
    with pytest.raises(Refusal, match="did not change Job title of “Ada”"):
        put_back(document, moved, ada, "job_title")
    with pytest.raises(Refusal, match="has no field “nonsense”"):
        put_back(document, moved, ada, "nonsense")
    with pytest.raises(Refusal, match="is so already"):
        put_back(document, moved, ada, "organisation", after=True)
    with pytest.raises(Refusal, match="no edit “elsewhere"):
        put_back(document, "elsewhere.1", ada, "organisation")


def test_nothing_is_before_a_record_was_added(document: Document) -> None:
    id = add(document)
    with document.edit("Empty") as edit:
        other = edit.add(Organisation, name="Other")
    change(document, other, name="Another")
    with pytest.raises(Refusal, match="Before that edit the record was not there"):
        put_back(document, edit.changes.edit, other, "name")
    assert partner(document, id).name == "Telmara"
