"""Sample initiatives, and the same ones with something changed."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from outreach.document.edits import Edit
from outreach.exchange.samples import make
from outreach.snapshot import Snapshot, take

TODAY = dt.date(2026, 11, 24)
Change = Callable[[Edit, dict[str, str]], object]
Changed = Callable[[Change], Snapshot]


@pytest.fixture
def changed(tmp_path: Path) -> Changed:
    """Return Kestria after an edit; the edit gets ids by reference."""

    numbers = itertools.count(1)

    def change(edits: Change) -> Snapshot:
        with make("kestria", tmp_path / f"kestria-{next(numbers)}.db", "Ines") as document:
            ids = references(take(document))
            with document.edit("Changed") as edit:
                edits(edit, ids)
            return take(document)

    return change


def references(snapshot: Snapshot) -> dict[str, str]:
    """Return the ids of a snapshot's records by reference."""
    return {
        record.reference: record.id
        for records in vars(snapshot).values()
        if isinstance(records, dict)
        for record in records.values()
        if getattr(record, "reference", None)
    }
