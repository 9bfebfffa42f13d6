from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from outreach.cause.kinds import Initiative
from outreach.exchange import samples
from outreach.network.kinds import Organisation
from outreach.persuasion.kinds import Response, ValueProposition
from ui.records import plain_forms
from ui.records.draft import draft_of
from ui.records.form import RecordForm
from ui.records.plain_words import PlainWords
from ui.session import Session


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "kestria.db"
    samples.make("kestria", path, "Ines").close()
    return path


@pytest.fixture
def session(template: Path, tmp_path: Path, qapp: object) -> Iterator[Session]:
    session = Session(Path(shutil.copy(template, tmp_path / "kestria.db")), "Ines")
    yield session
    session.close()


@pytest.fixture
def form(qtbot: QtBot, session: Session) -> RecordForm:
    form = RecordForm(session, ValueProposition.KIND)
    qtbot.addWidget(form)
    form.resize(700, 900)
    form.show()
    form.show_record(session.document.all(ValueProposition)[0].id)
    return form


def sentence(form: RecordForm) -> tuple[QPlainTextEdit, PlainWords]:
    """Return the text of the pitch in a sentence, and what marks it."""
    text = form.form.editor("sentence").control()
    assert isinstance(text, QPlainTextEdit)
    marks = next(one for one in form.plain_words if one.parentWidget() is text.parentWidget())
    return text, marks


def buttons(marks: PlainWords) -> list[str]:
    found = [marks._flow.itemAt(n) for n in range(marks._flow.count())]
    widgets = [item.widget() for item in found if item is not None]
    return [widget.text() for widget in widgets if hasattr(widget, "text")]


def typed(qtbot: QtBot, form: RecordForm, words: str) -> tuple[QPlainTextEdit, PlainWords]:
    text, marks = sentence(form)
    text.clear()
    text.insertPlainText(words)
    qtbot.waitUntil(lambda: marks.checked is not None and bool(marks.checked.words))
    return text, marks


def test_a_technical_word_is_underlined_after_a_pause_and_a_plainer_one_offered(
    qtbot: QtBot, form: RecordForm
) -> None:
    text, marks = typed(qtbot, form, "Your dataset helps.")
    (mark,) = text.extraSelections()
    assert mark.cursor.selectedText() == "dataset"
    assert buttons(marks) == ["dataset → figures"]


def test_the_plainer_word_takes_its_place_and_can_be_taken_back(
    qtbot: QtBot, form: RecordForm
) -> None:
    text, marks = typed(qtbot, form, "💧 Dataset helps. And the dataset stays.")
    button = marks._flow.itemAt(0)
    assert button is not None
    button.widget().click()
    assert text.toPlainText() == "💧 Figures helps. And the dataset stays."
    text.undo()
    assert text.toPlainText() == "💧 Dataset helps. And the dataset stays."


def test_a_hard_sentence_says_why_and_is_gone_to(qtbot: QtBot, form: RecordForm) -> None:
    text, marks = sentence(form)
    long = "We go on " + "and on " * 30 + "here."
    text.setPlainText("Short. " + long)
    marks.check()
    assert any("words long" in words for words in buttons(marks))
    item = marks._flow.itemAt(marks._flow.count() - 1)
    assert item is not None
    item.widget().click()
    assert text.textCursor().selectedText() == long


def test_ctrl_and_full_stop_offers_it_in_the_text_and_leaves_a_word_alone(
    qtbot: QtBot, form: RecordForm, session: Session
) -> None:
    text, marks = typed(qtbot, form, "Your dataset helps.")
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    replace, leave = menu.actions()
    assert replace.text() == "Say “figures”" and leave.text() == "Leave “dataset” alone"
    leave.trigger()
    menu.close()
    qtbot.waitUntil(lambda: session.all_saved, timeout=30_000)
    assert session.document.all(Initiative)[0].words_allowed == ("dataset",)
    marks.check()
    assert text.extraSelections() == [] and buttons(marks) == []


def test_a_pitch_is_asked_which_problem_it_solves_and_a_note_is_not_marked(
    qtbot: QtBot, form: RecordForm, session: Session
) -> None:
    said = [label.text() for label in sentence(form)[1].findChildren(QLabel) if label.text()]
    assert said == ["What problem of theirs does this solve?"]
    partner = RecordForm(session, Organisation.KIND)
    qtbot.addWidget(partner)
    marked: list[Callable[[], object]] = [
        one.text.widget.parentWidget for one in partner.plain_words
    ]
    assert [parent() for parent in marked] == [partner.form.editor("about")]


def headline(form: RecordForm) -> tuple[QLineEdit, PlainWords]:
    """Return the one line of the pitch, and what marks it."""
    line = form.form.editor("headline").control()
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.clear()
    return line, next(one for one in form.plain_words if one.text.widget is line)


def test_a_headline_is_marked_while_it_is_typed_as_a_long_text_is(
    qtbot: QtBot, form: RecordForm
) -> None:
    line, marks = headline(form)
    before = line.grab().toImage()
    qtbot.keyClicks(line, "Your dataset")
    plain = line.grab().toImage()
    qtbot.waitUntil(lambda: buttons(marks) == ["dataset → figures"])
    assert line.text() == "Your dataset" and line.grab().toImage() not in (before, plain)
    assert line.cursorPosition() == len("Your dataset")


def test_a_plainer_word_in_a_headline_is_saved_and_can_be_taken_back(
    qtbot: QtBot, form: RecordForm, session: Session
) -> None:
    line, marks = headline(form)
    line.insert("💧 ")
    qtbot.keyClicks(line, "Dataset helps")
    qtbot.waitUntil(lambda: bool(buttons(marks)))
    button = marks._flow.itemAt(0)
    assert button is not None
    button.widget().click()
    assert line.text() == "💧 Figures helps"
    line.undo()
    assert line.text() == "💧 Dataset helps"
    line.redo()
    assert form.commit()
    qtbot.waitUntil(lambda: session.all_saved)
    kept = session.document.get(ValueProposition, form.id)
    assert kept is not None and kept.headline == "💧 Figures helps"


def test_ctrl_and_full_stop_offers_a_plainer_word_in_a_headline(
    qtbot: QtBot, form: RecordForm
) -> None:
    line, marks = headline(form)
    qtbot.keyClicks(line, "Your dataset")
    qtbot.waitUntil(lambda: bool(buttons(marks)))
    qtbot.keyClick(line, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[0].trigger()
    menu.close()
    assert line.text() == "Your figures"


def test_a_headline_is_marked_in_a_new_record_too(qtbot: QtBot, session: Session) -> None:
    draft = draft_of(session, Response.KIND, ("headline",))
    qtbot.addWidget(draft)
    draft.begin()
    line = draft.form.editor("headline").control()
    qtbot.keyClicks(line, "Our metadata")
    (marks,) = draft.findChildren(PlainWords)
    qtbot.waitUntil(lambda: bool(buttons(marks)))


def test_nothing_is_checked_once_the_file_is_closed(form: RecordForm, session: Session) -> None:
    text, marks = sentence(form)
    session.close()
    form.form.editor("sentence").show_value("Your dataset helps.")
    marks.check()
    assert text.extraSelections() == []


def test_in_a_large_plan_the_check_is_prepared_beside_the_window(
    qtbot: QtBot, form: RecordForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plain_forms, "FEW", 0)
    text, marks = sentence(form)
    text.setPlainText("Your dataset helps.")
    marks.check()
    assert marks.checked is None
    qtbot.waitUntil(lambda: buttons(marks) == ["dataset → figures"])
    text.setPlainText("Your platform helps, and a dataset.")
    marks.check()
    text.setPlainText("Figures help.")
    marks.check()
    qtbot.waitUntil(lambda: buttons(marks) == [])
    assert text.extraSelections() == [], "nothing is underlined of what was typed over"


def test_the_file_can_be_closed_while_the_check_is_prepared(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plain_forms, "FEW", 0)
    check, said = plain_forms.PlainCheck(session), list[object]()
    check.check("Your dataset helps.", said.append)
    session.close()
    check.check("Your dataset helps.", said.append)
    QApplication.processEvents()
    assert said == []


def test_all_forms_of_a_file_share_one_check(form: RecordForm, session: Session) -> None:
    other = RecordForm(session, Response.KIND)
    assert len(session.findChildren(plain_forms.PlainCheck)) == 1
    other.deleteLater()
