"""The rows of the contributions: by use case or by partner, those that are in first."""

from __future__ import annotations

from collections.abc import Iterable

from outreach.base.language import tr
from outreach.base.words import listed, sentence_case
from outreach.cause.kinds import Contribution
from outreach.planning.pot import ORDER, status_of
from outreach.snapshot import Snapshot
from outreach.vocabulary import CONTRIBUTION_STATUS
from ui.models.rows import Cell, ChipText, Column, TableRow
from ui.records.looks import CONTRIBUTION_TONES

COLUMNS = (
    Column(tr("What is put in"), stretch=True),
    Column(tr("Partner"), 190),
    Column(tr("Status"), 116),
)
BY = (("use_case", tr("By use case")), ("partner", tr("By partner")), ("status", tr("By status")))
"""In which order they are listed."""
NO_CASE = tr("no use case named")


def rows(snapshot: Snapshot, found: Iterable[Contribution], by: str) -> list[TableRow]:
    """Return the rows of ``found`` in the order ``by``, then by status."""
    cases = {id: n for n, id in enumerate(snapshot.use_cases)}
    partners = {
        id: n
        for n, id in enumerate(
            sorted(snapshot.organisations, key=lambda id: snapshot.name(id).casefold())
        )
    }
    last = len(cases)

    def place(one: Contribution) -> tuple[int, int]:
        status = ORDER.index(status_of(one))
        first = {
            "use_case": min((cases[id] for id in one.use_cases if id in cases), default=last),
            "partner": partners[one.organisation],
        }.get(by, status)
        return first, status

    return [_row(snapshot, one) for one in sorted(found, key=place)]


def _row(snapshot: Snapshot, one: Contribution) -> TableRow:
    titles = [snapshot.use_cases[id].title for id in one.use_cases if id in snapshot.use_cases]
    status = status_of(one)
    words = sentence_case(CONTRIBUTION_STATUS[status])
    chip = ChipText(words, CONTRIBUTION_TONES.get(status, "neutral"))
    partner = snapshot.name(one.organisation)
    used = sentence_case(tr("for {use_cases}", use_cases=listed(titles)) if titles else NO_CASE)
    return TableRow(
        one.id,
        (Cell(one.title, used, quote=True), Cell(partner), Cell(chip=chip)),
        spoken=f"{one.title}, {partner}, {words.lower()}, {used.lower()}",
    )
