"""What a step waits for: which partners, and how far they must have come."""

from __future__ import annotations

from outreach.base.ids import new_id
from outreach.base.language import tr
from outreach.cadence.kinds import Prerequisite
from outreach.document.edits import Changes
from outreach.planning import steps
from outreach.snapshot import Snapshot
from outreach.vocabulary import STATUS_WAITED_FOR
from ui.models.rows import ChipText, Row
from ui.navigation import Navigator
from ui.records.card import RecordsCard
from ui.session import Session
from ui.widgets.buttons import QuietButton

FIELDS = ("organisation", "status", "until_answer", "step", "reference")


class PrerequisitesCard(RecordsCard):
    """The prerequisites as rows, each with whether it is met; adding, changing, taking away."""

    def __init__(self, session: Session, navigator: Navigator) -> None:
        """Build the card; :meth:`show_step` fills it."""
        nothing = tr("Nothing: it can be taken at any time.")
        super().__init__(session, navigator, Prerequisite.KIND, tr("It waits for"), nothing, FIELDS)
        self._step = ""
        self.remove = QuietButton(tr("Wait for it no longer"), "trash-2")
        self.remove.clicked.connect(self.delete_shown)
        self.remove.explain(session.why_read_only)
        self.detail.addWidget(self.remove)
        asked, preset = ("organisation", "status"), {"status": "committed"}
        self.add_button = self.offer_new(tr("Wait for another partner"), asked, preset)
        self.given.connect(self._add)

    def show_step(self, snapshot: Snapshot, id: str) -> None:
        """Show what another step waits for, or the same one anew."""
        if id != self._step:
            self._step = id
            self.put_away()
        found = [one for one in snapshot.prerequisites.values() if one.step == id]
        self.set_rows([_row(snapshot, one) for one in found])

    def _add(self, values: dict[str, object]) -> None:
        id, step = new_id(), self._step

        def show(_: Changes) -> None:
            self.select(id)

        self._session.edit(
            tr("Added what a step waits for"),
            lambda edit: edit.add(Prerequisite, id=id, step=step, **values),
            show,
        )


def _row(snapshot: Snapshot, prerequisite: Prerequisite) -> Row:
    met = steps.is_over(snapshot, prerequisite)
    stage = STATUS_WAITED_FOR[prerequisite.status]
    return Row(
        id=prerequisite.id,
        title=snapshot.name(prerequisite.organisation),
        caption=tr("To be {stage} at least, or to say no", stage=stage)
        if prerequisite.until_answer
        else tr("To be {stage} at least", stage=stage),
        chips=(ChipText(tr("Met"), "ok") if met else ChipText(tr("Not yet"), "warn"),),
        icon="circle-check" if met else "hourglass",
        tone="ok" if met else "neutral",
    )
