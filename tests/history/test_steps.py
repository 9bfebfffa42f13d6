"""What somebody types into a field in one go is one step."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from outreach.document.log import TYPING
from outreach.history.changes import entries
from outreach.history.steps import PAUSE_MS
from outreach.history.undo import redo, redo_label, undo, undo_label
from outreach.initiative import open_file
from outreach.network.kinds import Organisation


class Hand:
    """Somebody who types, each time a given number of milliseconds after the last."""

    def __init__(self, path: Path) -> None:
        self.now = 1_795_435_200_000
        self.document = open_file(path, author="Ines", clock=lambda: self.now).opened()
        with self.document.edit("Added") as edit:
            self.id = edit.add(Organisation, name="Telmara")

    def type(self, *texts: str, field: str = "about", wait: int = 2000, id: str = "") -> None:
        for text in texts:
            self.now += wait
            with self.document.edit(f"{field}: {text}", kind=TYPING) as edit:
                edit.set(id or self.id, **{field: text})

    def value(self, field: str = "about") -> object:
        partner = self.document.get(Organisation, self.id)
        return getattr(partner, field)


@pytest.fixture
def hand(initiative_file: Path) -> Iterator[Hand]:
    found = Hand(initiative_file)
    yield found
    found.document.close()


def test_typing_in_one_field_is_taken_back_and_done_again_at_once(hand: Hand) -> None:
    hand.type("R", "Runs", "Runs clinics")
    assert undo(hand.document).label == "about: Runs clinics"
    assert hand.value() is None
    assert (undo_label(hand.document), redo_label(hand.document)) == (
        "Added",
        "about: Runs clinics",
    )
    redo(hand.document)
    assert hand.value() == "Runs clinics"
    undo(hand.document)
    assert hand.value() is None


def test_it_is_one_line_in_the_history(hand: Hand) -> None:
    hand.type("R", "Runs", "Runs clinics")
    newest, added = entries(hand.document, limit=2)
    assert (newest.label, added.label) == ("about: Runs clinics", "Added")
    (field,) = newest.changes[0].fields
    assert (field.before, field.after) == ("", "Runs clinics")


def test_a_long_pause_begins_a_new_step(hand: Hand) -> None:
    hand.type("R", "Runs")
    hand.type("Runs clinics", wait=PAUSE_MS + 1)
    undo(hand.document)
    assert hand.value() == "Runs"


def test_another_field_or_record_begins_a_new_step(hand: Hand) -> None:
    hand.type("Runs")
    hand.type("Telmara Mobile", field="name")
    hand.type("Runs clinics")
    undo(hand.document)
    assert (hand.value(), hand.value("name")) == ("Runs", "Telmara Mobile")
    undo(hand.document)
    assert (hand.value(), hand.value("name")) == ("Runs", "Telmara")


def test_what_was_not_typed_is_never_joined(hand: Hand) -> None:
    for text in ("One", "Two"):
        with hand.document.edit(text) as edit:
            edit.set(hand.id, about=text)
    hand.type("Three")
    undo(hand.document)
    assert hand.value() == "Two"
    undo(hand.document)
    assert hand.value() == "One"


def test_typing_after_an_undo_is_a_step_of_its_own(hand: Hand) -> None:
    hand.type("One")
    undo(hand.document)
    hand.type("Two")
    undo(hand.document)
    assert hand.value() is None
    assert undo_label(hand.document) == "Added"


def test_what_comes_to_nothing_is_taken_back_too(hand: Hand) -> None:
    hand.type("R", "")
    assert undo(hand.document).changes.entries == ()
    assert undo_label(hand.document) == "Added"
    redo(hand.document)
    undo(hand.document)
    undo(hand.document)
    assert hand.document.get(Organisation, hand.id) is None


def test_a_step_outlives_closing_and_is_not_gone_on_with(hand: Hand, initiative_file: Path) -> None:
    hand.type("R", "Runs")
    hand.document.close()
    seconds = itertools.count(hand.now, 1000)
    with open_file(initiative_file, author="Ines", clock=lambda: next(seconds)).opened() as again:
        with again.edit("about: Runs clinics", kind=TYPING) as edit:
            edit.set(hand.id, about="Runs clinics")
        undo(again)
        assert again.all(Organisation)[0].about == "Runs"
        undo(again)
        assert again.all(Organisation)[0].about is None


def test_any_edit_of_it_names_the_step(hand: Hand) -> None:
    hand.type("R", "Runs")
    (newest,) = entries(hand.document, limit=1)
    site, _, seq = newest.edit.rpartition(".")
    undo(hand.document, f"{site}.{int(seq) - 1}")
    assert hand.value() is None


def test_an_undo_made_elsewhere_leaves_what_was_typed_meanwhile(hand: Hand, tmp_path: Path) -> None:
    hand.type("R", "Runs")
    name = entries(hand.document, limit=1)[0].edit
    other_path = shutil.copy(hand.document.path, tmp_path / "copy.db")
    hand.type("Runs clinics")
    with open_file(other_path, author="Bo").opened() as other:
        undo(other)
        rows = other.connection.execute("SELECT undo_site, undo_seq FROM log_txn").fetchall()
    site, seq = rows[-1]
    assert f"{site}.{seq}" == name
    # The same undo arrives here, as a merge brings it.
    with hand.document.edit("Undo: about: Runs", kind="undo", undo_of=(site, seq)):
        pass
    undo(hand.document)
    assert hand.value() is None
