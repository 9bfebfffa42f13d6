from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6 import QtGui
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QTextDocument, QWheelEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.appearance import theme
from ui.theme.apply import apply, dress
from ui.widgets.bands import ReasonBand, WarningBand
from ui.widgets.banner import Banner
from ui.widgets.big_row import BigRow
from ui.widgets.buttons import Button, DangerButton, PrimaryButton, QuietButton, ToolButton
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.inputs import CheckBox, ComboBox, RadioButton
from ui.widgets.labels import Clamped, Elided, Label, Overline, breakable
from ui.widgets.marks import Avatar, Chip, Dots, IconMark, IconTile, PotBar
from ui.widgets.panes import PaneSplit, ScrollArea, Tabs
from ui.widgets.search import SearchField
from ui.widgets.segmented import Segmented

TOPICS = [("all", "All"), ("privacy", "Privacy"), ("cost", "Cost")]

ALL: dict[str, Callable[[], QWidget]] = {
    "button": lambda: Button("Import…", "download"),
    "primary": lambda: PrimaryButton("Add partner", "plus"),
    "quiet": lambda: QuietButton("Not now…"),
    "danger": lambda: DangerButton("Erase…", "trash-2"),
    "tool": lambda: ToolButton("plus", "Add need"),
    "segmented": lambda: Segmented("Topic", TOPICS),
    "combo": ComboBox,
    "check": lambda: CheckBox("What they gain"),
    "radio": lambda: RadioButton("Yours"),
    "search": lambda: SearchField("Filter partners"),
    "label": lambda: Label("Words", "lead", wrap=True),
    "overline": lambda: Overline("Value proposition"),
    "elided": lambda: Elided("A long sentence"),
    "clamped": lambda: Clamped("A long sentence"),
    "chip": lambda: Chip("Promised", "pot", "check"),
    "avatar": lambda: Avatar("Samir Haddad"),
    "tile": lambda: IconTile("landmark"),
    "mark": lambda: IconMark("lock"),
    "dots": lambda: Dots(3, name="Influence"),
    "pot": lambda: PotBar(5, 2, 9),
    "card": lambda: Card("What they need"),
    "reason": lambda: ReasonBand("Why now.", "He asked for it."),
    "warning": lambda: WarningBand("It does not name them."),
    "banner": lambda: Banner("The stick was removed.", "danger", "Not saved."),
    "empty": lambda: EmptyState("users", "Who could add something?", "One is enough."),
    "big": lambda: BigRow("plus", "New plan", "Four short questions"),
}


@pytest.fixture(params=ALL, ids=str)
def widget(request: pytest.FixtureRequest, qtbot: QtBot) -> QWidget:
    found = ALL[request.param]()
    qtbot.addWidget(found)
    return found


def test_every_widget_is_drawn_in_both_colours_and_directions(
    widget: QWidget, qapp: QApplication
) -> None:
    widget.show()
    for scheme in ("light", "dark"):
        apply(qapp, scheme)
        for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
            widget.setLayoutDirection(direction)
            assert not widget.grab().isNull()


def test_every_widget_grows_with_the_text(widget: QWidget, qapp: QApplication) -> None:
    dress(widget)
    widget.show()
    before = widget.sizeHint()
    apply(qapp, "light", 1.6)
    after = widget.sizeHint()
    assert after.height() > before.height() or after.width() > before.width()


def test_every_widget_that_takes_the_keyboard_has_a_name_and_shows_a_ring(
    widget: QWidget, qtbot: QtBot
) -> None:
    inner = [widget, *widget.findChildren(QWidget)]
    for control in inner:
        if control.focusPolicy() & Qt.FocusPolicy.TabFocus and control.isVisibleTo(widget):
            spoken = QAccessible.queryAccessibleInterface(control)
            named = spoken.text(QAccessible.Text.Name) or isinstance(control, ComboBox)
            assert named, type(control).__name__
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        widget.show()
        widget.activateWindow()
        before = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(widget.hasFocus)
        assert widget.grab().toImage() != before


def test_the_wheel_scrolls_the_page_and_never_changes_what_was_chosen(qtbot: QtBot) -> None:
    combo = ComboBox()
    combo.addItems(["Neutral", "Supportive", "Leading"])
    qtbot.addWidget(combo)
    combo.show()
    combo.activateWindow()
    # Nor does the wheel take the keyboard away from where somebody is typing.
    assert combo.focusPolicy() == Qt.FocusPolicy.StrongFocus
    combo.setFocus()
    qtbot.waitUntil(combo.hasFocus)
    where = QPointF(combo.rect().center())
    turned = QWheelEvent(
        where,
        combo.mapToGlobal(where),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(combo, turned)
    assert combo.currentText() == "Neutral" and not turned.isAccepted()


def test_a_button_that_cannot_be_pressed_says_why(qtbot: QtBot) -> None:
    button = PrimaryButton("Finish")
    qtbot.addWidget(button)
    button.explain("Two decisions are still open.")
    assert not button.isEnabled() and button.toolTip() == "Two decisions are still open."
    button.explain("")
    assert button.isEnabled() and button.toolTip() == ""


def test_segments_say_what_a_person_takes_and_not_what_the_program_sets(qtbot: QtBot) -> None:
    segmented = Segmented("Topic", TOPICS)
    qtbot.addWidget(segmented)
    segmented.show()
    heard: list[str] = []
    segmented.changed.connect(heard.append)
    segmented.set_value("cost")
    assert segmented.value() == "cost" and heard == []
    qtbot.mouseClick(segmented._group.button(1), Qt.MouseButton.LeftButton)
    assert heard == ["privacy"]


def test_segments_are_radio_buttons_to_a_screen_reader(qtbot: QtBot) -> None:
    segmented = Segmented("Topic", TOPICS)
    qtbot.addWidget(segmented)
    spoken = QAccessible.queryAccessibleInterface(segmented._group.button(1))
    assert spoken.role() == QAccessible.Role.RadioButton
    assert spoken.text(QAccessible.Text.Name) == "Topic: Privacy"


def test_the_arrow_keys_go_from_segment_to_segment(qtbot: QtBot) -> None:
    segmented = Segmented("Topic", TOPICS)
    qtbot.addWidget(segmented)
    segmented.show()
    segmented.activateWindow()
    segmented._group.button(0).setFocus()
    qtbot.waitUntil(segmented._group.button(0).hasFocus)
    with qtbot.waitSignal(segmented.changed):
        qtbot.keyClick(segmented._group.button(0), Qt.Key.Key_Right)
    assert segmented.value() == "privacy"


def test_a_compact_choice_is_the_same_choice_in_a_combo_box(qtbot: QtBot) -> None:
    segmented = Segmented("Topic", TOPICS, "cost")
    qtbot.addWidget(segmented)
    segmented.set_compact(True)
    assert segmented.is_compact() and segmented._combo.currentText() == "Cost"
    segmented.set_options([*TOPICS, ("law", "Law")])
    assert segmented.value() == "cost"


def test_the_inner_buttons_of_a_search_field_are_named(qtbot: QtBot) -> None:
    field = SearchField("Filter partners")
    qtbot.addWidget(field)
    names = {button.accessibleName() for button in field.findChildren(QToolButton)}
    assert names == {"Search", "Clear"}


def test_esc_clears_the_filter(qtbot: QtBot) -> None:
    field = SearchField("Filter partners")
    qtbot.addWidget(field)
    heard: list[str] = []
    field.searched.connect(heard.append)
    qtbot.keyClicks(field, "te")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert heard == ["t", "te", ""]


def test_dots_say_their_number(qtbot: QtBot) -> None:
    dots = Dots(4, 5, "Influence")
    qtbot.addWidget(dots)
    assert dots.accessibleName() == "Influence: 4 of 5"
    dots.set(None)
    assert dots.accessibleName() == "Influence: not set"


def test_text_that_is_cut_is_whole_in_its_tooltip(qtbot: QtBot) -> None:
    line = Elided("Data Protection Commission of the Lake Basin")
    qtbot.addWidget(line)
    line.resize(60, 20)
    line.show()
    assert line.toolTip() == line.text() == line.accessibleName()
    line.resize(900, 20)
    QApplication.processEvents()
    assert line.toolTip() == ""


def test_an_overline_is_spoken_as_words(qtbot: QtBot) -> None:
    overline = Overline("Value proposition")
    qtbot.addWidget(overline)
    assert overline.text() == "VALUE PROPOSITION"
    assert overline.accessibleName() == "Value proposition"


def test_a_band_takes_words_as_words_and_not_as_markup(qtbot: QtBot) -> None:
    band = ReasonBand("Why now.", "5 < 7 & <b>so on</b>")
    qtbot.addWidget(band)
    assert band.accessibleName() == "Why now. 5 < 7 & <b>so on</b>"
    assert "&lt;b&gt;" in band._words.text()


@pytest.mark.parametrize("name", ["<img src=//a/b>", "5 < 7", "R&D", "a &lt; b", "<b>x</b>\ny"])
def test_a_tooltip_takes_words_as_words_and_not_as_markup(qtbot: QtBot, name: str) -> None:
    clamped = Clamped(name)
    qtbot.addWidget(clamped)
    shown = QTextDocument()
    tip = clamped.toolTip()
    shown.setHtml(tip) if QtGui.Qt.mightBeRichText(tip) else shown.setPlainText(tip)
    assert shown.toPlainText() == name
    assert clamped.accessibleName() == name


def test_things_that_do_not_fit_in_a_line_flow_to_the_next(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    flow = FlowLayout(host)
    chips = [Chip("A chip of some length") for _ in range(4)]
    for chip in chips:
        flow.addWidget(chip)
    assert flow.heightForWidth(2000) < flow.heightForWidth(380) < flow.heightForWidth(100)
    host.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    host.resize(400, 100)
    host.show()
    assert chips[0].x() > chips[1].x()


def test_cards_side_by_side_are_equally_high_and_stay_at_the_top(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    row = QHBoxLayout(host)
    cards = [Card("One"), Card("Two")]
    for card in cards:
        row.addWidget(card)
    cards[0].add(Label("\n".join("abcdef")))
    cards[1].add(low := Label("a"))
    host.show()
    assert cards[0].height() == cards[1].height()
    assert low.geometry().bottom() < cards[1].height() / 2


def test_a_scrolled_column_follows_the_keyboard(qtbot: QtBot) -> None:
    column = QWidget()
    column.setFixedHeight(2000)
    far = Button("Far below", parent=column)
    far.move(0, 1900)
    area = ScrollArea(column, "Overview")
    qtbot.addWidget(area)
    area.resize(300, 200)
    area.show()
    area.activateWindow()
    far.setFocus()
    qtbot.waitUntil(lambda: area.verticalScrollBar().value() > 1600)


def test_a_tab_is_built_when_it_is_first_looked_at(qtbot: QtBot) -> None:
    built: list[str] = []
    tabs = Tabs("Telmara")
    qtbot.addWidget(tabs)
    for id in ("overview", "people"):
        tabs.add(id, id.capitalize(), lambda id=id: built.append(id) or QWidget())  # type: ignore[misc]
    assert built == ["overview"] and tabs.current() == "overview"
    heard: list[str] = []
    tabs.changed.connect(heard.append)
    tabs.show_tab("people")
    tabs.show_tab("overview")
    tabs.show_tab("people")
    assert built == ["overview", "people"] and heard == ["people", "overview", "people"]
    tabs.set_label("people", "People 4")
    assert tabs.tabText(1) == "People 4"


def test_no_tab_is_cut_those_without_room_are_in_a_menu(qtbot: QtBot) -> None:
    tabs = Tabs("Telmara")
    qtbot.addWidget(tabs)
    names = ["overview", "people", "reasons", "objections", "contacts", "history"]
    for id in names:
        tabs.add(id, id.capitalize(), QWidget())
    tabs.resize(900, 300)
    tabs.show()
    assert tabs.in_menu() == [] and not tabs.more.isVisible()
    tabs.resize(330, 300)
    assert tabs.in_menu() == names[-len(tabs.in_menu()) :] and tabs.more.isVisible()
    bar = tabs.tabBar()
    assert all(
        bar.rect().contains(bar.tabRect(n)) for n in range(bar.count()) if bar.isTabVisible(n)
    )
    tabs.show_tab("history")
    assert "history" not in tabs.in_menu() and "contacts" in tabs.in_menu()
    tabs.resize(900, 300)
    assert tabs.in_menu() == [] and tabs.current() == "history"


def test_the_list_pane_begins_at_its_width_and_keeps_it(qtbot: QtBot) -> None:
    split = PaneSplit(QWidget(), QWidget(), 348)
    qtbot.addWidget(split)
    split.resize(1000, 400)
    split.show()
    assert abs(split.sizes()[0] - theme().em(348)) <= 2
    split.resize(1300, 400)
    QApplication.processEvents()
    assert abs(split.sizes()[0] - theme().em(348)) <= 2


def test_a_banner_does_what_its_buttons_say(qtbot: QtBot) -> None:
    done: list[str] = []
    buttons = [
        ("Save a copy…", lambda: done.append("copy")),
        ("Try again", lambda: done.append("again")),
    ]
    banner = Banner("The stick was removed.", "danger", "Not saved.", buttons)
    qtbot.addWidget(banner)
    for button in banner.findChildren(Button):
        button.click()
    with qtbot.waitSignal(banner.closed):
        banner.findChildren(ToolButton)[0].click()
    assert done == ["copy", "again"]


def test_a_big_row_is_one_button(qtbot: QtBot) -> None:
    row = BigRow("plus", "New plan", "Four short questions")
    qtbot.addWidget(row)
    row.show()
    with qtbot.waitSignal(row.clicked):
        qtbot.keyClick(row, Qt.Key.Key_Space)
    assert row.accessibleDescription() == "Four short questions"


def test_a_very_long_word_breaks_instead_of_running_out_of_its_label(qtbot: QtBot) -> None:
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk" * 3
    label = Label(f"To {word} soon", wrap=True)
    qtbot.addWidget(label)
    label.resize(200, label.heightForWidth(200))
    label.show()
    lines = label.heightForWidth(200) // label.fontMetrics().height()
    assert lines >= label.fontMetrics().horizontalAdvance(word) // 200
    assert label.text() == f"To {word} soon"
    assert breakable("A short text, and https://example.org too") == (
        "A short text, and https://example.org too"
    )
    assert breakable("👩🏽‍🔬" * 20) == "👩🏽‍🔬" * 20, "no sign is taken apart"
