"""The plans that are looked at: the samples, an empty one, large ones, and unkind ones."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from outreach.document.edits import Edit
from outreach.exchange import samples
from outreach.initiative import create, open_file, the_initiative
from outreach.network.kinds import Organisation, Person
from outreach.persuasion.kinds import Objection
from tests.bench.make_large import BATCH, Plan
from tests.screens import sixty
from tests.screens.clock import DAY, NOON

NAMES = (
    "The Standing Committee for Shared Figures on Water, Health and Mobility " * 2
    + "and on whatever else the Assembly of the Ministers may decide",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2,
    "مؤسسة البيانات المشتركة لحوض البحيرة",
    "Ministère de l’Eau – وزارة المياه – 水利部 – Министерство водного хозяйства",
    "🌊💧 Rivers United 👩🏽‍🔬🇰🇪",
    "ศูนย์ข้อมูลน้ำแห่งชาติ",
    "A & B <i>Water</i> &amp; Sons",
    "X",
)
"""Names that a window has trouble with; each is allowed."""
TEXTS = (
    "They said: " + "the figures must never leave here, and nobody may be recognised. " * 12,
    "يجب ألا تغادر الأرقام المبنى، وألا يُتعرَّف على أحد.",
    "https://example.org/" + "a-very-long-address-without-a-single-space/" * 6,
    "One line.\n\nAnd another, after an empty one 🙂.",
    "“Our lawyers say no until they say yes.”",
)
MANY, CROWD = 60, 10_000
"""Partners in the unkind plan, and in the one that is large as well."""


class UnkindPlan(Plan):
    """Draws the names and texts above among ordinary ones."""

    def word(self) -> str:
        """Return a part of a name, now and then a whole unkind one."""
        return self.draw.choice(NAMES)[:90].strip() if self.chance(0.3) else super().word()

    def text(self, most: int = 4) -> str:
        """Return a few sentences, now and then unkind ones."""
        unkind = most > 1 and self.chance(0.4)
        return self.draw.choice(TEXTS) if unkind else super().text(most)

    def rename(self, edit: Edit) -> None:
        """Give the first partners and people the names above."""
        for name, id in zip(NAMES, self.partners, strict=False):
            edit.set(id, name=name)
        for n, id in enumerate(self.people[:40]):
            edit.set(id, name=NAMES[n % len(NAMES)], job_title=NAMES[(n + 3) % len(NAMES)])


def _sample(name: str) -> Callable[[Path], None]:
    return lambda path: samples.make(name, path, "Ines").close()


def _empty(path: Path) -> None:
    create(path, "Flood data", author="Ines").close()


def _unkind(path: Path, partners: int = MANY) -> None:
    plan = UnkindPlan(7, DAY)
    with create(path, "Flood data", author=NAMES[0][:80]) as document:
        initiative = the_initiative(document)
        with document.edit("Wrote it all down", kind="import") as edit:
            edit.set(initiative.id, name=NAMES[0])
            plan.common(edit, 40)
            for _ in range(min(partners, BATCH)):
                plan.partner(edit)
            plan.rename(edit)
        for done in range(BATCH, partners, BATCH):
            with document.edit("Wrote more", kind="import") as edit:
                for _ in range(min(partners - done, BATCH)):
                    plan.partner(edit)
        for n in range(3):
            with document.edit(f"Renamed {NAMES[n]}"[:190]) as edit:
                first = document.all(Organisation)[n]
                edit.set(first.id, about=TEXTS[n])


def _sixty(path: Path) -> None:
    with (
        create(path, "Sixty for the lake", author="Ines") as document,
        document.edit("Wrote it all down", kind="import") as edit,
    ):
        sixty.fill(edit, DAY)


PLANS: dict[str, Callable[[Path], None]] = {
    "kestria": _sample("kestria"),
    "alder": _sample("alder"),
    "empty": _empty,
    "sixty": _sixty,
    "unkind": _unkind,
    "crowd": lambda path: _unkind(path, CROWD),
}


FROM_A_COLLEAGUE = "from Fatou"
"""Stands in the name of a colleague's copy of a plan, which lies beside it."""


def _apart(path: Path, author: str, mine: bool) -> None:
    """Edit a copy as its owner, otherwise than the owner of the other."""
    with open_file(path, author=author).opened() as document:
        with document.edit("Wrote the pitch anew") as edit:
            words = "Buses where people are." if mine else "Clinics where people are, and soon."
            edit.set(the_initiative(document).id, pitch=words)
        for n, partner in enumerate(document.all(Organisation)[:3]):
            with document.edit("Judged how far they are") as edit:
                status = ("contacted", "parked", "declined")[(n + mine) % 3]
                edit.set(partner.id, status=status, about=TEXTS[n + mine])
            if not mine:
                with document.edit("Looked them up") as edit:
                    edit.set(partner.id, website="https://example.org")
                    edit.add(Person, name=NAMES[n + 2], organisation=partner.id)
        for objection in document.all(Objection)[:1]:
            with document.edit("Thought about it") as edit:
                if mine:
                    edit.set(objection.id, note=TEXTS[0])
                else:
                    edit.delete(objection.id)


def colleagues_copy(plan: Path) -> Path:
    """Return a colleague's copy of ``plan``, edited apart from it; made when it is not there."""
    path = plan.with_name(f"{plan.stem} {FROM_A_COLLEAGUE}.db")
    if not path.exists():
        shutil.copy(plan, path)
        _apart(plan, "Ines", True)
        _apart(path, "Fatou", False)
    return path


def make(name: str, folder: Path) -> Path:
    """Make the plan called ``name`` in ``folder``, with a colleague's copy, and return its path."""
    path = folder / f"{name}.db"
    PLANS[name](path)
    colleagues_copy(path)
    # The window says when the file was written.
    os.utime(path, (NOON / 1000, NOON / 1000))
    return path
