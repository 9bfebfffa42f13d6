"""Objections like the one that is shown, and what was tried against them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from outreach.base.language import tr
from outreach.base.words import sentence_case
from outreach.persuasion.kinds import Answer
from outreach.planning.similar import Similar
from outreach.snapshot import Snapshot
from ui.models.rows import Row
from ui.pages.objections.register import ICONS, status_chip
from ui.records.quoting import quoted
from ui.widgets.card import Card
from ui.widgets.fact import Fact


class SimilarCard(Card):
    """A line for each; a press shows it."""

    chosen = Signal(str)
    """An objection's id."""

    def __init__(self) -> None:
        """Begin empty, and hidden."""
        super().__init__(tr("Met before"), padding=8)
        self.facts: list[Fact] = []
        self.hide()

    def show_similar(self, snapshot: Snapshot, found: Sequence[Similar]) -> None:
        """Show ``found``."""
        rows = [_row(snapshot, one) for one in found]
        if rows == [fact.row for fact in self.facts]:
            return
        for fact in self.facts:
            self.body.removeWidget(fact)
            fact.hide()
            fact.deleteLater()
        self.facts = [Fact(row) for row in rows]
        for fact in self.facts:
            fact.chosen.connect(self.chosen)
            self.add(fact)
        self.setVisible(bool(rows))


def _row(snapshot: Snapshot, like: Similar) -> Row:
    objection = like.objection
    partner = snapshot.name(objection.organisation)
    tried = _tried(snapshot, like.tried[0]) if like.tried else tr("Nothing was answered yet.")
    chip = status_chip(objection.status, answered=bool(like.tried))
    return Row(
        objection.id,
        quoted(objection.statement),
        f"{partner} · {like.reason} {tried}",
        (chip,) if like.settled else (),
        icon=ICONS.get(objection.category or "", "message-circle"),
    )


def _tried(snapshot: Snapshot, answer: Answer) -> str:
    headline = snapshot.responses[answer.response].headline
    outcome = Answer.KIND.by_name["outcome"].words(answer.outcome)
    return (
        tr("“{headline}”: {outcome}.", headline=headline, outcome=outcome or tr("not tried yet"))
        if headline
        else sentence_case(outcome)
    )
