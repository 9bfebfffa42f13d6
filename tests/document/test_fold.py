"""The tables are the fold of the log, whatever was done to them."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, rule

from outreach.base.errors import Refusal
from outreach.cadence.kinds import Sequence, Step
from outreach.cause.kinds import Tag
from outreach.document import adoption, log
from outreach.document.document import Document
from outreach.document.fold import State, fold
from outreach.initiative import MODEL, create, open_file
from outreach.network.kinds import Organisation, Person
from outreach.persuasion.kinds import Need, ValueProposition


def stored(document: Document) -> dict[tuple[str, str], dict[str, Any]]:
    """Every row of every table in stored form, without what is not set."""
    found = {}
    for table in MODEL.tables.values():
        names = [f.name for f in table.columns]
        columns = ", ".join(f'"{name}"' for name in names)
        for id, *row in document.connection.execute(f'SELECT id, {columns} FROM "{table.name}"'):
            found[table.name, id] = {n: v for n, v in zip(names, row, strict=True) if v is not None}
    return found


def folded(document: Document) -> dict[tuple[str, str], dict[str, Any]]:
    return {at: s.fields for at, s in fold(document.connection).items() if s.alive}


def test_operations_in_order_make_the_state() -> None:
    state = State("tag", "1")
    for op, data in (
        ("I", {"name": "a", "x": 1}),
        ("U", {"x": None}),
        ("D", {}),
        ("U", {"name": "b"}),
    ):
        state.apply(op, data, 1)
    assert state.alive and state.fields == {"name": "b"}, "an edit after a deletion survives"
    state.apply("D", {}, 2)
    state.apply("R", {"y": 2}, 3)
    assert state.alive and state.fields == {"name": "b", "y": 2}


@pytest.mark.parametrize("op", ["I", "U", "D", "R", "E"])
def test_an_erased_record_stays_erased(op: str) -> None:
    state = State("person", "1")
    for done in ("I", "E", op):
        state.apply(done, {"name": "Ana"}, 1)
    assert (state.alive, state.erased, state.fields) == (False, True, {})


def test_the_state_of_one_record_or_before_an_edit_can_be_had(document: Document) -> None:
    with document.edit("a") as edit:
        a, b = edit.add(Tag, name="a"), edit.add(Tag, name="b")
    with document.edit("b") as edit:
        edit.set(a, name="A")
    last = list(log.edits(document.connection))[-1]
    assert fold(document.connection, [a]).keys() == {("tag", a)}
    before = fold(document.connection, [a, b], (last.hlc, last.site, last.seq))
    assert before["tag", a].fields == {"name": "a"}
    assert fold(document.connection, [a])["tag", a].fields == {"name": "A"}
    assert fold(document.connection, []) == {}


texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=20)
texts = texts.filter(lambda text: not text.isspace())


class RandomHistory(RuleBasedStateMachine):
    """Whatever is done in whatever order, the tables are the fold of the log."""

    tags, partners = Bundle("tags"), Bundle("partners")
    steps, people = Bundle("steps"), Bundle("people")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.now = 1_795_435_200_000
        self.document = create(self.folder / "a.db", "Water", author="Ana", clock=lambda: self.now)

    def teardown(self) -> None:
        self.document.close()
        shutil.rmtree(self.folder)

    @rule(target=tags, name=texts)
    def add_tag(self, name: str) -> Any:
        with self.document.edit("tag") as edit:
            return edit.add(Tag, name=name)

    @rule(
        target=partners,
        name=texts,
        level=st.none() | st.integers(1, 5),
        tags=st.lists(tags, max_size=3),
    )
    def add_partner(self, name: str, level: int | None, tags: list[str]) -> Any:
        with self.document.edit("partner") as edit:
            return edit.add(Organisation, name=name, influence=level, tags=self.living(tags))

    @rule(target=people, partner=partners, words=st.lists(texts, max_size=3))
    def add_person(self, partner: str, words: list[str]) -> Any:
        if not self.living([partner]):
            return multiple()
        with self.document.edit("person") as edit:
            return edit.add(Person, name="P", organisation=partner, expertise=words)

    @rule(partner=partners, text=texts)
    def add_needs(self, partner: str, text: str) -> None:
        if self.living([partner]):
            with self.document.edit("need") as edit:
                need = edit.add(Need, organisation=partner, statement=text)
                edit.add(ValueProposition, organisation=partner, need=need, headline=text)

    @rule(target=steps, partner=partners, position=st.floats(-1e6, 1e6), cost=st.floats(0, 1e9))
    def add_step(self, partner: str, position: float, cost: float) -> Any:
        with self.document.edit("step") as edit:
            sequence = edit.add(Sequence, name="S", goals=self.living([partner]))
            step = edit.add(Step, sequence=sequence, position=position)
            if self.living([partner]):
                edit.set(step, organisation=partner)
                edit.add(ValueProposition, organisation=partner, headline="H", partner_cost=cost)
            return step

    @rule(partner=partners, text=texts, tags=st.lists(tags, max_size=3), stance=st.integers(-2, 2))
    def change(self, partner: str, text: str, tags: list[str], stance: int) -> None:
        if self.living([partner]):
            with self.document.edit("change") as edit:
                edit.set(partner, about=text, tags=self.living(tags))
                edit.set(partner, stance=stance, influence=None)

    @rule(id=st.one_of(consumes(tags), consumes(partners), consumes(steps), consumes(people)))
    def delete(self, id: str) -> None:
        if self.living([id]):
            with self.document.edit("delete") as edit:
                edit.delete(id)

    @rule(partner=partners, tag=tags)
    def fail_in_the_middle(self, partner: str, tag: str) -> None:
        with pytest.raises(Refusal), self.document.edit("fails") as edit:
            for id in self.living([partner, tag]):
                edit.delete(id)
            edit.add(Tag, name="two\nlines")

    @rule(partner=partners)
    def restore(self, partner: str) -> None:
        state = fold(self.document.connection, [partner])["organisation", partner]
        if not state.alive:
            with self.document.edit("restore", kind="undo") as edit:
                edit.write_row("organisation", partner, {**state.fields, "country": "KE"})

    @rule(shift=st.integers(-(10**11), 10**11))
    def set_clock(self, shift: int) -> None:
        self.now = min(max(self.now + shift, 0), log.LATEST_MS - 1)

    @rule()
    def open_again(self) -> None:
        self.document.close()
        opening = open_file(self.folder / "a.db", author="Ben", clock=lambda: self.now)
        assert opening.sentence == ""
        self.document = opening.opened()

    def living(self, ids: list[str]) -> list[str]:
        return [id for id in ids if self.document.kind_of(id)]

    @invariant()
    def tables_are_the_fold_of_the_log(self) -> None:
        assert stored(self.document) == folded(self.document)

    @invariant()
    def nothing_is_left_to_adopt(self) -> None:
        assert adoption.differences(self.document.connection, MODEL) == []


RandomHistory.TestCase.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
TestRandomHistory = RandomHistory.TestCase
