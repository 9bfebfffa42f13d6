"""A plan of sixty partners as it is met in life: names that fit, ties, ingredients and days."""

from __future__ import annotations

import datetime as dt
import random

from outreach.cadence.kinds import Sequence, Step
from outreach.document.edits import Edit
from outreach.network.kinds import Organisation, Person, Relationship

PLACES = (
    "Alder",
    "Brook",
    "Cedar",
    "Dale",
    "Elm",
    "Fenland",
    "Grove",
    "Harbour",
    "Island",
    "Juniper",
    "Kestrel",
    "Lowland",
)
KINDS = ("Water District", "Health Office", "Mobile", "University", "Bank of the Region")
INGREDIENTS = (
    "Counts of every day",
    "A room and two analysts",
    "An independent voice",
    "Letter of non-objection",
    "Money for a server",
    "Field checks in three districts",
)


def fill(edit: Edit, today: dt.date) -> None:
    """Write sixty partners, each of whom listens to one or two others, and a step for each."""
    draw = random.Random("sixty")
    names = [f"{place} {kind}" for kind in KINDS for place in PLACES]
    statuses = ("contacted", "in_conversation", "not_started", "not_started", "committed")
    ids = [
        edit.add(
            Organisation,
            name=name,
            status=draw.choice(statuses),
            stance=draw.choice((-1, 0, 0, 1)),
            interest=draw.randint(2, 4),
            influence=draw.randint(1, 5),
        )
        for name in names
    ]
    messengers = [edit.add(Person, name=name) for name in ("Ines Duarte", "Fatou Sarr", "Io Lind")]
    for at, id in enumerate(ids[1:], 1):
        for by in draw.sample(ids[:at], min(at, draw.randint(1, 2))):
            kind = draw.choice(("influences", "trusted_by", "regulates"))
            strength = draw.randint(2, 5)
            edit.add(Relationship, source=id, target=by, type=kind, strength=strength)
    sequence = edit.add(
        Sequence,
        name="From a lab to every district",
        seed_idea="A working prototype and one question",
        goals=(ids[0], ids[1]),
        status="active",
        start_date=today - dt.timedelta(days=60),
    )
    for at, id in enumerate(reversed(ids)):
        done = at < 12
        edit.add(
            Step,
            sequence=sequence,
            position=float(at + 1),
            organisation=id,
            messenger=draw.choice(messengers),
            status="done" if done else "planned",
            ask=draw.choice(("Talk with us for half an hour", "Read the draft rules", "Join us")),
            ingredient=INGREDIENTS[at % len(INGREDIENTS)],
            day=at * 4 + draw.randint(0, 3),
            done_on=today - dt.timedelta(days=60 - 4 * at) if done else None,
        )
