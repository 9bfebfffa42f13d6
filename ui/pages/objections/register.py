"""The rows of the register of objections, read straight from the file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from outreach.base.words import sentence_case
from outreach.document.document import Document
from outreach.vocabulary import OBJECTION_STATUS, SETTLED, TOPICS
from ui.models.rows import Cell, ChipText, Column, TableRow
from ui.records.quoting import quoted
from ui.theme.tokens import Tone

COLUMNS = (Column("Objection", stretch=True), Column("Raised by", 150), Column("Status", 150))

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

_FROM = """
FROM objection o JOIN organisation g ON g.id = o.organisation LEFT JOIN person p ON p.id = o.person
"""
_SETTLED = ", ".join(f"'{status}'" for status in sorted(SETTLED))
_OPEN = f"(o.status IS NULL OR o.status NOT IN ({_SETTLED}))"
_MATCHES = """
(o.statement LIKE ?1 ESCAPE '\\' OR g.name LIKE ?1 ESCAPE '\\'
 OR p.name LIKE ?1 ESCAPE '\\' OR o.category LIKE ?1 ESCAPE '\\')
"""
_ORDER = f" ORDER BY {_OPEN} DESC, o.blocking DESC NULLS LAST, o.severity DESC NULLS LAST, o.id"
_ROWS = f"""
SELECT o.id, o.statement, o.category, o.blocking, o.status, g.name, p.name,
       EXISTS (SELECT 1 FROM answer a WHERE a.objection = o.id)
{_FROM} WHERE o.id IN (SELECT value FROM json_each(?))
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
            return "Nobody has said why not"
        several = "1 objection" if self.total == 1 else f"{self.total} objections"
        blocks = f"{self.blocking} {'blocks' if self.blocking == 1 else 'block'} a yes"
        needs = f"{self.unanswered} {'needs' if self.unanswered == 1 else 'need'} an answer"
        return f"{several} · {blocks} · {needs}"


def count(document: Document) -> Count:
    """Count the objections."""
    row = document.connection.execute(
        f"SELECT count(*), total({_OPEN} AND NOT EXISTS "
        f"(SELECT 1 FROM answer a WHERE a.objection = o.id)), "
        f"total({_OPEN} AND o.blocking) FROM objection o"
    ).fetchone()
    return Count(*(int(number) for number in row))


def ids(document: Document, *, only_open: bool, words: str) -> list[str]:
    """Return the objections in the order of the register: open, blocking, severe ones first.

    Args:
        document: The file.
        only_open: Leave out those that nobody needs to act on.
        words: What must stand in the words, the partner, the person or the topic.
    """
    where = f" WHERE {_MATCHES}" + (f" AND {_OPEN}" if only_open else "")
    rows = document.connection.execute(f"SELECT o.id {_FROM}{where}{_ORDER}", (pattern(words),))
    return [id for (id,) in rows.fetchall()]


def pattern(words: str) -> str:
    """Return what SQL's LIKE takes to find ``words`` anywhere in a text."""
    escaped = "".join(f"\\{c}" if c in "%_\\" else c for c in words.strip())
    return f"%{escaped}%"


def rows(document: Document, wanted: Iterable[str]) -> list[TableRow]:
    """Return the table's rows of some objections."""
    found = document.connection.execute(_ROWS, (json.dumps(list(wanted)),)).fetchall()
    return [
        TableRow(
            id,
            (
                Cell(
                    quoted(statement),
                    _about(category, blocking),
                    icon=ICONS.get(category or "", "message-circle"),
                    quote=True,
                ),
                Cell(person, partner) if person else Cell(partner),
                Cell(chip=status_chip(status, answered=bool(answered))),
            ),
        )
        for id, statement, category, blocking, status, partner, person, answered in found
    ]


def status_chip(status: str | None, *, answered: bool) -> ChipText:
    """Return where an objection stands: settled, ready to be answered, or without an answer."""
    if status in SETTLED:
        tone: Tone = "neutral" if status == "parked" else "ok"
        return ChipText(sentence_case(OBJECTION_STATUS[status]), tone)
    return ChipText("Answer ready", "info") if answered else ChipText("Needs an answer", "warn")


def _about(category: str | None, blocking: int | None) -> str:
    topic = TOPICS.get(category or "", category or "No topic yet")
    words = sentence_case(topic)
    return f"{words} · blocks a yes" if blocking else words
