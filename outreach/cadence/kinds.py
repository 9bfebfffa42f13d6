"""The record kinds of cadence: sequences, steps, contacts, promises, quiet periods, paper."""

from __future__ import annotations

import datetime as dt

from outreach.document.fields import Search
from outreach.document.records import (
    Record,
    choice,
    date,
    flag,
    integer,
    links,
    number,
    ref,
    text,
)
from outreach.vocabulary import (
    CHANNELS,
    EDITIONS,
    OUTCOMES,
    RUN_STATUS,
    SECTORS,
    STATUS_WAITED_FOR,
    STEP_STATUS,
)


class Sequence(
    Record,
    kind="sequence",
    label="Sequence",
    plural="Sequences",
    title="name",
    help="An ordered approach in which each yes helps the next.",
):
    """An ordered approach in which each yes helps the next."""

    name: str = text("Name", required=True, search=Search.NAME)
    seed_idea: str | None = text(
        "Seed idea", "The small true start: the stone.", long=True, search=Search.TEXT
    )
    goals: tuple[str, ...] = links("organisation", "Goal", "Whose yes it is all for.")
    goals_enough: int | None = integer(
        "How many are enough", "Of the goals; not set: all of them.", low=1, high=1000
    )
    partners_enough: int | None = integer(
        "Partners in all", "How many must have said yes, whoever they are.", low=1, high=1000
    )
    use_cases: tuple[str, ...] = links(
        "use_case", "Enough for", "Use cases for which partners must put in as much as they take."
    )
    deadline: dt.date | None = date("By when", "The day by which the goal is to be reached.")
    per_week: int | None = integer(
        "Approaches a week", "How many we can begin; not set: 3.", low=1, high=50
    )
    status: str | None = choice("Status", RUN_STATUS)
    status_reason: str | None = text(
        "Reason", "Why it was paused or stopped.", long=True, confidential=True
    )
    start_date: dt.date | None = date("Start", "Not set: the start of the initiative.")
    paused_on: dt.date | None = date("Paused on", "What is left of each wait is kept from here.")


class Step(
    Record,
    kind="step",
    label="Step",
    plural="Steps",
    title=("organisation", "ask"),
    help="One approach to one partner, through a messenger, with one ask.",
):
    """One approach to one partner, through a messenger, with one ask."""

    sequence: str = ref("sequence", "Sequence", required=True)
    position: float | None = number("Place", "Steps are in the order of this.", low=-1e6, high=1e6)
    organisation: str | None = ref("organisation", "Partner")
    person: str | None = ref("person", "Person approached")
    messenger: str | None = ref("person", "Messenger", "Who makes the approach.")
    status: str | None = choice("Status", STEP_STATUS)
    channel: str | None = choice("How", CHANNELS, open=True)
    ask: str | None = text("Ask", "The one thing requested.", long=True, search=Search.TEXT)
    pitch: str | None = text("Pitch", "About their problem.", long=True, search=Search.TEXT)
    why_now: str | None = text("Why now", long=True, confidential=True)
    ingredient: str | None = text("Adds to the pot", long=True)
    day: int | None = integer(
        "Day",
        "Working from the start of the sequence.",
        high=10_000,
        unit="days after the start",
    )
    due: dt.date | None = date("Date", "A fixed date; it wins over the day.")
    answer_by: dt.date | None = date("Answer by", "The day by which we need to know.")
    pinned: bool | None = flag("Keep its place", "A new order leaves this step where it is.")
    done_on: dt.date | None = date("Done on")
    fallback: str | None = text("If they say no", long=True, confidential=True)
    exit_rule: str | None = text("When to stop", long=True, confidential=True)
    note: str | None = text("Note", long=True, confidential=True)


class Prerequisite(
    Record,
    kind="prerequisite",
    label="Prerequisite",
    plural="Prerequisites",
    title=("organisation", "status"),
    help="How far another partner must have come before a step is taken.",
):
    """How far another partner must have come before a step is taken."""

    step: str = ref("step", "Step", required=True)
    organisation: str = ref("organisation", "Waits for", required=True)
    status: str = choice("At least", STATUS_WAITED_FOR, required=True)
    until_answer: bool | None = flag(
        "Only until they answer", "A no ends the wait; not set: a no blocks the step."
    )


class Touchpoint(
    Record,
    kind="touchpoint",
    label="Contact",
    plural="Contacts",
    title=("held_on", "summary"),
    help="One contact with a partner, by any channel.",
):
    """One contact with a partner, by any channel."""

    held_on: dt.date | None = date("Date")
    organisation: str | None = ref("organisation", "Partner")
    people: tuple[str, ...] = links("person", "With")
    channel: str | None = choice("How", CHANNELS, open=True)
    direction: str | None = choice(
        "Who began", {"out": "we did", "in": "they did"}, confidential=True
    )
    summary: str | None = text("What was said", long=True, confidential=True, search=Search.TEXT)
    outcome: str | None = choice("How it went", OUTCOMES, confidential=True)
    next_step: str | None = text("Next", long=True, confidential=True)
    next_on: dt.date | None = date("Next on")
    step: str | None = ref("step", "Step of the plan")
    objections: tuple[str, ...] = links("objection", "Objections heard", confidential=True)


class Commitment(
    Record,
    kind="commitment",
    label="Promise",
    plural="Promises",
    title="promise",
    help="A promise with an owner and a date.",
):
    """A promise with an owner and a date."""

    by: str | None = ref(("organisation", "person"), "Promised by")
    to: str | None = ref(("organisation", "person"), "Promised to")
    promise: str = text("Promise", required=True, long=True, search=Search.TEXT)
    due: dt.date | None = date("Due")
    status: str | None = choice(
        "Status",
        {"open": "open", "kept": "kept", "broken": "broken", "withdrawn": "withdrawn"},
    )
    done_on: dt.date | None = date("Kept on")

    @property
    def is_open(self) -> bool:
        """Whether it is still to be kept; it is so from the first, when nothing is said of it."""
        return self.status in (None, "open")


class QuietPeriod(
    Record,
    kind="quiet_period",
    label="Quiet period",
    plural="Quiet periods",
    title="why",
    help="Days on which nobody is to be approached, such as the weeks before an election.",
):
    """Days on which nobody, or nobody of one sector, is to be approached."""

    why: str = text("Why", "Such as an election or a season of holidays.", required=True)
    first: dt.date = date("First day", required=True)
    last: dt.date = date("Last day", required=True)
    sector: str | None = choice(
        "Whom", SECTORS, "Partners of this sector; not set: everybody.", open=True
    )


class Printout(
    Record,
    kind="printout",
    label="Print-out",
    plural="Print-outs",
    title=("code", "name"),
    help="Something that was put on paper, so that it can be told what of it is out of date.",
):
    """Something that was put on paper: what, for whom, when, and what each page shows."""

    code: str = text("Code", "Printed on every page.", required=True, search=Search.NAME)
    name: str = text("What", required=True, search=Search.NAME)
    edition: str | None = choice("Edition", EDITIONS)
    printed_on: dt.date | None = date("Printed on")
    prepared_for: str | None = text("For", "Who it was printed for.", personal=True)
    partners: tuple[str, ...] = links("organisation", "Partners")
    made_from: str | None = text(
        "Made from", "The edit after which it was printed.", for_program=True
    )
    layout: str | None = text("How", "Design, paper and parts.", long=True, for_program=True)
    pages: str | None = text("Pages", "What each page shows.", long=True, for_program=True)
    replaces: str | None = text("Replaces pages of", "The code of an earlier print-out.")


KINDS = (Sequence, Step, Prerequisite, Touchpoint, Commitment, QuietPeriod, Printout)
