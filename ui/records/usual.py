"""What a new record says of itself until somebody says otherwise, wherever it is added."""

from __future__ import annotations

import datetime as dt


def raised(today: dt.date) -> dict[str, object]:
    """Return how an objection begins: most often it was raised ``today``, and it is open."""
    return {"origin": "raised", "raised_on": today, "status": "open"}
