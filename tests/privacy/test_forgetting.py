"""Forgetting a person leaves nothing of them: not in records, history, labels or bytes."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from outreach.base.errors import InvalidValue, NotFound, Refusal
from outreach.cadence.kinds import Touchpoint
from outreach.cli.checking import examine
from outreach.document.backups import Backups
from outreach.document.document import Document
from outreach.document.keeping import Keeper, Typed, everything_left
from outreach.history.as_of import as_of
from outreach.history.deleted import deleted
from outreach.history.undo import undo, undo_label
from outreach.initiative import create, open_file
from outreach.merge.bringing import compare, merge
from outreach.merge.decisions import decisions
from outreach.network.kinds import Champion, Organisation, Person, Relationship
from outreach.persuasion.kinds import Objection
from outreach.privacy.forgetting import forget, traces

NAME = "Wanjiru Ngũgĩ"
SECRETS = ("Wanjiru", "Ngũgĩ", "wanjiru.n@example.org", "+254 700 111222", "kingmaker")


class Plan:
    """A plan with a person who is all over it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        with document.edit(f"Added {NAME}") as edit:
            self.partner = edit.add(Organisation, name="Telmara")
            self.person = edit.add(
                Person,
                name=NAME,
                organisation=self.partner,
                email="wanjiru.n@example.org",
                phone="+254 700 111222",
                why="The kingmaker",
            )
            self.champion = edit.add(Champion, person=self.person, note="A kingmaker for us")
            edit.add(Relationship, source=self.person, type="trusted_by", target=self.partner)
            self.objection = edit.add(
                Objection,
                organisation=self.partner,
                person=self.person,
                statement="Our lawyers say no until they say yes.",
            )
            self.contact = edit.add(
                Touchpoint,
                organisation=self.partner,
                people=[self.person],
                summary=f"{NAME} asked who else joins.",
            )
        with document.edit("Telmara: About set") as edit:
            edit.set(self.partner, about="Ask wanjiru  ngũgĩ first.", note="Nothing yet")
        with document.edit("Telmara: About set again") as edit:
            edit.set(self.partner, about="Ask the counsel first.")


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with create(tmp_path / "plan.db", "Water", author="Ana") as document:
        yield Plan(document)


def test_nothing_of_the_person_is_left(plan: Plan) -> None:
    forget(plan.document, plan.person, "She asked for it")
    assert plan.document.get(Person, plan.person) is None
    assert plan.document.all(Champion) == plan.document.all(Relationship) == []
    assert_gone(plan.document.path)
    assert examine(plan.document.path).problems == []


def test_what_they_said_stays_without_their_name(plan: Plan) -> None:
    forget(plan.document, plan.person, "She asked for it")
    (objection,) = plan.document.all(Objection)
    assert (objection.person, objection.statement[:11]) == (None, "Our lawyers")
    (contact,) = plan.document.all(Touchpoint)
    assert (contact.summary, contact.people) == ("[name removed] asked who else joins.", ())


def test_their_objections_go_when_the_coordinator_says_so(plan: Plan) -> None:
    forget(plan.document, plan.person, "She asked for it", with_objections=True)
    assert plan.document.all(Objection) == []
    assert "lawyers" not in text_of(plan.document.path)


def test_a_text_that_named_them_once_has_no_past_any_more(plan: Plan) -> None:
    found = traces(plan.document, plan.person)
    about = next(m for m in found.mentions if m.field == "about")
    assert about.only_before and about.now == "Ask the counsel first."
    forget(plan.document, plan.person, "She asked for it")
    partner = plan.document.get(Organisation, plan.partner)
    assert partner is not None and partner.about == "Ask the counsel first."
    assert partner.note == "Nothing yet"


def test_texts_can_be_written_anew_but_not_with_the_name(plan: Plan) -> None:
    before = plan.document.path.read_bytes()
    for said in (f"{NAME} asked", "WANJIRU NGŨGĨ asked"):
        with pytest.raises(InvalidValue, match="still names"):
            given = {(plan.contact, "summary"): said}
            forget(plan.document, plan.person, "She asked for it", texts=given)
    assert plan.document.path.read_bytes() == before
    given = {(plan.contact, "summary"): "They asked who else joins."}
    forget(plan.document, plan.person, "She asked for it", texts=given)
    assert plan.document.all(Touchpoint)[0].summary == "They asked who else joins."


def test_the_note_says_when_by_whom_and_why_but_never_names_them(plan: Plan) -> None:
    with pytest.raises(Refusal, match="must not name them"):
        forget(plan.document, plan.person, f"{NAME} asked for it")
    with pytest.raises(Refusal, match="Say why"):
        forget(plan.document, plan.person, " ")
    done = forget(plan.document, plan.person, "A request of 24 November")
    assert done.changes.label == "Erased a person: A request of 24 November"
    assert done.changes.author == "Ana"


def test_part_of_a_name_alone_is_left_to_the_coordinator(plan: Plan) -> None:
    with plan.document.edit("Noted") as edit:
        edit.set(plan.partner, note="Wanjiru is away in May.")
    assert traces(plan.document, plan.person).perhaps == ("Wanjiru",)
    forget(plan.document, plan.person, "She asked for it", also=["Wanjiru"])
    assert_gone(plan.document.path)


def test_erasing_cannot_be_taken_back_but_what_came_before_can(plan: Plan) -> None:
    with plan.document.edit("Partner renamed") as edit:
        edit.set(plan.partner, name="Telmara Ltd")
    done = forget(plan.document, plan.person, "She asked for it")
    with pytest.raises(Refusal, match="gone for good"):
        undo(plan.document, done.changes.edit)
    assert undo_label(plan.document) == "Partner renamed"
    while undo_label(plan.document):
        undo(plan.document)
    assert_gone(plan.document.path)
    assert all(gone.kind != "person" for gone in deleted(plan.document))
    assert examine(plan.document.path).problems == []


def test_the_file_as_it_was_does_not_know_them_either(plan: Plan, tmp_path: Path) -> None:
    (first,) = plan.document.connection.execute(
        "SELECT s.id || '.' || t.seq FROM log_txn t JOIN log_site s ON s.ord = t.site"
        " WHERE t.id = 2"
    ).fetchone()
    forget(plan.document, plan.person, "She asked for it")
    with as_of(plan.document, first, tmp_path) as past:
        assert past.all(Person) == []
        assert [o.name for o in past.all(Organisation)] == ["Telmara"]
        assert_gone(past.path)


def test_an_old_copy_does_not_bring_them_back_and_loses_them(plan: Plan, tmp_path: Path) -> None:
    plan.document.copy_to(tmp_path / "old.db")
    with open_file(tmp_path / "old.db", author="Ben").opened() as old:
        with old.edit(f"{NAME} is now head") as edit:
            edit.set(plan.person, job_title="Head, and kingmaker")
            edit.set(plan.contact, summary=f"{NAME} asked again.")
            edit.add(Champion, person=plan.person, note="kingmaker for the rest")
            edit.set(plan.partner, name="Telmara Group")
        forget(plan.document, plan.person, "She asked for it")
        merge(plan.document, old.path)
        assert_gone(plan.document.path)
        partner = plan.document.get(Organisation, plan.partner)
        assert partner is not None and partner.name == "Telmara Group"
        (contact,) = plan.document.all(Touchpoint)
        assert contact.summary == "[name removed] asked who else joins."
        assert decisions(plan.document) == []
        assert len(compare(old, plan.document.path).erasures) == 1
        merge(old, plan.document.path)
        assert_gone(old.path)
        assert not merge(old, plan.document.path) and not merge(plan.document, old.path)
        assert examine(old.path).problems == examine(plan.document.path).problems == []


def test_two_people_erased_from_one_text_elsewhere_leave_nothing(
    plan: Plan, tmp_path: Path
) -> None:
    with plan.document.edit("Another") as edit:
        other = edit.add(Person, name="Ines Maia", organisation=plan.partner)
        edit.set(plan.contact, summary=f"{NAME} and Ines Maia asked.")
    plan.document.copy_to(tmp_path / "copy.db")
    with open_file(tmp_path / "copy.db", author="Ben").opened() as copy:
        forget(plan.document, plan.person, "She asked for it")
        forget(copy, other, "She asked for it")
        merge(plan.document, copy.path)
        merge(copy, plan.document.path)
        assert plan.document.all(Touchpoint) == copy.all(Touchpoint)
        assert_gone(plan.document.path)
        assert "Ines" not in text_of(plan.document.path)


def test_somebody_who_signed_edits_loses_the_signature(plan: Plan, tmp_path: Path) -> None:
    with plan.document.edit("By her", author=NAME) as edit:
        edit.set(plan.partner, country="KE")
    assert traces(plan.document, plan.person).signed == 1
    forget(plan.document, plan.person, "She left")
    assert_gone(plan.document.path)
    plan.document.close()
    with open_file(plan.document.path, author=NAME).opened() as document:
        with document.edit("Back") as edit:
            again = edit.add(Person, name=NAME)
        with pytest.raises(Refusal, match="You sign your changes"):
            forget(document, again, "She left")


def test_safe_copies_that_hold_them_are_told_of_or_deleted(plan: Plan, tmp_path: Path) -> None:
    backups = Backups(tmp_path / "copies")
    with plan.document.edit("Another") as edit:
        other = edit.add(Person, name="Ines Maia")
    done = forget(plan.document, other, "She asked for it", backups=backups)
    assert (done.copies_deleted, done.copies_left) == (0, 1)
    done = forget(
        plan.document, plan.person, "She asked for it", backups=backups, delete_copies=True
    )
    assert (done.copies_deleted, done.copies_left) == (2, 0)
    assert list((tmp_path / "copies").rglob("*.db")) == []


def test_somebody_who_is_not_there_cannot_be_erased(plan: Plan) -> None:
    with pytest.raises(NotFound, match="There is no person"):
        forget(plan.document, plan.partner, "A mistake")


def text_of(path: Path) -> str:
    return path.read_bytes().decode(errors="replace")


def assert_gone(path: Path) -> None:
    """No other program finds anything of the person in the file either."""
    text = text_of(path).casefold()
    assert [secret for secret in SECRETS if secret.casefold() in text] == []
    strings = subprocess.run(["strings", "-n", "4", str(path)], capture_output=True, check=True)
    assert b"anjiru" not in strings.stdout


def bytes_below(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_what_this_computer_keeps_unsaved_of_them_goes_too(plan: Plan, tmp_path: Path) -> None:
    document, folder = plan.document, tmp_path / "unsaved"
    words = Keeper(document.path, folder)
    words.keep_typed(
        [
            Typed("Log a contact: What was said", f"{NAME} will ask", "", "touchpoint.summary"),
            Typed(f"{NAME}: Job title", "Chief kingmaker", plan.person, "job_title"),
            Typed("Telmara: About", "An operator", plan.partner, "about"),
        ]
    )
    words.leave()
    stood_in = Keeper(document.path, folder)
    stood_in.stand_in(document.content())
    stood_in.leave()
    left = forget(document, plan.person, "asked to be", kept=folder)
    assert left.copies_left == 1
    (kept,) = [one for one in everything_left(folder) if one.stand_in is None]
    assert [one.words for one in kept.typed] == ["An operator"]
    assert NAME.encode() not in (kept.folder / "about.json").read_bytes()


def test_files_that_stood_in_are_deleted_with_the_safe_copies(plan: Plan, tmp_path: Path) -> None:
    document, folder = plan.document, tmp_path / "unsaved"
    stood_in = Keeper(document.path, folder)
    stood_in.stand_in(document.content())
    stood_in.leave()
    other = Keeper(tmp_path / "other.db", folder)
    with create(tmp_path / "other.db", "Other", author="Ines") as another:
        other.stand_in(another.content())
    other.leave()
    assert b"kingmaker" in bytes_below(folder)
    backups = Backups(tmp_path / "copies")
    done = forget(
        document,
        plan.person,
        "asked to be",
        backups=backups,
        delete_copies=True,
        kept=folder,
    )
    assert (done.copies_deleted, done.copies_left) == (2, 0)
    assert b"kingmaker" not in bytes_below(folder) + bytes_below(tmp_path / "copies")
    assert len(everything_left(folder)) == 1
