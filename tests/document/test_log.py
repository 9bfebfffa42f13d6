"""The log: what each edit did, who did it when, in which session, and the order between copies."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from outreach.base.errors import Refusal
from outreach.base.ids import is_id
from outreach.cause.kinds import Tag
from outreach.document import log
from outreach.document.document import Document
from outreach.document.log import EditHead, Op
from outreach.initiative import the_initiative
from outreach.network.kinds import Organisation

Open = Callable[..., Document]
YEAR = 31_557_600_000


def heads(document: Document) -> list[EditHead]:
    return list(log.edits(document.connection))


def sessions(document: Document) -> list[str]:
    return [row[0] for row in document.connection.execute("SELECT id FROM log_site ORDER BY ord")]


def seen_by(document: Document, site: str) -> set[tuple[str, int]]:
    rows = document.connection.execute(
        """SELECT d.id, log_dep.dep_seq FROM log_dep JOIN log_site s ON s.ord = log_dep.site
           JOIN log_site d ON d.ord = log_dep.dep_site WHERE s.id = ?""",
        (site,),
    )
    return set(rows.fetchall())


def tag(document: Document, name: str = "rain", **options: Any) -> str:
    with document.edit(f"Tag {name}", **options) as edit:
        return edit.add(Tag, name=name)


# What stands in the log.


def test_each_operation_is_logged_with_the_changed_fields_only(document: Document) -> None:
    with document.edit("One") as edit:
        id = edit.add(Organisation, name="Ministry", influence=3, sector="government")
        edit.set(id, influence=4, name="Ministry", about=None)
        edit.set(id, sector=None)
    assert log.operations(document.connection, heads(document)[-1].txn) == [
        Op("organisation", id, "I", {"name": "Ministry", "influence": 3, "sector": "government"}),
        Op("organisation", id, "U", {"influence": 4}),
        Op("organisation", id, "U", {"sector": None}),
    ]
    assert edit.changes.ops == tuple(log.operations(document.connection, heads(document)[-1].txn))
    with document.edit("Two") as edit:
        edit.delete(id)
    assert edit.changes.ops == (Op("organisation", id, "D", {}),)


def test_a_restored_record_logs_only_what_differs_from_the_deleted_one(document: Document) -> None:
    id = tag(document)
    with document.edit("Delete") as edit:
        edit.delete(id)
    with document.edit("Back") as edit:
        edit.write_row("tag", id, {"name": "rain", "reference": "r"})
    assert edit.changes.ops == (Op("tag", id, "R", {"reference": "r"}),)


def test_a_restore_within_one_edit_stands_against_what_that_edit_did_before(
    document: Document,
) -> None:
    id = tag(document)
    with document.edit("To and fro") as edit:
        edit.set(id, name="snow", reference="s")
        edit.delete(id)
        edit.write_row("tag", id, {"name": "rain"})
        new = edit.add(Tag, name="sun")
        edit.delete(new)
        edit.write_row("tag", new, {"name": "sun"})
    assert [(op.op, op.data) for op in edit.changes.ops] == [
        ("U", {"name": "snow", "reference": "s"}),
        ("D", {}),
        ("R", {"name": "rain", "reference": None}),
        ("I", {"name": "sun"}),
        ("D", {}),
        ("R", {}),
    ]


def test_an_edit_has_author_moment_label_and_kind(document: Document, clock: Any) -> None:
    clock.now += 5000
    tag(document)
    tag(document, "sun", author="Ben", kind="import")
    one, two = heads(document)[-2:]
    assert (one.author, one.at_ms, one.label, one.kind) == ("Ana", clock.now, "Tag rain", "edit")
    assert (two.author, two.at_ms, two.label, two.kind) == ("Ben", clock.now, "Tag sun", "import")
    assert one.undo_of is None


def test_an_edit_that_takes_another_back_names_it(document: Document) -> None:
    tag(document)
    done = heads(document)[-1]
    tag(document, "sun", kind="undo", undo_of=(done.site, done.seq))
    assert heads(document)[-1].undo_of == (done.site, done.seq)


def test_every_digest_is_that_of_what_the_log_holds(document: Document) -> None:
    tag(document)
    for head in heads(document):
        (kept,) = document.connection.execute(
            "SELECT digest FROM log_txn WHERE id=?", (head.txn,)
        ).fetchone()
        entries = log.entries(document.connection, head.txn)
        assert kept == log.digest(head, entries) and len(kept) == 32
        assert kept != log.digest(head._replace(label="other"), entries)
        assert kept != log.digest(head, entries[1:])


# Sessions: never continued.


def test_edits_after_opening_are_one_session_that_has_seen_all_before(document: Document) -> None:
    (first,) = sessions(document)
    tag(document)
    tag(document, "sun")
    one, two = heads(document)[-2:]
    assert one.site == two.site != first
    assert (one.seq, two.seq) == (1, 2)
    assert is_id(one.site) and one.id == f"{one.site}.1"
    assert seen_by(document, one.site) == {(first, 1)}


def test_a_session_is_never_continued_after_opening_again(file: Path, opened: Open) -> None:
    for _ in range(3):
        document = opened(file)
        tag(document)
        document.close()
    document = opened(file)
    assert len(set(sessions(document))) == 4
    assert [head.seq for head in heads(document)] == [1, 1, 1, 1]


def test_opening_and_reading_begins_no_session(file: Path, opened: Open) -> None:
    before = file.read_bytes()
    document = opened(file)
    the_initiative(document)
    document.close()
    assert file.read_bytes() == before


def test_a_file_copied_by_hand_while_open_goes_its_own_way(file: Path, opened: Open) -> None:
    document = opened(file)
    tag(document)
    copy = opened(shutil.copy(file, file.with_name("copy.db")))
    tag(document, "here")
    tag(copy, "there")
    here, there = heads(document)[-1], heads(copy)[-1]
    assert here.site != there.site
    assert there.site not in sessions(document)
    assert document.id == copy.id


def test_two_documents_on_one_file_take_turns_and_each_has_seen_the_other(
    file: Path, opened: Open
) -> None:
    a, b = opened(file, "Ana"), opened(file, "Ben")
    for n in range(3):
        tag(a, f"a{n}")
        tag(b, f"b{n}")
    tag(b, "b3")
    assert [t.name for t in a.all(Tag)] == ["a0", "b0", "a1", "b1", "a2", "b2", "b3"]
    made = heads(a)[1:]
    assert [h.author for h in made] == ["Ana", "Ben"] * 3 + ["Ben"]
    assert len({h.site for h in made}) == 6, "whoever comes after somebody else begins anew"
    assert (made[-1].site, made[-1].seq) == (made[-2].site, 2)
    for before, after in pairwise(made[:6]):
        assert seen_by(a, after.site) == {(before.site, before.seq)}


def test_the_frontier_is_the_edits_that_no_session_has_seen(file: Path, opened: Open) -> None:
    document = opened(file)
    for name in ("a", "b"):
        tag(document, name)
        head = heads(document)[-1]
        names = dict(document.connection.execute("SELECT ord, id FROM log_site"))
        assert [(names[o], n) for o, n in log.frontier(document.connection)] == [
            (head.site, head.seq)
        ]


def test_an_edit_taken_back_before_it_was_saved_uses_up_no_number(document: Document) -> None:
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), document.edit("x") as edit:
            edit.add(Tag, name="x")
            raise ZeroDivisionError
        with document.edit("nothing"):
            pass
        tag(document)
    assert [head.seq for head in heads(document)] == [1, 1, 2]
    assert len(sessions(document)) == 2


# The order between copies.


def test_the_order_rises_per_record_when_the_clock_is_set_back(
    document: Document, clock: Any
) -> None:
    id = tag(document)
    for name, shift in (("a", 10 * YEAR), ("b", -10 * YEAR), ("c", 1), ("d", -1), ("e", 0)):
        clock.now += shift
        with document.edit("Rename") as edit:
            edit.set(id, name=name)
    mine = heads(document)[1:]
    assert [h.hlc for h in mine] == sorted({h.hlc for h in mine})
    assert mine[1].at_ms > mine[2].at_ms, "people are shown what the clock said"


def test_a_clock_years_ahead_infects_only_the_records_it_wrote(
    document: Document, clock: Any
) -> None:
    clock.now += 5 * YEAR
    infected = tag(document)
    clock.now -= 5 * YEAR
    tag(document, "sun")
    clean = heads(document)[-1]
    assert clean.hlc == clock.now << 16
    with document.edit("Rename") as edit:
        edit.set(infected, name="snow")
    assert heads(document)[-1].hlc > (clock.now + 4 * YEAR) << 16


@pytest.mark.parametrize("few", [1, 20])
def test_an_edit_of_very_many_records_comes_after_all_that_touched_one_of_them_and_no_others(
    document: Document, clock: Any, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(log, "_MANY", 3)
    monkeypatch.setattr(log, "_FEW", few)
    with document.edit("Many") as edit:
        ids = [edit.add(Tag, name=f"{n}") for n in range(8)]
    clock.now += 5 * YEAR
    with document.edit("Ahead") as edit:
        edit.set(ids[3], name="snow")
    clock.now -= 5 * YEAR
    for touched, after in ((ids[:3] + ids[4:], False), (ids, True)):
        with document.edit("Again") as edit:
            for id in touched:
                edit.set(id, name=f"{id} {after}")
        assert (heads(document)[-1].hlc > (clock.now + 4 * YEAR) << 16) is after


@pytest.mark.parametrize("wrong", [log.LATEST_MS, log.LATEST_MS * 1000, 1 << 63, -1])
def test_a_clock_beyond_2100_is_refused_and_nothing_is_lost(
    document: Document, clock: Any, wrong: int
) -> None:
    clock.now, right = wrong, clock.now
    with pytest.raises(Refusal, match=r"clock of this computer .* Set the date and try again"):
        tag(document)
    clock.now = right
    tag(document)
    assert len(document.all(Tag)) == 1


def test_many_edits_of_one_moment_keep_their_order(document: Document) -> None:
    id = tag(document)
    for n in range(50):
        with document.edit("Rename") as edit:
            edit.set(id, name=f"n{n}")
    order = [h.hlc for h in heads(document)[1:]]
    assert order == sorted(set(order))
