"""The record kinds of the network: organisation, person, relationship, champion role, distinct."""

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
    scale,
    text,
    words,
)
from outreach.vocabulary import (
    CHAMPION_STATUS,
    CHAMPION_VETOES,
    DECISION_ROLES,
    DISTANCES,
    ENGAGEMENT,
    LEVELS,
    PIPELINE,
    RELATIONSHIP_TYPES,
    ROLES,
    SECTORS,
    STANCES,
    TOPICS,
)


class Organisation(
    Record,
    kind="organisation",
    label="Partner",
    plural="Partners",
    title="name",
    help="Any organisation to be moved: a direct partner, or a stakeholder who can help or block.",
):
    """Any organisation to be moved."""

    name: str = text("Name", required=True, search=Search.NAME)
    partner_type: str | None = choice(
        "Kind of partner",
        {"direct": "direct partner", "stakeholder": "wider stakeholder"},
        "A direct partner supplies, handles or uses the figures; a stakeholder can help or block.",
    )
    sector: str | None = choice("Sector", SECTORS, open=True)
    role: str | None = choice("Role", ROLES, open=True)
    status: str | None = choice("Stage", PIPELINE, "How far the talks have come.")
    ask_again: bool | None = flag(
        "May be asked again", "After a no: a new order finds out when asking again is worth it."
    )
    about: str | None = text(
        "Who they are",
        "A few plain sentences; printed in their brief.",
        long=True,
        search=Search.TEXT,
    )
    use_cases: tuple[str, ...] = links("use_case", "Use cases", "What they take part in.")
    influence: int | None = scale("Influence", "Power to change the outcome.", LEVELS)
    interest: int | None = scale("Interest", "How much they care.", LEVELS)
    legitimacy: int | None = scale("Legitimacy", "Accepted right to be heard.", LEVELS)
    urgency: int | None = scale("Urgency", "How soon and hard they will act.", LEVELS)
    stance: int | None = scale("Stance", "For or against, now.", STANCES)
    engagement: str | None = choice("Engagement now", ENGAGEMENT, confidential=True)
    engagement_desired: str | None = choice("Engagement wanted", ENGAGEMENT, confidential=True)
    country: str | None = text("Country", "Two letters, such as KE; for public holidays.")
    answer_days: int | None = integer(
        "Time to answer", "How long they take; not set: 10.", low=1, high=500, unit="working days"
    )
    contact_every: int | None = integer(
        "Contact every", "How often we would like to speak.", low=1, high=1000, unit="days"
    )
    contact_within: int | None = integer(
        "Never longer than", "Silence beyond this does harm.", low=1, high=1000, unit="days"
    )
    quiet_from: dt.date | None = date("Not to be approached from", "A quiet period: its first day.")
    quiet_until: dt.date | None = date("Until", "The last day of the quiet period.")
    website: str | None = text("Website")
    tags: tuple[str, ...] = links("tag", "Tags")
    note: str | None = text(
        "Private note",
        long=True,
        confidential=True,
        search=Search.TEXT,
        help="For the team only.",
    )


class Person(
    Record,
    kind="person",
    label="Person",
    plural="People",
    title="name",
    help="Somebody at a partner or around it.",
):
    """Somebody at a partner or around it."""

    name: str = text("Name", required=True, personal=True, search=Search.NAME)
    organisation: str | None = ref("organisation", "Organisation", "Where they work.")
    job_title: str | None = text("Job title", personal=True, search=Search.TEXT)
    decision_role: str | None = choice(
        "Part in the decision", DECISION_ROLES, confidential=True, personal=True
    )
    seniority: int | None = scale("Seniority", "Rank where they work.", LEVELS, personal=True)
    communication: int | None = scale(
        "Communication",
        "How well they put things to people who are no experts.",
        LEVELS,
        personal=True,
    )
    reach: int | None = scale("Reach", "How widely they are heard.", LEVELS, personal=True)
    distance: int | None = scale(
        "Distance from the decision",
        "Steps away from who decides.",
        DISTANCES,
        personal=True,
    )
    stance: int | None = scale("Stance", "For or against, now.", STANCES, personal=True)
    expertise: tuple[str, ...] = words(
        "Expertise", "What they know about.", personal=True, search=Search.TEXT
    )
    answers: tuple[str, ...] = words(
        "Can answer",
        "Topics of objections on which they are believed.",
        choices=TOPICS,
        personal=True,
    )
    email: str | None = text("E-mail", personal=True, search=Search.TEXT)
    phone: str | None = text("Telephone", personal=True, search=Search.TEXT)
    language: str | None = text("Language", "What they like to be spoken to in.", personal=True)
    why: str | None = text(
        "Why this person",
        "What moves them and why they matter.",
        long=True,
        confidential=True,
        personal=True,
        search=Search.TEXT,
    )
    why_unprinted: bool | None = flag(
        "Never print this note",
        "Leave it out of internal editions too.",
        confidential=True,
    )
    note: str | None = text(
        "Private note",
        long=True,
        confidential=True,
        personal=True,
        search=Search.TEXT,
        help="For the team only.",
    )
    tags: tuple[str, ...] = links("tag", "Tags")


class Relationship(
    Record,
    kind="relationship",
    label="Relationship",
    plural="Relationships",
    title=("source", "type", "target"),
    help="What ties two people or organisations, as a sentence: who, the tie, to whom.",
):
    """A tie between two people or organisations, from source to target."""

    source: str = ref(("person", "organisation"), "From", required=True)
    type: str = choice("Tie", RELATIONSHIP_TYPES, required=True, open=True, confidential=True)
    target: str = ref(("person", "organisation"), "To", required=True)
    strength: int | None = scale("Strength", "How much it weighs.", LEVELS)
    basis: str | None = text(
        "Basis",
        "How we know.",
        long=True,
        confidential=True,
        personal=True,
        search=Search.TEXT,
    )
    start_date: dt.date | None = date("Since")
    end_date: dt.date | None = date("Until")


class Champion(
    Record,
    kind="champion",
    label="Champion role",
    plural="Champions",
    title=("person",),
    help="A person who wins others over for us, and with whom.",
):
    """A person's part in winning others over."""

    person: str = ref("person", "Person", required=True)
    audience: str | None = ref(
        "organisation", "With whom", "The partner they win over; not set: anyone."
    )
    status: str | None = choice("Status", CHAMPION_STATUS, confidential=True, personal=True)
    capacity: int | None = integer(
        "Load limit", "With how many partners at a time.", high=100, confidential=True
    )
    veto: str | None = choice(
        "Must not speak there",
        CHAMPION_VETOES,
        "Rules them out with that partner, or everywhere if no partner is named.",
        confidential=True,
        personal=True,
    )
    away_from: dt.date | None = date("Away from")
    away_until: dt.date | None = date("Away until", "The last day on which they cannot.")
    since: dt.date | None = date("Since")
    note: str | None = text("Note", long=True, confidential=True, personal=True)


class MapPlace(
    Record,
    kind="map_place",
    label="Place on the map",
    plural="Places on the map",
    title=("subject",),
    help="Where somebody was put on the map by hand; all others are placed by their ties.",
):
    """Where a partner or person was put on the map by hand."""

    subject: str = ref(("organisation", "person"), "Who", required=True)
    x: float | None = number("Across", low=-1e6, high=1e6)
    y: float | None = number("Down", low=-1e6, high=1e6)


class Distinct(
    Record,
    kind="distinct",
    label="Not a duplicate",
    plural="Not duplicates",
    title=("one", "other"),
    help="Two people or two partners that look alike and are not the same.",
):
    """Two that look alike and are not the same, so that nobody is asked again."""

    one: str = ref(("person", "organisation"), "One", required=True)
    other: str = ref(("person", "organisation"), "The other", required=True)


KINDS = (Organisation, Person, Relationship, Champion, MapPlace, Distinct)
