from __future__ import annotations

import pytest

from outreach.base.errors import Refusal
from outreach.cadence.kinds import Touchpoint
from outreach.cause.kinds import UseCase
from outreach.document.adoption import differences
from outreach.document.document import Document
from outreach.history.deleted import bring_back, deleted
from outreach.history.undo import redo, undo, undo_label
from outreach.network.kinds import Organisation, Person
from outreach.persuasion.kinds import Need
from tests.history.contents import contents


def delete(document: Document, *ids: str) -> str:
    with document.edit("Deleted", author="Bo") as edit:
        for id in ids:
            edit.delete(id)
    return edit.changes.edit


@pytest.fixture
def telmara(document: Document) -> dict[str, str]:
    """A partner with all that can hang on it."""
    with document.edit("Added all") as edit:
        case = edit.add(UseCase, title="Where people live")
        id = edit.add(Organisation, name="Telmara", use_cases=[case])
        need = edit.add(Need, organisation=id, statement="Plan the switch-off")
        ada = edit.add(Person, name="Ada", organisation=id)
        talk = edit.add(Touchpoint, people=[ada], organisation=id, summary="Went well")
    return {"case": case, "id": id, "need": need, "ada": ada, "talk": talk}


def test_what_was_deleted_is_listed_with_who_and_when_newest_first(
    document: Document, telmara: dict[str, str]
) -> None:
    edit = delete(document, telmara["id"])
    delete(document, telmara["case"])
    case, *with_it = deleted(document)
    assert (case.kind, case.name, case.author) == ("use_case", "Where people live", "Bo")
    found = {one.id: one for one in with_it}
    partner, need = found[telmara["id"]], found[telmara["need"]]
    assert (partner.edit, partner.hung_on, need.hung_on) == (edit, None, telmara["id"])
    assert set(found) == {telmara["id"], telmara["need"]}


def test_a_partner_comes_back_with_all_that_hung_on_it(
    document: Document, telmara: dict[str, str]
) -> None:
    before = contents(document)
    delete(document, telmara["id"])
    done = bring_back(document, telmara["id"])
    assert (done.name, done.left) == ("Telmara", ())
    assert contents(document) == before
    assert deleted(document) == []
    assert differences(document.connection, document.model) == []


def test_what_was_filled_since_stays(document: Document, telmara: dict[str, str]) -> None:
    delete(document, telmara["id"])
    with document.edit("Ada moved") as edit:
        other = edit.add(Organisation, name="Solacell")
        edit.set(telmara["ada"], organisation=other)
    bring_back(document, telmara["id"])
    ada = document.get(Person, telmara["ada"])
    assert ada is not None and ada.organisation == other
    talk = document.get(Touchpoint, telmara["talk"])
    assert talk is not None and talk.organisation == telmara["id"]


def test_only_what_hung_on_it_comes_back(document: Document, telmara: dict[str, str]) -> None:
    delete(document, telmara["id"], telmara["case"])
    done = bring_back(document, telmara["id"])
    partner = document.get(Organisation, telmara["id"])
    assert partner is not None and partner.use_cases == ()
    assert document.get(UseCase, telmara["case"]) is None
    assert done.left == ("“Telmara” needs “Where people live”, which is gone.",)


def test_what_cannot_be_without_another_waits_for_it(
    document: Document, telmara: dict[str, str]
) -> None:
    delete(document, telmara["id"])
    with pytest.raises(Refusal, match=r"needs “Telmara”, which is gone\. Bring that back first"):
        bring_back(document, telmara["need"])
    bring_back(document, telmara["id"])
    with pytest.raises(Refusal, match="is in the file; there is nothing to bring back"):
        bring_back(document, telmara["need"])
    with pytest.raises(Refusal, match="No record nonsense was ever deleted"):
        bring_back(document, "nonsense")


def test_bringing_back_is_an_edit_that_can_be_undone(
    document: Document, telmara: dict[str, str]
) -> None:
    delete(document, telmara["id"])
    gone = contents(document)
    bring_back(document, telmara["id"])
    assert undo_label(document) == "Brought back Telmara"
    undo(document)
    assert contents(document) == gone


def test_what_an_undo_took_away_can_be_brought_back_and_edited_on(document: Document) -> None:
    with document.edit("Added") as edit:
        id = edit.add(Organisation, name="Telmara", about="Runs clinics")
    undo(document)
    bring_back(document, id)
    with document.edit("Renamed") as edit:
        edit.set(id, name="Solacell")
    undo(document)
    (partner,) = document.all(Organisation)
    assert (partner.name, partner.about) == ("Telmara", "Runs clinics")
    undo(document)
    assert document.all(Organisation) == []
    redo(document)
    redo(document)
    (partner,) = document.all(Organisation)
    assert (partner.name, partner.about) == ("Solacell", "Runs clinics")
    assert differences(document.connection, document.model) == []
