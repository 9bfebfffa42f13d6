"""Where a step stands is said by its neighbours."""

from __future__ import annotations

import pytest

from outreach.cadence.kinds import Sequence, Step
from outreach.merge.bringing import compare, merge
from tests.merge.conftest import Pair


@pytest.fixture
def steps(pair: Pair) -> list[str]:
    """Four steps that both know."""
    with pair.mine.edit("Planned") as edit:
        sequence = edit.add(Sequence, name="First round")
        steps = [
            edit.add(Step, sequence=sequence, ask=ask, position=place)
            for place, ask in enumerate(("Meet", "Show", "Ask", "Sign"))
        ]
    merge(pair.theirs, pair.mine.path)
    return steps


def test_a_step_that_both_moved_is_decided_on_by_its_neighbours(
    pair: Pair, steps: list[str]
) -> None:
    with pair.mine.edit("Moved") as edit:
        edit.set(steps[0], position=2.5)
    with pair.theirs.edit("Moved") as edit:
        edit.set(steps[0], position=9)
    (question,) = compare(pair.mine, pair.theirs.path).decisions
    assert question.before == "first, before “Show”"
    assert [option.words for option in question.options] == [
        "after “Ask”, before “Sign”",
        "after “Sign”, last",
    ]


def test_a_step_that_one_moved_came_in_between_its_neighbours(pair: Pair, steps: list[str]) -> None:
    with pair.theirs.edit("Moved") as edit:
        edit.set(steps[3], position=0.5)
    (fit,) = compare(pair.mine, pair.theirs.path).fits
    assert fit.fields[0].after == "after “Meet”, before “Show”"
