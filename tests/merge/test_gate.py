"""A copy that somebody tampered with or that is damaged: refused whole, or harmless."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from outreach.base.errors import Refusal
from outreach.cli.checking import examine
from outreach.initiative import open_file
from outreach.merge.bringing import merge
from outreach.network.kinds import Organisation, Person
from tests.document.tampering import STRANGE, tamper
from tests.privacy import age_format


@pytest.fixture
def mine(initiative_file: Path, tmp_path: Path) -> Path:
    with (
        open_file(initiative_file, author="Ines").opened() as document,
        document.edit("Added") as edit,
    ):
        edit.add(Organisation, name="Telmara")
    return shutil.copy(initiative_file, tmp_path / "mine.db")


@pytest.fixture
def theirs(mine: Path, tmp_path: Path) -> Path:
    """A copy in which Ben made three edits."""
    path = shutil.copy(mine, tmp_path / "theirs.db")
    with open_file(path, author="Ben").opened() as document:
        (partner,) = document.all(Organisation)
        for words in ("One", "Two", "Three"):
            with document.edit(words) as edit:
                edit.set(partner.id, about=words)
                edit.add(Person, name=words, organisation=partner.id)
    return path


def brought_in(mine: Path, theirs: Path) -> str:
    """Try to merge; return why not. Whatever comes of it, both files must be sound afterwards."""
    before, sent = mine.read_bytes(), theirs.read_bytes()
    refused = ""
    with open_file(mine, author="Ines").opened() as document:
        try:
            merge(document, theirs)
        except Refusal as refusal:
            refused = str(refusal)
    assert theirs.read_bytes() == sent
    if refused:
        assert mine.read_bytes() == before
    assert examine(mine).problems == []
    return refused


NEW = "txn IN (SELECT id FROM log_txn WHERE label IN ('One', 'Two', 'Three'))"
NEVER = {
    "a table by a name that is none": f"UPDATE log_op SET tbl='a b' WHERE {NEW}",
    "an id that is a path": f"UPDATE log_op SET row='../../x' WHERE {NEW}",
    "an operation that there is not": f"UPDATE log_op SET op='X' WHERE {NEW}",
    "fields that are a list": f"UPDATE log_op SET data='[]' WHERE {NEW}",
    "a field named twice": f"""UPDATE log_op SET data='{{"name":"a","name":"b"}}' WHERE {NEW}""",
    "a number without end": f"""UPDATE log_op SET data='{{"about":1e999}}' WHERE {NEW}""",
    "deep nesting": f"UPDATE log_op SET data=replace(hex(zeroblob(5000)),'0','[') WHERE {NEW}",
    "half a character": f"""UPDATE log_op SET data='{{"about":"\\ud800"}}' WHERE {NEW}""",
    "a value of another type": f"""UPDATE log_op SET data='{{"influence":"x"}}' WHERE {NEW}""",
    "a value beyond the scale": f"""UPDATE log_op SET data='{{"influence":99}}' WHERE {NEW}
        AND tbl='organisation'""",
    "a second initiative": f"""INSERT INTO log_op SELECT max(txn), 50, 'initiative', '{STRANGE}',
        'I', '{{"name":"Other"}}' FROM log_op""",
    "the initiative deleted": """INSERT INTO log_op SELECT max(txn), 50, 'initiative', (SELECT row
        FROM log_op WHERE tbl='initiative'), 'D', NULL FROM log_op""",
    "the initiative without a name": """INSERT INTO log_op SELECT max(txn), 50, 'initiative',
        (SELECT row FROM log_op WHERE tbl='initiative'), 'U', '{"name":null}' FROM log_op""",
    "the initiative’s name erased": """INSERT INTO log_op SELECT max(txn), 50, 'initiative',
        (SELECT row FROM log_op WHERE tbl='initiative'), 'S', '{"name":null}' FROM log_op""",
    "a partner without a name": f"""UPDATE log_op SET data='{{"name":null}}' WHERE {NEW}
        AND tbl='organisation'""",
    "an id of another table": f"UPDATE log_op SET tbl='tag' WHERE {NEW} AND op='U'",
    "a place beyond all clocks": "UPDATE log_txn SET hlc=9223372036854775807 WHERE id > 2",
    "a time before 1970": "UPDATE log_txn SET at_ms=-1 WHERE id > 2",
    "a missing edit": "DELETE FROM log_txn WHERE label='Two'",
    "an edit that does nothing": f"DELETE FROM log_op WHERE {NEW}",
    "a session that saw its future": """INSERT OR REPLACE INTO log_dep
        SELECT 1, 1, max(ord), 1 FROM log_site""",
    "a session without a name": "UPDATE log_site SET id='x' WHERE author='Ben'",
    "no initiative at all": "DELETE FROM log_meta",
    "something that runs": "CREATE TRIGGER t AFTER INSERT ON tag BEGIN DELETE FROM person; END",
    "a view": "CREATE VIEW v AS SELECT 1",
}


@pytest.mark.parametrize("digests", [False, True], ids=["clumsily", "knowingly"])
@pytest.mark.parametrize("what", NEVER)
def test_what_this_program_never_writes_is_refused(
    mine: Path, theirs: Path, what: str, digests: bool
) -> None:
    tamper(theirs, NEVER[what], digests=digests)
    assert brought_in(mine, theirs), "it is refused, with a sentence"
    with open_file(mine, author="Ines").opened() as document:
        assert document.all(Person) == []


@pytest.mark.parametrize(
    "sql",
    [
        f"UPDATE log_op SET tbl='from_a_newer_version' WHERE {NEW} AND op='I'",
        f"""UPDATE log_op SET data='{{"name":null}}' WHERE {NEW} AND op='U'""",
        f"""UPDATE log_op SET data='{{"organisation":"{STRANGE}","name":"x"}}' WHERE {NEW}
            AND op='I'""",
        "DELETE FROM log_dep WHERE site=(SELECT max(ord) FROM log_site)",
    ],
)
def test_what_makes_little_sense_does_no_harm(mine: Path, theirs: Path, sql: str) -> None:
    tamper(theirs, sql, digests=True)
    brought_in(mine, theirs)


@pytest.mark.parametrize("seed", range(120))
def test_a_damaged_copy_is_refused_or_what_came_is_sound(
    mine: Path, theirs: Path, seed: int
) -> None:
    chance, content = random.Random(seed), bytearray(theirs.read_bytes())
    pages = len(content) // 4096
    match seed % 4:
        case 0:
            for _ in range(chance.randint(1, 20)):
                content[chance.randrange(len(content))] = chance.randrange(256)
        case 1:
            del content[chance.randrange(len(content)) :]
        case 2:
            at = chance.randrange(pages) * 4096
            content[at : at + 4096] = bytes(4096)
        case _:
            one, other = (chance.randrange(pages) * 4096 for _ in range(2))
            content[one : one + 4096] = theirs.read_bytes()[other : other + 4096]
    theirs.write_bytes(content)
    brought_in(mine, theirs)


def test_a_sealed_copy_says_what_it_is(mine: Path, theirs: Path) -> None:
    theirs.write_bytes(age_format.seal(b"x", "words"))
    assert "is a sealed copy: only its passphrase opens it" in brought_in(mine, theirs)
