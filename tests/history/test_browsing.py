"""The history in parts, by who edited, when, what kind of record and what words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from outreach.document.document import Document
from outreach.history import browsing
from outreach.history.browsing import Wanted, authors, part
from outreach.network.kinds import Organisation, Person


@pytest.fixture
def busy(document: Document) -> Document:
    """Three partners added by two people, one of whom has somebody added, too."""
    for name, author in (("Telmara", "Ines"), ("Brûmeval", "Jo"), ("Solacell", "Ines")):
        with document.edit(f"Added {name}", author=author) as edit:
            partner = edit.add(Organisation, name=name)
    with document.edit("Somebody new", author="Jo") as edit:
        edit.add(Person, name="Nadia Mensah", organisation=partner)
    return document


def labels(document: Document, **wanted: object) -> list[str]:
    return [edit.label for edit in every(document, Wanted(**wanted))]  # type: ignore[arg-type]


def every(document: Document, wanted: Wanted, most: int = 100) -> Iterator[browsing.EditHead]:
    below: int | None = None
    while True:
        found = part(document, wanted, below, most)
        assert len(found.edits) <= most
        yield from found.edits
        if found.rest is None:
            return
        below = found.rest


def test_the_newest_come_first_and_each_once_however_small_the_parts(busy: Document) -> None:
    whole = labels(busy)
    assert whole[:2] == ["Somebody new", "Added Solacell"]
    assert whole[-1].startswith("Began")
    for most in (1, 2, 3):
        assert [edit.label for edit in every(busy, Wanted(), most)] == whole


def test_a_part_looks_no_further_back_than_its_reach(
    busy: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browsing, "REACH", 2)
    first = part(busy, Wanted(words="telmara"))
    assert (first.edits, first.rest is None) == ((), False)
    assert labels(busy, words="telmara") == ["Added Telmara"]


def test_by_who_edited(busy: Document) -> None:
    assert labels(busy, person="Jo") == ["Somebody new", "Added Brûmeval"]
    assert authors(busy) == ["Ines", "Jo"]


def test_by_kind_of_record(busy: Document) -> None:
    assert labels(busy, kind="person") == ["Somebody new"]


def test_links_are_of_the_kind_of_the_record_that_has_them(busy: Document) -> None:
    from outreach.cause.kinds import Tag

    with busy.edit("Tagged") as edit:
        tag = edit.add(Tag, name="Lake")
    (telmara,) = (one.id for one in busy.all(Organisation) if one.name == "Telmara")
    with busy.edit("Put on") as edit:
        edit.set(telmara, tags=[tag])
    assert labels(busy, kind="organisation")[0] == "Put on"


def test_by_day(busy: Document) -> None:
    # The tests' clock stands at noon in one zone, so the local day is that or one beside it.
    day = next(every(busy, Wanted())).at_ms / 1000
    today = dt.datetime.fromtimestamp(day).date()
    tomorrow, yesterday = today + dt.timedelta(days=1), today - dt.timedelta(days=1)
    assert labels(busy, since=today, until=today) == labels(busy)
    assert labels(busy, since=tomorrow) == labels(busy, until=yesterday) == []


def test_by_words_in_the_label_the_author_the_values_or_the_name_of_the_record(
    busy: Document,
) -> None:
    assert labels(busy, words="SOMEBODY") == ["Somebody new"]
    assert labels(busy, words="jo brû") == ["Added Brûmeval"]
    assert labels(busy, words="mensah") == ["Somebody new"]
    (nadia,) = busy.all(Person)
    with busy.edit("Changed") as edit:
        edit.set(nadia.id, job_title="Planner")
    assert labels(busy, words="nadia") == ["Changed", "Somebody new"]
    assert labels(busy, words="nadia jo") == ["Somebody new"]


def test_by_record_with_or_without_what_hangs_on_it(busy: Document) -> None:
    (solacell,) = (one.id for one in busy.all(Organisation) if one.name == "Solacell")
    assert labels(busy, record=solacell) == ["Added Solacell"]
    assert labels(busy, record=solacell, related=True) == ["Somebody new", "Added Solacell"]
