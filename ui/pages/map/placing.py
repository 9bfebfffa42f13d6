"""Keeps where somebody was put on the map by hand."""

from __future__ import annotations

from collections.abc import Iterable

from outreach.document.edits import Edit
from outreach.network.kinds import MapPlace


def put(edit: Edit, places: Iterable[MapPlace], subject: str, x: float, y: float) -> None:
    """Put ``subject`` at a place in design pixels, instead of where they were put before.

    A new record takes the place of the old one, so that two people who move the same partner are
    asked nothing when their copies are brought together: the newest place counts.

    Args:
        edit: The edit.
        places: All places of the plan.
        subject: A partner or a person.
        x: Across.
        y: Down.
    """
    for place in places:
        if place.subject == subject:
            edit.delete(place.id)
    edit.add(MapPlace, subject=subject, x=x, y=y)
