"""Makes a large and lifelike file: ``python -m tests.bench.make_large FILE [--partners 10000]``.

The same number of partners on the same day always gives the same plan, but for the ids: names
come from syllables of several scripts by a fixed seed. All is written through ordinary edits.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
from pathlib import Path

from outreach import vocabulary as words
from outreach.cadence.kinds import Commitment, Prerequisite, Sequence, Step, Touchpoint
from outreach.cause.kinds import Contribution, Tag, UseCase
from outreach.document.edits import Edit
from outreach.initiative import create
from outreach.network.kinds import Champion, Organisation, Person, Relationship
from outreach.persuasion.kinds import (
    Answer,
    Need,
    Objection,
    Proof,
    Response,
    ValueProposition,
)

BATCH = 500
"""Partners that are written in one edit."""

SCRIPTS = (
    ["ka", "mo", "tel", "mar", "a", "ngũ", "wan", "jo", "ri", "ñan", "dé", "bou"],
    ["sør", "åse", "lund", "grø", "vik", "berg", "élo", "ïse", "ça", "œu", "ß", "žan"],
    ["на", "ста", "вла", "ди", "мир", "оль", "га", "пет", "ров", "ко"],
    ["مح", "مد", "الأ", "مين", "فا", "طمة", "نور", "علي", "سل", "مى"],
    ["क्ष", "त्रि", "या", "रा", "म", "सु", "नी", "ता", "दे", "वी"],
    ["አበ", "በ", "ተስ", "ፋዬ", "ሰ", "ላም", "መ", "ኮን", "ን"],
    ["山", "田", "水", "源", "省", "健", "太", "郎", "花"],
    ["ไพ", "โรจน์", "ใจ", "ดี", "สม", "ชาย", "มา", "ลี"],
)
ENDINGS = ("Ministry", "Water", "Health", "Institute", "Network", "Council", "Utility", "Fund")
PHRASES = (
    "Clinics run out of stock before the rains.",
    "The board asks who else has joined.",
    "Figures leave the building only as totals.",
    "Two people can give a day each month.",
    "The regulator has said nothing in writing.",
    "Last year’s forecast was three weeks late.",
    "They will decide after the budget.",
    "“Our lawyers say no until they say yes.”",
)


class Plan:
    """Draws records and writes them; remembers what later records can refer to."""

    def __init__(self, seed: int, today: dt.date) -> None:
        """Begin with nothing; ``seed`` decides every draw, dates lie about ``today``."""
        self.draw = random.Random(seed)
        self.today = today
        self.tags: list[str] = []
        self.use_cases: list[str] = []
        self.proofs: list[str] = []
        self.responses: list[str] = []
        self.sequences: list[str] = []
        self.people: list[str] = []
        self.partners: list[str] = []

    def word(self) -> str:
        """Return a name of two to four syllables of one script."""
        script = self.draw.choice(SCRIPTS)
        return "".join(self.draw.choices(script, k=self.draw.randint(2, 4))).capitalize()

    def text(self, most: int = 4) -> str:
        """Return a few sentences."""
        return " ".join(self.draw.choices(PHRASES, k=self.draw.randint(1, most)))

    def day(self, back: int = 300, ahead: int = 120) -> dt.date:
        """Return a day about today."""
        return self.today + dt.timedelta(days=self.draw.randint(-back, ahead))

    def one(self, choices: dict[str, str]) -> str:
        """Return one of the values of a vocabulary."""
        return self.draw.choice(list(choices))

    def some(self, ids: list[str], most: int) -> list[str]:
        """Return up to ``most`` of ``ids``."""
        return self.draw.sample(ids, self.draw.randint(0, min(most, len(ids))))

    def chance(self, share: float) -> bool:
        """Return True in that share of cases."""
        return self.draw.random() < share

    def common(self, edit: Edit, partners: int) -> None:
        """Add what partners share: tags, use cases, proofs, responses, sequences.

        Few partners share less, or what is shared would be all that there is.
        """
        self.tags = [edit.add(Tag, name=f"{self.word()} {n}") for n in range(min(30, partners))]
        self.use_cases = [
            edit.add(UseCase, title=f"{self.word()} forecast {n}", decision=self.text())
            for n in range(min(12, partners))
        ]
        self.proofs = [
            edit.add(Proof, title=f"Case of {self.word()}", fact=self.text(), published=self.day())
            for _ in range(min(60, 2 * partners))
        ]
        self.responses = [
            edit.add(
                Response,
                headline=f"{self.draw.choice(PHRASES)} ({n})",
                category=self.one(words.TOPICS),
                say=self.text(2),
                longer=self.text(6),
                evidence=self.one(words.EVIDENCE),
                proofs=self.some(self.proofs, 2),
            )
            for n in range(min(120, 3 * partners))
        ]
        self.sequences = [
            edit.add(
                Sequence, name=f"{self.word()} {n}", status="active", start_date=self.day(200, 0)
            )
            for n in range(max(1, partners // 40))
        ]

    def partner(self, edit: Edit) -> None:
        """Add a partner with all that hangs on it."""
        id = edit.add(
            Organisation,
            name=f"{self.word()} {self.draw.choice(ENDINGS)}",
            partner_type=self.draw.choice(["direct", "stakeholder"]),
            sector=self.one(words.SECTORS),
            role=self.one(words.ROLES),
            status=self.one(words.PIPELINE),
            about=self.text(),
            use_cases=self.some(self.use_cases, 2),
            influence=self.draw.randint(1, 5),
            interest=self.draw.randint(1, 5),
            stance=self.draw.randint(-2, 2),
            tags=self.some(self.tags, 2),
        )
        self.partners.append(id)
        people = [self.person(edit, id) for _ in range(self.draw.choice([1, 1, 2, 3]))]
        self.persuasion(edit, id, people)
        self.cadence(edit, id, people)
        if len(self.partners) > 1:
            edit.add(
                Relationship,
                source=people[0],
                type=self.one(words.RELATIONSHIP_TYPES),
                target=self.draw.choice(self.partners),
                strength=self.draw.randint(1, 5),
            )

    def person(self, edit: Edit, partner: str) -> str:
        """Add somebody at ``partner``, now and then a champion."""
        id = edit.add(
            Person,
            name=f"{self.word()} {self.word()}",
            organisation=partner,
            job_title=f"Head of {self.word()}",
            decision_role=self.one(words.DECISION_ROLES),
            stance=self.draw.randint(-2, 2),
            answers=self.draw.sample(list(words.TOPICS), 2),
            email=f"{len(self.people)}@example.org",
        )
        self.people.append(id)
        if self.chance(0.03):
            edit.add(Champion, person=id, status=self.one(words.CHAMPION_STATUS), capacity=3)
        return id

    def persuasion(self, edit: Edit, partner: str, people: list[str]) -> None:
        """Add needs, what is offered for them, and objections with their answers."""
        need = edit.add(Need, organisation=partner, statement=self.text(2), confidence="stated")
        if self.chance(0.7):
            edit.add(
                ValueProposition,
                organisation=partner,
                need=need,
                use_case=self.draw.choice(self.use_cases),
                headline=self.draw.choice(PHRASES),
                ask=self.text(2),
                partner_cost=self.draw.randint(1, 400) / 4,
                evidence=self.one(words.EVIDENCE),
                proofs=self.some(self.proofs, 2),
            )
        if self.chance(0.5):
            edit.add(
                Contribution,
                organisation=partner,
                title=self.draw.choice(PHRASES),
                status=self.one(words.CONTRIBUTION_STATUS),
            )
        for _ in range(self.draw.choice([0, 0, 1, 2])):
            objection = edit.add(
                Objection,
                organisation=partner,
                person=self.draw.choice(people),
                statement=self.text(2),
                category=self.one(words.TOPICS),
                severity=self.draw.randint(1, 5),
                status=self.one(words.OBJECTION_STATUS),
                raised_on=self.day(ahead=0),
            )
            if self.chance(0.6):
                response = self.draw.choice(self.responses)
                edit.add(Answer, objection=objection, response=response)

    def cadence(self, edit: Edit, partner: str, people: list[str]) -> None:
        """Add the step of the plan, contacts and promises."""
        status = self.one(words.STEP_STATUS)
        step = edit.add(
            Step,
            sequence=self.draw.choice(self.sequences),
            position=float(len(self.partners)),
            organisation=partner,
            person=people[0],
            messenger=self.draw.choice(self.people),
            status=status,
            channel=self.one(words.CHANNELS),
            ask=self.text(1),
            due=self.day(),
            done_on=self.day(ahead=0) if status == "done" else None,
        )
        if self.chance(0.4):
            edit.add(
                Prerequisite,
                step=step,
                organisation=self.draw.choice(self.partners),
                status=self.one(words.STATUS_WAITED_FOR),
            )
        for _ in range(self.draw.choice([0, 1, 2, 4])):
            edit.add(
                Touchpoint,
                held_on=self.day(ahead=0),
                organisation=partner,
                people=self.some(people, 2),
                channel=self.one(words.CHANNELS),
                summary=self.text(),
                outcome=self.one(words.OUTCOMES),
                next_on=self.day() if self.chance(0.3) else None,
            )
        if self.chance(0.3):
            edit.add(Commitment, by=partner, promise=self.text(1), due=self.day(), status="open")


def make_large(path: Path, partners: int = 10_000, today: dt.date | None = None) -> None:
    """Make a file of ``partners`` partners at ``path``, with steps and contacts about ``today``.

    Raises:
        Refusal: when something of that name exists.
    """
    plan = Plan(partners, today or dt.date.today())
    with create(path, "Shared forecasts", author="Ana Ruiz") as document:
        with document.edit("What partners share", kind="import") as edit:
            plan.common(edit, partners)
        for begin in range(0, partners, BATCH):
            end = min(begin + BATCH, partners)
            with document.edit(f"Partners {begin + 1} to {end}", kind="import") as edit:
                for _ in range(begin, end):
                    plan.partner(edit)


def main() -> None:
    """Make the file that the command line names."""
    parser = argparse.ArgumentParser(description="Make a large and lifelike file.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--partners", type=int, default=10_000)
    arguments = parser.parse_args()
    make_large(arguments.file, arguments.partners)


if __name__ == "__main__":
    main()
