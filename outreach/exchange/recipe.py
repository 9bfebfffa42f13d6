"""The order that worked, with everybody's name removed, as the beginning of another initiative.

A recipe has the form of an initiative in JSON (``json_form``), under a format of its own: partners
by what they are, people by the part they have, ties, the sequence and what its steps wait for.
Nothing that somebody typed is in it: no name, no address, no ask, no note; of fields in which own
words are allowed, only the usual choices.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from outreach.base.errors import NotFound, Refusal
from outreach.cadence.kinds import Sequence, Step
from outreach.document.copying import copying_trouble, write_new
from outreach.document.document import Document
from outreach.document.fields import Choice, Scale
from outreach.document.records import Record
from outreach.exchange import json_form
from outreach.exchange.json_check import FORMAT, VERSION
from outreach.exchange.json_file import read_json
from outreach.network.kinds import Person
from outreach.snapshot import Snapshot
from outreach.vocabulary import ROLES

RECIPE = "outreach-recipe"
PARTNER_FIELDS = ("partner_type", "sector", "role")
PERSON_FIELDS = ("decision_role", "seniority", "reach", "distance")
STEP_FIELDS = ("channel", "day")
TIE_FIELDS = ("type", "strength")


def recipe_of(snapshot: Snapshot, sequence_id: str | None = None) -> dict[str, Any]:
    """Return the recipe of a sequence: its steps in the order in which they were done.

    Args:
        snapshot: The plan.
        sequence_id: The sequence; None: the one with the most steps that are done.

    Raises:
        NotFound: when there is no sequence with steps.
    """
    return _Recipe(snapshot, sequence_id).data()


def write(snapshot: Snapshot, out: Path, sequence_id: str | None = None) -> dict[str, Any]:
    """Write the recipe of a sequence to a new file, and return it.

    Raises:
        NotFound: when there is no sequence with steps.
        Refusal: when ``out`` exists or its folder cannot be written to.
    """
    data = recipe_of(snapshot, sequence_id)
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    try:
        write_new(out, [text.encode()])
    except OSError as error:
        raise copying_trouble(out, error) from error
    return data


def new_from(recipe: Path, path: Path, name: str, author: str) -> Document:
    """Make an initiative called ``name`` from a recipe and open it.

    Raises:
        Refusal: when what is at ``recipe`` is no recipe, or something is at ``path`` already.
        NotSaved: when the folder cannot be written to.
    """
    try:
        data = read_json(recipe)
    except OSError as error:
        raise Refusal(
            f"“{recipe}” could not be read ({error.strerror}), so no file was made. Is it there?"
        ) from error
    if not isinstance(data, dict) or data.get("format") != RECIPE:
        raise Refusal(f"“{recipe}” is not a recipe, so no file was made.")
    whole = {**data, "format": FORMAT, "initiative": {"name": name, "status": "draft"}}
    return json_form.new_from(whole, path, author)


class _Recipe:
    def __init__(self, snapshot: Snapshot, sequence_id: str | None) -> None:
        self.snapshot = snapshot
        self.sequence, self.steps = _chosen(snapshot, sequence_id)
        self.partners: dict[str, str] = {}
        """The reference of each partner in the recipe, by id."""
        self.people: dict[str, str] = {}

    def data(self) -> dict[str, Any]:
        waits = [
            one
            for one in self.snapshot.prerequisites.values()
            if any(one.step == step.id for step in self.steps)
        ]
        places = [step.organisation for step in self.steps]
        self._name_partners([*places, *(one.organisation for one in waits), *self.sequence.goals])
        self._name_people()
        number = {step.id: f"step-{n}" for n, step in enumerate(self.steps, 1)}
        return {
            "format": RECIPE,
            "version": VERSION,
            "organisation": [self._partner(id) for id in self.partners],
            "person": [self._person(id) for id in self.people],
            "relationship": self._ties(),
            "sequence": [self._sequence()],
            "step": [self._step(number[step.id], n, step) for n, step in enumerate(self.steps, 1)],
            "prerequisite": [
                {
                    "step": number[one.step],
                    "organisation": self.partners[one.organisation],
                    "status": one.status,
                }
                for one in waits
            ],
        }

    def _name_partners(self, ids: list[str | None]) -> None:
        for id in ids:
            if id is not None and id not in self.partners:
                self.partners[id] = f"partner-{len(self.partners) + 1}"

    def _name_people(self) -> None:
        """Give the people of steps a reference, and bring in where they work."""
        for step in self.steps:
            for id in (step.messenger, step.person):
                if id is not None and id not in self.people:
                    self.people[id] = f"person-{len(self.people) + 1}"
                    self._name_partners([self.snapshot.people[id].organisation])

    def _partner(self, id: str) -> dict[str, Any]:
        organisation = self.snapshot.organisations[id]
        known = _usual(organisation, PARTNER_FIELDS)
        name = self._partner_name(id, ROLES.get(known.get("role", ""), "partner"))
        return {"reference": self.partners[id], "name": name, "status": "not_started", **known}

    def _partner_name(self, id: str, role: str) -> str:
        """Return such as “Regulator 2”: the second of the recipe's partners with that role."""
        found: Counter[str] = Counter()
        for other in self.partners:
            known = _usual(self.snapshot.organisations[other], PARTNER_FIELDS)
            found[ROLES.get(known.get("role", ""), "partner")] += 1
            if other == id:
                break
        return f"{role[0].upper()}{role[1:]} {found[role]}"

    def _person(self, id: str) -> dict[str, Any]:
        person: Person = self.snapshot.people[id]
        reference = self.people[id]
        found = {"reference": reference, "name": f"Person {reference.removeprefix('person-')}"}
        if person.organisation:
            found["organisation"] = self.partners[person.organisation]
        return {**found, **_usual(person, PERSON_FIELDS)}

    def _ties(self) -> list[dict[str, Any]]:
        names = {**self.partners, **self.people}
        return [
            {
                "source": names[tie.source],
                "target": names[tie.target],
                **known,
            }
            for tie in self.snapshot.relationships.values()
            if tie.source in names
            and tie.target in names
            and tie.end_date is None
            and "type" in (known := _usual(tie, TIE_FIELDS))
        ]

    def _sequence(self) -> dict[str, Any]:
        one: Sequence = self.sequence
        goals = [self.partners[id] for id in one.goals]
        numbers = ("goals_enough", "partners_enough", "per_week")
        return {
            "reference": "sequence",
            "name": "The order that worked",
            "status": "draft",
            **({"goals": goals} if goals else {}),
            **{name: value for name in numbers if (value := getattr(one, name)) is not None},
        }

    def _step(self, reference: str, place: int, step: Step) -> dict[str, Any]:
        found: dict[str, Any] = {
            "reference": reference,
            "sequence": "sequence",
            "position": float(place),
            "status": "planned",
        }
        if step.organisation:
            found["organisation"] = self.partners[step.organisation]
        for field in ("person", "messenger"):
            if id := getattr(step, field):
                found[field] = self.people[id]
        return {**found, **_usual(step, STEP_FIELDS)}


def _chosen(snapshot: Snapshot, sequence_id: str | None) -> tuple[Sequence, list[Step]]:
    """Return a sequence and the steps that make its recipe, in their order."""
    found: dict[str, list[Step]] = {}
    for step in snapshot.steps.values():
        if step.status != "skipped" and sequence_id in (None, step.sequence):
            found.setdefault(step.sequence, []).append(step)
    if not found:
        raise NotFound("There is no sequence with steps, so there is no recipe to keep.")
    best = max(found, key=lambda id: sum(step.status == "done" for step in found[id]))
    return snapshot.sequences[best], sorted(found[best], key=_when)


def _when(step: Step) -> tuple[bool, str, float, str]:
    """Return what orders steps: those that are done by their day, the others by their place."""
    done = step.status == "done" and step.done_on is not None
    day = step.done_on.isoformat() if done and step.done_on else ""
    return not done, day, step.position if step.position is not None else 1e9, step.id


def _usual(record: Record, names: tuple[str, ...]) -> dict[str, Any]:
    """Return the fields that are set to a usual choice or a number, never to own words."""
    found = {}
    for name in names:
        field, value = record.KIND.by_name[name], getattr(record, name)
        if isinstance(field, Choice) and value not in field.choices:
            continue
        if value is not None and (isinstance(field, Choice | Scale) or isinstance(value, int)):
            found[name] = value
    return found
