"""A team shares a folder, each on a computer of their own; every folder is a computer's view."""

from __future__ import annotations

import itertools
import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from outreach.base.data_folder import OVERRIDE
from outreach.base.errors import Refusal
from outreach.document.document import Document
from outreach.initiative import MODEL, create, open_file
from outreach.network.kinds import Organisation
from outreach.sharing import membership
from outreach.sharing.membership import Membership
from outreach.sharing.rounds import Round, exchange
from tests.conftest import FIRST_MOMENT


class Computer:
    """Somebody's computer, with their copy of the plan and their view of the shared folder."""

    def __init__(self, home: Path, plan: Path, name: str, clock: Iterator[int]) -> None:
        self.name = name
        self.folder = home / name / "shared"
        self.folder.mkdir(parents=True)
        shutil.copy(plan, home / name / "plan.db")
        opening = open_file(home / name / "plan.db", author=name, clock=lambda: next(clock))
        self.document: Document = opening.opened()
        self.member: Membership = membership.begin(self.document.id, "Water", name, self.folder)

    @property
    def own(self) -> Path:
        return self.folder / self.member.own

    def add(self, partner: str) -> None:
        with self.document.edit("Added") as edit:
            edit.add(Organisation, name=partner)

    def round(self) -> Round:
        return exchange(self.document, self.member)

    def partners(self) -> list[str]:
        return sorted(one.name for one in self.document.all(Organisation))


class Team:
    """Several computers and what carries files between them."""

    def __init__(self, home: Path, names: str) -> None:
        clock = itertools.count(FIRST_MOMENT, 1000)
        plan = home / "plan.db"
        create(plan, "Water", author="A", clock=lambda: next(clock)).close()
        self.computers = [Computer(home, plan, name, clock) for name in names]

    def carry(self) -> None:
        """Bring everybody's own file into every other view, whole."""
        for one, other in itertools.permutations(self.computers, 2):
            if one.own.exists():
                shutil.copy2(one.own, other.folder / one.own.name)


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path, "AB")
    yield made
    for computer in made.computers:
        computer.document.close()


def rows(document: Document) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: document.connection.execute(f'SELECT * FROM "{table}" ORDER BY id').fetchall()
        for table in MODEL.tables
    }


def test_what_one_adds_the_other_gets(team: Team) -> None:
    ann, ben = team.computers
    ann.add("Telmara")
    assert ann.round().given
    team.carry()
    done = ben.round()
    assert ben.partners() == ["Telmara"]
    assert [report.edits for report in done.taken] == [1]


def test_each_writes_only_their_own_file(team: Team) -> None:
    ann, ben = team.computers
    for computer in team.computers:
        computer.add(f"{computer.name}’s partner")
        computer.round()
    team.carry()
    before = (ann.folder / ben.member.own).read_bytes()
    ann.round()
    assert (ann.folder / ben.member.own).read_bytes() == before
    assert sorted(path.name for path in ann.folder.iterdir()) == sorted(
        [ann.member.own, ben.member.own]
    )


def test_a_folder_comes_to_rest(team: Team) -> None:
    for computer in team.computers:
        computer.add(computer.name)
    for _ in range(3):
        for computer in team.computers:
            computer.round()
        team.carry()
    for computer in team.computers:
        still = computer.round()
        assert (still.taken, still.waiting, still.given) == ([], {}, False)


def test_a_file_that_arrived_in_part_is_taken_in_once_it_is_whole(team: Team) -> None:
    ann, ben = team.computers
    ann.add("Telmara")
    ann.round()
    whole = ann.own.read_bytes()
    (ben.folder / ann.own.name).write_bytes(whole[: len(whole) // 2])
    done = ben.round()
    assert list(done.waiting) == [ann.own.name]
    assert ben.partners() == []
    (ben.folder / ann.own.name).write_bytes(whole)
    assert ben.round().waiting == {}
    assert ben.partners() == ["Telmara"]


def test_an_older_version_that_arrives_late_takes_nothing_back(team: Team) -> None:
    ann, ben = team.computers
    ann.add("First")
    ann.round()
    old = ann.own.read_bytes()
    ann.add("Second")
    ann.round()
    team.carry()
    ben.round()
    (ben.folder / ann.own.name).write_bytes(old)
    assert ben.round().waiting == {}
    assert ben.partners() == ["First", "Second"]


def test_other_initiatives_in_the_folder_are_let_be(team: Team, tmp_path: Path) -> None:
    ann, _ = team.computers
    create(ann.folder / "another.db", "Another", author="C").close()
    done = ann.round()
    assert (done.taken, done.waiting) == ([], {})


def test_what_is_no_plan_is_named_and_let_be(team: Team) -> None:
    ann, _ = team.computers
    (ann.folder / "junk.db").write_bytes(b"junk")
    assert list(ann.round().waiting) == ["junk.db"]
    assert (ann.folder / "junk.db").read_bytes() == b"junk"


def test_a_folder_that_is_gone_is_said(team: Team) -> None:
    ann, _ = team.computers
    ann.member.folder = ann.folder / "gone"
    with pytest.raises(Refusal, match="cannot be read"):
        ann.round()


def test_the_folder_of_the_plan_itself_is_not_shared(team: Team, tmp_path: Path) -> None:
    ann, _ = team.computers
    with pytest.raises(Refusal, match="folder for sharing only"):
        membership.check_folder(ann.document.path.parent, ann.document.path)
    with pytest.raises(Refusal, match="There is no folder"):
        membership.check_folder(tmp_path / "gone", ann.document.path)
    membership.check_folder(ann.folder, ann.document.path)


def test_one_undo_takes_back_what_came_in_and_it_does_not_come_again(team: Team) -> None:
    from outreach.history.undo import undo

    ann, ben = team.computers
    ann.add("Telmara")
    ann.round()
    team.carry()
    ben.round()
    undo(ben.document)
    ben.round()
    assert ben.partners() == []


def test_a_membership_is_remembered_on_this_computer_alone(
    team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(OVERRIDE, str(tmp_path / "data"))
    ann, _ = team.computers
    ann.round()
    membership.keep(ann.member)
    assert membership.find(ann.document.id) == ann.member
    assert str(ann.folder).encode() not in ann.document.path.read_bytes()
    membership.end(ann.document.id)
    assert membership.find(ann.document.id) is None


@pytest.mark.parametrize("name", ["../../etc", 'a:b"c<d>', "...", "x" * 300, "مبادرة"])
def test_the_own_file_has_a_name_that_every_system_takes(tmp_path: Path, name: str) -> None:
    own = membership.begin("id", name, name, tmp_path).own
    (tmp_path / own).write_bytes(b"")
    assert (tmp_path / own).parent == tmp_path
    assert len(own) < 200


@pytest.mark.parametrize("seed", range(4))
def test_five_computers_converge_whatever_the_folder_does(tmp_path: Path, seed: int) -> None:
    team = Team(tmp_path, "ABCDE")
    chance = random.Random(seed)
    on_the_way: list[tuple[Computer, str, bytes]] = []
    for turn in range(120):
        computer = chance.choice(team.computers)
        act = chance.random()
        if act < 0.35:
            computer.add(f"Partner {turn}")
        elif act < 0.5 and (partners := computer.document.all(Organisation)):
            with computer.document.edit("Changed") as edit:
                edit.set(chance.choice(partners).id, about=f"Turn {turn}")
        elif act < 0.55 and (partners := computer.document.all(Organisation)):
            with computer.document.edit("Deleted") as edit:
                edit.delete(chance.choice(partners).id)
        elif act < 0.8:
            computer.round()
            if computer.own.exists():
                content = computer.own.read_bytes()
                others = [other for other in team.computers if other is not computer]
                on_the_way += [(other, computer.own.name, content) for other in others]
        elif on_the_way:
            # Late, in any order, in part, and sometimes twice.
            place = chance.randrange(len(on_the_way))
            other, name, content = on_the_way[place]
            part = chance.random() < 0.3
            (other.folder / name).write_bytes(content[: len(content) // 3] if part else content)
            if not part and chance.random() < 0.8:
                on_the_way.pop(place)
    for _ in range(3):
        team.carry()
        for computer in team.computers:
            computer.round()
    team.carry()
    last = [computer.round() for computer in team.computers]
    assert all(not done.taken and not done.waiting and not done.given for done in last)
    first, *others = (rows(computer.document) for computer in team.computers)
    assert all(other == first for other in others)
    for computer in team.computers:
        computer.document.close()


@pytest.mark.parametrize("notes", ["", "[" * 100_000, "5", '{"given": {"x": 1e999}}', "{}"])
def test_notes_that_cannot_be_read_are_none(
    team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, notes: str
) -> None:
    monkeypatch.setenv(OVERRIDE, str(tmp_path / "notes"))
    ada = team.computers[0]
    membership.keep(ada.member)
    (kept,) = (tmp_path / "notes").rglob("*.json")
    told = json.loads(kept.read_text())
    kept.write_text(json.dumps(told | json.loads(notes)) if notes.startswith("{") else notes)
    found = membership.find(ada.document.id)
    assert found is None if notes != "{}" else found == ada.member
