"""The question that candidates are compared for: which partner, and what has to be answered."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from outreach.base.language import tr
from outreach.planning.champions.question import Question, of_objection, of_partner
from outreach.snapshot import Snapshot
from outreach.vocabulary import JOINED, SETTLED
from ui.records.quoting import quoted
from ui.theme import measure
from ui.widgets.inputs import ComboBox
from ui.widgets.labels import Label
from ui.widgets.marks import IconMark

EVERYTHING = tr("Everything that is open there")
_LONGEST = 90


class QuestionBar(QWidget):
    """Chooses partner and objection; the first choice is where an answer is needed most."""

    changed = Signal()
    """Another question was chosen."""

    def __init__(self) -> None:
        """Begin without a question; :meth:`offer` fills the choices."""
        super().__init__()
        self.setObjectName("subtle")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        measure.margins(row, 14, 8, 14, 8)
        measure.spacing(row, 10)
        row.addWidget(IconMark("target"))
        row.addWidget(Label(tr("Question"), "body", "text2"))
        self.partner, self.objection = ComboBox(), ComboBox()
        for combo, name, stretch in (
            (self.partner, tr("Who is to be won over"), 2),
            (self.objection, tr("What has to be answered"), 3),
        ):
            combo.setAccessibleName(name)
            combo.setSizeAdjustPolicy(
                ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(8)
            combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            row.addWidget(combo, stretch)
        self._snapshot: Snapshot | None = None
        self.partner.activated.connect(self._choose_partner)
        self.objection.activated.connect(lambda _: self.changed.emit())

    def offer(self, snapshot: Snapshot) -> None:
        """Offer the partners of ``snapshot``; the present choice is kept where it still is one."""
        before, objection = self.organisation(), self.objection_id()
        known, self._snapshot = self._snapshot, snapshot
        if known is None or known.organisations is not snapshot.organisations:
            self.partner.clear()
            for partner in snapshot.organisations.values():
                self.partner.addItem(partner.name, partner.id)
        wanted = before if before in snapshot.organisations else _most_needed(snapshot)
        self.partner.setCurrentIndex(self.partner.findData(wanted))
        self._offer_objections()
        self.objection.setCurrentIndex(max(0, self.objection.findData(objection)))

    def organisation(self) -> str:
        """Return the partner to be won over; empty when there is none."""
        return self.partner.currentData() or ""

    def objection_id(self) -> str:
        """Return the objection to be answered; empty for all of them."""
        return self.objection.currentData() or ""

    def choose(self, organisation: str, objection: str = "") -> None:
        """Ask about a partner, and one objection there."""
        self.partner.setCurrentIndex(self.partner.findData(organisation))
        self._offer_objections()
        self.objection.setCurrentIndex(max(0, self.objection.findData(objection)))
        self.changed.emit()

    def question(self) -> Question | None:
        """Return the question; None without a partner."""
        if self._snapshot is None or not self.organisation():
            return None
        if objection := self._snapshot.objections.get(self.objection_id()):
            return of_objection(objection)
        return of_partner(self._snapshot, self.organisation())

    def _choose_partner(self, _: int) -> None:
        self._offer_objections()
        self.changed.emit()

    def _offer_objections(self) -> None:
        self.objection.clear()
        self.objection.addItem(EVERYTHING, "")
        if self._snapshot is not None and self.organisation():
            for one in self._snapshot.dossier(self.organisation()).objections:
                if one.status not in SETTLED:
                    words = quoted(one.statement)
                    short = words if len(words) <= _LONGEST else words[:_LONGEST] + "…”"
                    self.objection.addItem(short, one.id)


def _most_needed(snapshot: Snapshot) -> str:
    """Return the partner with a blocking objection, else the first who has not joined."""
    blocked = [
        o.organisation
        for o in snapshot.objections.values()
        if o.blocking and o.status not in SETTLED
    ]
    waiting = [o.id for o in snapshot.organisations.values() if o.status not in JOINED]
    return next(iter((*blocked, *waiting, *snapshot.organisations)), "")
