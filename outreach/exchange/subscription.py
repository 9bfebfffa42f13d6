"""A calendar beside the plan that is kept up to date, for calendars to subscribe to.

It is kept for as long as it is there: whoever deletes it wants it no more. A mark in it says of
which plan it is, so that no other file of that name is ever written over.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from pathlib import Path

from outreach.base.errors import NotSaved, Refusal
from outreach.base.language import tr
from outreach.document.connecting import one_moment
from outreach.document.copying import write_over
from outreach.document.document import Document
from outreach.exchange import ics_out
from outreach.initiative import the_initiative

_LOOKED_AT = 2000
"""Bytes at the beginning among which the mark stands."""


def place(plan: Path) -> Path:
    """Return where the calendar of the plan at ``plan`` is."""
    return plan.with_suffix(".ics")


def is_kept(document: Document, plan: Path) -> bool:
    """Tell whether a calendar of this plan is there, and to be kept up to date."""
    target = place(plan)
    try:
        if not target.is_file():  # to open something else may take for ever
            return False
        with target.open("rb") as file:
            return _mark(document).encode() in file.read(_LOOKED_AT)
    except OSError:
        return False


def keep(
    document: Document, plan: Path, days: Iterable[tuple[str, dt.date]], now: dt.datetime
) -> None:
    """Write the calendar beside the plan, in the place of the one that was there.

    Args:
        document: The plan.
        plan: Where it is.
        days: The id and the day of each step that has one.
        now: The time, with its zone.

    Raises:
        Refusal: a file of that name is there that is none of this plan's.
        NotSaved: it cannot be written.
    """
    target = place(plan)
    if target.exists() and not is_kept(document, plan):
        raise Refusal(
            tr(
                "“{name}” is there already and is no calendar of this plan, so "
                "nothing was written. Give it another name first.",
                name=target.name,
            )
        )
    with one_moment(document.connection):
        found = ics_out.events(document, days)
        name = the_initiative(document).name
        content = ics_out.calendar(document, name, found, now, plan=document.id)
    try:
        # What a link leads to is what people subscribed to.
        write_over(Path(os.path.realpath(target)), content, lasting=False)
    except OSError as error:
        raise NotSaved(
            tr(
                "“{name}” could not be written ({strerror}).",
                name=target.name,
                strerror=error.strerror,
            )
        ) from error


def _mark(document: Document) -> str:
    return f"{ics_out.PLAN}:{document.id}"
