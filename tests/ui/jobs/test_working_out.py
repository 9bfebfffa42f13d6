from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from outreach.cause.kinds import Initiative
from outreach.network.kinds import Organisation
from outreach.snapshot import KINDS, Snapshot
from ui.jobs import working_out
from ui.jobs.working_out import WorkingOut


def plan(partners: int) -> Snapshot:
    """A plan with so many partners and nothing else."""
    found = {name: {} for name in KINDS}  # type: dict[str, dict[str, object]]
    found["organisations"] = {str(n): Organisation(id=str(n), name="x") for n in range(partners)}
    return Snapshot(initiative=Initiative(id="i", name="Water"), **found)  # type: ignore[arg-type]


@pytest.fixture
def work(qapp: object) -> WorkingOut:
    return WorkingOut("tested", qapp)  # type: ignore[arg-type]


def test_what_is_quick_is_there_at_once(work: WorkingOut) -> None:
    found: list[int] = []
    work.work_out(plan(2), lambda: 7, found.append)
    assert found == [7] and not work.working


def test_of_many_partners_it_comes_later_and_only_what_was_asked_last(
    work: WorkingOut, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working_out, "FEW", 1)
    found: list[int] = []
    work.work_out(plan(2), lambda: 1, found.append)
    work.work_out(plan(2), lambda: 2, found.append)
    assert found == [] and work.working
    qtbot.waitUntil(lambda: not work.working)
    assert found == [2]


def test_what_is_quick_takes_the_place_of_what_was_not(
    work: WorkingOut, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working_out, "FEW", 1)
    found: list[int] = []
    work.work_out(plan(2), lambda: 1, found.append)
    work.work_out(plan(1), lambda: 2, found.append)
    qtbot.wait(50)
    assert found == [2]


def test_nothing_comes_after_it_was_left(
    work: WorkingOut, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working_out, "FEW", 1)
    found: list[int] = []
    work.work_out(plan(2), lambda: 1, found.append)
    work.leave()
    qtbot.wait(50)
    assert found == []
