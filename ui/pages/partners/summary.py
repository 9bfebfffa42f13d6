"""What the overview of a partner says, read from the file as plain values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from outreach.base.language import tr
from outreach.document.document import Document
from outreach.document.naming import Names
from outreach.initiative import the_initiative
from outreach.network.kinds import Champion, Person, Relationship
from outreach.network.ties import holds
from outreach.persuasion.kinds import ValueProposition
from outreach.planning.balance import Sums, days_of, in_days, money_of
from outreach.planning.propositions import lacks
from ui.models.rows import ChipText, Row, initials
from ui.pages.partners.relations import (
    CHAMPIONS,
    CONTACTS,
    NEEDS,
    PEOPLE,
    PROPOSITIONS,
)
from ui.records.quoting import quoted
from ui.records.relation import Relation
from ui.records.rows import first_line, record_rows
from ui.session import Session

MOST = 5
"""Rows in one card of the overview; the tabs show all."""
LAST_CONTACTS = 3
OTHERS = 2
"""People from elsewhere whom somebody there trusts, at most."""


@dataclass(frozen=True, slots=True)
class Proposition:
    """Why this partner would join, in one quotation, with the need and the use case it is about."""

    id: str
    words: str
    chips: tuple[ChipText, ...]
    ask: str
    lacks: tuple[str, ...]
    """What it still lacks, in a few words each."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything that the overview shows; two that are equal need no redrawing."""

    partner: str
    propositions: tuple[Proposition, ...]
    days: Sums | None
    """Of all propositions together, in person-days; None when nobody has estimated any."""
    money: Sums | None
    currency: str
    needs: tuple[Row, ...]
    people: tuple[Row, ...]
    contacts: tuple[Row, ...]
    totals: tuple[int, int, int, int]
    """How many propositions, needs, people and contacts there are in all."""


def summary(session: Session, partner: str, today: dt.date) -> Summary:
    """Read what the overview of ``partner`` says on ``today``."""
    document = session.document
    connection, offers = document.connection, document.all(ValueProposition, organisation=partner)
    found = {
        relation: relation.ids(connection, partner)
        for relation in (PROPOSITIONS, NEEDS, PEOPLE, CONTACTS)
    }
    return Summary(
        partner,
        _propositions(session, found[PROPOSITIONS][:1]),
        days_of(offers) if any(in_days(offer) for offer in offers) else None,
        money_of(offers),
        the_initiative(document).currency or "",
        tuple(_needs(document, found[NEEDS][:MOST])),
        tuple(_people(document, partner, today, found[PEOPLE][:MOST])),
        tuple(_in_order(document, CONTACTS, found[CONTACTS][:LAST_CONTACTS])),
        (
            len(found[PROPOSITIONS]),
            len(found[NEEDS]),
            len(found[PEOPLE]),
            len(found[CONTACTS]),
        ),
    )


def _in_order(document: Document, relation: Relation, ids: list[str]) -> list[Row]:
    rows = {row.id: row for row in record_rows(document, relation.record, ids)}
    return [rows[id] for id in ids if id in rows]


def _propositions(session: Session, ids: list[str]) -> tuple[Proposition, ...]:
    document = session.document
    names = Names(document.connection, document.model)
    found = []
    for id in ids:
        offer = document.get(ValueProposition, id)
        if offer is not None:
            chips = []
            if offer.need:
                chips.append(
                    ChipText(tr("Need: {need}", need=names.name(offer.need)), "accent", "target")
                )
            if offer.use_case:
                chips.append(
                    ChipText(
                        tr("Use case: {use_case}", use_case=names.name(offer.use_case)),
                        icon="layers",
                    )
                )
            words = first_line(offer.sentence) or offer.headline
            ask = first_line(offer.ask)
            missing = tuple(lack.words for lack in lacks(session.snapshot(), offer))
            found.append(Proposition(id, quoted(words), tuple(chips), ask, missing))
    return tuple(found)


def _needs(document: Document, ids: list[str]) -> list[Row]:
    """Return the needs, each with the mark that says whether they said so themselves."""
    return [row._replace(chips=()) for row in _in_order(document, NEEDS, ids)]


def _people(document: Document, partner: str, today: dt.date, ids: list[str]) -> list[Row]:
    """Return the people there, and after them those from elsewhere whom they trust."""
    champions = _active_champions(document, partner)
    trusted = _trusted(document, partner, today)
    rows = []
    for row in _in_order(document, PEOPLE, ids):
        chips = row.chips
        if row.id in trusted:
            chips = (ChipText(tr("Trusted"), "info"), *chips)
        if row.id in champions:
            chips = (ChipText(tr("Champion"), "ok"), *chips)
        rows.append(row._replace(chips=chips, tone="accent" if row.id in champions else row.tone))
    there = set(PEOPLE.ids(document.connection, partner))
    others = [person for person in trusted if person not in there][:OTHERS]
    return rows + [_from_elsewhere(document, id, trusted[id], id in champions) for id in others]


def _from_elsewhere(document: Document, person: str, by: str, champion: bool) -> Row:
    names = Names(document.connection, document.model)
    found = document.get(Person, person)
    where = names.name(found.organisation) if found and found.organisation else ""
    caption = (
        tr("{organisation} · trusted by {who}", organisation=where, who=names.name(by))
        if where
        else tr("Trusted by {who}", who=names.name(by))
    )
    name = names.name(person)
    chip = ChipText(tr("Champion"), "ok") if champion else ChipText(tr("Trusted"), "info")
    return Row(person, name, caption, (chip,), initials=initials(name))


def _trusted(document: Document, partner: str, today: dt.date) -> dict[str, str]:
    """Return the people whom the partner or somebody there trusts now, and one who does."""
    found = document.connection.execute(
        """SELECT relationship.id FROM relationship JOIN person p ON p.id = source
           WHERE type = 'trusted_by' AND (target = :partner
                 OR target IN (SELECT id FROM person WHERE organisation = :partner))
           ORDER BY coalesce(strength, 0), relationship.id DESC""",
        {"partner": partner},
    )
    ties = (document.get(Relationship, str(id)) for (id,) in found.fetchall())
    # The last one read of each, whose tie is the strongest, stays.
    return {tie.source: tie.target for tie in ties if tie is not None and holds(tie, today)}


def _active_champions(document: Document, partner: str) -> set[str]:
    """Return the people who win this partner over for us now, and those of it who win others."""
    ids = set(CHAMPIONS.ids(document.connection, partner))
    roles = document.all(Champion, status="active")
    return {role.person for role in roles if role.id in ids}
