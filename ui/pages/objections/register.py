"""The rows of the register of objections, read straight from the file."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from outreach.base.folding import finder
from outreach.base.language import plural, tr
from outreach.base.words import sentence_case
from outreach.document.document import Document
from outreach.vocabulary import OBJECTION_STATUS, SETTLED, TOPICS
from ui.models.rows import Cell, ChipText, Column, TableRow
from ui.pages.objections.filters import ALL, BLOCKING, EVERYTHING, UNANSWERED, Filter
from ui.records.quoting import quoted
from ui.theme.tokens import Tone

COLUMNS = (
    Column(tr("Objection"), stretch=True),
    Column(tr("Raised by"), 150),
    Column(tr("Status"), 150),
)

ICONS = {
    "privacy": "shield-question-mark",
    "regulator": "scale",
    "legal": "landmark",
    "cost": "coins",
    "commercial": "briefcase",
    "reputation": "megaphone",
    "capacity": "hourglass",
    "control": "settings",
    "quality": "target",
}
"""The icon of a topic; own topics have a common one."""

SLOWS_FROM = 3
"""Severity from which an objection that blocks nothing slows a yes."""
NO_TOPIC = "-"
"""Stands in the filter for objections without a topic."""

_FROM = """
FROM objection o JOIN organisation g ON g.id = o.organisation LEFT JOIN person p ON p.id = o.person
"""
_SETTLED = ", ".join(f"'{status}'" for status in sorted(SETTLED))
_OPEN = f"(o.status IS NULL OR o.status NOT IN ({_SETTLED}))"
_ORDER = f" ORDER BY {_OPEN} DESC, o.blocking DESC NULLS LAST, o.severity DESC NULLS LAST, o.id"
_TAGGED = """o.id IN (SELECT objection FROM objection_tags
    WHERE tag IN (SELECT id FROM tag WHERE name=?))"""
_SOUND = """
SELECT 1 FROM answer a JOIN response r ON r.id = a.response WHERE a.objection = o.id
AND (r.review_by IS NULL OR r.review_by >= ?2)
AND (r.evidence IS NULL OR r.evidence = 'own_estimate'
     OR EXISTS (SELECT 1 FROM response_proofs p WHERE p.response = r.id))
"""
_ROWS = f"""
SELECT o.id, o.statement, o.category, o.blocking, o.severity, o.status, g.name, p.name,
       EXISTS (SELECT 1 FROM answer a WHERE a.objection = o.id), EXISTS ({_SOUND})
{_FROM} WHERE o.id IN (SELECT value FROM json_each(?1))
"""


@dataclass(frozen=True, slots=True)
class Count:
    """How many objections there are."""

    total: int
    unanswered: int
    """Open ones to which no response is matched."""
    blocking: int
    """Open ones that must be settled before a yes."""

    @property
    def words(self) -> str:
        """The counting line of the page."""
        if not self.total:
            return tr("Nobody has said why not")
        several = plural("{n} objection", "{n} objections", self.total)
        blocks = plural("{n} blocks a yes", "{n} block a yes", self.blocking)
        needs = plural("{n} needs an answer", "{n} need an answer", self.unanswered)
        return f"{several} · {blocks} · {needs}"


def count(document: Document) -> Count:
    """Count the objections."""
    row = document.connection.execute(
        f"SELECT count(*), total({_OPEN} AND NOT EXISTS "
        f"(SELECT 1 FROM answer a WHERE a.objection = o.id)), "
        f"total({_OPEN} AND o.blocking) FROM objection o"
    ).fetchone()
    return Count(*(int(number) for number in row))


def ids(document: Document, filter: Filter = EVERYTHING) -> list[str]:
    """Return the objections in the order of the register: open, blocking, severe ones first."""
    conditions = list(_conditions(filter))
    texts = "o.statement, g.name, p.name, o.category" if filter.words.strip() else "''"
    where = " AND ".join(condition for condition, _ in conditions) or "1"
    found = document.connection.execute(
        f"SELECT o.id, {texts} {_FROM} WHERE {where} {_ORDER}",
        [value for _, values in conditions for value in values],
    )
    finds = finder(filter.words)
    return [id for id, *said in found.fetchall() if finds(*said)]


def _conditions(filter: Filter) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what SQL can tell of a filter, each with its parameters."""
    if filter.state != ALL:
        yield _OPEN, ()
    if filter.state == UNANSWERED:
        yield "NOT EXISTS (SELECT 1 FROM answer a WHERE a.objection = o.id)", ()
    if filter.topic == NO_TOPIC:
        yield "o.category IS NULL", ()
    elif filter.topic:
        yield "o.category = ?", (filter.topic,)
    if filter.effect:
        yield ("o.blocking" if filter.effect == BLOCKING else "NOT coalesce(o.blocking, 0)"), ()
    if filter.origin:
        yield "o.origin = ?", (filter.origin,)
    if filter.tag:
        yield _TAGGED, (filter.tag,)


def topics(document: Document) -> list[tuple[str, str]]:
    """Return what the objections are about: each topic with its words, the usual ones first."""
    found = document.connection.execute("SELECT DISTINCT category FROM objection").fetchall()
    there = {category or NO_TOPIC for (category,) in found}
    own = sorted(there - TOPICS.keys() - {NO_TOPIC}, key=str.casefold)
    known = [(topic, sentence_case(TOPICS[topic])) for topic in TOPICS if topic in there]
    none = [(NO_TOPIC, tr("No topic yet"))] if NO_TOPIC in there else []
    return [*known, *((topic, sentence_case(topic)) for topic in own), *none]


def rows(document: Document, wanted: Iterable[str], today: dt.date) -> list[TableRow]:
    """Return the table's rows of some objections, as they stand on a day."""
    asked = (json.dumps(list(wanted)), today.isoformat())
    return [
        TableRow(
            id,
            (
                Cell(
                    quoted(statement),
                    facts(category, blocking, severity),
                    icon=ICONS.get(category or "", "message-circle"),
                    quote=True,
                ),
                Cell(person, partner) if person else Cell(partner),
                Cell(chip=status_chip(status, answered=bool(answered), sound=bool(sound))),
            ),
        )
        for (
            id,
            statement,
            category,
            blocking,
            severity,
            status,
            partner,
            person,
            answered,
            sound,
        ) in document.connection.execute(_ROWS, asked).fetchall()
    ]


def status_chip(status: str | None, *, answered: bool, sound: bool = True) -> ChipText:
    """Return where an objection stands.

    Args:
        status: What people say of it.
        answered: Whether a response is matched to it.
        sound: Whether one of these is within its review date and names its source.
    """
    if status in SETTLED:
        tone: Tone = "neutral" if status == "parked" else "ok"
        return ChipText(sentence_case(OBJECTION_STATUS[status]), tone)
    if not answered:
        return ChipText(tr("Needs an answer"), "warn")
    return (
        ChipText(tr("Answer ready"), "info")
        if sound
        else ChipText(tr("Check the answer"), "danger")
    )


def topic_words(category: str | None) -> str:
    """Return what an objection is about, as it stands alone."""
    return sentence_case(TOPICS.get(category or "", category or tr("No topic yet")))


def facts(category: str | None, blocking: int | None, severity: int | None) -> str:
    """Say what an objection is about and what it does, as far as is known."""
    if blocking:
        effect = tr("blocks a yes")
    elif severity is None:
        effect = ""
    else:
        effect = tr("slows a yes") if severity >= SLOWS_FROM else tr("minor")
    return " · ".join(part for part in (topic_words(category), effect) if part)
