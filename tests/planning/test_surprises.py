"""No surprises."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from outreach.exchange.samples import make
from outreach.planning.surprises import Surprise, surprises
from outreach.snapshot import Snapshot, take

Made = Callable[[str], Snapshot]


def by_reference(snapshot: Snapshot, reference: str) -> str:
    return next(id for id, step in snapshot.steps.items() if step.reference == reference)


def before(snapshot: Snapshot, reference: str) -> dict[str, Surprise]:
    return {one.name: one for one in surprises(snapshot, by_reference(snapshot, reference))}


@pytest.fixture
def critic_was_told(tmp_path: Path) -> Snapshot:
    with make("kestria", tmp_path / "told.db", "Ines") as document:
        step = by_reference(take(document), "a-s1-6")
        with document.edit("Told the critic") as edit:
            edit.set(step, status="done")
        return take(document)


def test_the_critic_hears_of_the_operator_s_step_while_its_own_is_not_done(
    kestria: Snapshot,
) -> None:
    found = before(kestria, "a-s1-8")
    critic = found["Digital Rights Kestria"]
    assert kestria.name(critic.through) == "Office of the Data Protection Commissioner"
    assert critic.step == by_reference(kestria, "a-s1-6")
    assert critic.sentence == (
        "Digital Rights Kestria is likely to hear of it through Office of the Data Protection "
        "Commissioner and has not been told. Their own step comes before and is not done."
    )


def test_who_was_told_is_not_surprised(critic_was_told: Snapshot) -> None:
    assert "Digital Rights Kestria" not in before(critic_was_told, "a-s1-8")


def test_who_is_in_or_was_spoken_to_is_not_surprised(kestria: Snapshot) -> None:
    found = before(kestria, "a-s1-8")
    # In, ours, and spoken to on 5 November.
    assert not found.keys() & {
        "Orrin Institute of Technology, Geography Lab",
        "Kestria Statistical Office",
        "Office of the Data Protection Commissioner",
    }


def test_opponents_come_first(kestria: Snapshot) -> None:
    step = by_reference(kestria, "a-s1-8")
    stances = [
        kestria.organisations[one.organisation].stance or 0 for one in surprises(kestria, step)
    ]
    assert stances == sorted(stances) and stances[0] == -2


def test_who_is_tied_directly_hears_from_the_partner_itself(kestria: Snapshot) -> None:
    solacell = before(kestria, "a-s1-8")["Solacell"]
    assert solacell.through == ""
    assert solacell.sentence.startswith("Solacell is likely to hear of it from Tavano Mobile")
