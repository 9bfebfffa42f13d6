from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from outreach.document.document import Document
from outreach.exchange.samples import make
from outreach.history.undo import undo
from outreach.network.kinds import Organisation, Person
from outreach.persuasion.kinds import Need, Objection
from outreach.search import store
from outreach.search.index import Group, Index


@pytest.fixture
def kestria(tmp_path: Path) -> Iterator[Document]:
    with make("kestria", tmp_path / "kestria.db", "Ines") as document:
        yield document


def titles(groups: list[Group]) -> dict[str, list[str]]:
    return {group.kind: [hit.title for hit in group.hits] for group in groups}


def test_a_name_is_found_by_its_beginning_whatever_capitals_and_accents(
    document: Document,
) -> None:
    with document.edit("People") as edit:
        edit.add(Person, name="Élodie Ngũgĩ")
    for query in ("elo", "NGUGI elodie", "ngũ"):
        assert titles(Index(document).find(query)) == {"person": ["Élodie Ngũgĩ"]}


def test_every_word_must_be_found_though_not_in_the_same_field(document: Document) -> None:
    with document.edit("People") as edit:
        edit.add(Person, name="Ada Moss", job_title="Head of privacy")
        edit.add(Person, name="Ada Reed", job_title="Driver")
    assert titles(Index(document).find("ada privacy")) == {"person": ["Ada Moss"]}
    assert Index(document).find("ada nowhere") == []
    assert Index(document).find("  ") == []


def test_names_that_begin_with_the_word_come_before_words_in_texts(document: Document) -> None:
    with document.edit("Partners") as edit:
        edit.add(Organisation, name="Old lake trust")
        edit.add(Organisation, name="Lake board")
        edit.add(Organisation, name="Board", about="They look after the lake.")
        edit.add(Organisation, name="Snowflake, the lakeside")
    (group,) = Index(document).find("lake")
    assert [hit.title for hit in group.hits] == [
        *("Lake board", "Old lake trust", "Snowflake, the lakeside", "Board"),
    ]


def test_the_words_found_are_shown_with_what_stands_around_them(document: Document) -> None:
    with document.edit("A partner") as edit:
        long = "They said so again and again. " * 6
        edit.add(Organisation, name="Board", about=f"{long}The flood maps are theirs. {long}")
    (group,) = Index(document).find("MAPS")
    (hit,) = group.hits
    assert hit.where == "Who they are"
    assert "The flood maps are theirs." in hit.excerpt
    assert hit.excerpt.startswith("…") and hit.excerpt.endswith("…") and len(hit.excerpt) < 120


def test_what_belongs_to_a_partner_says_to_whom(document: Document) -> None:
    with document.edit("A need") as edit:
        lake = edit.add(Organisation, name="Lake board")
        edit.add(Need, organisation=lake, statement="Plan the switch-off")
        edit.add(Person, name="Ada Switch")
    found = Index(document).find("switch")
    assert {hit.title: hit.partner for group in found for hit in group.hits} == {
        "Plan the switch-off": "Lake board",
        "Ada Switch": "",
    }


def test_of_many_the_first_are_given_and_the_others_counted(document: Document) -> None:
    with document.edit("Partners") as edit:
        for n in range(12):
            edit.add(Organisation, name=f"Lake {n}")
    (group,) = Index(document).find("lake", most=5)
    assert len(group.hits) == 5 and group.more == 7


def test_it_follows_edits_undo_and_what_others_are_called(kestria: Document) -> None:
    index = Index(kestria)
    index.refresh()
    partner = kestria.all(Organisation)[1]
    with kestria.edit("Renamed") as edit:
        edit.set(partner.id, name="Zephyr Mobile")
        edit.add(Objection, organisation=partner.id, statement="Who pays the wind?")
    found = titles(index.find("zephyr"))
    assert found["organisation"] == ["Zephyr Mobile"]
    assert all("Zephyr" in title for title in found["step"])
    assert titles(index.find("wind pays")) == {"objection": ["Who pays the wind?"]}
    undo(kestria)
    assert index.find("zephyr") == [] and index.find("wind pays") == []
    assert titles(index.find("tavano"))["organisation"] == ["Tavano Mobile"]


def test_following_finds_the_same_as_reading_anew(kestria: Document) -> None:
    index = Index(kestria)
    index.refresh()
    for n, person in enumerate(kestria.all(Person)):
        with kestria.edit("Changed") as edit:
            if n % 3:
                edit.set(person.id, name=f"Renamed {n}", job_title=f"Keeper of {n}")
            else:
                edit.delete(person.id)
        for query in ("renamed", "keeper 4", "a", "privacy"):
            assert index.find(query, 50) == Index(kestria).find(query, 50)


def test_in_a_large_file_the_best_are_found_and_the_others_counted_up_to_a_limit(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "MOST_EXACT", 10)
    monkeypatch.setattr(store, "FEW_OF_A_KIND", 10)
    monkeypatch.setattr(store, "MOST_LOOKED_AT", 20)
    with document.edit("Partners") as edit:
        for n in range(40):
            edit.add(Organisation, name=f"Water board {n:02}", about="They look after the lake.")
        edit.add(Organisation, name="Boardwalk trust")
        edit.add(Organisation, name="山田 水源")
    index = Index(document)
    (group,) = index.find("board")
    assert group.hits[0].title == "Boardwalk trust"
    assert group.at_least and 20 <= len(group.hits) + group.more < 40
    (group,) = index.find("lake")
    assert group.at_least and group.hits[0].where == "Who they are"
    for query in ("t", "bo", "水", "田 水源", "walk"):
        assert index.find(query), query
    assert [hit.title for hit in index.find("水")[0].hits] == ["山田 水源"]
    assert not index.find("水")[0].at_least


@pytest.mark.parametrize("few", [0, 1_000])
def test_the_index_of_a_large_file_finds_what_looking_through_everything_finds(
    kestria: Document, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    queries = ("wat", "water", "tavano mob", "privacy", "regulator data", "ministry of h", "zzz")
    plain = [found_ids(Index(kestria), query) for query in queries]
    monkeypatch.setattr(store, "MOST_EXACT", 0)
    monkeypatch.setattr(store, "MOST_LOOKED_AT", 10_000)
    monkeypatch.setattr(store, "FEW_OF_A_KIND", few)
    assert [found_ids(Index(kestria), query) for query in queries] == plain
    assert any(plain)


def test_few_of_a_kind_are_all_looked_through_in_a_large_file_too(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "MOST_EXACT", 0)
    with document.edit("Partner") as edit:
        edit.add(Organisation, name="Telmara", about="They look after the lake.")
    (group,) = Index(document).find("la")
    assert [hit.title for hit in group.hits] == ["Telmara"], "a letter or two of a text, too"
    assert not group.at_least


def found_ids(index: Index, query: str) -> set[str]:
    return {hit.id for group in index.find(query, 1_000) for hit in group.hits}
