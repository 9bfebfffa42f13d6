"""What is typed into a draft is added or stays; it is never thrown away unasked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from outreach.persuasion.kinds import Need
from ui.forms.choices import NO_CHOICES
from ui.records.draft import Draft


@pytest.fixture
def draft(qtbot: QtBot) -> Draft:
    """A draft of a need, asked for."""
    draft = Draft(Need.KIND, ("statement",), NO_CHOICES)
    qtbot.addWidget(draft)
    draft.begin()
    return draft


@pytest.fixture
def given(draft: Draft) -> list[dict[str, object]]:
    """What the draft gave."""
    found: list[dict[str, object]] = []
    draft.given.connect(found.append)
    return found


@pytest.fixture
def type_in(qtbot: QtBot, draft: Draft) -> Callable[[str], None]:
    """Type into the draft's only field."""
    return lambda words: qtbot.keyClicks(draft.form.editor("statement").control(), words)


def test_what_was_typed_is_added_when_something_else_is_looked_at(
    draft: Draft, given: list[dict[str, object]], type_in: Callable[[str], None]
) -> None:
    type_in("Plan the switch-off")
    assert draft.commit()
    assert given == [{"statement": "Plan the switch-off"}]


def test_it_is_added_once(
    draft: Draft, given: list[dict[str, object]], type_in: Callable[[str], None]
) -> None:
    type_in("Plan the switch-off")
    assert draft.commit() and draft.commit()
    assert len(given) == 1


def test_a_draft_in_which_nothing_was_typed_is_put_away(
    draft: Draft, given: list[dict[str, object]]
) -> None:
    assert draft.commit()
    assert given == [] and draft.isHidden()


def test_a_dropped_draft_adds_nothing(
    draft: Draft, given: list[dict[str, object]], type_in: Callable[[str], None]
) -> None:
    type_in("Plan")
    draft.dropped.emit()
    assert draft.commit()
    assert given == []
