"""What values are called where copies are compared: as everywhere, but for the place of a step."""

from __future__ import annotations

from outreach.base.language import tr
from outreach.base.words import with_commas
from outreach.cadence.kinds import Step
from outreach.document.fields import Field, Stored
from outreach.document.naming import Names
from outreach.document.records import Kind


class Wording(Names):
    """Says values in words; the place of a step by the steps that it stands between."""

    def said(self, table: Kind, id: str, field: Field, stored: Stored) -> str:
        """Say what ``stored`` means as the ``field`` of record ``id``; empty when it is not set."""
        if (table.name, field.name) == (Step.KIND.name, "position") and stored is not None:
            return self._place(id, float(stored))
        return self.value(field, stored)

    def _place(self, step: str, position: float) -> str:
        """Say where a step stands: ``after “…”, before “…”``, as the others stand now."""
        others = self._connection.execute(
            """SELECT position, id FROM step WHERE id <> ?1 AND position IS NOT NULL
               AND sequence = (SELECT sequence FROM step WHERE id=?1) ORDER BY position, id""",
            (step,),
        ).fetchall()
        before = [id for place, id in others if (place, id) < (position, step)]
        after = [id for place, id in others if (place, id) > (position, step)]
        words = [tr("after “{name}”", name=self.name(before[-1]))] if before else [tr("first")]
        words += [tr("before “{name}”", name=self.name(after[0]))] if after else [tr("last")]
        return with_commas(words)
