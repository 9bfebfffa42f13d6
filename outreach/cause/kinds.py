"""The record kinds of the cause: initiative, use case, contribution, tag."""

from __future__ import annotations

import datetime as dt
from typing import Any

from outreach.document.fields import Search
from outreach.document.records import Record, choice, date, links, number, picture, ref, text, words
from outreach.vocabulary import (
    CONTRIBUTION_STATUS,
    PAPER_COLOURS,
    PAPER_DESIGNS,
    PAPER_LANGUAGES,
    RUN_STATUS,
    WEEKDAYS,
)

HEAVIEST = 10
"""The most that one criterion can count for."""


def _weight(of: str, usual: float) -> Any:
    """Declare how much something counts when champions are ranked."""
    return number(f"Weight of {of}", f"In the fit of champions. Not set: {usual:g}.", high=HEAVIEST)


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
        "What it is good for, in a sentence about people’s problems, not about data.",
        long=True,
        search=Search.TEXT,
    )
    setting: str | None = text("Setting", "Where and in what circumstances.", long=True)
    coordinator: str | None = ref("person", "Coordinator", "Who keeps the plan.")
    start_date: dt.date | None = date("Start", "Steps planned by day count from here.")
    country: str | None = text("Our country", "Two letters, such as KE; for public holidays.")
    working_days: tuple[str, ...] = words(
        "Our working days", "Not set: those that are usual in our country.", choices=WEEKDAYS
    )
    design: str | None = choice(
        "Design on paper", PAPER_DESIGNS, "Of briefs, unless another is chosen for one."
    )
    paper_language: str | None = choice(
        "Language on paper",
        PAPER_LANGUAGES,
        "Of labels, days and numbers in briefs; what you type stays as it is. Not set: English.",
    )
    colour: str | None = choice(
        "Colour on paper",
        PAPER_COLOURS,
        "Of titles and rules in briefs: one of these, or your own such as #0A5C36. One too light "
        "to read is printed black. Not set: that of the design.",
        open=True,
    )
    logo: str | None = picture(
        "Logo", "A small PNG or JPEG picture above every page of briefs; black ink suits it best."
    )
    currency: str | None = text("Currency", "Of every sum of money here, such as EUR.")
    words_to_avoid: tuple[str, ...] = words(
        "Words to avoid",
        "Technical words to mark in what partners read; “cell tower data = phone counts” also "
        "says what is plainer.",
    )
    words_allowed: tuple[str, ...] = words(
        "Words to leave alone", "Technical words that your partners use themselves."
    )
    weight_relationship: float | None = _weight("ties to whoever decides", 3)
    weight_topic: float | None = _weight("being believed on the topic", 3)
    weight_seniority: float | None = _weight("enough seniority", 2)
    weight_distance: float | None = _weight("the right distance from the decision", 1.5)
    weight_communication: float | None = _weight("putting things well", 1)
    weight_reach: float | None = _weight("being widely heard", 1)
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
    takes: float | None = number(
        "How much it takes", "Of what is put in for it, in all; not set: one contribution."
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
    amount: float | None = number(
        "How much", "Towards what its use cases take, in the same measure; not set: 1."
    )
    use_cases: tuple[str, ...] = links("use_case", "Use cases")
    note: str | None = text("Note", long=True, confidential=True)


class Tag(
    Record,
    kind="tag",
    label="Tag",
    plural="Tags",
    title="name",
    help="A word of the team’s own to group records by.",
):
    """A word of the team’s own to group records by."""

    name: str = text("Name", required=True, search=Search.NAME)


KINDS = (Initiative, UseCase, Contribution, Tag)
