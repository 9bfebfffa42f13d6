"""What a form offers from an open file, and what can be made from within it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from outreach.cause.kinds import Tag
from outreach.document.fields import Text
from outreach.document.records import Kind
from outreach.initiative import create
from outreach.network.kinds import Organisation
from ui.forms.choices import Choices
from ui.records.choices import MADE_BY_NAME, choices
from ui.records.form import RecordForm
from ui.session import Session


@pytest.fixture
def session(qapp: object, tmp_path: Path) -> Iterator[Session]:
    path = tmp_path / "plan.db"
    with create(path, "Rivers", author="Ines") as document, document.edit("Two") as edit:
        edit.add(Organisation, name="Telmara")
        edit.add(Tag, name="water")
    session = Session(path, "Ines")
    yield session
    session.close()


@pytest.fixture
def offered(session: Session) -> Choices:
    return choices(session)


def make(offered: Choices, kind: str, name: str) -> str | None:
    assert offered.create is not None
    return offered.create(kind, name)


def tags(session: Session) -> list[str]:
    return [tag.name for tag in session.document.all(Tag)]


@pytest.mark.parametrize("kind", MADE_BY_NAME.values(), ids=lambda kind: kind.name)
def test_what_can_be_made_by_a_name_needs_nothing_else(kind: Kind) -> None:
    (field,) = [field for field in kind.fields if field.required]
    assert isinstance(field, Text) and not field.long
    assert kind.title == (field.name,)


def test_a_new_tag_is_made_from_within_a_form_by_an_edit_of_its_own(
    session: Session, qtbot: QtBot
) -> None:
    (partner,) = session.document.all(Organisation)
    form = RecordForm(session, Organisation.KIND, ("tags",))
    qtbot.addWidget(form)
    form.show_record(partner.id)
    qtbot.keyClicks(form.form.editor("tags").control(), "rain")
    assert form.commit() and form.commit()
    qtbot.waitUntil(lambda: session.all_saved)
    (changed,) = session.document.all(Organisation)
    (rain,) = session.document.all(Tag, name="rain")
    assert changed.tags == (rain.id,)
    session.undo()
    qtbot.waitUntil(lambda: session.all_saved)
    assert session.undo_label == "Added the tag rain"
    session.undo()
    qtbot.waitUntil(lambda: session.all_saved)
    assert tags(session) == ["water"]


def test_a_new_one_has_its_name_before_it_is_in_the_file(
    session: Session, offered: Choices, qtbot: QtBot
) -> None:
    id = make(offered, "tag", "rain")
    assert id is not None and offered.name(id) == "rain"
    qtbot.waitUntil(lambda: session.all_saved)
    session.set(id, "Renamed", name="rainfall")
    qtbot.waitUntil(lambda: session.all_saved)
    assert offered.name(id) == "rainfall"


def test_the_same_name_is_never_made_twice(
    session: Session, offered: Choices, qtbot: QtBot
) -> None:
    assert make(offered, "tag", "rain") == make(offered, "tag", "Rain")
    assert make(offered, "tag", "Water") == session.document.all(Tag)[0].id
    qtbot.waitUntil(lambda: session.all_saved)
    assert tags(session) == ["water", "rain"]


def test_one_that_was_undone_can_be_made_again(
    session: Session, offered: Choices, qtbot: QtBot
) -> None:
    first = make(offered, "tag", "rain")
    session.undo()
    qtbot.waitUntil(lambda: session.all_saved)
    assert tags(session) == ["water"]
    assert make(offered, "tag", "rain") not in (None, first)
    qtbot.waitUntil(lambda: tags(session) == ["water", "rain"])


@pytest.mark.parametrize(("kind", "name"), [("organisation", "Tavano"), ("tag", "x" * 100_000)])
def test_what_needs_more_than_a_name_is_not_made(
    session: Session, offered: Choices, kind: str, name: str
) -> None:
    assert make(offered, kind, name) is None
    assert session.all_saved


def test_asking_whether_a_field_is_blank_makes_nothing(session: Session, qtbot: QtBot) -> None:
    form = RecordForm(session, Organisation.KIND, ("tags",))
    qtbot.addWidget(form)
    editor = form.form.editor("tags")
    qtbot.keyClicks(editor.control(), "rain")
    assert not editor.is_blank()
    assert session.all_saved
