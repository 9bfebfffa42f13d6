"""Somebody at work with everything that writes a file, telling of each thing once it is done."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from outreach.base.errors import Refusal
from outreach.briefs.saving import save_pdf
from outreach.cause.kinds import Tag
from outreach.document.document import Document
from outreach.document.opening import Outcome
from outreach.document.writer import saving
from outreach.exchange import json_form
from outreach.history.undo import redo, redo_label, undo, undo_label
from outreach.initiative import create, open_file, the_initiative
from outreach.merge.bringing import merge
from outreach.network.kinds import Organisation, Person

PLAN, THEIRS, OLD = "plan.db", "theirs.db", "old.db"
IMPORT, COPY, BRIEF = "imported.db", "copy.db", "brief.pdf"
PDFS = {
    "before": b"%PDF-1.7\n" + b"before " * 20_000,
    "after": b"%PDF-1.7\n" + b"after " * 30_000,
}
PARTNERS = 12
IMPORTED = {
    "format": "outreach-initiative",
    "version": 1,
    "initiative": {"name": "Brought in"},
    "organisation": [
        {"reference": f"o{n}", "name": f"Partner {n}", "about": "Long words. " * 60}
        for n in range(PARTNERS)
    ],
    "person": [{"name": f"Person {n}", "organisation": f"o{n}"} for n in range(PARTNERS)],
}
RECORDS_IMPORTED = 1 + 2 * PARTNERS


class Done(NamedTuple):
    """What was acknowledged: after it returned, it must never be lost."""

    what: str
    file: str
    """The name of the file that it was done to."""
    edit: str = ""
    """The name of the edit, where it was one."""


Tell = Callable[[Done], None]


def prepare(folder: Path) -> None:
    """Make the files that people at work begin with."""
    plan = folder / PLAN
    with create(plan, "Flood data for Kestria", author="Ines") as document:
        _fill(document, 6)
    shutil.copy(plan, folder / THEIRS)
    with open_file(folder / THEIRS, author="Ben").opened() as document:
        _fill(document, 4)
        with document.edit("Renamed") as edit:
            edit.set(document.all(Organisation)[0].id, name="Renamed elsewhere")
    _older(shutil.copy(plan, folder / OLD))
    (folder / BRIEF).write_bytes(PDFS["before"])


def _older(path: Path) -> None:
    """Make a file look like one of the version before."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(
            "PRAGMA user_version=0; DROP TABLE _sqlite_migrations; ALTER TABLE tag DROP reference"
        )


def _fill(document: Document, count: int) -> None:
    with document.edit("Filled") as edit:
        for number in range(count):
            one = edit.add(Organisation, name=f"Partner {number}", about="Words. " * 80)
            edit.add(Person, name=f"Person {number}", organisation=one)


class Work:
    """One person's work in a folder that :func:`prepare` made, drawn from a seed."""

    def __init__(self, folder: Path, seed: int, tell: Tell) -> None:
        """Work in ``folder``; ``tell`` is called when something is done."""
        self._folder = folder
        self._random = random.Random(seed)
        self._tell = tell
        self._plan: Document | None = None

    def all(self) -> None:
        """Do everything there is, in an order of the seed's own."""
        self._do(*self._in_databases(), self.bring_in, self.copy, self.export)

    def in_databases(self) -> None:
        """Do what changes files of the program that are there, in an order of the seed's own."""
        self._do(*self._in_databases())

    def _in_databases(self) -> list[Callable[[], None]]:
        return [
            *[self.edit] * 3, *[self.type] * 2, *[self.undo] * 2,
            self.much, self.delete, self.redo, self.merge, self.open_again, self.update,
        ]  # fmt: skip

    def _do(self, *jobs: Callable[[], None]) -> None:
        for job in self._random.sample(jobs, len(jobs)):
            with saving():
                job()
        self.close()

    def close(self) -> None:
        """Close the plan."""
        if self._plan is not None:
            self._plan.close()
            self._plan = None

    @property
    def plan(self) -> Document:
        """The plan, open for editing."""
        if self._plan is None:
            self._plan = open_file(self._folder / PLAN, author="Ines", lock=True).opened()
        return self._plan

    def edit(self) -> None:
        """Add a partner with a contact, and change something else."""
        with self.plan.edit("Added a partner") as edit:
            words = "Words. " * self._random.randrange(600)
            one = edit.add(Organisation, name="Added", about=words)
            edit.add(Person, name="Added too", organisation=one)
            edit.set(the_initiative(self.plan).id, note=f"Note {self._random.random()}")
        self._told("edit", edit)

    def type(self) -> None:
        """Change one field."""
        with self.plan.edit("Typed", kind="typing") as edit:
            edit.set(the_initiative(self.plan).id, note=f"Typed {self._random.random()}")
        self._told("type", edit)

    def much(self) -> None:
        """Add more than fits into SQLite's memory, so that the file is written before the end."""
        self.plan.connection.execute("PRAGMA cache_size=8")
        with self.plan.edit("Added a lot") as edit:
            for number in range(40):
                edit.add(Tag, name=f"tag {number} " + "x" * 300)
        self._told("much", edit)

    def delete(self) -> None:
        """Delete a partner with all that hangs on it."""
        if partners := self.plan.all(Organisation):
            with self.plan.edit("Deleted a partner") as edit:
                edit.delete(self._random.choice(partners).id)
            self._told("delete", edit)

    def undo(self) -> None:
        """Undo what can be."""
        if undo_label(self.plan):
            self._tell(Done("undo", PLAN, undo(self.plan, partly=True).changes.edit))

    def redo(self) -> None:
        """Redo what was undone."""
        if redo_label(self.plan):
            self._tell(Done("redo", PLAN, redo(self.plan).changes.edit))

    def merge(self) -> None:
        """Bring in what a colleague changed."""
        if edit := merge(self.plan, self._folder / THEIRS).edit:
            self._tell(Done("merge", PLAN, edit))

    def open_again(self) -> None:
        """Close the plan, and open it again."""
        self.close()
        assert self.plan

    def bring_in(self) -> None:
        """Make a file of data."""
        path = self._folder / IMPORT
        json_form.new_from(IMPORTED, path, "Ines").close()
        self._tell(Done("import", path.name))

    def update(self) -> None:
        """Open a file of an older version, which brings it up to date."""
        path = self._folder / OLD
        found = open_file(path, author="Ines")
        if found.document is not None:
            found.document.close()
        if found.outcome is not Outcome.OPENED:
            raise Refusal(found.sentence)
        self._tell(Done("migration", path.name))

    def copy(self) -> None:
        """Save a copy of the plan."""
        path = self._folder / COPY
        self.plan.copy_to(path)
        self._tell(Done("copy", path.name))

    def export(self) -> None:
        """Save a PDF in the place of the one that is there."""
        save_pdf(self._folder / BRIEF, PDFS["after"])
        self._tell(Done("pdf", BRIEF))

    def _told(self, what: str, edit: Any) -> None:
        self._tell(Done(what, PLAN, edit.changes.edit))
