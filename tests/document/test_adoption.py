"""Changes made by hand in another tool: noticed, checked, and put on record."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from outreach.base.errors import Refusal
from outreach.base.ids import derived_id, new_id
from outreach.cause.kinds import Tag
from outreach.document import adoption, log
from outreach.document.document import Document
from outreach.document.log import EditHead, Op
from outreach.document.opening import Outcome
from outreach.initiative import MODEL, open_file, the_initiative
from outreach.network.kinds import Organisation, Person
from outreach.persuasion.kinds import Need

Open = Callable[..., Document]


@contextmanager
def by_hand(path: Path) -> Iterator[sqlite3.Connection]:
    """Another tool: plain SQLite, which knows nothing of the program."""
    with closing(sqlite3.connect(path)) as db:
        yield db
        db.commit()


@pytest.fixture
def partner(file: Path, opened: Open) -> str:
    document = opened(file)
    with document.edit("Begin") as edit:
        tag = edit.add(Tag, name="rain")
        id = edit.add(Organisation, name="Ministry", influence=3, about="x", tags=[tag])
        edit.add(Need, organisation=id, statement="Forecasts")
    document.close()
    return id


def last(document: Document) -> tuple[EditHead, list[Op]]:
    head = list(log.edits(document.connection))[-1]
    return head, log.operations(document.connection, head.txn)


def agrees(document: Document) -> bool:
    return adoption.differences(document.connection, MODEL) == []


def test_changed_values_are_noticed_and_stand_in_history(
    file: Path, partner: str, opened: Open
) -> None:
    with by_hand(file) as db:
        db.execute("UPDATE organisation SET name='Ministère', influence=NULL, country='ML'")
    document = opened(file)
    found = document.get(Organisation, partner)
    assert found is not None and found.name == "Ministère"
    head, ops = last(document)
    assert (head.label, head.author, head.kind) == (
        "Changed outside the program",
        "Someone (outside the program)",
        "adopt",
    )
    assert ops == [
        Op("organisation", partner, "U", {"name": "Ministère", "country": "ML", "influence": None})
    ]
    assert agrees(document)


def test_added_and_deleted_rows_and_links_are_noticed(
    file: Path, partner: str, opened: Open
) -> None:
    ana, link = new_id(), new_id()
    with by_hand(file) as db:
        db.execute(
            "INSERT INTO person (id, name, organisation) VALUES (?, 'Ana', ?)", (ana, partner)
        )
        db.execute("DELETE FROM need")
        (tag,) = db.execute("SELECT id FROM tag").fetchone()
        db.execute("INSERT INTO person_tags (id, person, tag) VALUES (?, ?, ?)", (link, ana, tag))
        db.execute("DELETE FROM organisation_tags")
    document = opened(file)
    assert document.all(Person) == [Person(id=ana, name="Ana", organisation=partner, tags=(tag,))]
    assert document.all(Need) == []
    _, ops = last(document)
    assert [(op.table, op.op) for op in ops] == [
        ("need", "D"),
        ("organisation_tags", "D"),
        ("person", "I"),
        ("person_tags", "I"),
    ]
    assert agrees(document)


def test_a_row_put_back_by_hand_is_the_same_record_restored(file: Path, opened: Open) -> None:
    document = opened(file)
    with document.edit("Add") as edit:
        id = edit.add(Tag, name="rain", reference="r")
    with document.edit("Delete") as edit:
        edit.delete(id)
    document.close()
    with by_hand(file) as db:
        db.execute("INSERT INTO tag (id, name) VALUES (?, 'rain')", (id,))
    document = opened(file)
    assert last(document)[1] == [Op("tag", id, "R", {"reference": None})]
    assert agrees(document)


def test_hand_edits_are_noticed_by_a_document_that_is_open(
    document: Document, file: Path, opened: Open
) -> None:
    with document.edit("Begin") as edit:
        edit.add(Tag, name="rain")
    with by_hand(file) as db:
        db.execute("UPDATE tag SET name='snow'")
    with document.edit("Go on") as edit:
        edit.add(Tag, name="sun")
    *_, adopted, mine = log.edits(document.connection)
    assert (adopted.kind, mine.kind, mine.label) == ("adopt", "edit", "Go on")
    assert agrees(document)
    assert [t.name for t in document.all(Tag)] == ["snow", "sun"]


def test_an_edit_that_fails_leaves_the_hand_edit_to_be_noticed_again(
    document: Document, file: Path
) -> None:
    with by_hand(file) as db:
        db.execute("UPDATE initiative SET name='By hand'")
    with pytest.raises(Refusal), document.edit("Fails") as edit:
        edit.add(Tag, name="")
    with document.edit("Nothing"):
        pass
    with document.edit("Works") as edit:
        edit.add(Tag, name="rain")
    assert [e.kind for e in log.edits(document.connection)] == ["edit", "adopt", "edit"]
    assert agrees(document)


def test_a_hand_edit_that_changes_nothing_is_not_put_on_record(
    file: Path, partner: str, opened: Open
) -> None:
    with by_hand(file) as db:
        db.execute("UPDATE organisation SET name=name")
        db.execute("ANALYZE")
    with by_hand(file) as db:
        db.execute("VACUUM")
    document = opened(file)
    assert [e.kind for e in log.edits(document.connection)] == ["edit", "edit"]
    with document.edit("Go on") as edit:
        edit.set(partner, name="M")
    assert agrees(document)


def test_two_copies_of_the_same_hand_edited_file_adopt_it_alike(
    file: Path, partner: str, opened: Open
) -> None:
    with by_hand(file) as db:
        db.execute("UPDATE organisation SET name='By hand'")
    copy = shutil.copy(file, file.with_name("copy.db"))
    mine, theirs = last(opened(file, "Ana")), last(opened(copy, "Ben"))
    assert mine == theirs
    assert mine[0].id == theirs[0].id
    with closing(sqlite3.connect(file)) as a, closing(sqlite3.connect(copy)) as b:
        assert list(a.iterdump()) == list(b.iterdump())


def test_the_same_change_made_by_hand_twice_is_two_edits(
    file: Path, partner: str, opened: Open
) -> None:
    for name in ("A", "Ministry", "A", "Ministry"):
        with by_hand(file) as db:
            db.execute("UPDATE organisation SET name=?", (name,))
        document = opened(file)
        assert last(document)[1][0].data == {"name": name}
        document.close()


def test_an_edit_after_adopting_is_a_session_that_has_seen_it(
    file: Path, partner: str, opened: Open
) -> None:
    with by_hand(file) as db:
        db.execute("UPDATE organisation SET name='By hand'")
    document = opened(file)
    adopted, _ = last(document)
    with document.edit("Mine") as edit:
        edit.set(partner, name="Mine")
    mine, _ = last(document)
    assert mine.site != adopted.site and mine.hlc > adopted.hlc
    (seen,) = document.connection.execute(
        """SELECT d.id, dep_seq FROM log_dep JOIN log_site s ON s.ord = site
           JOIN log_site d ON d.ord = dep_site WHERE s.id = ?""",
        (mine.site,),
    ).fetchall()
    assert seen == (adopted.site, adopted.seq)


def test_a_link_made_twice_by_hand_reads_as_one_and_can_be_taken_away(
    file: Path, partner: str, opened: Open
) -> None:
    with by_hand(file) as db:
        db.execute(
            "INSERT INTO organisation_tags SELECT ?, organisation, tag FROM organisation_tags",
            (new_id(),),
        )
    document = opened(file)
    (ministry,) = document.all(Organisation)
    assert len(ministry.tags) == 1
    with document.edit("No tags") as edit:
        edit.set(partner, tags=[])
    assert document.all(Organisation)[0].tags == ()


def test_reading_only_shows_hand_edits_and_writes_nothing(
    file: Path, partner: str, opened: Open
) -> None:
    with by_hand(file) as db:
        db.execute("UPDATE organisation SET name='By hand'")
    before = file.read_bytes()
    document = opened(file, read_only=True)
    assert document.all(Organisation)[0].name == "By hand"
    document.close()
    assert file.read_bytes() == before


def step(field: str, value: str) -> str:
    sequence = new_id()
    return (
        f"INSERT INTO sequence (id, name) VALUES ('{sequence}', 'S');"
        f"INSERT INTO step (id, sequence, {field}) VALUES ('{new_id()}', '{sequence}', {value})"
    )


def person(expertise: str) -> str:
    return f"INSERT INTO person (id, name, expertise) VALUES ('{new_id()}', 'A', '{expertise}')"


TWICE = new_id()
INVALID = {
    "UPDATE organisation SET country=char(10)": "Country: this must be a single line",
    "UPDATE organisation SET name=''": "Name: this cannot be left empty",
    "UPDATE organisation SET influence=9": "Influence: this must be 1 to 5",
    "UPDATE organisation SET status='maybe'": "Stage: this must be one of",
    "UPDATE organisation SET about='a' || char(0) || 'b'": "cannot be stored",
    "INSERT INTO tag (id, name) VALUES ('7', 'x')": "In the table “tag” a row has the id “7”",
    step("due", "'1.2.2026'"): "such as 2026-11-23",
    step("due", "'20260102'"): "not in the form",
    step("position", "9e999"): "Place: this must be",
    step("position", "0.1234567"): "not in the form",
    person("law"): "list of words",
    person('[ "a" ]'): "not in the form",
    "INSERT INTO need (id, organisation, statement) SELECT id, id, 'x' FROM tag": "does not exist",
    "UPDATE organisation_tags SET tag=organisation": "does not exist",
    "DELETE FROM organisation": "does not exist",
    "INSERT INTO proof (id, title) SELECT id, 'x' FROM tag": "is used in two tables",
    "INSERT INTO tag (id, name) SELECT id, 'x' FROM need;"
    "DELETE FROM need": "has the id of a record of another kind",
    f"INSERT INTO proof (id, title) VALUES ('{TWICE}', 'x');"
    f"INSERT INTO tag (id, name) VALUES ('{TWICE}', 'y')": "is used in two tables",
}


@pytest.mark.parametrize("sql", INVALID, ids=range(len(INVALID)))
def test_what_does_not_fit_is_said_and_the_file_opens_for_reading(
    file: Path, partner: str, opened: Open, sql: str
) -> None:
    with by_hand(file) as db:
        db.executescript(sql)
    before = file.read_bytes()
    opening = open_file(file, author="Ana")
    document = opening.opened()
    assert opening.outcome is Outcome.READ_ONLY
    assert "open for reading. Nothing was lost." in opening.sentence
    assert INVALID[sql] in opening.sentence
    with pytest.raises(Refusal, match="open for reading only"), document.edit("x"):
        pass
    document.close()
    assert file.read_bytes() == before


def test_bytes_that_are_no_text_are_damage_and_said_so(file: Path, partner: str) -> None:
    with by_hand(file) as db:
        db.execute("UPDATE organisation SET about=CAST(x'ff41' AS TEXT)")
    opening = open_file(file, author="Ana")
    assert opening.outcome is Outcome.DAMAGED and "latest safe copy" in opening.sentence
    with opening.opened() as readable:
        assert not readable.writable


def test_what_does_not_fit_stops_an_open_document_from_writing_over_it(
    document: Document, file: Path
) -> None:
    with document.edit("Begin") as edit:
        tag = edit.add(Tag, name="rain")
    with by_hand(file) as db:
        db.execute("UPDATE tag SET name=''")
    with (
        pytest.raises(Refusal, match=r"does not fit.* Name: this cannot be left empty"),
        document.edit("x"),
    ):
        pass
    with by_hand(file) as db:
        db.execute("UPDATE tag SET name='rain'")
    with document.edit("Put right") as edit:
        edit.set(tag, name="sun")
    assert agrees(document)


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TRIGGER t AFTER INSERT ON tag BEGIN DELETE FROM person; END",
        "CREATE TRIGGER t AFTER INSERT ON _sqlite_migrations BEGIN DELETE FROM person; END",
        "CREATE VIEW v AS SELECT 1",
        "DROP TABLE _sqlite_migrations; CREATE VIEW _sqlite_migrations AS SELECT 1",
        "CREATE VIRTUAL TABLE f USING fts5(x)",
        "DROP TABLE _sqlite_migrations; CREATE VIRTUAL TABLE _sqlite_migrations USING fts5(x)",
        "CREATE TABLE mine (x)",
        "CREATE INDEX mine ON person (name)",
        "DROP TABLE tag",
        "DROP INDEX log_op_row",
        "ALTER TABLE tag ADD COLUMN hue TEXT",
        "ALTER TABLE tag ADD COLUMN twice TEXT AS (name || name)",
        "ALTER TABLE tag RENAME TO label",
    ],
)
def test_a_file_with_what_the_program_never_makes_is_not_opened(file: Path, sql: str) -> None:
    with by_hand(file) as db:
        db.executescript(sql)
    before = file.read_bytes()
    for read_only in (False, True):
        opening = open_file(file, author="Ana", read_only=read_only)
        assert (opening.outcome, opening.document) == (Outcome.STRANGE, None)
        assert "It was not changed." in opening.sentence
    assert file.read_bytes() == before


def test_a_link_added_by_hand_under_its_derived_id_is_the_programs_own(
    file: Path, partner: str, opened: Open
) -> None:
    with by_hand(file) as db:
        (tag,) = db.execute("SELECT id FROM tag").fetchone()
        db.execute("DELETE FROM organisation_tags")
    opened(file).close()
    with by_hand(file) as db:
        link = derived_id("organisation_tags", partner, tag)
        db.execute("INSERT INTO organisation_tags VALUES (?, ?, ?)", (link, partner, tag))
    document = opened(file)
    assert last(document)[1] == [Op("organisation_tags", link, "R", {})]
    assert agrees(document)


def test_hand_edits_of_every_length_of_text_are_kept(file: Path, opened: Open) -> None:
    text = "Ünï–✓ \"'\\ \n\t" * 5000
    with by_hand(file) as db:
        db.execute("UPDATE initiative SET pitch=?", (text,))
    document = opened(file)
    assert the_initiative(document).pitch == text
    (data,) = document.connection.execute(
        "SELECT data FROM log_op ORDER BY txn DESC, n DESC"
    ).fetchone()
    assert json.loads(data) == {"pitch": text}
