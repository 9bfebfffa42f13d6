"""What a brief says, as values, before anything is drawn.

A content type exists for each edition. :class:`Handout` is what a partner is given; it has no
field for anything confidential, so drawing it cannot leak: there is nothing to leave out.
:class:`Internal` carries a hand-out and, beside it, what only the coordinator's team may read.
Every string is already in the words that are printed; drawing adds labels and nothing else.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from outreach.briefs.labels import Language
from outreach.briefs.logo import NO_LOGO, Logo
from outreach.briefs.parts_content import Shared, Team


class Edition(StrEnum):
    """Whom a printed brief is for."""

    HANDOUT = "handout"
    INTERNAL = "internal"
    POCKET = "pocket"


@dataclass(frozen=True, slots=True)
class Card:
    """The use case beside the headline: what it decides and what the public gains."""

    title: str
    decision: str
    benefit: str


@dataclass(frozen=True, slots=True)
class Question:
    """A fair question (an objection in the partner's own words) and our straight answer."""

    topic: str
    quote: str
    answer: str
    proof: str
    """The checkable source of the answer with its date, or empty when there is none."""
    out_of_date: bool
    """The answer's review date has passed, or it claims something without a source."""


@dataclass(frozen=True, slots=True)
class Spokesperson:
    """Who stands for the answers, or is to be called."""

    name: str
    role: str
    email: str = ""
    """Where to write to; empty for whom nobody is asked to write to."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """Something agreed or planned with this partner, with its date."""

    date: dt.date | None
    text: str
    done: bool


@dataclass(frozen=True, slots=True)
class Handout:
    """One partner on paper, fit to be handed to that partner."""

    code: str
    """Short code of the brief, such as ``P-042``; it never contains a name."""
    initiative: str
    partner: str
    description: str
    """What the partner is, in a line: ``Mobile operator``."""
    headline: str
    deck: str
    """One or two plain sentences under the headline."""
    card: Card | None
    who_you_are: str
    you_need: tuple[str, ...]
    we_offer: tuple[str, ...]
    we_ask: tuple[str, ...]
    you_get: tuple[str, ...]
    questions: tuple[Question, ...]
    spokesperson: Spokesperson | None
    already_in: tuple[str, ...]
    """Names of partners who have joined in public (committed or contributing); where there are
    too many to be named, the last says how many more."""
    next_steps: tuple[NextStep, ...]
    contact: Spokesperson | None
    """Whom to call: the coordinator."""
    as_of: dt.date
    """The day the brief speaks for; printed in the foot."""
    language: Language = Language.ENGLISH
    """Of what the page says of its own accord."""
    colour: str = ""
    """What titles and rules are printed in, by :mod:`outreach.briefs.inks`."""
    logo: Logo = NO_LOGO


@dataclass(frozen=True, slots=True)
class Judgement:
    """A judged scale with its value in words, such as ``Influence`` ``4 of 5``."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class PersonNote:
    """A person at the partner: their part in the decision, and why they matter."""

    name: str
    role: str
    part: str
    """Their part in the decision and whether they are a champion, in words."""
    why: str


@dataclass(frozen=True, slots=True)
class ObjectionNote:
    """An objection with what the team knows about answering it."""

    topic: str
    quote: str
    weight: str
    """Severity, blocking or not, and status, in words."""
    answer: str
    avoid: str
    """What not to say."""
    follow_up: str
    speaker: str
    """Who should give the answer and why."""


@dataclass(frozen=True, slots=True)
class ContactNote:
    """A past contact: when, with whom and how, what was said, what was to follow."""

    date: dt.date | None
    heading: str
    summary: str
    next_step: str


@dataclass(frozen=True, slots=True)
class Internal:
    """One partner for the team's eyes: the hand-out, and what must not leave the team."""

    handout: Handout
    status: str
    """The partner's place in the pipeline, in words."""
    judgements: tuple[Judgement, ...]
    balance: str
    """The exchange in person-days: what it costs them, what our offer offsets, the net."""
    note: str
    """Private notes on the partner."""
    people: tuple[PersonNote, ...]
    objections: tuple[ObjectionNote, ...]
    contacts: tuple[ContactNote, ...]
    approach: tuple[str, ...]
    """Each step planned with this partner: through whom, why now, what it waits for, fallback."""
    commitments: tuple[str, ...]
    asked: tuple[int, ...] = field(default=(), compare=False)
    """For each question of the hand-out, the place of what is known of it in ``objections``."""

    def follow_up(self, question: int) -> str:
        """Say how to go on when they press question ``question`` (from 0) of the hand-out."""
        if question >= len(self.asked):
            return ""
        return self.objections[self.asked[question]].follow_up


@dataclass(frozen=True, slots=True)
class Pocket:
    """One partner on a card for whoever speaks for us: as safe to lose as a hand-out."""

    handout: Handout


Brief = Handout | Internal | Pocket


@dataclass(frozen=True, slots=True)
class Pack:
    """Several briefs bound together: a cover, contents, then the briefs in this order."""

    initiative: str
    pitch: str
    edition: Edition
    prepared_for: str
    """A name, or empty."""
    as_of: dt.date
    briefs: tuple[Brief, ...]
    shared: Shared = field(default_factory=Shared)
    """Pages that may be given away."""
    team: Team | None = None
    """Pages for the team; None in any edition but the internal one."""
    language: Language = Language.ENGLISH
    colour: str = ""
    logo: Logo = NO_LOGO
