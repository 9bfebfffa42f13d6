"""Which records belong to a partner, and under which tab of its detail they are shown."""

from __future__ import annotations

import sqlite3

from outreach.base.language import tr
from outreach.cadence.kinds import Commitment, Touchpoint
from outreach.cause.kinds import Contribution
from outreach.document.fields import Links, Ref
from outreach.document.records import Kind
from outreach.network.kinds import Champion, Person, Relationship
from outreach.persuasion.kinds import Need, Objection, ValueProposition
from ui.records.relation import Relation, Section
from ui.records.usual import raised

PEOPLE = Relation(
    Person,
    ("organisation",),
    order="""CASE decision_role WHEN 'decision_maker' THEN 0 WHEN 'approver' THEN 1
             WHEN 'gatekeeper' THEN 2 ELSE 3 END, coalesce(seniority, 0) DESC, id""",
    preset="organisation",
    add=tr("Add a person"),
    icon="users-round",
    question=tr("Who works there?"),
)
CHAMPIONS = Relation(
    Champion,
    ("person", "audience"),
    add=tr("Add a champion role"),
    icon="award",
    question=tr("Who could win others over?"),
)
RELATIONSHIPS = Relation(
    Relationship,
    ("source", "target"),
    add=tr("Add a relationship"),
    icon="waypoints",
    question=tr("Who knows whom?"),
)
NEEDS = Relation(
    Need,
    ("organisation",),
    preset="organisation",
    add=tr("Add a need"),
    icon="target",
    question=tr("What problem do they have?"),
    also=("confidence", "told_by"),
)
PROPOSITIONS = Relation(
    ValueProposition,
    ("organisation",),
    preset="organisation",
    add=tr("Add a value proposition"),
    icon="heart-handshake",
    question=tr("Why would they join?"),
    also=("need", "use_case", "ask"),
)
OBJECTIONS = Relation(
    Objection,
    ("organisation",),
    order="status IN ('answered', 'accepted', 'resolved', 'parked'), raised_on DESC, id DESC",
    preset="organisation",
    add=tr("Add an objection"),
    icon="message-square-warning",
    question=tr("What keeps them from joining?"),
    usual=raised,
)
CONTACTS = Relation(
    Touchpoint,
    ("organisation", "people"),
    order="held_on DESC, id DESC",
    preset="organisation",
    add=tr("Log a contact"),
    icon="message-circle",
    question=tr("When did you last speak?"),
    logged=True,
)
CONTRIBUTIONS = Relation(
    Contribution,
    ("organisation",),
    preset="organisation",
    add=tr("Add a contribution"),
    icon="cooking-pot",
    question=tr("What could they put in?"),
)
PROMISES = Relation(
    Commitment,
    ("by", "to"),
    order="coalesce(status, 'open') <> 'open', due IS NULL, due, id",
    preset="by",
    add=tr("Add a promise"),
    icon="handshake",
    question=tr("What was promised?"),
)


SECTIONS = (
    Section("people", tr("People"), (PEOPLE, CHAMPIONS, RELATIONSHIPS)),
    Section("why", tr("Reasons"), (NEEDS, PROPOSITIONS)),
    Section("objections", tr("Objections"), (OBJECTIONS,)),
    Section("contacts", tr("Contacts"), (CONTACTS,)),
    Section("contributions", tr("Contributions"), (CONTRIBUTIONS, PROMISES)),
)


def section_of(kind: str) -> Section | None:
    """Return the tab where records of ``kind`` are shown, or None."""
    for section in SECTIONS:
        if any(relation.kind.name == kind for relation in section.relations):
            return section
    return None


def partner_of(connection: sqlite3.Connection, kind: Kind, id: str) -> str | None:
    """Return the partner to which a record belongs, or None.

    The fields are looked at in the order in which the relation names them; a person stands for
    the partner where they work.
    """
    if kind.name == "organisation":
        return id
    section = section_of(kind.name)
    for relation in section.relations if section else ():
        if relation.kind is kind:
            for name in relation.by:
                found = _partner_through(connection, kind, kind.by_name[name], id)
                if found is not None:
                    return found
    return None


def _partner_through(connection: sqlite3.Connection, kind: Kind, by: object, id: str) -> str | None:
    if isinstance(by, Links):
        targets = f'SELECT "{by.kind}" FROM "{kind.link_table(by)}" WHERE "{kind.name}"=:id'
    else:
        assert isinstance(by, Ref)
        targets = f'SELECT "{by.name}" FROM "{kind.name}" WHERE id=:id'
    row = connection.execute(
        f"""SELECT id FROM organisation WHERE id IN ({targets}) UNION ALL
            SELECT organisation FROM person WHERE id IN ({targets}) AND organisation IS NOT NULL
            LIMIT 1""",
        {"id": id},
    ).fetchone()
    return str(row[0]) if row else None
