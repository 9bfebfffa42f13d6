"""Plans of any size, made without a file."""

from __future__ import annotations

import random

from outreach.cadence.kinds import Sequence, Step
from outreach.cause.kinds import Initiative
from outreach.network.kinds import Champion, Organisation, Person, Relationship
from outreach.snapshot import KINDS, Snapshot


def plan_of(partners: int, seed: int = 1) -> Snapshot:
    """Return a plan of ``partners`` partners who listen to two others each, with three goals."""
    draw = random.Random(seed)
    ids = [f"o{n}" for n in range(partners)]
    organisations = {
        id: Organisation(
            id=id,
            name=f"Partner {n}",
            status="not_started",
            stance=draw.choice((-1, 0, 0, 1)),
            interest=draw.randint(2, 4),
            influence=draw.randint(1, 5),
        )
        for n, id in enumerate(ids)
    }
    ties = {}
    for target in ids:
        for _ in range(2):
            source = draw.choice(ids)
            if source != target:
                id = f"r{len(ties)}"
                ties[id] = Relationship(
                    id=id,
                    source=source,
                    target=target,
                    type=draw.choice(("influences", "trusted_by", "regulates")),
                    strength=draw.randint(1, 5),
                )
    people = {f"p{n}": Person(id=f"p{n}", name=f"Person {n}") for n in range(5)}
    champions = {f"c{n}": Champion(id=f"c{n}", person=f"p{n}", status="active") for n in range(5)}
    sequence = Sequence(id="s", name="Plan", goals=tuple(ids[:3]))
    steps = {
        f"t{n}": Step(
            id=f"t{n}", sequence="s", position=float(n), organisation=id, messenger=f"p{n % 5}"
        )
        for n, id in enumerate(ids)
    }
    empty = {name: {} for name in KINDS}
    given = {
        "organisations": organisations,
        "relationships": ties,
        "people": people,
        "champions": champions,
        "sequences": {"s": sequence},
        "steps": steps,
    }
    return Snapshot(initiative=Initiative(id="i", name="Large"), **{**empty, **given})
