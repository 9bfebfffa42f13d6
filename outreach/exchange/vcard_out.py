"""Writes people and partners as visiting cards (vCard 3.0, which every address book reads)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from outreach.document.document import Document
from outreach.document.naming import Names
from outreach.network.kinds import Organisation, Person

UID = "urn:uuid:"


def vcards(document: Document, *, confidential: bool = False) -> Iterator[bytes]:
    """Yield a card for each person, and for each partner of whom nobody is known."""
    names = Names(document.connection, document.model)
    people = document.all(Person)
    partners = {partner.id: partner for partner in document.all(Organisation)}
    for person in people:
        yield _person(person, partners.get(person.organisation or ""), names, confidential)
    employers = {person.organisation for person in people}
    for partner in partners.values():
        if partner.id not in employers:
            yield _partner(partner, names, confidential)


def _person(
    person: Person, partner: Organisation | None, names: Names, confidential: bool
) -> bytes:
    import vobject  # type: ignore[import-untyped]

    card = vobject.vCard()
    given, _, family = person.name.rpartition(" ")
    card.add("n").value = vobject.vcard.Name(family=family, given=given)
    card.add("fn").value = person.name
    if partner is not None:
        card.add("org").value = [partner.name]
    for line, said in (
        ("title", person.job_title),
        ("tel", person.phone),
        ("lang", person.language),
    ):
        if said:
            card.add(line).value = said
    if person.email:
        card.add("email").value = person.email
    return _written(card, person, names, confidential)


def _partner(partner: Organisation, names: Names, confidential: bool) -> bytes:
    import vobject

    card = vobject.vCard()
    card.add("n").value = vobject.vcard.Name(family=partner.name)
    card.add("fn").value = partner.name
    card.add("org").value = [partner.name]
    card.add("x-abshowas").value = "COMPANY"
    if partner.website:
        card.add("url").value = partner.website
    return _written(card, partner, names, confidential)


def _written(card: Any, record: Person | Organisation, names: Names, confidential: bool) -> bytes:
    card.add("uid").value = f"{UID}{record.id}"
    if record.tags:
        card.add("categories").value = [names.name(tag) for tag in record.tags]
    if confidential and record.note:
        card.add("note").value = record.note
    return str(card.serialize()).encode()
