"""How far a copy is from the plan is counted in changes, whichever has them."""

from __future__ import annotations

from pathlib import Path

from outreach.cause.kinds import Tag
from outreach.document.document import Document
from outreach.document.log import TYPING
from outreach.history.distance import Plan
from outreach.initiative import open_file


def tag(document: Document, name: str) -> None:
    with document.edit(f"Added {name}") as edit:
        edit.add(Tag, name=name)


def copy_of(document: Document, name: str) -> Path:
    path = document.path.with_name(name)
    document.copy_to(path)
    return path


def test_a_copy_of_the_plan_as_it_is_is_no_change_away(document: Document) -> None:
    tag(document, "rain")
    found = Plan(document.connection).distance(copy_of(document, "copy.db"))
    assert found is not None and (found.behind, found.ahead) == (0, 0)
    assert found.last is not None and found.last.label == "Added rain"


def test_an_older_copy_lacks_what_was_changed_since(document: Document) -> None:
    copy = copy_of(document, "copy.db")
    tag(document, "rain")
    tag(document, "snow")
    found = Plan(document.connection).distance(copy)
    assert found is not None and (found.behind, found.ahead) == (2, 0)
    assert found.since == ("Added snow", "Added rain")


def test_what_was_typed_in_one_go_is_one_change(document: Document) -> None:
    tag(document, "rain")
    (rain,) = document.all(Tag)
    copy = copy_of(document, "copy.db")
    for name in ("h", "ha", "hail"):
        with document.edit("Typed", kind=TYPING) as edit:
            edit.set(rain.id, name=name)
    found = Plan(document.connection).distance(copy)
    assert found is not None and (found.behind, found.since) == (1, ("Typed",))


def test_a_copy_that_went_its_own_way_is_both_behind_and_ahead(document: Document) -> None:
    copy = copy_of(document, "copy.db")
    tag(document, "rain")
    with open_file(copy, author="Bo").opened() as other:
        tag(other, "snow")
        tag(other, "hail")
    found = Plan(document.connection).distance(copy)
    assert found is not None and (found.behind, found.ahead) == (1, 2)


def test_without_a_plan_only_the_last_change_is_known(document: Document) -> None:
    tag(document, "rain")
    found = Plan(None).distance(copy_of(document, "copy.db"))
    assert found is not None and found.last is not None
    assert (found.last.label, found.behind, found.ahead) == ("Added rain", None, 0)


def test_a_copy_that_cannot_be_read_has_no_distance(document: Document, tmp_path: Path) -> None:
    torn = tmp_path / "torn.db"
    torn.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    assert Plan(document.connection).distance(torn) is None
    assert Plan(document.connection).distance(tmp_path / "gone.db") is None
