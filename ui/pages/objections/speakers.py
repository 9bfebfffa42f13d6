"""Who can answer an objection, best match first, with what they would say and why they fit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from outreach.base.language import tr
from outreach.base.words import sentence_case
from outreach.persuasion.kinds import Response
from outreach.planning.coverage import doubts
from outreach.planning.speakers import Candidate
from outreach.snapshot import Snapshot
from ui.models.rows import ChipText
from ui.theme import measure
from ui.widgets.buttons import Button, QuietButton
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Label
from ui.widgets.marks import Avatar, Chip, IconMark

STRENGTHS: Mapping[str, ChipText] = {
    "strong": ChipText(tr("Strong match"), "ok"),
    "good": ChipText(tr("Good match"), "info"),
    "possible": ChipText(tr("Possible match"), "neutral"),
}
ASKED = ("asked", "active")
"""Statuses of a champion who need not be asked again."""


class SpeakerCard(Card):
    """One person: what they would say, what it rests on, and why they fit."""

    used = Signal(str, str)
    """The ids of the response and the person: make it an answer said by them."""
    asked = Signal(str)
    """The person's id: they are asked to speak."""

    def __init__(
        self, snapshot: Snapshot, speaker: Candidate, partner: str, today: dt.date, why_not: str
    ) -> None:
        """Show ``speaker``, who would answer ``partner``.

        Args:
            snapshot: The plan.
            speaker: Who, and with what.
            partner: The id of the partner whose objection it is.
            today: The day.
            why_not: Why nothing can be changed; empty when it can.
        """
        super().__init__()
        self.setAccessibleName(speaker.fit.name)
        self.person = speaker.fit.person
        self._add_head(snapshot, speaker)
        response = speaker.response
        words = (response.say or response.headline) if response else tr("No response fits it yet.")
        self.add(Label(words, "body", "text" if response else "text2", wrap=True))
        for icon, tone, line in _lines(snapshot, speaker, today):
            row = QHBoxLayout()
            measure.spacing(row, 8)
            row.addWidget(IconMark(icon, tone if tone == "warn" else "text3", 14))
            row.addWidget(Label(line, "caption", tone, wrap=True), 1)
            self.add(row)
        self._add_buttons(snapshot, speaker, partner, why_not)

    def _add_head(self, snapshot: Snapshot, speaker: Candidate) -> None:
        person = snapshot.people[speaker.fit.person]
        where = snapshot.name(person.organisation)
        head = QHBoxLayout()
        measure.spacing(head, 12)
        strong = speaker.strength == "strong"
        avatar = Avatar(person.name, 36, "accent" if strong else "neutral")
        head.addWidget(avatar, 0, Qt.AlignmentFlag.AlignTop)
        names = QVBoxLayout()
        measure.spacing(names, 2)
        names.addWidget(Label(person.name, "strong", wrap=True))
        title = ", ".join(part for part in (person.job_title, where) if part)
        if title:
            names.addWidget(Label(title, "caption", "text2", wrap=True))
        head.addLayout(names, 1)
        chip = Chip(*STRENGTHS[speaker.strength])
        chip.setAccessibleName(
            tr("{match}, {score} of 100", match=chip.text(), score=speaker.fit.score)
        )
        head.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        self.add(head)

    def _add_buttons(
        self, snapshot: Snapshot, speaker: Candidate, partner: str, why_not: str
    ) -> None:
        response, person = speaker.response, speaker.fit.person
        self.use = Button(tr("Use in brief"), "file-text")
        self.use.setAccessibleName(tr("Use in brief, said by {name}", name=speaker.fit.name))
        self.use.explain(why_not or _why_not_used(snapshot, speaker))
        if response is not None:
            id = response.id
            self.use.clicked.connect(lambda: self.used.emit(id, person))
        self.ask = QuietButton(tr("Ask to speak"), "phone")
        self.ask.setAccessibleName(tr("Ask {name} to speak", name=speaker.fit.name))
        self.ask.explain(why_not or _why_not_asked(snapshot, person, partner))
        self.ask.clicked.connect(lambda: self.asked.emit(person))
        row = QWidget()
        flow = FlowLayout(row)
        flow.addWidget(self.use)
        flow.addWidget(self.ask)
        self.add(row)


class SpeakersList(QWidget):
    """The best speakers as cards."""

    used = Signal(str, str)
    asked = Signal(str)

    def __init__(self, why_read_only: str) -> None:
        """Begin empty."""
        super().__init__()
        self._why_read_only = why_read_only
        self._shown: object = None
        self.cards: list[SpeakerCard] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        measure.spacing(column, 12)
        head = QHBoxLayout()
        head.addWidget(Label(tr("Who can answer this"), "strong"), 1)
        self._order = Label(tr("Best match first"), "caption", "text2")
        head.addWidget(self._order)
        column.addLayout(head)
        self._nothing = Label(
            tr("There are no people in the plan yet."), "body", "text2", wrap=True
        )
        column.addWidget(self._nothing)
        self._cards = QVBoxLayout()
        measure.spacing(self._cards, 12)
        column.addLayout(self._cards)

    def show_speakers(
        self, snapshot: Snapshot, partner: str, speakers: Sequence[Candidate], today: dt.date
    ) -> None:
        """Show ``speakers`` who would answer ``partner``."""
        state = (partner, speakers, list(snapshot.champions.values()), snapshot.answers)
        if state == self._shown:
            return
        self._shown = state
        for card in self.cards:
            self._cards.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [
            SpeakerCard(snapshot, speaker, partner, today, self._why_read_only)
            for speaker in speakers
        ]
        for card in self.cards:
            card.used.connect(self.used)
            card.asked.connect(self.asked)
            self._cards.addWidget(card)
        self._nothing.setVisible(not speakers)
        self._order.setVisible(len(speakers) > 1)


def _lines(
    snapshot: Snapshot, speaker: Candidate, today: dt.date
) -> Iterator[tuple[str, str, str]]:
    """Yield icon, tone and words: what is doubtful, what it rests on, why they fit."""
    for hindrance in speaker.fit.hindrances:
        yield "triangle-alert", "warn", hindrance
    if speaker.response is not None:
        for doubt in doubts(speaker.response, today):
            yield "triangle-alert", "warn", f"{sentence_case(doubt)}."
        for proof in _evidence(snapshot, speaker.response):
            yield "shield-check", "text2", proof
    for reason in speaker.reasons:
        yield "waypoints", "text2", reason


def _evidence(snapshot: Snapshot, response: Response) -> Iterator[str]:
    for id in response.proofs[:2]:
        yield snapshot.proofs[id].title
    if not response.proofs and response.evidence:
        yield tr(
            "Rests on {evidence}",
            evidence=Response.KIND.by_name["evidence"].words(response.evidence),
        )


def _why_not_used(snapshot: Snapshot, speaker: Candidate) -> str:
    if speaker.response is None:
        return tr("Write a response first.")
    answer = snapshot.answers.get(speaker.answer or "")
    said_by = (answer.spokesperson or speaker.response.spokesperson) if answer else None
    return tr("It is an answer already, said by them.") if said_by == speaker.fit.person else ""


def _why_not_asked(snapshot: Snapshot, person: str, partner: str) -> str:
    asked = any(
        role.person == person and role.audience == partner and role.status in ASKED
        for role in snapshot.champions.values()
    )
    return tr("They have been asked to speak to this partner.") if asked else ""
