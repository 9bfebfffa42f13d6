"""The record kinds of the cause: initiative, use case, contribution, tag."""

from __future__ import annotations

import datetime as dt

from outreach.document.fields import Search
from outreach.document.records import Record, choice, date, links, ref, text
from outreach.vocabulary import CONTRIBUTION_STATUS, RUN_STATUS


class Initiative(
    Record,
    kind="initiative",
    label="Initiative",
    plural="Initiatives",
    title="name",
    help="The data-sharing effort being built. A file holds exactly one.",
):
    """The data-sharing effort that the file is about."""

    name: str = text("Name", "What partners call the effort.", required=True, search=Search.NAME)
    status: str | None = choice("Status", RUN_STATUS)
    pitch: str | None = text(
        "Plain pitch",
        "What it is good for, in a sentence about people's problems, not about data.",
        long=True,
        search=Search.TEXT,
    )
    setting: str | None = text("Setting", "Where and in what circumstances.", long=True)
    coordinator: str | None = ref("person", "Coordinator", "Who keeps the plan.")
    start_date: dt.date | None = date("Start", "Steps planned by day count from here.")
    note: str | None = text("Note", long=True, confidential=True)


class UseCase(
    Record,
    kind="use_case",
    label="Use case",
    plural="Use cases",
    title="title",
    help="One decision or service that the shared data will improve.",
):
    """One decision or service that the shared data will improve."""

    title: str = text("Title", required=True, search=Search.NAME)
    decision: str | None = text("Decision", "What will be decided better.", long=True)
    public_value: str | None = text("Public value", "What people gain.", long=True)
    data_needed: str | None = text(
        "Figures needed", long=True, search=Search.TEXT, help="Which figures it takes."
    )
    access_model: str | None = text(
        "How they are reached",
        "Where the work happens and what leaves the partner.",
        long=True,
    )
    sensitivity: str | None = choice(
        "Sensitivity", {"low": "low", "medium": "medium", "high": "high"}
    )


class Contribution(
    Record,
    kind="contribution",
    label="Contribution",
    plural="Contributions",
    title="title",
    help="An ingredient of the stone soup: what a partner puts in.",
):
    """An ingredient: what a partner puts in."""

    organisation: str = ref("organisation", "Partner", required=True)
    title: str = text("What they put in", required=True, search=Search.NAME)
    status: str | None = choice("Status", CONTRIBUTION_STATUS)
    use_cases: tuple[str, ...] = links("use_case", "Use cases")
    note: str | None = text("Note", long=True, confidential=True)


class Tag(
    Record,
    kind="tag",
    label="Tag",
    plural="Tags",
    title="name",
    help="A word of the team's own to group records by.",
):
    """A word of the team's own to group records by."""

    name: str = text("Name", required=True, search=Search.NAME)


KINDS = (Initiative, UseCase, Contribution, Tag)
