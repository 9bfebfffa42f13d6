"""What becomes of the records that are brought in, in words."""

from __future__ import annotations

from outreach.base.language import plural, tr
from outreach.exchange.incoming import Outcome

OUTCOMES = {
    Outcome.ADDED: tr("added"),
    Outcome.CHANGED: tr("changed"),
    Outcome.SAME: tr("left alone"),
    Outcome.REFUSED: tr("refused"),
}
"""What is said of one record."""


def counted(outcome: Outcome, number: int) -> str:
    """Say of how many records something becomes: ``12 added``."""
    return {
        Outcome.ADDED: plural("{n} added", "{n} added", number),
        Outcome.CHANGED: plural("{n} changed", "{n} changed", number),
        Outcome.SAME: plural("{n} left alone", "{n} left alone", number),
        Outcome.REFUSED: plural("{n} refused", "{n} refused", number),
    }[outcome]
