"""The recipe of a plan: the order that worked, with names removed, to begin another plan with.

A recipe is an initiative in JSON form (:mod:`outreach.exchange.json_form`) under a format of its
own, with a few kinds of records and without a word that anybody typed: partners are called by
their sector and part, people by their part in the decision, objections by their topic. Of choices
only the declared ones are kept, of dates only the days between them.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from outreach.base.errors import Refusal
from outreach.base.language import Terms, tr
from outreach.base.words import sentence_case
from outreach.cadence.kinds import Prerequisite, Sequence, Step
from outreach.document.copying import copying_trouble, write_new
from outreach.document.document import Document
from outreach.document.fields import Choice, Flag, Integer, Number, Scale, Words
from outreach.document.records import Record
from outreach.exchange import json_check, json_form
from outreach.network.ties import holds
from outreach.persuasion.kinds import Answer, Objection
from outreach.snapshot import Snapshot
from outreach.vocabulary import DECISION_ROLES, EVIDENCE, ROLES, SECTORS, TOPICS

FORMAT = "outreach-recipe"
VERSION = 1
KINDS = (
    *("organisation", "person", "relationship", "sequence", "step", "prerequisite"),
    *("objection", "response", "answer"),
)
"""The kinds of records that a recipe holds."""
ASKS = Terms(
    {"in_kind": "Something in kind", "cash": "Money", "mixed": "Something in kind, and money"}
)
"""What an ask is called, by what is exchanged."""
_SETTLED = frozenset({"answered", "accepted", "resolved"})
_KEPT: Mapping[str, Collection[str]] = {
    "organisation": ("partner_type", "sector", "role", "answer_days", "contact_every"),
    "person": ("decision_role", "seniority", "communication", "reach", "distance", "answers"),
    "relationship": ("type", "strength"),
    "sequence": ("goals_enough", "partners_enough", "per_week"),
    "step": ("channel",),
    "objection": ("category", "severity", "blocking"),
    "response": ("category", "evidence"),
    "answer": (),
}
"""The fields of each kind that are kept, as far as they hold nothing that was typed."""


def write_recipe(snapshot: Snapshot, sequence: str, target: Path, today: dt.date) -> dict[str, Any]:
    """Write the recipe of a sequence, as it is on ``today``, to ``target`` and return it.

    Raises:
        Refusal: when no step is left to tell, or ``target`` exists.
        NotSaved: when it cannot be written.
    """
    data = recipe_of(snapshot, sequence, today)
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    try:
        write_new(target, [text.encode()])
    except OSError as error:
        raise copying_trouble(target, error) from error
    return data


def recipe_of(snapshot: Snapshot, sequence: str, today: dt.date) -> dict[str, Any]:
    """Return the recipe of a sequence, as JSON has it.

    The steps come in the order in which they were done, then those that are still open. Left out
    are steps that were skipped, partners who declined, and ties that do not hold on ``today``.

    Raises:
        Refusal: when no step is left to tell.
    """
    return _Recipe(snapshot, snapshot.sequences[sequence], today).data()


def is_recipe(data: object) -> bool:
    """Tell whether ``data``, from JSON, says of itself that it is a recipe."""
    return isinstance(data, dict) and data.get("format") == FORMAT


def new_from_recipe(data: object, name: str, path: Path, author: str, start: dt.date) -> Document:
    """Make a file with an initiative that begins with a recipe, and open it.

    Args:
        data: The recipe, from JSON.
        name: What partners call the new initiative.
        path: A path that is not taken.
        author: Who edits.
        start: The day from which the steps are counted.

    Raises:
        Refusal: when it is no recipe, something in it does not fit, or ``path`` exists.
        NotSaved: when the folder cannot be written to.
    """
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        said = tr("This is no recipe: it does not say “{format}”. No file was made.", format=FORMAT)
        raise Refusal(said)
    if data.get("version") != VERSION:
        raise Refusal(
            tr(
                "This recipe is in version {found}, and this program reads version "
                "{version}. No file was made. Update the program, or write the "
                "recipe again.",
                found=data.get("version"),
                version=VERSION,
            )
        )
    if strange := sorted(map(str, data.keys() - {"format", "version", "coordinator", *KINDS})):
        raise Refusal(tr("A recipe holds no “{name}”. No file was made.", name=strange[0]))
    itself = {"name": name, "status": "active", "start_date": start.isoformat()}
    if "coordinator" in data:
        itself["coordinator"] = data["coordinator"]
    whole = {"format": json_check.FORMAT, "version": json_check.VERSION, "initiative": itself}
    records = {kind: data[kind] for kind in KINDS if kind in data}
    return json_form.new_from({**whole, **records}, path, author)


class _Recipe:
    """One sequence, told without names."""

    def __init__(self, snapshot: Snapshot, sequence: Sequence, today: dt.date) -> None:
        self.snapshot, self.sequence, self.today = snapshot, sequence, today
        self.steps = self._worth_telling()
        if not self.steps:
            raise Refusal(tr("“{name}” has no step that could be told.", name=sequence.name))
        self.objections = self._objections()
        self.answers = self._answers()
        named = [who for step in self.steps for who in (step.person, step.messenger)]
        named += [self._speaker(answer) for answer in self.answers]
        named.append(snapshot.initiative.coordinator)
        people = dict.fromkeys(who for who in named if who is not None)
        partners = dict.fromkeys(step.organisation for step in self.steps)
        partners |= dict.fromkeys(needed.organisation for needed in self._needs())
        partners |= dict.fromkeys(sequence.goals)
        partners |= dict.fromkeys(snapshot.people[person].organisation for person in people)
        self.partners = _numbered("partner", filter(None, partners))
        self.people = _numbered("person", people)
        self.called = self._names()

    def data(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        found: dict[str, Any] = {"format": FORMAT, "version": VERSION}
        if (coordinator := self.snapshot.initiative.coordinator) is not None:
            found["coordinator"] = self.people[coordinator]
        parts = {
            "organisation": self._partners(),
            "person": self._people(),
            "relationship": self._ties(),
            "sequence": [self._sequence()],
            "step": self._steps(),
            "prerequisite": self._prerequisites(),
            "objection": self._told_objections(),
            "response": self._responses(),
            "answer": self._told_answers(),
        }
        return found | {kind: records for kind, records in parts.items() if records}

    def _worth_telling(self) -> list[Step]:
        declined = {o.id for o in self.snapshot.organisations.values() if o.status == "declined"}
        found = [
            step
            for step in self.snapshot.steps.values()
            if step.sequence == self.sequence.id
            and step.status != "skipped"
            and step.organisation not in declined
        ]
        return sorted(
            found,
            key=lambda step: (
                step.done_on or dt.date.max,
                step.position is None,
                step.position or 0.0,
                step.id,
            ),
        )

    def _objections(self) -> dict[str, Objection]:
        asked = {step.organisation for step in self.steps}
        return {
            id: objection
            for id, objection in self.snapshot.objections.items()
            if objection.organisation in asked
        }

    def _answers(self) -> list[Answer]:
        """Return what settled objections or helped; where nobody said, what they were met with."""
        return [
            answer
            for answer in self.snapshot.answers.values()
            if (objection := self.objections.get(answer.objection)) is not None
            and (
                answer.outcome in ("settled", "helped")
                or (answer.outcome is None and objection.status in _SETTLED)
            )
        ]

    def _speaker(self, answer: Answer) -> str | None:
        return answer.spokesperson or self.snapshot.responses[answer.response].spokesperson

    def _names(self) -> dict[str, str]:
        """Return what partners and people are called instead of by their names."""
        called = {}
        for id in self.partners:
            partner = self.snapshot.organisations[id]
            sector = SECTORS.get(partner.sector or "", tr("partner"))
            role = ROLES.get(partner.role or "", "")
            called[id] = sentence_case(": ".join(filter(None, (sector, role))))
        called = _told_apart(called)
        people = {}
        for id in self.people:
            person = self.snapshot.people[id]
            does = DECISION_ROLES.get(person.decision_role or "", "")
            place = called.get(person.organisation or "", "")
            who = tr("Somebody who {does}", does=does) if does else tr("Somebody")
            people[id] = f"{who} ({place})" if place else who
        return called | _told_apart(people)

    def _partners(self) -> list[dict[str, Any]]:
        organisations = self.snapshot.organisations
        return [
            {"reference": key, "name": self.called[id], **_kept(organisations[id])}
            for id, key in self.partners.items()
        ]

    def _people(self) -> list[dict[str, Any]]:
        found = []
        for id, key in self.people.items():
            person = self.snapshot.people[id]
            place = self.partners.get(person.organisation or "")
            told = {"reference": key, "name": self.called[id], **_kept(person)}
            found.append(told | ({"organisation": place} if place else {}))
        return found

    def _ties(self) -> list[dict[str, Any]]:
        known = self.partners | self.people
        found = []
        for tie in self.snapshot.relationships.values():
            kept = _kept(tie)
            if (
                holds(tie, self.today)
                and {tie.source, tie.target} <= known.keys()
                and "type" in kept
            ):
                found.append({"source": known[tie.source], "target": known[tie.target], **kept})
        return found

    def _sequence(self) -> dict[str, Any]:
        goals = [key for id, key in self.partners.items() if id in self.sequence.goals]
        told = {"reference": "sequence-1", "name": tr("The order that worked"), "status": "active"}
        return {**told, "goals": goals, **_kept(self.sequence)}

    def _steps(self) -> list[dict[str, Any]]:
        days = self._days()
        found = []
        for place, step in enumerate(self.steps, start=1):
            told: dict[str, Any] = {"reference": f"step-{place}", "sequence": "sequence-1"}
            told |= {"position": float(place), "status": "planned"} | _kept(step)
            told |= {"day": days[step.id]} if step.id in days else {}
            told |= {"ask": ask} if (ask := self._ask(step)) else {}
            for field, known in (
                ("organisation", self.partners),
                ("person", self.people),
                ("messenger", self.people),
            ):
                if (id := getattr(step, field)) is not None:
                    told[field] = known[id]
            found.append(told)
        return found

    def _ask(self, step: Step) -> str:
        """Return the kind of what is asked for; empty when that is not recorded."""
        found = self.snapshot.dossier(step.organisation or "").value_propositions
        return next((ASKS[e] for one in found if (e := one.exchange) and e in ASKS), "")

    def _days(self) -> dict[str, int]:
        """Return how many days after the first each step was done, or was planned to be."""
        start = self.sequence.start_date or self.snapshot.initiative.start_date
        found = {}
        for step in self.steps:
            if step.done_on is not None and start is not None:
                found[step.id] = (step.done_on - start).days
            elif step.due is not None and start is not None:
                found[step.id] = (step.due - start).days
            elif step.day is not None:
                found[step.id] = step.day
        first = min(found.values(), default=0)
        return {id: min(day - first, 10_000) for id, day in found.items()}

    def _needs(self) -> list[Prerequisite]:
        told = {step.id for step in self.steps}
        return [one for one in self.snapshot.prerequisites.values() if one.step in told]

    def _prerequisites(self) -> list[dict[str, Any]]:
        keys = {step.id: f"step-{place}" for place, step in enumerate(self.steps, start=1)}
        return [
            {
                "step": keys[needed.step],
                "organisation": self.partners[needed.organisation],
                "status": needed.status,
                **({"until_answer": True} if needed.until_answer else {}),
            }
            for needed in self._needs()
        ]

    def _told_objections(self) -> list[dict[str, Any]]:
        keys = _numbered("objection", self.objections)
        return [
            {
                "reference": keys[id],
                "organisation": self.partners[objection.organisation],
                "statement": _objection(objection.category),
                **_kept(objection),
                "origin": "anticipated",
            }
            for id, objection in self.objections.items()
            if objection.organisation in self.partners
        ]

    def _used(self) -> dict[str, str]:
        return _numbered("response", dict.fromkeys(answer.response for answer in self.answers))

    def _responses(self) -> list[dict[str, Any]]:
        found = []
        for id, key in self._used().items():
            response = self.snapshot.responses[id]
            rests = EVIDENCE.get(response.evidence or "", "")
            headline = _settled(response.category)
            if rests:
                headline = tr("{headline}, with {evidence}", headline=headline, evidence=rests)
            told = {"reference": key, "headline": headline, **_kept(response)}
            found.append(told)
        return found

    def _told_answers(self) -> list[dict[str, Any]]:
        objections, responses = _numbered("objection", self.objections), self._used()
        found = []
        for answer in self.answers:
            told = {
                "objection": objections[answer.objection],
                "response": responses[answer.response],
            }
            speaker = self._speaker(answer)
            found.append(told | ({"spokesperson": self.people[speaker]} if speaker else {}))
        return found


def _kept(record: Record) -> dict[str, Any]:
    """Return the fields of a record that are told: numbers, judgements and declared choices."""
    found: dict[str, Any] = {}
    for name in _KEPT[record.KIND.name]:
        field, value = record.KIND.by_name[name], getattr(record, name)
        if isinstance(field, Words):
            if declared := [word for word in value if word in field.choices]:
                found[name] = declared
        elif isinstance(field, Choice):
            if value in field.choices:
                found[name] = value
        elif value is not None:
            assert isinstance(field, Scale | Flag | Integer | Number), name
            found[name] = value
    return found


def _objection(topic: str | None) -> str:
    if topic is None or topic not in TOPICS:
        return tr("An objection")
    return tr("An objection about {topic}", topic=TOPICS[topic])


def _settled(topic: str | None) -> str:
    if topic is None or topic not in TOPICS:
        return tr("What settled an objection")
    return tr("What settled an objection about {topic}", topic=TOPICS[topic])


def _numbered(what: str, ids: Iterable[str]) -> dict[str, str]:
    return {id: f"{what}-{number}" for number, id in enumerate(ids, start=1)}


def _told_apart(called: Mapping[str, str]) -> dict[str, str]:
    """Return the names with a number behind each that several have."""
    many = Counter(called.values())
    seen: Counter[str] = Counter()
    found = {}
    for id, name in called.items():
        seen[name] += 1
        found[id] = f"{name} {seen[name]}" if many[name] > 1 else name
    return found
