"""A card of records: the row whose fields are shown is marked, and no other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from outreach.cause.kinds import Tag
from outreach.initiative import create
from ui.models.rows import Row
from ui.navigation import Navigator
from ui.records.card import RecordsCard
from ui.session import Session


@pytest.fixture
def session(qapp: object, tmp_path: Path) -> Iterator[Session]:
    path = tmp_path / "plan.db"
    with create(path, "Rivers", author="Ines") as document, document.edit("Two") as edit:
        edit.add(Tag, name="water")
        edit.add(Tag, name="rain")
    session = Session(path, "Ines")
    yield session
    session.close()


@pytest.fixture
def rows(session: Session) -> list[Row]:
    return [Row(tag.id, tag.name) for tag in session.document.all(Tag)]


@pytest.fixture
def card(session: Session, rows: list[Row], qtbot: QtBot) -> RecordsCard:
    card = RecordsCard(session, Navigator(), Tag.KIND, "Tags", "No tag yet.")
    qtbot.addWidget(card)
    card.set_rows(rows)
    card.resize(500, 500)
    return card


def marked(card: RecordsCard) -> list[str]:
    indexes = card.list.selectionModel().selectedIndexes()
    return [card.list.rows().id_at(index.row()) for index in indexes]


def test_at_first_no_fields_are_shown_and_no_row_is_marked(card: RecordsCard) -> None:
    assert not card.form.isVisibleTo(card) and marked(card) == []


def test_the_row_whose_fields_are_shown_is_marked(
    card: RecordsCard, rows: list[Row], qtbot: QtBot
) -> None:
    card.show()
    place = card.list.visualRect(card.list.rows().index(1)).center()
    qtbot.mouseClick(card.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert card.form.isVisibleTo(card) and card.form.id == rows[1].id
    assert marked(card) == [rows[1].id]


def test_closing_the_form_takes_the_mark_away_also_after_a_change(
    card: RecordsCard, rows: list[Row]
) -> None:
    card.select(rows[0].id)
    assert card.close_form()
    card.list.setFocus()
    assert not card.form.isVisibleTo(card) and marked(card) == []
    card.set_rows(rows)
    assert not card.form.isVisibleTo(card) and marked(card) == []


def test_a_closed_row_is_opened_again_by_a_click(
    card: RecordsCard, rows: list[Row], qtbot: QtBot
) -> None:
    card.select(rows[1].id)
    card.close_form()
    card.show()
    place = card.list.visualRect(card.list.rows().index(1)).center()
    qtbot.mouseClick(card.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert card.form.id == rows[1].id and marked(card) == [rows[1].id]


def test_a_change_keeps_form_and_mark(card: RecordsCard, rows: list[Row]) -> None:
    card.select(rows[1].id)
    card.set_rows(rows)
    assert card.form.id == rows[1].id and marked(card) == [rows[1].id]


def test_what_does_not_fit_keeps_its_row_marked(
    card: RecordsCard, rows: list[Row], qtbot: QtBot
) -> None:
    card.select(rows[0].id)
    name = card.form.form.editor("name").control()
    assert isinstance(name, QLineEdit)
    name.selectAll()
    qtbot.keyClick(name, Qt.Key.Key_Delete)
    card.select(rows[1].id)
    assert card.form.id == rows[0].id and marked(card) == [rows[0].id]
    assert card.form.form.editor("name").problem()


def test_one_that_is_gone_is_shown_no_longer(card: RecordsCard, rows: list[Row]) -> None:
    card.select(rows[0].id)
    card.set_rows(rows[1:])
    assert not card.form.isVisibleTo(card) and marked(card) == []


def test_a_draft_that_was_typed_is_added_when_something_else_is_shown(
    card: RecordsCard, qtbot: QtBot
) -> None:
    given: list[dict[str, object]] = []
    card.given.connect(given.append)
    card.offer_new("Add a tag", ("name",)).click()
    assert card.draft is not None
    qtbot.keyClicks(card.draft.form.editor("name").control(), "snow")
    assert card.commit()
    assert given == [{"name": "snow"}]
    assert not card.draft.isVisibleTo(card)
