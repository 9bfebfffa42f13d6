"""Whether a tie between two people or organisations is there on a day."""

from __future__ import annotations

import datetime as dt

from outreach.network.kinds import Relationship


def holds(tie: Relationship, today: dt.date) -> bool:
    """Whether ``tie`` has begun and has not ended; it holds on its first and on its last day.

    A day that nobody wrote down is no bound.
    """
    begun = tie.start_date is None or tie.start_date <= today
    return begun and (tie.end_date is None or tie.end_date >= today)
