"""What the overview of a partner says, read from the file as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from outreach.document.document import Document
from outreach.document.naming import Names
from outreach.network.kinds import Champion
from outreach.persuasion.kinds import ValueProposition
from ui.models.rows import ChipText, Row
from ui.pages.partners.relations import (
    CHAMPIONS,
    CONTACTS,
    NEEDS,
    PEOPLE,
    PROPOSITIONS,
)
from ui.records.relation import Relation
from ui.records.rows import first_line, record_rows

MOST = 5
"""Rows in one card of the overview; the tabs show all."""
LAST_CONTACTS = 3


@dataclass(frozen=True, slots=True)
class Proposition:
    """Why this partner would join, in one quotation, with the need and the use case it is about."""

    id: str
    words: str
    chips: tuple[ChipText, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything that the overview shows; two that are equal need no redrawing."""

    partner: str
    propositions: tuple[Proposition, ...]
    needs: tuple[Row, ...]
    people: tuple[Row, ...]
    contacts: tuple[Row, ...]
    totals: tuple[int, int, int, int]
    """How many propositions, needs, people and contacts there are in all."""


def summary(document: Document, partner: str) -> Summary:
    """Read what the overview of ``partner`` says."""
    connection = document.connection
    found = {
        relation: relation.ids(connection, partner)
        for relation in (PROPOSITIONS, NEEDS, PEOPLE, CONTACTS)
    }
    return Summary(
        partner,
        _propositions(document, found[PROPOSITIONS][:1]),
        tuple(_needs(document, found[NEEDS][:MOST])),
        tuple(_people(document, partner, found[PEOPLE][:MOST])),
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


def _propositions(document: Document, ids: list[str]) -> tuple[Proposition, ...]:
    names = Names(document.connection, document.model)
    found = []
    for id in ids:
        offer = document.get(ValueProposition, id)
        if offer is not None:
            chips = []
            if offer.need:
                chips.append(ChipText(f"Need: {names.name(offer.need)}", "accent", "target"))
            if offer.use_case:
                chips.append(ChipText(f"Use case: {names.name(offer.use_case)}", icon="layers"))
            words = first_line(offer.sentence) or offer.headline
            found.append(Proposition(id, f"“{words}”", tuple(chips)))
    return tuple(found)


def _needs(document: Document, ids: list[str]) -> list[Row]:
    """Return the needs, each with the mark that says whether they said so themselves."""
    return [row._replace(chips=()) for row in _in_order(document, NEEDS, ids)]


def _people(document: Document, partner: str, ids: list[str]) -> list[Row]:
    champions = _active_champions(document, partner)
    return [
        row._replace(chips=(ChipText("Champion", "ok"), *row.chips), tone="accent")
        if row.id in champions
        else row
        for row in _in_order(document, PEOPLE, ids)
    ]


def _active_champions(document: Document, partner: str) -> set[str]:
    """Return the people of this partner who win others over for us now."""
    ids = set(CHAMPIONS.ids(document.connection, partner))
    roles = document.all(Champion, status="active")
    return {role.person for role in roles if role.id in ids}
