"""What logging a contact writes: everything in one edit, so that one undo takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from outreach.base.ids import new_id
from outreach.cadence.kinds import Commitment, Touchpoint
from outreach.document.edits import Edit
from outreach.document.records import Record
from outreach.persuasion.kinds import Need, Objection


@dataclass(frozen=True, slots=True)
class Kept:
    """Something said that becomes a record of its own."""

    record: type[Record]
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Contact:
    """All that was given about one contact."""

    partner: str
    """Empty when it was with people of no partner."""
    people: Sequence[str]
    values: dict[str, Any]
    """The other fields of the contact."""
    kept: Sequence[Kept] = ()
    stage: str | None = None
    """Where the partner stands now; None when that did not change."""
    id: str = field(default_factory=new_id)

    def write(self, edit: Edit) -> None:
        """Add the contact with all that hangs on it."""
        partner = self.partner or None
        heard = [id for kept in self.kept if (id := self._keep(edit, kept))]
        edit.add(
            Touchpoint,
            id=self.id,
            organisation=partner,
            people=tuple(self.people),
            objections=tuple(heard),
            **self.values,
        )
        if partner and self.stage:
            edit.set(partner, status=self.stage)

    def _keep(self, edit: Edit, kept: Kept) -> str:
        """Add one record; return its id when it is an objection."""
        # Of several people who were there, nobody can tell who said it.
        speaker = self.people[0] if len(self.people) == 1 else None
        day = self.values.get("held_on")
        if kept.record is Objection:
            return edit.add(
                Objection,
                **kept.values,
                organisation=self.partner,
                person=speaker,
                status="open",
                origin="raised",
                raised_on=day,
            )
        if kept.record is Commitment:
            edit.add(Commitment, **kept.values, by=speaker or self.partner or None, status="open")
        else:
            edit.add(
                Need,
                **kept.values,
                organisation=self.partner,
                told_by=speaker,
                confidence="stated",
            )
        return ""
