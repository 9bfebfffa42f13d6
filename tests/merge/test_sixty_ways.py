"""The sample, copied and edited on both sides in sixty ways: the report is exact, and is shown."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from pytestqt.qtbot import QtBot

from outreach.cli.main import main
from tests.cli.conftest import no_window
from tests.ui.pages.merge.showing import check_that_page_shows
from ui.navigation import Navigator
from ui.pages.merge.page import MergePage
from ui.session import Session

Change = dict[str, Any]
Place = tuple[str, str]
"""A record's id and the name of a field; an empty name stands for the record as a whole."""


class Way(NamedTuple):
    """What Ben did, what Ines did, and what is to be said of it."""

    theirs: Change
    mine: Change | None = None
    fits: Place | None = None
    asks: Place | None = None


class Case(NamedTuple):
    """Two files that were edited apart, and how."""

    mine: Path
    theirs: Path
    ways: list[Way]
    added: set[str]
    """The records that Ben added, but the one that needs what Ines deleted."""
    before: dict[str, Any]
    """The records that both knew, as they were."""


def put(id: str, **fields: object) -> Change:
    return {"op": "set", "id": id, "fields": fields}


def add(kind: str, **fields: object) -> Change:
    return {"op": "add", "kind": kind, "fields": fields}


def delete(id: str) -> Change:
    return {"op": "delete", "id": id}


def ways_of(partners: list[str], people: list[str], ties: list[str], bank: str) -> Iterator[Way]:
    for n, id in enumerate(partners):
        yield Way(put(id, website=f"https://{n}.example"), fits=(id, "website"))
    for id in people[:8]:
        yield Way(put(id, language="Swahili"), fits=(id, "language"))
    for n, id in enumerate(partners):
        yield Way(put(id, note=f"Note {n}"), put(id, country="KE"), fits=(id, "note"))
    for n, id in enumerate(people[8:18]):
        yield Way(put(id, phone=f"+2 {n}"), put(id, phone=f"+1 {n}"), asks=(id, "phone"))
    for id in people[:2]:
        yield Way(put(id, email="same@example.org"), put(id, email="same@example.org"))
    yield Way(add("person", name="Ana Lind", organisation=partners[0]))
    yield Way(add("need", statement="Rain", organisation=partners[0]))
    yield Way(add("objection", statement="Too late", organisation=partners[0]))
    yield Way(add("response", headline="Never too late"))
    yield Way(add("use_case", title="Flood warning"))
    yield Way(add("tag", name="Lake"))
    for id in ties[:4]:
        yield Way(delete(id), fits=(id, ""))
    for id in ties[4:6]:
        yield Way(put(id, basis="Met in May"), delete(id), asks=(id, ""))
    for id in ties[6:8]:
        yield Way(delete(id), put(id, basis="Met in June"), asks=(id, ""))
    yield Way(put(partners[0], tags=["Coast"]), fits=(partners[0], "tags"))
    yield Way(add("need", statement="A vault", organisation=bank), delete(bank), asks=(bank, ""))


def say(*arguments: object) -> Any:
    """Run a command and return what it says."""
    out = io.StringIO()
    with redirect_stdout(out):
        status = main([*map(str, arguments), "--json"], no_window)
    assert status == 0
    return json.loads(out.getvalue())


def apply(file: Path, author: str, changes: list[Change]) -> list[str]:
    """Make each change as an edit of its own; return the ids of their records."""
    edits = file.with_suffix(f".{author}.jsonl")
    lines = ({"label": f"Way {n}", "author": author, "changes": [c]} for n, c in enumerate(changes))
    edits.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return [line["ids"][0] for line in say("apply", file, edits)]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    mine = tmp_path_factory.mktemp("sixty") / "mine.db"
    say("sample", "kestria", mine, "--author", "Ines")
    bank, _ = apply(
        mine, "Ines", [add("organisation", name="Harbour Bank"), add("tag", name="Coast")]
    )
    theirs = Path(shutil.copy(mine, mine.with_name("theirs.db")))
    kinds = ("organisation", "person", "relationship")
    partners, people, ties = ([one["id"] for one in say("list", mine, kind)] for kind in kinds)
    partners.remove(bank)
    ways = list(ways_of(partners, people, ties, bank))
    before = {id: say("get", mine, id) for id in (*partners, *people)}
    ids = apply(theirs, "Ben", [way.theirs for way in ways])
    apply(mine, "Ines", [way.mine for way in ways if way.mine])
    added = [id for id, way in zip(ids, ways, strict=True) if way.theirs["op"] == "add"]
    return Case(mine, theirs, ways, set(added[:-1]), before)


@pytest.fixture(scope="module")
def said(case: Case) -> Any:
    """What comparing the two says."""
    return say("compare", case.mine, case.theirs)


def test_there_are_sixty_ways_and_all_came_in(case: Case, said: Any) -> None:
    assert len(case.ways) == said["edits"] == 60
    assert (said["authors"], said["erasures"], said["only_here"]) == (["Ben"], [], [])


def test_every_field_that_fits_is_told_and_no_other(case: Case, said: Any) -> None:
    told = {
        (fit["id"], one["field"]): one
        for fit in said["fits"]
        if fit["done"] == "changed"
        for one in fit["fields"]
    }
    wanted = {way.fits: way.theirs for way in case.ways if way.fits and way.fits[1]}
    assert told.keys() == wanted.keys()
    for (id, name), one in told.items():
        was, now = case.before[id][name], wanted[id, name]["fields"][name]
        assert (one["before"], one["after"]) == ((was or ""), now) or name == "tags"
        assert one["author"] == "Ben"


def test_what_was_added_and_deleted_is_told(case: Case, said: Any) -> None:
    done = {fit["id"]: fit["done"] for fit in said["fits"]}
    deleted = {way.fits[0] for way in case.ways if way.fits and not way.fits[1]}
    assert {id for id, what in done.items() if what == "added"} == case.added
    assert {id for id, what in done.items() if what == "deleted"} == deleted


def test_exactly_what_both_changed_otherwise_is_asked(case: Case, said: Any) -> None:
    asked = {(one["record"], one["field"]): one for one in said["decisions"]}
    wanted = {way.asks: way for way in case.ways if way.asks}
    assert asked.keys() == wanted.keys()
    for (id, name), way in wanted.items():
        options = [option["words"] for option in asked[id, name]["options"]]
        if name:
            assert way.mine is not None
            assert options == [side["fields"][name] for side in (way.mine, way.theirs)]
            assert asked[id, name]["before"] == (case.before[id][name] or "")
        else:
            assert len(options) == 2


def test_the_window_shows_the_same(
    case: Case, said: Any, tmp_path: Path, qtbot: QtBot, qapp: object
) -> None:
    session = Session(Path(shutil.copy(case.mine, tmp_path / "mine.db")), "Ines")
    page = MergePage(session, Navigator())
    qtbot.addWidget(page)
    page.resize(1180, 770)
    page.show()
    page.bring_in(case.theirs)
    qtbot.waitUntil(lambda: page.reviewing.review is not None, timeout=20_000)
    check_that_page_shows(page, said)
    page.leave()
    session.close()


def test_merging_says_the_same_and_one_undo_takes_it_back(
    case: Case, said: Any, tmp_path: Path
) -> None:
    mine = Path(shutil.copy(case.mine, tmp_path / "mine.db"))
    assert say("merge", mine, case.theirs) == said
    assert len(say("decisions", mine)) == len(said["decisions"])
    say("check", mine)
    say("undo", mine)
    assert say("decisions", mine) == []
    assert [say("list", mine, kind) for kind in ("person", "need", "organisation")] == [
        say("list", case.mine, kind) for kind in ("person", "need", "organisation")
    ]
