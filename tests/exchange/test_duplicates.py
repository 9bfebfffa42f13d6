"""Who may be there twice, and making one record out of two."""

from __future__ import annotations

import pytest

from outreach.base.errors import NotFound, Refusal
from outreach.cadence.kinds import Touchpoint
from outreach.cause.kinds import Tag
from outreach.document.document import Document
from outreach.exchange.combining import combine
from outreach.exchange.duplicates import Duplicate, duplicates, tell_apart
from outreach.history.undo import undo
from outreach.network.kinds import Champion, Distinct, Organisation, Person, Relationship
from outreach.persuasion.kinds import Objection


def people(document: Document, *names: str, **fields: object) -> list[str]:
    with document.edit("Added") as edit:
        return [edit.add(Person, name=name, **fields) for name in names]


def partners(document: Document, *names: str) -> list[str]:
    with document.edit("Added") as edit:
        return [edit.add(Organisation, name=name) for name in names]


def only(found: list[Duplicate]) -> Duplicate:
    (one,) = found
    return one


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Okello", "Okello, Ada"),
        ("Ada Okello", "ada  OKELLO"),
        ("Ada M. Okello", "Ada Okello"),
        ("Ada Okelo", "Ada Okello"),
        ("Jörg Müller", "Joerg Mueller"),
        ("Łukasz Żółć", "Lukasz Zolc"),
        ("Мария Иванова", "Mariia Ivanova"),
        ("Γιώργος Παππάς", "Giorgos Pappas"),
        ("محمد كريم", "Mohamed Karim"),
        ("A. Okello", "Ada Okello"),
    ],
)
def test_one_person_is_found_however_the_name_is_written(
    one: str, other: str, document: Document
) -> None:
    people(document, one, other, "Somebody Else")
    found = only(duplicates(document))
    assert set(found.names) == {one, other} and found.reasons


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harbour Bank Ltd", "Harbour Bank"),
        ("Telmara S.A.", "TELMARA SA"),
        ("The Ministry of Health", "Ministry of Health"),
        ("Søndergård Energi A/S", "Sondergard Energi"),
    ],
)
def test_one_partner_is_found_whatever_its_legal_form(
    one: str, other: str, document: Document
) -> None:
    partners(document, one, other, "Water Board")
    assert set(only(duplicates(document)).names) == {one, other}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Okello", "Bo Okello"),
        ("Ada Okello", "Ada Lind"),
        ("Ministry of Health", "Ministry of Finance"),
    ],
)
def test_others_are_left_in_peace(one: str, other: str, document: Document) -> None:
    people(document, one, other)
    partners(document, one, other)
    assert duplicates(document) == []


def test_addresses_and_numbers_are_reasons(document: Document) -> None:
    people(document, "Ada Okello", email="ada@x.example", phone="+254 700 111 222")
    people(document, "Ada Okelo-Smith", email="ADA@x.example", phone="0700111222")
    found = only(duplicates(document))
    assert {"the same e-mail address", "the same telephone number"} <= set(found.reasons)


def test_an_address_of_an_office_is_no_reason_by_itself(document: Document) -> None:
    people(document, "Ada Okello", "Carl Brandt", email="info@x.example")
    assert duplicates(document) == []


def test_who_was_said_to_be_another_is_not_asked_about_again(document: Document) -> None:
    one, other = people(document, "Ada Okello", "Ada Okelo")
    tell_apart(document, other, one)
    assert duplicates(document) == []
    undo(document)
    assert len(duplicates(document)) == 1


def test_one_record_is_made_of_two_with_all_that_refers_to_either(document: Document) -> None:
    with document.edit("Added") as edit:
        partner = edit.add(Organisation, name="Telmara")
        tags = [edit.add(Tag, name=name) for name in ("a", "b")]
        keep = edit.add(Person, name="Ada Okello", tags=tags[:1], note="One", email="a@x.example")
        other = edit.add(
            Person,
            name="Ada Okelo",
            tags=tags[1:],
            note="Two",
            phone="+1",
            email="b@x.example",
            expertise=["law"],
        )
        contact = edit.add(Touchpoint, organisation=partner, people=[keep, other])
        edit.add(Champion, person=other)
        edit.add(Relationship, source=keep, type="trusts", target=other)
        objection = edit.add(Objection, organisation=partner, person=other, statement="No")
    before = document.content()
    combine(document, keep, other)
    (ada,) = document.all(Person)
    assert (ada.id, ada.name, ada.phone, ada.email) == (keep, "Ada Okello", "+1", "a@x.example")
    assert (set(ada.tags), ada.note, ada.expertise) == (set(tags), "One\nTwo", ("law",))
    assert document.all(Champion)[0].person == keep
    assert document.all(Relationship) == []
    found = document.get(Objection, objection)
    assert found is not None and found.person == keep
    met = document.get(Touchpoint, contact)
    assert met is not None and met.people == (keep,)
    undo(document)
    assert {one.id for one in document.all(Person)} == {keep, other}
    assert document.all(Champion)[0].person == other
    assert len(document.all(Relationship)) == 1 and before


def test_each_field_can_be_chosen(document: Document) -> None:
    (keep,) = people(document, "Ada", email="a@x.example", note="One")
    (other,) = people(document, "Ada Okello", email="b@x.example", note="Two")
    combine(document, keep, other, {"name": "other", "note": "keep"})
    (ada,) = document.all(Person)
    assert (ada.name, ada.email, ada.note) == ("Ada Okello", "a@x.example", "One")


def test_what_cannot_be_combined_is_refused(document: Document) -> None:
    (one, two), (partner,) = people(document, "Ada", "Bo"), partners(document, "Telmara")
    with pytest.raises(Refusal, match="Only two records of one kind"):
        combine(document, one, partner)
    with pytest.raises(Refusal, match="Only two records of one kind"):
        combine(document, one, one)
    with pytest.raises(Refusal, match="is no choice"):
        combine(document, one, two, {"name": "mine"})
    with pytest.raises(NotFound):
        combine(document, one, "01900000-0000-7000-8000-000000000001")
    assert len(document.all(Person)) == 2


def test_that_two_differ_goes_when_they_are_combined_all_the_same(document: Document) -> None:
    one, other = people(document, "Ada Okello", "Ada Okelo")
    tell_apart(document, one, other)
    combine(document, one, other)
    assert document.all(Distinct) == []
