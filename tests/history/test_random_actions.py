"""Whatever people do in whatever order, nothing is ever lost.

After each action the tables are the fold of the log. At the end every moment that was remembered
can be looked at as it was, undoing everything returns to the start, and redoing to the end.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from outreach.base.errors import Refusal
from outreach.cli.checking import examine
from outreach.document import adoption, log
from outreach.document.edits import Edit
from outreach.document.fields import (
    Choice,
    Date,
    Field,
    Flag,
    Integer,
    Links,
    Number,
    Ref,
    Text,
    Words,
)
from outreach.document.pictures import Picture
from outreach.history.as_of import as_of
from outreach.history.deleted import bring_back, deleted
from outreach.history.putting_back import put_back
from outreach.history.undo import redo, redo_label, undo, undo_label
from outreach.initiative import MODEL, create, open_file, the_initiative
from outreach.network.kinds import Organisation
from outreach.snapshot import KINDS, Latest, take
from tests.history.contents import contents

SMALLEST_PICTURE = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB"
BEGUN = 1_795_435_200_000
n_th = st.integers(0, 30)
SHARED = ("organisation", "person", "need", "objection", "sequence", "step", "tag")
"""Kinds that others refer to, or that refer to several."""
kinds = st.sampled_from([*SHARED, *MODEL.kinds]).filter(lambda name: name != "initiative")


class RandomActions(RuleBasedStateMachine):
    """People at work on one file, with everything they can do to it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.file = self.folder / "plan.db"
        self.now = BEGUN
        self.document = create(self.file, "Water", author="Ana", clock=lambda: self.now)
        self.start = contents(self.document)
        self.by_edit: dict[str, list[str]] = {}
        self.by_moment: dict[int, list[str]] = {}
        self.clock_is_right = True
        self.latest = Latest(self.document)

    # Edits.

    @rule(kind=kinds, n=n_th, some=st.lists(n_th, max_size=3))
    def add(self, kind: str, n: int, some: list[int]) -> None:
        with self.document.edit("Added") as edit:
            self.added(edit, kind, n, some)

    @rule(n=n_th, some=st.lists(n_th, min_size=1, max_size=3))
    def set(self, n: int, some: list[int]) -> None:
        record = self.nth_record(n)
        fields = MODEL.kinds[record[0]].fields
        values = {f.name: self.value(f, n + k) for k in some for f in (fields[k % len(fields)],)}
        with self.document.edit("Set") as edit:
            edit.set(record[1], **values)

    @rule(n=n_th, text=st.sampled_from(["R", "Ru", "Run", None]))
    def type(self, n: int, text: str | None) -> None:
        if partners := self.document.all(Organisation):
            with self.document.edit("Typed", kind=log.TYPING) as edit:
                edit.set(partners[n % len(partners)].id, about=text)

    @rule(n=n_th)
    def delete(self, n: int) -> None:
        kind, id = self.nth_record(n)
        if kind != "initiative":
            with self.document.edit("Deleted") as edit:
                edit.delete(id)

    @rule(kind=kinds, n=n_th, m=n_th)
    def much_in_one_edit(self, kind: str, n: int, m: int) -> None:
        """Delete what may just have been added, and change what may just have been emptied."""
        with self.document.edit("Much") as edit:
            added = self.added(edit, kind, n, [m, n])
            for k in (n, m):
                kind, id = self.nth_record(k)
                if kind != "initiative":
                    edit.delete(id)
            if added and self.document.kind_of(added):
                edit.set(added, reference=f"R{n}")
            self.added(edit, "organisation", m, [n])

    @rule(n=n_th)
    def fail_in_the_middle(self, n: int) -> None:
        before = contents(self.document)
        with pytest.raises(Refusal), self.document.edit("Fails") as edit:
            edit.add(Organisation, name="Half")
            edit.delete(self.nth_record(n)[1])
            edit.delete(the_initiative(self.document).id)
        assert contents(self.document) == before

    # The past.

    @rule()
    def undo(self) -> None:
        if undo_label(self.document) is not None:
            undo(self.document)

    @rule()
    def redo(self) -> None:
        if redo_label(self.document) is not None:
            redo(self.document)

    @rule(n=n_th, partly=st.booleans())
    def undo_an_old_edit(self, n: int, partly: bool) -> None:
        self.done_or_refused(lambda edit: undo(self.document, edit, partly=partly), n)

    @rule(n=n_th, m=n_th, after=st.booleans())
    def put_a_value_back(self, n: int, m: int, after: bool) -> None:
        kind, id = self.nth_record(m)
        fields = MODEL.kinds[kind].fields
        field = fields[(n + m) % len(fields)].name
        self.done_or_refused(lambda edit: put_back(self.document, edit, id, field, after=after), n)

    @rule(n=n_th)
    def bring_back(self, n: int) -> None:
        if gone := deleted(self.document):
            self.done_or_refused(lambda _: bring_back(self.document, gone[n % len(gone)].id), n)

    @rule(n=n_th)
    def look_at_the_past(self, n: int) -> None:
        if self.by_edit:
            name = list(self.by_edit)[n % len(self.by_edit)]
            assert self.at(name) == self.by_edit[name]

    # Around it.

    @rule(author=st.sampled_from(["Ana", "Ben"]))
    def open_again(self, author: str) -> None:
        self.document.close()
        opening = open_file(self.file, author=author, clock=lambda: self.now)
        assert opening.sentence == ""
        self.document = opening.opened()

    @rule(n=n_th)
    def change_it_in_another_tool(self, n: int) -> None:
        with closing(sqlite3.connect(self.file, isolation_level=None)) as other:
            other.execute("UPDATE initiative SET note=?", (f"By hand {n}",))
        self.document.adopt_outside_changes()

    @rule(n=n_th)
    def change_it_in_a_second_window(self, n: int) -> None:
        with open_file(self.file, author="Ben", clock=lambda: self.now).opened() as other:
            partners = other.all(Organisation)
            with other.edit("Elsewhere") as edit:
                for partner in partners[: n % 2]:
                    edit.set(partner.id, country=f"K{n}")
                edit.add(Organisation, name=f"Elsewhere {n}")

    @rule(seconds=st.sampled_from([0, 1, 60, 1_000_000]))
    def wait(self, seconds: int) -> None:
        self.now += seconds * 1000

    @rule(seconds=st.sampled_from([1, 60, 1_000_000]))
    def set_the_clock_back(self, seconds: int) -> None:
        self.now -= seconds * 1000
        self.clock_is_right = False

    # What always holds.

    @invariant()
    def the_latest_snapshot_is_what_is_there(self) -> None:
        if self.latest.document is not self.document:
            self.latest = Latest(self.document)
        latest, taken = self.latest.snapshot(), take(self.document)
        assert latest == taken
        assert [list(vars(latest)[name]) for name in KINDS] == [
            list(vars(taken)[name]) for name in KINDS
        ]

    @invariant()
    def the_tables_are_the_fold_of_the_log(self) -> None:
        assert adoption.differences(self.document.connection, MODEL) == []
        assert self.document.connection.execute("PRAGMA foreign_key_check").fetchall() == []

    @invariant()
    def what_is_there_is_remembered(self) -> None:
        *_, last = log.edits(self.document.connection)
        if last.id not in self.by_edit:
            self.by_edit[last.id] = self.by_moment[last.at_ms] = contents(self.document)

    def teardown(self) -> None:
        try:
            self.every_moment_is_as_it_was()
            self.all_can_be_undone_and_redone()
            assert examine(self.file).problems == []
        finally:
            self.document.close()
            shutil.rmtree(self.folder)

    def every_moment_is_as_it_was(self) -> None:
        for name, then in self.by_edit.items():
            assert self.at(name) == then
        for moment, then in self.by_moment.items():
            if moment >= BEGUN:
                past = self.at(moment)
                assert past == then or not self.clock_is_right

    def all_can_be_undone_and_redone(self) -> None:
        while redo_label(self.document) is not None:
            redo(self.document)
        end = contents(self.document)
        while undo_label(self.document) is not None:
            undo(self.document)
        assert contents(self.document) == self.start
        while redo_label(self.document) is not None:
            redo(self.document)
        assert contents(self.document) == end
        assert adoption.differences(self.document.connection, MODEL) == []

    # Helpers.

    def at(self, when: int | str) -> list[str]:
        with as_of(self.document, when, self.folder) as past:
            assert adoption.differences(past.connection, MODEL) == []
            return contents(past)

    def done_or_refused(self, what: Any, n: int) -> None:
        """Do something about the n-th last edit; what is refused is so in a sentence."""
        before = contents(self.document)
        edits = list(log.edits(self.document.connection, newest_first=True))
        try:
            what(edits[n % len(edits)].id)
        except Refusal as refusal:
            assert str(refusal).endswith(".")
            assert contents(self.document) == before

    def nth_record(self, n: int) -> tuple[str, str]:
        found = [
            (name, id)
            for name in MODEL.kinds
            for (id,) in self.document.connection.execute(f'SELECT id FROM "{name}" ORDER BY id')
        ]
        return found[n % len(found)]

    def added(self, edit: Edit, kind: str, n: int, some: list[int]) -> str | None:
        """Add a record of ``kind`` with all that it needs, and ``some`` of its other fields."""
        declared = MODEL.kinds[kind]
        fields = [f for f in declared.fields if f.required]
        fields += [declared.fields[k % len(declared.fields)] for k in some]
        values = {f.name: self.value(f, n + k) for k, f in enumerate(fields)}
        if any(values[f.name] is None for f in fields if f.required):
            return None  # there is nothing yet that it could refer to
        return edit.add(kind, **values)

    def value(self, field: Field, n: int) -> Any:
        """Return a value for ``field``; now and then none, where it may be empty."""
        if n % 7 == 0 and not field.required:
            return None
        match field:
            case Ref():
                ids = self.ids(field.kinds)
                return ids[n % len(ids)] if ids else None
            case Links():
                return self.ids((field.kind,))[n % 3 : n % 3 + 2]
            case Choice():
                return list(field.choices)[n % len(field.choices)]
            case Flag():
                return n % 2
            case Integer():
                return field.low + n % (field.high - field.low + 1)
            case Number():
                return n / 8
            case Date():
                return f"2026-11-{n % 28 + 1:02}"
            case Words():
                return [f"word {n}", "word"]
            case Picture():
                return SMALLEST_PICTURE
            case Text():
                return f"Text {n}"
        raise AssertionError(field)

    def ids(self, kinds: tuple[str, ...]) -> list[str]:
        return [id for kind in kinds for id in self.all_ids(kind)]

    def all_ids(self, kind: str) -> list[str]:
        rows = self.document.connection.execute(f'SELECT id FROM "{kind}" ORDER BY id')
        return [id for (id,) in rows]


RandomActions.TestCase.settings = settings(
    max_examples=settings.default.max_examples // 2, stateful_step_count=20, deadline=None
)
TestRandomActions = RandomActions.TestCase
