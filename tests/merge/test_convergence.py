"""However copies are edited and brought together, they come to the same, and nothing is lost."""

from __future__ import annotations

import itertools
import random
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from outreach.base.errors import Refusal
from outreach.cli.checking import examine
from outreach.document.adoption import differences
from outreach.document.document import Document
from outreach.history.undo import redo, undo
from outreach.initiative import MODEL, create, open_file
from outreach.merge.bringing import merge
from outreach.merge.decisions import decide, decisions
from outreach.network.kinds import Person
from outreach.privacy.forgetting import forget
from outreach.privacy.redacting import write_redacted
from tests.conftest import FIRST_MOMENT

COPIES = 3
STEPS = 40
YEARS_AHEAD = 5 * 365 * 24 * 3600 * 1000


class Copies:
    """Three copies of one file, on three computers whose clocks disagree."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.chance = random.Random(seed)
        self.now = FIRST_MOMENT
        self.erased: set[str] = set()
        """Names of people who were erased in one of the copies."""
        self.typed: list[tuple[str, str]] = []
        """Every text that was typed anywhere: the record, and the text."""
        create(self.path(0), "Water", author="A", clock=self.clock).close()
        for n in range(1, COPIES):
            shutil.copy(self.path(0), self.path(n))
        self.open = [self.opened(n) for n in range(COPIES)]

    def path(self, n: int) -> Path:
        return self.folder / f"{n}.db"

    def clock(self) -> int:
        self.now += self.chance.randint(1, 100_000)
        return self.now + self.chance.choice([0, 0, 0, YEARS_AHEAD])

    def opened(self, n: int) -> Document:
        return open_file(self.path(n), author="ABC"[n], clock=self.clock).opened()

    def act(self, n: int) -> None:
        document = self.open[n]
        action = self.chance.choice(ACTIONS)
        with suppress(Refusal):  # there was nothing to undo, or to delete
            action(self, document)

    def merge(self, n: int, other: int) -> None:
        before = rows(self.open[n])
        report = merge(self.open[n], self.path(other), erase_many=True)
        assert differences(self.open[n].connection, MODEL) == []
        # What was erased elsewhere does not come back.
        if report and not report.erasures and self.chance.random() < 0.2:
            undo(self.open[n])
            assert rows(self.open[n]) == before, "one undo takes back the whole merge"

    def meet(self) -> None:
        for _ in range(2):
            for n, other in itertools.permutations(range(COPIES), 2):
                merge(self.open[n], self.path(other), erase_many=True)


def rows(document: Document) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: document.connection.execute(f'SELECT * FROM "{table}" ORDER BY id').fetchall()
        for table in MODEL.tables
    }


def ids(document: Document, *kinds: str) -> list[str]:
    found = (document.connection.execute(f'SELECT id FROM "{kind}"') for kind in kinds)
    return [id for (id,) in itertools.chain(*found)]


def lost(copies: Copies, document: Document) -> Iterator[tuple[str, str]]:
    """Yield what was typed and is neither in force, nor in the history, nor erased by request."""
    log: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for row, op, data in document.connection.execute("SELECT row, op, data FROM log_op"):
        log[row].append((op, data))
    gone = {row for row, ops in log.items() if any(op == "E" for op, _ in ops)}
    for row, text in copies.typed:
        said = [data for _, data in log[row] if data]
        erased = row in gone or any(op == "S" for op, _ in log[row])
        # What cannot be without somebody who was erased goes with them.
        erased = erased or any(id in data for data in said for id in gone)
        if not erased and not any(text in data for data in said):
            yield row, text


def add_partner(copies: Copies, document: Document) -> None:
    tags = ids(document, "tag")
    with document.edit("Added a partner") as edit:
        name = str(copies.chance.random())
        edit.add("organisation", name=name, tags=copies.chance.sample(tags, min(len(tags), 2)))


def add_tag(copies: Copies, document: Document) -> None:
    with document.edit("Added a tag") as edit:
        edit.add("tag", name=str(copies.chance.random()))


def add_need(copies: Copies, document: Document) -> None:
    if partners := ids(document, "organisation"):
        with document.edit("Added a need") as edit:
            edit.add("need", organisation=copies.chance.choice(partners), statement="Rain")


def add_person(copies: Copies, document: Document) -> None:
    name = f"Ana {copies.chance.randrange(10**12)}"
    with document.edit(f"Added {name}") as edit:
        partner = copies.chance.choice([None, *ids(document, "organisation")])
        person = edit.add("person", name=name, organisation=partner)
        champion = edit.add("champion", person=person, note=f"{name} knows the board")
        if partner:
            edit.set(partner, about=f"Ask {name}.")
    copies.typed += [(person, name), (champion, f"{name} knows the board")]
    copies.typed += [(partner, f"Ask {name}.")] if partner else []


def erase_a_person(copies: Copies, document: Document) -> None:
    if people := document.all(Person):
        person = copies.chance.choice(people)
        forget(document, person.id, "They asked for it")
        copies.erased.add(person.name)


def change_a_champion(copies: Copies, document: Document) -> None:
    if champions := ids(document, "champion"):
        champion, note = copies.chance.choice(champions), str(copies.chance.random())
        with document.edit("Changed a champion") as edit:
            edit.set(champion, note=note)
        copies.typed.append((champion, note))


def change_partner(copies: Copies, document: Document) -> None:
    tags = ids(document, "tag")
    if partners := ids(document, "organisation"):
        partner, about = copies.chance.choice(partners), str(copies.chance.random())
        with document.edit("Changed a partner") as edit:
            edit.set(
                partner,
                about=about,
                country=copies.chance.choice([None, "KE", "UG"]),
                tags=copies.chance.sample(tags, min(len(tags), copies.chance.randint(0, 2))),
            )
        copies.typed.append((partner, about))


def delete(copies: Copies, document: Document) -> None:
    if found := ids(document, "organisation", "person", "tag", "need"):
        with document.edit("Deleted") as edit:
            edit.delete(copies.chance.choice(found))


def take_back(copies: Copies, document: Document) -> None:
    undo(document, partly=True)


def do_again(copies: Copies, document: Document) -> None:
    redo(document)


def decide_one(copies: Copies, document: Document) -> None:
    if waiting := decisions(document):
        question = copies.chance.choice(waiting)
        decide(document, question.id, copies.chance.choice(question.options).take)


def open_again(copies: Copies, document: Document) -> None:
    n = copies.open.index(document)
    document.close()
    copies.open[n] = copies.opened(n)


def edit_a_redacted_copy(copies: Copies, document: Document) -> None:
    """Send a redacted copy out, and bring it home to anybody’s file that held what it was of."""
    path = copies.folder / f"redacted{copies.chance.random()}.db"
    write_redacted(document, path, clock=copies.clock)
    with open_file(path, author="D", clock=copies.clock).opened() as redacted:
        for action in copies.chance.choices(IN_A_REDACTED_COPY, k=4):
            with suppress(Refusal):  # what was left out cannot be changed
                action(copies, redacted)
        assert differences(redacted.connection, MODEL) == []
    home = copies.chance.choice(copies.open)
    with suppress(Refusal):  # it never held what the copy was made of
        merge(home, path, erase_many=True)
    merge(document, path, erase_many=True)
    assert not merge(document, path), "coming home again brings nothing"


IN_A_REDACTED_COPY: list[Callable[[Copies, Document], None]] = [
    *(add_partner, add_tag, add_need, change_partner, delete, take_back, do_again)
]
ACTIONS: list[Callable[[Copies, Document], None]] = [
    *(add_partner, add_tag, add_need, add_person, change_partner, change_partner, delete),
    *(take_back, do_again, decide_one, open_again, erase_a_person, change_a_champion),
    edit_a_redacted_copy,
]


@settings(
    max_examples=settings().max_examples // 4, phases=[Phase.explicit, Phase.reuse, Phase.generate]
)
@given(seed=st.integers(0, 2**32))
def test_copies_that_have_all_met_are_the_same(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        copies = Copies(Path(folder), seed)
        try:
            work_and_meet(copies)
        finally:
            for document in copies.open:
                document.close()


def work_and_meet(copies: Copies) -> None:
    for _ in range(STEPS):
        n, other = copies.chance.sample(range(COPIES), 2)
        if copies.chance.random() < 0.2:
            copies.merge(n, other)
        else:
            copies.act(n)
        assert differences(copies.open[n].connection, MODEL) == [], "the tables show the log"
    copies.meet()
    first, *others = (rows(document) for document in copies.open)
    assert all(found == first for found in others)
    for document in copies.open:
        assert list(lost(copies, document)) == []
    asked = [{question.id for question in decisions(document)} for document in copies.open]
    assert all(ids == asked[0] for ids in asked)
    for n, other in itertools.permutations(range(COPIES), 2):
        assert not merge(copies.open[n], copies.path(other)), "merging again brings nothing"
    for document in copies.open:
        document.close()
    for n in range(COPIES):
        text = copies.path(n).read_bytes().decode(errors="replace")
        assert [name for name in copies.erased if name in text] == []
    assert [examine(copies.path(n)).problems for n in range(COPIES)] == [[]] * COPIES
