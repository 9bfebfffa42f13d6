"""What the list of partners reads from the file: ids in order, and the rows that are looked at."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable

from outreach.base.folding import finder
from outreach.base.language import plural, thousands, tr
from outreach.base.words import sentence_case
from outreach.network.kinds import Organisation
from ui.models.rows import ChipText, Row
from ui.pages.partners.filtering import Filter
from ui.records.looks import partner_icon, stage_tone

NO_STAGE = "-"
"""Stands in the filter for partners whose stage is not set."""

NO_FILTER = Filter()

_TAGGED = """id IN (SELECT organisation FROM organisation_tags
    WHERE tag IN (SELECT id FROM tag WHERE name=?))"""
_PART_IN_DECISION = """CASE decision_role WHEN 'decision_maker' THEN 0 WHEN 'approver' THEN 1
    WHEN 'gatekeeper' THEN 2 ELSE 3 END"""


def partner_ids(
    connection: sqlite3.Connection,
    filter: Filter = NO_FILTER,
    among: frozenset[str] | None = None,
) -> list[str]:
    """Return the ids of the partners by name.

    Args:
        connection: The file, for reading.
        filter: What they meet. Its words are in their name or in that of one of their people;
            its stage is :data:`NO_STAGE` for those without; its attention is not looked at.
        among: Only these; None for all.
    """
    conditions, parameters = ["1"], list[str]()
    if filter.stage == NO_STAGE:
        conditions.append("status IS NULL")
    elif filter.stage:
        conditions.append("status=?")
        parameters.append(filter.stage)
    field, _, value = filter.kind.partition(":")
    if field in ("partner_type", "role"):
        conditions.append(f'"{field}"=?')
        parameters.append(value)
    if filter.tag:
        conditions.append(_TAGGED)
        parameters.append(filter.tag)
    found = connection.execute(
        f"SELECT id, name FROM organisation WHERE {' AND '.join(conditions)}", parameters
    ).fetchall()
    if among is not None:
        found = [(id, name) for id, name in found if id in among]
    # Folding case is Python's: SQLite's own knows ASCII letters only.
    named = sorted((str(name).casefold(), str(id)) for id, name in found)
    if not filter.words.split():
        return [id for _, id in named]
    finds = finder(filter.words)
    through = _partners_of_people(connection, finds)
    return [id for name, id in named if finds(name) or id in through]


def _partners_of_people(connection: sqlite3.Connection, finds: Callable[..., bool]) -> set[str]:
    """Return the partners of the people in whose names all the words are."""
    people = connection.execute(
        "SELECT organisation, name FROM person WHERE organisation IS NOT NULL"
    )
    return {str(partner) for partner, name in people if finds(name)}


def partner_rows(connection: sqlite3.Connection, ids: Iterable[str]) -> list[Row]:
    """Return the rows of some partners, in any order."""
    asked = json.dumps(list(ids))
    people = _main_people(connection, asked)
    found = connection.execute(
        "SELECT id, name, sector, role, status FROM organisation "
        "WHERE id IN (SELECT value FROM json_each(?))",
        (asked,),
    )
    return [
        Row(
            id=id,
            title=name,
            caption=_caption(role, people.get(id, "")),
            chips=_stage_chip(status),
            icon=partner_icon(sector, role),
        )
        for id, name, sector, role, status in found
    ]


def counting_line(connection: sqlite3.Connection, shown: int | None = None) -> str:
    """Return the line that counts: ``12 partners · 18 people``, or how many a filter shows."""
    ((partners, people),) = connection.execute(
        "SELECT (SELECT count(*) FROM organisation),"
        " (SELECT count(*) FROM person WHERE organisation IS NOT NULL)"
    )
    if not partners:
        return tr("No partners yet")
    if shown is not None:
        return plural(
            "{shown} of {n} partner", "{shown} of {n} partners", partners, shown=thousands(shown)
        )
    return " · ".join(
        (
            plural("{n} partner", "{n} partners", partners),
            plural("{n} person", "{n} people", people),
        )
    )


def _main_people(connection: sqlite3.Connection, asked: str) -> dict[str, str]:
    """Return the name of the person who weighs most at each partner: decides, or ranks highest."""
    found = connection.execute(
        f"""SELECT organisation, name FROM person
            WHERE organisation IN (SELECT value FROM json_each(?))
            ORDER BY {_PART_IN_DECISION} DESC, coalesce(seniority, 0), id DESC""",
        (asked,),
    )
    # The last one read of each partner stays.
    return {str(partner): str(name) for partner, name in found}


def _caption(role: str | None, person: str) -> str:
    words = sentence_case(Organisation.KIND.by_name["role"].words(role))
    return " · ".join(part for part in (words, person) if part)


def _stage_chip(stage: str | None) -> tuple[ChipText, ...]:
    if stage is None:
        return ()
    words = Organisation.KIND.by_name["status"].words(stage)
    return (ChipText(sentence_case(words), stage_tone(stage)),)
