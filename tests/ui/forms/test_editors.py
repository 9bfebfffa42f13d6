from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from outreach.base.ids import new_id
from outreach.document.fields import (
    Choice,
    Date,
    Field,
    Flag,
    Integer,
    Links,
    Number,
    Ref,
    Scale,
    Text,
    Words,
)
from outreach.document.pictures import Picture
from ui.forms.choices import Choices, Option
from ui.forms.editor import FieldEditor
from ui.forms.editors import editor_for
from ui.forms.picture import PictureEditor

TODAY = dt.date(2026, 11, 23)  # a Monday
# Fixed, for they are part of the names of tests, which must be the same in every process.
TELMARA, AGENCY = (f"01a20000-0000-7000-8000-00000000000{n}" for n in (1, 2))
NAMES = {TELMARA: "Telmara", AGENCY: "National Water Agency"}
CHOICES = Choices(lambda kinds: [Option(id, name) for id, name in NAMES.items()], NAMES.__getitem__)

LINE = Text(label="Name", help="What they are called.")
LONG = Text(label="About", long=True)
NUMBER = Number(label="Cost", unit="person-days", low=0, high=100)
INTEGER = Integer(label="Load limit", high=100)
SCALE = Scale(label="Influence", low=1, high=3, steps={1: "low", 2: "medium", 3: "high"})
STANCE = Scale(label="Stance", low=-1, high=1, steps={-1: "against", 0: "neutral", 1: "for"})
CHOICE = Choice(label="Stage", choices={"asked": "asked", "in": "in the pot"})
OPEN = Choice(label="Topic", choices={"law": "legal matters"}, open=True)
FLAG = Flag(label="Blocking")
DATE = Date(label="Due")
WORDS = Words(label="Can answer", choices={"law": "legal matters"})
REF = Ref(label="Partner", kinds=("organisation",))
LINKS = Links(label="Goals", kind="organisation")

VALUES: list[tuple[Field, list[Any]]] = [
    (LINE, ["Telmara", None]),
    (LONG, ["Two\nlines", None]),
    (NUMBER, [2.5, 0.0, None]),
    (INTEGER, [7, 0, None]),
    (SCALE, [1, 3, None]),
    (STANCE, [-1, 0, 1, None]),
    (CHOICE, ["in", None]),
    (OPEN, ["law", "our own topic", None]),
    (FLAG, [True, False, None]),
    (DATE, [dt.date(2026, 11, 26), dt.date(2031, 1, 2), None]),
    (WORDS, [("law", "small counts"), ()]),
    (REF, [TELMARA, None]),
    (LINKS, [(TELMARA, AGENCY), ()]),
]
FIELDS = [field for field, _ in VALUES]

Make = Callable[[Field], FieldEditor]


@pytest.fixture
def make(qtbot: QtBot) -> Make:
    def build(field: Field) -> FieldEditor:
        editor = editor_for(field, CHOICES, today=lambda: TODAY)
        qtbot.addWidget(editor)
        editor.show()
        return editor

    return build


def heard(editor: FieldEditor) -> list[Any]:
    """What the editor says was edited, from now on."""
    values: list[Any] = []
    editor.edited.connect(values.append)
    return values


def line(editor: FieldEditor) -> QLineEdit:
    found = editor.control()
    assert isinstance(found, QLineEdit)
    return found


def type_in(qtbot: QtBot, editor: FieldEditor, words: str) -> None:
    line(editor).selectAll()
    qtbot.keyClicks(line(editor), words)
    qtbot.keyClick(line(editor), Qt.Key.Key_Return)


@pytest.mark.parametrize(("field", "values"), VALUES, ids=[field.label for field in FIELDS])
def test_every_editor_gives_back_what_it_shows(make: Make, field: Field, values: list[Any]) -> None:
    editor = make(field)
    said = heard(editor)
    for value in [*values, *reversed(values)]:
        editor.set_value(value)
        assert editor.value() == value
        assert editor.commit() and editor.value() == value
    assert said == [], "showing a value is no edit"


@pytest.mark.parametrize(("field", "values"), VALUES, ids=[field.label for field in FIELDS])
def test_words_that_are_typed_in_anew_mean_the_same(
    make: Make, field: Field, values: list[Any]
) -> None:
    for value in values:
        first, second = make(field), make(field)
        first.set_value(value)
        assert first.pending() == "", "it is no news"
        second.type_in(first.words())
        assert second.pending() == first.words()
        assert second.commit() and second.value() == value
        assert second.pending() == ""


def test_what_makes_no_sense_stays_pending(make: Make, qtbot: QtBot) -> None:
    editor = make(DATE)
    type_in(qtbot, editor, "the day after")
    assert editor.problem() and editor.pending() == "the day after"


@pytest.mark.parametrize("field", FIELDS, ids=[field.label for field in FIELDS])
def test_every_control_has_a_name(make: Make, field: Field) -> None:
    editor = make(field)
    controls = [editor, *editor.findChildren(QWidget)]
    nameless = [
        type(control).__name__
        for control in controls
        if control.focusPolicy() != Qt.FocusPolicy.NoFocus
        and control.focusProxy() is None
        and not control.accessibleName()
    ]
    assert nameless == []


@pytest.mark.parametrize(
    ("field", "words", "value"),
    [
        (LINE, " Telmara ", "Telmara"),
        (NUMBER, "2,5", 2.5),
        (NUMBER, "12 person-days", 12.0),
        (INTEGER, "7", 7),
        (DATE, "tomorrow", dt.date(2026, 11, 24)),
        (DATE, "thursday", dt.date(2026, 11, 26)),
        (DATE, "26 Nov", dt.date(2026, 11, 26)),
        (DATE, "3/12/2026", dt.date(2026, 12, 3)),
        (DATE, "2027-01-05", dt.date(2027, 1, 5)),
        (REF, "telmara", TELMARA),
    ],
)
def test_what_is_typed_is_understood(
    make: Make, qtbot: QtBot, field: Field, words: str, value: object
) -> None:
    editor = make(field)
    said = heard(editor)
    type_in(qtbot, editor, words)
    assert said == [value] and editor.problem() == ""


@pytest.mark.parametrize(
    ("field", "words", "part"),
    [
        (NUMBER, "lots", "“lots” is not a number"),
        (NUMBER, "101", "0 to 100 person-days"),
        (INTEGER, "2.5", "whole number"),
        (DATE, "soonish", "“soonish” is not a day"),
        (DATE, "10:30", "is not a day"),
        (REF, "Nobody", "“Nobody” is not in the list"),
    ],
)
def test_what_makes_no_sense_is_said_under_the_field_and_not_lost(
    make: Make, qtbot: QtBot, field: Field, words: str, part: str
) -> None:
    editor = make(field)
    said = heard(editor)
    type_in(qtbot, editor, words)
    assert said == [] and editor.value() is None
    assert part in editor.problem() and line(editor).text() == words
    assert line(editor).accessibleDescription() == editor.problem()
    editor.set_value(None)
    assert line(editor).text() == words, "a refresh of the page keeps what was typed"


def test_a_required_field_cannot_be_left_empty(make: Make, qtbot: QtBot) -> None:
    editor = make(Text(label="Name", required=True))
    editor.set_value("Telmara")
    line(editor).selectAll()
    qtbot.keyClick(line(editor), Qt.Key.Key_Delete)
    assert not editor.commit()
    assert editor.problem() == "This cannot be left empty." and editor.value() == "Telmara"


def test_a_problem_goes_when_it_is_put_right(make: Make, qtbot: QtBot) -> None:
    editor = make(NUMBER)
    type_in(qtbot, editor, "lots")
    type_in(qtbot, editor, "3")
    assert editor.problem() == "" and editor.value() == 3.0


def test_emptied_means_not_set(make: Make, qtbot: QtBot) -> None:
    editor = make(DATE)
    editor.set_value(TODAY)
    said = heard(editor)
    type_in(qtbot, editor, " ")
    assert said == [None]


def test_a_day_is_written_out_as_it_was_understood(make: Make, qtbot: QtBot) -> None:
    editor = make(DATE)
    type_in(qtbot, editor, "26.11.2026")
    assert line(editor).text() == "Thu 26 Nov"


def test_a_pause_in_the_typing_counts_and_leaves_the_words_alone(make: Make, qtbot: QtBot) -> None:
    editor = make(LINE)
    editor._pause.setInterval(1)
    with qtbot.waitSignal(editor.edited) as said:
        qtbot.keyClicks(line(editor), "Telmara ")
    assert said.args == ["Telmara"] and line(editor).text() == "Telmara "
    editor.set_value("Telmara")
    assert line(editor).text() == "Telmara ", "the file's answer does not touch the words"


def test_half_a_day_is_not_taken_for_a_whole_one(make: Make, qtbot: QtBot) -> None:
    editor = make(DATE)
    qtbot.keyClicks(line(editor), "2")
    assert not editor._pause.isActive()


def test_a_change_from_elsewhere_does_not_touch_what_is_being_typed(
    make: Make, qtbot: QtBot
) -> None:
    editor = make(LONG)
    editor.set_value("Old")
    qtbot.keyClicks(editor.control(), "New ")
    editor.set_value("From elsewhere")
    said = heard(editor)
    assert editor.commit() and said == ["New Old"]


def test_leaving_the_field_takes_what_was_typed(make: Make, qtbot: QtBot) -> None:
    editor = make(LINE)
    editor.activateWindow()
    line(editor).setFocus()
    qtbot.waitUntil(line(editor).hasFocus)
    qtbot.keyClicks(line(editor), "Telmara")
    said = heard(editor)
    line(editor).clearFocus()
    assert said == ["Telmara"]


def test_tab_leaves_a_long_text(make: Make) -> None:
    editor = make(LONG)
    assert editor.control().tabChangesFocus()


def test_a_long_text_grows_with_its_words(make: Make) -> None:
    editor = make(LONG)
    low = editor.control().sizeHint().height()
    editor.set_value("\n".join("abcdefgh"))
    high = editor.control().sizeHint().height()
    editor.set_value("\n".join("abcdefgh" * 9))
    assert low < high < editor.control().sizeHint().height() < 400


def test_a_judgement_can_be_given_and_taken_back_by_keyboard(make: Make, qtbot: QtBot) -> None:
    editor = make(SCALE)
    said = heard(editor)
    steps = editor._group.buttons()
    qtbot.keyClick(steps[1], Qt.Key.Key_Space)
    qtbot.keyClick(steps[1], Qt.Key.Key_Delete)
    assert said == [2, None]
    assert steps[1].accessibleName() == "Influence: 2 of 3, medium"


def test_yes_no_and_not_set_are_three_answers(make: Make, qtbot: QtBot) -> None:
    editor = make(FLAG)
    said = heard(editor)
    for segment in editor.control()._group.buttons():
        qtbot.mouseClick(segment, Qt.MouseButton.LeftButton)
    assert said == [True, False, None]


def test_a_choice_says_not_set_and_the_words_people_see(make: Make) -> None:
    editor = make(CHOICE)
    combo = editor.control()
    assert [combo.itemText(n) for n in range(combo.count())] == ["Not set", "Asked", "In the pot"]


def test_own_words_that_say_a_choice_are_that_choice(make: Make, qtbot: QtBot) -> None:
    editor = make(OPEN)
    said = heard(editor)
    editor.control().setEditText("Legal matters")
    editor.typed()
    editor.commit()
    assert said == ["law"]


@pytest.mark.parametrize(("words", "value"), [("leg", "law"), ("egal", "egal"), ("lawn", "lawn")])
def test_the_beginning_of_a_choice_is_enough_where_own_words_are_taken_too(
    make: Make, qtbot: QtBot, words: str, value: str
) -> None:
    one, several = make(OPEN), make(WORDS)
    said, listed = heard(one), heard(several)
    one.control().setEditText(words)
    one.typed()
    one.commit()
    type_in(qtbot, several, words)
    assert said == [value] and listed == [(value,)]


def test_words_are_added_and_removed_as_chips(make: Make, qtbot: QtBot) -> None:
    editor = make(WORDS)
    said = heard(editor)
    type_in(qtbot, editor, "small counts")
    type_in(qtbot, editor, "legal matters")
    qtbot.keyClick(editor._tokens()[0], Qt.Key.Key_Delete)
    assert said == [("small counts",), ("small counts", "law"), ("law",)]
    assert editor._tokens()[0].accessibleName() == "Remove legal matters"


def test_links_take_names_of_the_list_only(make: Make, qtbot: QtBot) -> None:
    editor = make(LINKS)
    said = heard(editor)
    type_in(qtbot, editor, "Telmara")
    type_in(qtbot, editor, "Nobody")
    assert said == [(TELMARA,)] and "not in the list" in editor.problem()


def test_a_linked_record_can_be_made_by_its_name(qtbot: QtBot) -> None:
    made = new_id()
    names = {made: "New tag"}
    choices = Choices(lambda kinds: [], names.__getitem__, lambda kind, name: made)
    editor = editor_for(Links(label="Tags", kind="tag"), choices)
    qtbot.addWidget(editor)
    said = heard(editor)
    type_in(qtbot, editor, "New tag")
    assert said == [(made,)]


def test_records_are_asked_for_only_when_a_list_opens(qtbot: QtBot) -> None:
    asked: list[tuple[str, ...]] = []
    choices = Choices(lambda kinds: asked.append(kinds) or [], NAMES.__getitem__)  # type: ignore[func-returns-value]
    editor = editor_for(REF, choices)
    qtbot.addWidget(editor)
    editor.set_value(TELMARA)
    assert asked == [] and line(editor).text() == "Telmara"
    qtbot.keyClicks(line(editor), "T")
    assert asked == [("organisation",)]


def test_confidential_is_said_in_a_word(make: Make) -> None:
    editor = make(Text(label="Private note", confidential=True))
    assert "Confidential" in [
        label.text() for label in editor.findChildren(QWidget) if hasattr(label, "text")
    ]
    assert editor.control().accessibleName() == "Private note, confidential"


def test_a_read_only_editor_takes_nothing(make: Make, qtbot: QtBot) -> None:
    editor = make(LINE)
    editor.set_value("Telmara")
    editor.set_read_only(True)
    qtbot.keyClicks(line(editor), "x")
    assert line(editor).text() == "Telmara"


def test_a_picture_is_chosen_from_a_file_and_said_in_words(qtbot: QtBot, tmp_path: Path) -> None:
    editor = editor_for(Picture(label="Logo"))
    assert isinstance(editor, PictureEditor)
    qtbot.addWidget(editor)
    file = tmp_path / "logo.png"
    Image.new("L", (1, 1)).save(file)
    editor.choose.click()
    dialog = editor.findChild(QFileDialog)
    assert dialog is not None
    with qtbot.waitSignal(editor.edited) as given:
        dialog.fileSelected.emit(str(file))
    dialog.reject()
    kept = base64.b64encode(file.read_bytes()).decode()
    assert given.args == [f"data:image/png;base64,{kept}"]
    assert editor.words() == "PNG picture, 0 kB"
    assert editor.choose.accessibleName() == "Choose a file: Logo"


def test_what_is_no_picture_is_said_under_the_field_and_clearing_takes_it_away(
    qtbot: QtBot, tmp_path: Path
) -> None:
    editor = editor_for(Picture(label="Logo"))
    qtbot.addWidget(editor)
    (tmp_path / "logo.svg").write_text("<svg/>")
    for path, said in (("logo.svg", "must be a PNG or JPEG"), ("gone.png", "could not be read")):
        editor.type_in(str(tmp_path / path))
        assert not editor.commit()
        assert said in editor.problem()
    editor.reset("data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB")
    editor.type_in("")
    assert editor.commit() and editor.value() is None


def test_the_tab_key_passes_the_cross_behind_a_chosen_record_which_is_cleared_by_its_words(
    make: Make,
) -> None:
    editor = make(REF)
    editor.reset(TELMARA)
    reached = [
        one
        for one in editor.findChildren(QWidget)
        if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert reached == [line(editor)]
    editor.type_in("")
    assert editor.commit() and editor.value() is None
