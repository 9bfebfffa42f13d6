"""Writes what has a day as a calendar; an event keeps its UID, so a calendar updates it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from outreach.base.language import tr
from outreach.cadence.kinds import Commitment, Step, Touchpoint
from outreach.document.document import Document
from outreach.document.naming import Names
from outreach.document.reading import select


class Event(NamedTuple):
    """A day on which something is to be done."""

    id: str
    """The record’s id, and the event’s UID."""
    day: dt.date
    summary: str
    about: str
    done: bool


def events(document: Document, days: Iterable[tuple[str, dt.date]]) -> list[Event]:
    """Return the events of a plan: steps, promises, and what follows from contacts.

    Args:
        document: The plan.
        days: The id and the day of each step that has one.
    """
    names = Names(document.connection, document.model)
    steps = {step.id: step for step in document.all(Step)}
    found = [_step(names, steps[id], day) for id, day in days if id in steps]
    for promise in select(document.connection, Commitment, "due IS NOT NULL"):
        what = tr("Promise: {promise}", promise=promise.promise)
        if promise.by:
            by = names.name(promise.by)
            what = tr("Promise: {name}: {promise}", name=by, promise=promise.promise)
        assert promise.due is not None
        found.append(Event(promise.id, promise.due, what, "", not promise.is_open))
    for contact in select(document.connection, Touchpoint, "next_on IS NOT NULL"):
        who = names.name(contact.organisation) if contact.organisation else tr("a contact")
        assert contact.next_on is not None
        found.append(
            Event(contact.id, contact.next_on, tr("Follow up with {who}", who=who), "", False)
        )
    return found


def _step(names: Names, step: Step, day: dt.date) -> Event:
    who = names.name(step.organisation) if step.organisation else ""
    summary = ": ".join(filter(None, (who, step.ask or ""))) or tr("A step of the plan")
    through = (
        tr("Through {messenger}.", messenger=names.name(step.messenger)) if step.messenger else ""
    )
    about = "\n".join(filter(None, (through, step.pitch or "")))
    return Event(step.id, day, summary, about, step.status in ("done", "skipped"))


PLAN = "X-OUTREACH-PLAN"
"""The line of a calendar that says of which plan it is kept up to date."""


def calendar(
    document: Document, name: str, found: Iterable[Event], now: dt.datetime, plan: str = ""
) -> bytes:
    """Return the calendar with ``found`` in it, as of ``now`` (with its time zone).

    ``plan`` is the initiative's id where it is kept up to date beside the file; else empty.
    """
    from icalendar import Calendar
    from icalendar import Event as Entry

    made = Calendar()
    made.add("prodid", "-//Outreach Planner//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    if plan:
        made.add(PLAN, plan)
    for event in found:
        entry = Entry()
        entry.add("uid", event.id)
        entry.add("dtstamp", now.astimezone(dt.UTC))
        entry.add("dtstart", event.day)
        entry.add("dtend", event.day + dt.timedelta(days=1))
        entry.add(
            "summary", tr("Done: {summary}", summary=event.summary) if event.done else event.summary
        )
        if event.about:
            entry.add("description", event.about)
        entry.add("transp", "TRANSPARENT")
        entry.add("status", "CONFIRMED")
        entry.add("sequence", _times_changed(document, event.id))
        made.add_component(entry)
    return bytes(made.to_ical())


def _times_changed(document: Document, id: str) -> int:
    (number,) = document.connection.execute(
        "SELECT count(*) FROM log_op WHERE row=?", (id,)
    ).fetchone()
    return int(number)
