"""What stands over the columns of tables that other programs write, and what it means here.

Known are the contacts of Google, Outlook, Apple and LinkedIn, the exports of CiviCRM and EspoCRM,
and the elements and connections of Kumu; beside them what the fields are called here.
"""

from __future__ import annotations

from collections.abc import Mapping

from outreach.base.language import in_every_language
from outreach.document.fields import Field
from outreach.document.records import Kind
from outreach.exchange.table import plain_header
from outreach.initiative import MODEL

NOTES = "+"
"""Stands for: into the notes, with what stands over the column."""
LEFT_OUT = ""
KIND = "kind"
"""Stands for: whether the row is a person or an organisation."""
SECTOR = "organisation.sector"
"""Stands for: the sector of the organisation that the person in the row works for."""
ID = "id"
GIVEN, MIDDLE, FAMILY = "name.given", "name.middle", "name.family"
PARTS = (GIVEN, MIDDLE, FAMILY)
OF_ID = "#id"
"""After the name of a field that refers to a record: its id, beside its name in another column."""
MORE = "#more"
"""After the name of a text field: what did not fit into its cell."""

_SECTOR = (
    "sector, industry, organisation type, organization type, type of organisation,"
    " type of organization"
)
_PERSON = {
    GIVEN: "first name, given name, forename, vorname, prénom",
    MIDDLE: "middle name, additional name",
    FAMILY: "last name, family name, surname, nachname, nom",
    "name": "name, full name, display name, file as, contact name, label, person, sort name,"
    " contact, contact person",
    "organisation": "organisation, organization, company, company name, organization name,"
    " organisation name, partner, institution,"
    " organization 1 name, current employer, employer, account, account name, works at",
    "job_title": "job title, title, position, organization title, organization 1 title, role, "
    "function",
    "email": "email, e mail, e mail address, email address, primary email, e mail 1 value,"
    " email 1 value, email 1, mail",
    "phone": "phone, telephone, phone number, mobile phone, mobile, phone 1 value, business phone,"
    " primary phone, tel, home phone",
    "language": "language, preferred language",
    "tags": "tags, tag, categories, category, labels, group membership, groups, group s",
    "note": "notes, note, description, comment, comments",
    "reference": "external identifier, external id, internal contact id, contact id, reference",
    KIND: "type, contact type, element type, kind",
    SECTOR: _SECTOR,
    "expertise": "expertise, skills",
}
_ORGANISATION = {
    "name": "name, organisation, organization, organisation name, organization name, company,"
    " company name, account name, account, partner, label, display name, legal name, sort name",
    "website": "website, web site, web page, url, website 1 value, homepage",
    "sector": _SECTOR,
    "country": "country, country code",
    "about": "about, description, background",
    "tags": _PERSON["tags"],
    "note": "notes, note, comment, comments",
    "reference": "external identifier, external id, account id, contact id, reference",
    KIND: _PERSON[KIND],
}
_RELATIONSHIP = {
    "source": "from, source",
    "target": "to, target",
    "type": "type, label, connection type, relationship, tie",
    "basis": "description, notes, basis",
    "strength": "strength, weight",
    "reference": "external identifier",
}
_WORDS = {"person": _PERSON, "organisation": _ORGANISATION, "relationship": _RELATIONSHIP}


def targets(kind: str) -> Mapping[str, str]:
    """Return what each known header of a table of ``kind`` means, by its plain form."""
    found: dict[str, str] = {"id": ID}
    declared = MODEL.kinds[kind]
    for target, words in _WORDS.get(kind, {}).items():
        for word in words.split(","):
            found[plain_header(word)] = target
    for field in declared.fields:
        found[plain_header(field.name.replace("_", " "))] = field.name
        english, *others = labels_of(field)
        found |= {english: field.name, f"{english} id": field.name + OF_ID}
        for label in others:
            found.setdefault(label, field.name)
    return found


def labels_of(field: Field) -> tuple[str, ...]:
    """Return the plain forms of a field's words in every language."""
    return tuple(map(plain_header, in_every_language(lambda: field.label)))


def names_of(kind: Kind) -> tuple[str, ...]:
    """Return the plain forms of what one and several records of a kind are called everywhere."""
    said = (*in_every_language(lambda: kind.label), *in_every_language(lambda: kind.plural))
    return tuple(map(plain_header, said))


def known() -> frozenset[str]:
    """Return the plain form of every header that means something anywhere."""
    return frozenset(header for kind in _WORDS for header in targets(kind))
