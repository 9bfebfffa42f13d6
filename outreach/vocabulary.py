"""The field's shared words: judged scales, statuses and usual choices, each declared once.

A mapping goes from the value that the file holds to the words that people see, in the order in
which people are offered them.
"""

from __future__ import annotations

from outreach.base.language import Terms

RUN_STATUS = Terms(
    {
        "draft": "draft",
        "active": "active",
        "paused": "paused",
        "finished": "finished",
        "stopped": "stopped",
    }
)
"""How far an initiative or a sequence has come."""
UNDER_WAY = frozenset({None, "draft", "active"})
"""Statuses of a sequence whose steps are to be taken."""
ENDED = frozenset({"finished", "stopped"})
"""Statuses of a sequence that is over."""

CONTRIBUTION_STATUS = Terms(
    {
        "hoped": "hoped for",
        "asked": "asked",
        "promised": "promised",
        "in": "in the pot",
        "withdrawn": "withdrawn",
    }
)
LEVELS = Terms({1: "very low", 2: "low", 3: "medium", 4: "high", 5: "very high"})
STANCES = Terms(
    {
        -2: "active opponent",
        -1: "passive opponent",
        0: "neutral",
        1: "passive ally",
        2: "active ally",
    }
)
"""Spectrum of allies."""
DISTANCES = Terms(
    {
        0: "makes the decision",
        1: "signs or shapes it",
        2: "somewhat removed",
        3: "outside",
    }
)
ENGAGEMENT = Terms(
    {
        "unaware": "unaware",
        "resistant": "resistant",
        "neutral": "neutral",
        "supportive": "supportive",
        "leading": "leading",
    }
)
"""Engagement levels of the PMBOK assessment matrix."""

PIPELINE = Terms(
    {
        "not_started": "not started",
        "contacted": "contacted",
        "in_conversation": "in conversation",
        "committed": "committed",
        "contributing": "contributing",
        "declined": "declined",
        "parked": "parked",
    }
)
PIPELINE_ORDER = (
    "not_started",
    "contacted",
    "in_conversation",
    "committed",
    "contributing",
)
"""The way to yes, in order; declined and parked stand outside it."""
JOINED = frozenset({"committed", "contributing"})
"""Stages at which a partner is in and may be named to others."""
GONE = frozenset({"declined", "parked"})
"""Stages at which a partner is not asked any more."""

SECTORS = Terms(
    {
        "government": "government",
        "private": "private company",
        "ngo": "non-governmental organisation",
        "academia": "university or research",
        "civil_society": "civil society",
        "donor": "donor",
        "philanthropy": "foundation",
        "industry_body": "industry body",
        "local_utility": "local utility",
        "wholesaler": "wholesale utility",
    }
)
ROLES = Terms(
    {
        "data_producer": "holds the figures",
        "data_user": "acts on the results",
        "intermediary": "trusted go-between",
        "convener": "hosts the table",
        "regulator": "regulator",
        "funder": "funder",
        "advocate": "advocate",
    }
)
RELATIONSHIP_TYPES = Terms(
    {
        "trusted_by": "is trusted by",
        "influences": "influences",
        "reports_to": "reports to",
        "regulates": "regulates",
        "watches": "watches",
        "funds": "funds",
        "leads": "leads",
        "works_with": "works with",
    }
)
DECISION_ROLES = Terms(
    {
        "decision_maker": "decides",
        "approver": "must sign",
        "gatekeeper": "controls access",
        "adviser": "advises",
        "user": "uses the results",
        "coach": "coaches us",
    }
)
CHAMPION_STATUS = Terms(
    {
        "identified": "identified",
        "qualified": "qualified",
        "asked": "asked",
        "active": "active",
        "lapsed": "lapsed",
    }
)
CHAMPION_VETOES = Terms(
    {
        "conflict_of_interest": "conflict of interest",
        "refused": "the partner refuses them",
        "cannot_attend": "cannot attend",
    }
)
"""Why somebody must not speak for us to a partner, whatever else speaks for them."""
TOPICS = Terms(
    {
        "privacy": "privacy",
        "regulator": "regulators",
        "cost": "cost",
        "legal": "law",
        "commercial": "commerce",
        "reputation": "reputation",
        "capacity": "capacity",
        "control": "control",
        "quality": "quality",
    }
)
"""What objections are about; own topics can be added."""
EVIDENCE = Terms(
    {
        "own_estimate": "our own estimate",
        "analogous_case": "a like case elsewhere",
        "own_case": "our own case",
        "measured": "measured",
    }
)
"""What a claim rests on."""
OBJECTION_STATUS = Terms(
    {
        "open": "open",
        "acknowledged": "acknowledged",
        "answered": "answered",
        "accepted": "accepted",
        "resolved": "resolved",
        "parked": "parked",
    }
)
SETTLED = frozenset({"answered", "accepted", "resolved", "parked"})
"""Statuses of an objection that nobody needs to act on."""
STEP_STATUS = Terms(
    {
        "planned": "planned",
        "due": "due",
        "done": "done",
        "skipped": "skipped",
        "blocked": "blocked",
    }
)
CLOSED_STEPS = frozenset({"done", "skipped"})
"""Statuses of a step that nobody needs to act on."""
WEEKDAYS = Terms(
    {
        "mon": "Monday",
        "tue": "Tuesday",
        "wed": "Wednesday",
        "thu": "Thursday",
        "fri": "Friday",
        "sat": "Saturday",
        "sun": "Sunday",
    }
)
"""The days of the week, in the order in which Python counts them from 0."""
CHANNELS = Terms(
    {
        "meeting": "meeting",
        "call": "call",
        "visit": "visit",
        "workshop": "workshop",
        "event": "event",
        "letter": "letter",
        "email": "e-mail",
        "message": "message",
        "briefing": "briefing",
        "one-page note": "one-page note",
    }
)
OUTCOMES = Terms(
    {
        "commitment": "promise given",
        "positive": "good",
        "neutral": "neutral",
        "negative": "bad",
        "no_answer": "no answer",
    }
)
STATUS_WAITED_FOR = Terms(
    {
        "contacted": "contacted",
        "in_conversation": "in conversation",
        "committed": "committed",
        "contributing": "contributing",
    }
)

EDITIONS = Terms({"handout": "hand-out", "internal": "internal", "pocket": "pocket card"})
"""Whom a brief on paper is for: the partner, the team, or the champion who speaks for us."""

PAPER_DESIGNS = Terms(
    {
        "broadsheet": "broadsheet, all on one page",
        "modular": "modular, large type on two sides",
        "letter": "letter, with room for notes",
    }
)
"""How a brief is put on its pages."""
PAPER_LANGUAGES = Terms(
    {"en": "English", "fr": "French", "es": "Spanish", "pt": "Portuguese", "ar": "Arabic"}
)
"""What labels, days and numbers on paper can be printed in."""
PAPER_COLOURS = Terms({
    "ink": "ink", "umber": "umber", "forest": "forest green", "navy": "navy blue", "plum": "plum",
    "brick": "brick red", "black": "black",
})  # fmt: skip
"""Colours for titles and rules on paper: each so dark that a copier loses nothing."""
