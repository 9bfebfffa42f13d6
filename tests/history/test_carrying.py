"""Changes that could not be saved are made again where they belong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.base.errors import NotSaved, Refusal
from outreach.document import adoption, log
from outreach.document.document import Document
from outreach.history.carrying import carry, last_edit, steps_after
from outreach.history.undo import redo, undo, undo_label
from outreach.initiative import MODEL, create, open_file
from outreach.network.kinds import Organisation, Person

Two = tuple[Document, Document]


@pytest.fixture
def two(document: Document, tmp_path: Path) -> Iterator[Two]:
    """A stand-in and the file, with one partner in both."""
    add(document, "Telmara")
    document.copy_to(tmp_path / "stand-in.db")
    with open_file(tmp_path / "stand-in.db", author="Ines").opened() as stand_in:
        yield stand_in, document


def add(document: Document, name: str) -> str:
    with document.edit(f"Added {name}") as edit:
        return edit.add(Organisation, name=name)


def rename(document: Document, id: str, name: str, kind: str = "edit") -> None:
    with document.edit(f"Renamed it {name}", kind=kind) as edit:
        edit.set(id, name=name)


def names(document: Document) -> list[str]:
    return [partner.name for partner in document.all(Organisation)]


def carried(two: Two, after: int, done: dict[log.Any, log.Any] | None = None) -> list[str]:
    left = carry(*two, after, {} if done is None else done)
    assert adoption.differences(two[1].connection, MODEL) == []
    return left


def test_edits_keep_their_labels_and_kinds(two: Two) -> None:
    stand_in, file = two
    seen = last_edit(stand_in)
    id = add(stand_in, "Lakeside")
    rename(stand_in, id, "Lakeside Water", kind="typing")
    assert carried(two, seen) == []
    assert names(file) == ["Telmara", "Lakeside Water"]
    edits = list(log.edits(file.connection))[-2:]
    assert [(edit.label, edit.kind) for edit in edits] == [
        ("Added Lakeside", "edit"),
        ("Renamed it Lakeside Water", "typing"),
    ]


def test_what_others_did_meanwhile_stays(two: Two) -> None:
    stand_in, file = two
    (telmara,), seen = file.all(Organisation), last_edit(stand_in)
    with file.edit("Ana’s") as edit:
        edit.set(telmara.id, about="A mobile operator")
    rename(stand_in, telmara.id, "Telmara Ltd")
    carried(two, seen)
    (found,) = file.all(Organisation)
    assert (found.name, found.about) == ("Telmara Ltd", "A mobile operator")


def test_a_record_that_others_deleted_is_whole_again(two: Two) -> None:
    stand_in, file = two
    (telmara,), seen = file.all(Organisation), last_edit(stand_in)
    with file.edit("Deleted it") as edit:
        edit.delete(telmara.id)
    with stand_in.edit("Told more") as edit:
        edit.set(telmara.id, about="A mobile operator")
    carried(two, seen)
    (found,) = file.all(Organisation)
    assert (found.name, found.about) == ("Telmara", "A mobile operator")


def test_what_needs_something_that_is_gone_is_left_and_said(two: Two) -> None:
    stand_in, file = two
    (telmara,), seen = file.all(Organisation), last_edit(stand_in)
    with stand_in.edit("Added an objection") as edit:
        edit.add("objection", organisation=telmara.id, statement="Who pays?")
    with file.edit("Deleted it") as edit:
        edit.delete(telmara.id)
    (said,) = carried(two, seen)
    assert "needs “Telmara”, which is gone" in said
    assert names(file) == []


def test_deleting_and_bringing_back_are_carried(two: Two) -> None:
    stand_in, file = two
    (telmara,), seen = file.all(Organisation), last_edit(stand_in)
    with stand_in.edit("Deleted it") as edit:
        edit.delete(telmara.id)
    carried(two, seen)
    assert names(file) == []
    seen = last_edit(stand_in)
    undo(stand_in)
    carried(two, seen)
    assert file.get(Organisation, telmara.id) == telmara


def test_what_was_undone_can_be_done_again_in_the_file(two: Two) -> None:
    stand_in, file = two
    seen = last_edit(stand_in)
    add(stand_in, "Lakeside")
    undo(stand_in)
    carried(two, seen)
    assert names(file) == ["Telmara"]
    redo(file)
    assert names(file) == ["Telmara", "Lakeside"]
    assert undo_label(file) == "Added Lakeside"


def test_after_an_interruption_nothing_is_done_twice(two: Two) -> None:
    stand_in, file = two
    seen, done = last_edit(stand_in), {}
    add(stand_in, "Lakeside")
    add(stand_in, "Highland")

    def stop_at_the_second(_: Document) -> None:
        if "Lakeside" in names(file):
            raise NotSaved("The disk is full.")

    file.before_edit.append(stop_at_the_second)
    with pytest.raises(NotSaved):
        carry(stand_in, file, seen, done)
    file.before_edit.clear()
    for known in (done, {}):
        carried(two, seen, known)
        assert names(file) == ["Telmara", "Lakeside", "Highland"]
        assert last_edit(file) == last_edit(stand_in)


def test_typing_counts_as_one_change(two: Two) -> None:
    stand_in, _ = two
    (telmara,), seen = stand_in.all(Organisation), last_edit(stand_in)
    assert steps_after(stand_in, seen) == 0
    for name in ("Telm", "Telmara L", "Telmara Ltd"):
        rename(stand_in, telmara.id, name, kind="typing")
    add(stand_in, "Lakeside")
    assert steps_after(stand_in, seen) == 2


def test_another_initiative_is_left_alone(two: Two, tmp_path: Path) -> None:
    add(two[0], "Lakeside")
    with create(tmp_path / "other.db", "Another one", author="Ana") as other:
        with pytest.raises(Refusal, match="holds another initiative"):
            carry(two[0], other, 0, {})
        assert names(other) == []


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["add", "name", "link", "delete", "undo", "redo"]), st.integers(0, 4)
    ),
    max_size=12,
)


@given(changes=CHANGES)
def test_the_file_holds_in_the_end_what_the_stand_in_holds(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("carrying")
    with create(folder / "plan.db", "Water", author="Ines") as file:
        add(file, "Telmara")
        file.copy_to(folder / "stand-in.db")
        with open_file(folder / "stand-in.db", author="Ines").opened() as stand_in:
            seen = last_edit(stand_in)
            for verb, which in changes:
                change(stand_in, verb, which)
            assert carried((stand_in, file), seen) == []
            for kind in MODEL.kinds.values():
                assert file.all(kind.record) == stand_in.all(kind.record)
            assert undo_label(file) == undo_label(stand_in)


def change(document: Document, verb: str, which: int) -> None:
    """Make one change of a kind, if it can be made."""
    partners: list[Organisation] = document.all(Organisation)
    one = partners[which % len(partners)].id if partners else ""
    does: dict[str, Callable[[], object]] = {
        "add": lambda: add(document, f"Partner {which}"),
        "undo": lambda: undo(document),
        "redo": lambda: redo(document),
    }
    if one:
        does |= {
            "name": lambda: rename(document, one, f"Name {which}"),
            "link": lambda: work_for(document, one),
            "delete": lambda: delete(document, one),
        }
    try:
        does.get(verb, lambda: None)()
    except Refusal:
        return


def work_for(document: Document, organisation: str) -> None:
    with document.edit("Added Ada") as edit:
        edit.add(Person, name="Ada", organisation=organisation)


def delete(document: Document, id: str) -> None:
    with document.edit("Deleted it") as edit:
        edit.delete(id)
