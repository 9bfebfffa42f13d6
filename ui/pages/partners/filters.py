"""Further filters of the list of partners: kind, tag, need of attention."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from outreach.base.language import tr
from outreach.base.words import sentence_case
from outreach.document.fields import Choice
from outreach.network.kinds import Organisation
from outreach.planning.attention import ATTENTION, in_need
from ui.pages.filter_boxes import TAG, FilterBoxes
from ui.pages.views import Views
from ui.session import Session

ANY = "any"


class MoreFilters(FilterBoxes):
    """What partners are filtered by beside their names and their stage."""

    def __init__(self, session: Session, view: Views, today: Callable[[], dt.date]) -> None:
        """Offer what there is to filter by, and with it the views that were kept."""
        reasons = [(reason, sentence_case(words)) for reason, words in ATTENTION.items()]
        attention = [("", tr("Attention: all")), (ANY, tr("Needs attention")), *reasons]
        boxes = {
            "kind": (tr("Kind"), [("", tr("All kinds")), *_kinds()]),
            TAG: (tr("Tag"), [("", tr("All tags"))]),
            "attention": (tr("Needs attention"), attention),
        }
        super().__init__(boxes, view, inset=12)
        self._session, self._today = session, today
        self.offer_tags(session.document)

    def among(self) -> frozenset[str] | None:
        """Return the partners that need the attention chosen; None when all may be listed."""
        reason = self.boxes["attention"].currentData()
        if not reason:
            return None
        found = in_need(self._session.snapshot(), self._today())
        return frozenset().union(*found.values()) if reason == ANY else found[reason]


def _kinds() -> list[tuple[str, str]]:
    """Return kinds of partners and their roles: what is filtered by, and its words."""
    found = []
    for name in ("partner_type", "role"):
        field = Organisation.KIND.by_name[name]
        assert isinstance(field, Choice)
        found += [(f"{name}:{v}", sentence_case(words)) for v, words in field.choices.items()]
    return found
