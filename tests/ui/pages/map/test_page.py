from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from outreach.cadence.kinds import Step
from outreach.document.edits import Edit
from outreach.network.kinds import Champion, MapPlace, Organisation, Person, Relationship
from ui.jobs import working_out
from ui.navigation import Navigator
from ui.pages.map.page import MANY, MapPage
from ui.pages.map.printing import prepare, print_scene
from ui.session import Session
from ui.widgets.buttons import Button

Today = Callable[[], dt.date]
Show = Callable[[QWidget], None]
Saved = Callable[[Session], None]


@pytest.fixture
def page(kestria: Session, navigator: Navigator, today: Today, show: Show) -> MapPage:
    page = MapPage(kestria, navigator, today)
    show(page)
    return page


def id_of(session: Session, name: str) -> str:
    snapshot = session.snapshot()
    everybody = (*snapshot.organisations.values(), *snapshot.people.values())
    return next(one.id for one in everybody if one.name.startswith(name))


def way(page: MapPage) -> list[str]:
    return [stop.name for stop in page._stops]


def test_whoever_is_deferred_to_is_drawn_above(page: MapPage) -> None:
    assert len(page.canvas.edges) > 10
    for edge in page.canvas.edges.values():
        assert edge.lower.y() > edge.upper.y()


def test_champions_are_pills_and_partners_are_boxes(page: MapPage, kestria: Session) -> None:
    champion, partner = id_of(kestria, "Prof. Ada"), id_of(kestria, "Tavano")
    assert page.canvas.nodes[champion].node.is_person
    assert page.canvas.nodes[champion].node.caption == "Champion"
    assert not page.canvas.nodes[partner].node.is_person


def test_the_way_to_whoever_is_chosen_is_marked_and_explained_step_by_step(
    page: MapPage, kestria: Session
) -> None:
    assert page.choose(id_of(kestria, "Office of the Data"))
    assert way(page)[0] == "Prof. Ada Merrow" and len(way(page)) > 1
    assert page.side.title.text() == "Office of the Data Protection Commissioner"
    lit = [edge for edge in page.canvas.edges.values() if edge.lit]
    assert lit and all(edge.lower.lit and edge.upper.lit for edge in lit)
    assert page.side.band.accessibleName().startswith("Winning Prof. Ada Merrow moves")


def test_the_steps_are_planned_as_one_edit_that_undo_takes_back(
    page: MapPage, kestria: Session, saved: Saved
) -> None:
    page.choose(id_of(kestria, "Kestria Mobile"))
    before = len(kestria.document.all(Step))
    page.side.plan.click()
    saved(kestria)
    added = kestria.document.all(Step)[before:]
    assert way(page) == ["Noor Asadi", "Viktor Hale", "Cormac Sey"]
    names = kestria.snapshot().name
    # That Noor talks to Viktor is planned already.
    assert [names(step.person) for step in added] == ["Noor Asadi", "Cormac Sey"]
    assert [names(step.messenger) for step in added] == ["", "Viktor Hale"]
    assert added[0].ask == "Introduce us to Viktor Hale"
    page.plan_steps()
    assert "already" in page.notice.text()
    kestria.undo()
    saved(kestria)
    assert len(kestria.document.all(Step)) == before


def test_a_partner_to_whom_nobody_leads_says_so(
    empty: Session, navigator: Navigator, today: Today, show: Show, saved: Saved
) -> None:
    empty.edit("One", lambda edit: edit.add(Organisation, name="Telmara"))
    saved(empty)
    page = MapPage(empty, navigator, today)
    show(page)
    assert page.side.title.text() == "Telmara"
    assert "Nobody you know leads there yet" in page.side.said.text()
    assert not page.side.plan.isVisible()


def test_arrow_keys_go_to_neighbours_and_enter_opens(
    page: MapPage, kestria: Session, navigator: Navigator, qtbot: QtBot
) -> None:
    page.choose(id_of(kestria, "Tavano"))
    before = page.canvas.nodes[page.canvas.current].y()
    qtbot.keyClick(page.canvas, Qt.Key.Key_Up)
    assert page.canvas.nodes[page.canvas.current].y() < before
    with qtbot.waitSignal(navigator.record_asked) as asked:
        qtbot.keyClick(page.canvas, Qt.Key.Key_Return)
    assert asked.args == [page.canvas.current]
    assert page.canvas.accessibleDescription().startswith(
        page.canvas.nodes[page.canvas.current].node.name
    )


def test_plus_minus_and_nought_zoom(page: MapPage, qtbot: QtBot) -> None:
    at_first = page.canvas.transform().m11()
    qtbot.keyClick(page.canvas, Qt.Key.Key_Plus)
    larger = page.canvas.transform().m11()
    qtbot.keyClick(page.canvas, Qt.Key.Key_Minus)
    assert larger > at_first == pytest.approx(page.canvas.transform().m11())
    qtbot.keyClick(page.canvas, Qt.Key.Key_0)
    room = page.canvas.mapToScene(page.canvas.viewport().rect()).boundingRect()
    assert all(room.contains(item.pos()) for item in page.canvas.nodes.values())


def test_a_node_that_is_dragged_stays_where_it_was_put_until_the_map_is_arranged_anew(
    page: MapPage, kestria: Session, saved: Saved
) -> None:
    id = id_of(kestria, "Tavano")
    before = page.canvas.nodes[id].pos()
    for _ in range(2):
        page.canvas.nodes[id].setPos(QPointF(-300, 40))
        page.canvas.drop(id)
        saved(kestria)
    (place,) = kestria.document.all(MapPlace)
    assert (place.subject, place.x, place.y) == (id, -300, 40)
    assert page.canvas.nodes[id].pos() == QPointF(-300, 40)
    assert page.show_record(place.id) and page.canvas.current == id
    page.side.anew.click()
    saved(kestria)
    assert page.canvas.nodes[id].pos() == before and not page.side.anew.isVisible()


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        ("influence", "In conversation"),
        ("objections", "1 open, 1 blocking"),
        ("contributions", "1 promised"),
    ],
)
def test_each_mode_says_something_else_of_the_same_partners(
    page: MapPage, kestria: Session, mode: str, said: str
) -> None:
    page.modes.set_value(mode)
    page.modes.changed.emit(mode)
    captions = {item.node.caption for item in page.canvas.nodes.values()}
    assert said in captions
    assert (
        page.list.rows()
        .row_at(0)
        .caption.startswith(next(iter(page.canvas.nodes.values())).node.caption)
    )


def test_the_list_says_in_words_what_the_arrows_show(page: MapPage, kestria: Session) -> None:
    page.as_list.click()
    assert page.list.isVisible() and not page.canvas.isVisible()
    row = page.list.rows().row_at(page.list.rows().row_of(id_of(kestria, "Solacell")))
    assert "watches Tavano Mobile" in row.sentence
    page.list.select(id_of(kestria, "Solacell"))
    assert page.side.title.text() == "Solacell"
    page.as_list.click()
    assert page.canvas.isVisible() and page.canvas.current == id_of(kestria, "Solacell")


def test_a_changed_tie_is_drawn_at_once(page: MapPage, kestria: Session, saved: Saved) -> None:
    one, other = id_of(kestria, "Ministry of Health"), id_of(kestria, "Kestria Relief")
    kestria.edit(
        "A tie", lambda edit: edit.add(Relationship, source=one, target=other, type="funds")
    )
    saved(kestria)
    assert (other, one) in page.canvas.edges


def test_the_map_is_printed_with_words_that_stay_words(
    page: MapPage, kestria: Session, tmp_path: Path
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "map.pdf"))
    prepare(printer, "Kestria")
    print_scene(page.canvas.scene(), "Kestria", printer)
    paper = pypdfium2.PdfDocument(tmp_path / "map.pdf")
    assert len(paper) == 1
    words = paper[0].get_textpage().get_text_bounded()
    paper.close()
    assert "Kestria" in words and "Solacell" in words


def many(edit: Edit, count: int) -> None:
    """A large plan: each champion moves a few partners, in four rows."""
    ids = [edit.add(Organisation, name=f"Partner number {n}") for n in range(count)]
    ids[0] = edit.add(Person, name="Ada", organisation=ids[0])
    edit.add(Champion, person=ids[0], status="active")
    for n, id in enumerate(ids[1:], 1):
        edit.add(Relationship, source=ids[n // 3], target=id, type="influences")


def test_sixty_partners_can_be_read_in_a_small_window(
    empty: Session, navigator: Navigator, today: Today, saved: Saved, qtbot: QtBot
) -> None:
    empty.edit("Many", lambda edit: many(edit, 60))
    saved(empty)
    page = MapPage(empty, navigator, today)
    qtbot.addWidget(page)
    page.resize(968, 650)
    page.show()
    assert len(page.canvas.nodes) == 61 and page.canvas.transform().m11() >= 0.78
    assert page.canvas.width() == page.width()
    assert page.turn.isVisible() and not page.side.isVisible()
    page.turn.click()
    assert page.side.isVisible() and not page.canvas.isVisible()


def test_of_very_many_only_the_neighbourhood_of_the_chosen_one_is_drawn(
    empty: Session, navigator: Navigator, today: Today, show: Show, saved: Saved
) -> None:
    empty.edit("Many", lambda edit: many(edit, MANY + 20))
    saved(empty)
    page = MapPage(empty, navigator, today)
    show(page)
    assert len(page.canvas.nodes) == 9 and "9 of 321" in page.header.line()
    last = id_of(empty, "Partner number 319")
    assert page.choose(last)
    assert page.canvas.current == last and len(page.canvas.nodes) < 10


def test_the_map_of_an_empty_plan_asks_who_listens_to_whom(
    empty: Session, navigator: Navigator, today: Today, show: Show
) -> None:
    page = MapPage(empty, navigator, today)
    show(page)
    assert not page.canvas.isVisible()
    assert any("first partner" in button.text() for button in page.findChildren(Button))


def test_nothing_can_be_moved_or_planned_in_a_file_open_for_reading_only(
    locked: Session, navigator: Navigator, today: Today, show: Show
) -> None:
    page = MapPage(locked, navigator, today)
    show(page)
    page.plan_steps()
    assert locked.all_saved and not page.side.plan.isEnabled()
    movable = page.canvas.nodes[page.canvas.current].GraphicsItemFlag.ItemIsMovable
    assert not page.canvas.nodes[page.canvas.current].flags() & movable


def test_everything_that_takes_the_keyboard_has_a_name(page: MapPage) -> None:
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert widget.accessibleName() or getattr(widget, "text", str)(), widget


def test_of_many_partners_map_and_ways_are_worked_out_beside_the_window(
    kestria: Session,
    navigator: Navigator,
    today: Today,
    show: Show,
    page: MapPage,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    partner = id_of(kestria, "Kestria Mobile")
    page.choose(partner)
    monkeypatch.setattr(working_out, "FEW", 0)
    large = MapPage(kestria, navigator, today)
    show(large)
    assert large.show_record(partner) and not large.canvas.nodes
    assert not large.show_record("nobody")
    qtbot.waitUntil(lambda: bool(way(large)))
    assert large.canvas.current == page.canvas.current == partner
    assert way(large) == way(page) and large.canvas.nodes.keys() == page.canvas.nodes.keys()
    assert large.side.band.accessibleName() == page.side.band.accessibleName()
    large.choose(id_of(kestria, "Tavano"))
    assert not way(large), "nothing is planned of the way to somebody else"
    qtbot.waitUntil(lambda: bool(way(large)))
    large.leave()
