"""The map: who listens to whom, and how to get to somebody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import pairwise

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from outreach.base.language import plural, thousands, tr
from outreach.document.edits import Changes, Edit
from outreach.planning.ways import Stop
from ui.jobs.working_out import WorkingOut
from ui.navigation import Navigator
from ui.pages.map import content
from ui.pages.map.canvas import STEP, Canvas
from ui.pages.map.drawing import around, drawing, pinned_places
from ui.pages.map.known import Known, known
from ui.pages.map.placing import put
from ui.pages.map.planned import PlannedSteps
from ui.pages.map.side import WIDTH, SidePane
from ui.pages.notice import Notice
from ui.pages.page import Page
from ui.session import Session
from ui.theme.appearance import appearance, theme
from ui.widgets.buttons import PrimaryButton, ToolButton
from ui.widgets.empty import EmptyState
from ui.widgets.header import PageHeader
from ui.widgets.panes import read_in_order
from ui.widgets.row_list import RowList
from ui.widgets.segmented import Segmented

MANY = 300
"""Nodes beyond which only the neighbourhood of the chosen one is drawn."""
NEAR = 2
"""Arrows that the neighbourhood reaches."""
ASIDE_FROM = 1000
"""Width of the page, in design pixels, from which the pane stands beside the map."""


class MapPage(Page):
    """Who listens to whom, drawn so that those who are deferred to stand above."""

    def __init__(
        self,
        session: Session,
        navigator: Navigator,
        today: Callable[[], dt.date] = dt.date.today,
    ) -> None:
        """Build the page; ``today`` says what day it is."""
        super().__init__(session, navigator)
        self._today = today
        self._drawn: object = None
        self._stops: list[Stop] = []
        self._known: Known | None = None
        self._asked_for = ""
        """Whom to choose once it is known who is on the map."""
        self._beside, self._finding = WorkingOut("map", self), WorkingOut("way", self)
        self.notice = Notice(session, self.show_changes)
        self._build_head()
        self.canvas = Canvas()
        self.canvas.chosen.connect(self._choose)
        self.canvas.opened.connect(navigator.record_asked)
        self.canvas.dropped.connect(self._keep_place)
        self.list = RowList(name=tr("The map as a list"), style="card")
        self.list.current_changed.connect(self._choose_in_list)
        self.list.opened.connect(navigator.record_asked)
        self._views = QStackedWidget()
        self._views.addWidget(self.canvas)
        self._views.addWidget(self.list)
        self.side = SidePane(session)
        self.side.plan_asked.connect(self.plan_steps)
        self.side.anew_asked.connect(self.arrange_anew)
        self.side.opened.connect(lambda: navigator.record_asked.emit(self.canvas.current))
        self._split = QSplitter()
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.setAccessibleName(tr("Map and way"))
        self._split.addWidget(self._views)
        self._split.addWidget(self.side)
        read_in_order(self._split)
        self._split.setStretchFactor(0, 1)
        self._body = QStackedWidget()
        self._body.addWidget(self._split)
        self._body.addWidget(self._nothing_yet())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.notice)
        column.addWidget(self._body, 1)
        self.setFocusProxy(self.canvas)
        appearance().changed.connect(self._redraw)

    def refresh(self, changes: Changes | None) -> None:
        """Read the network anew; it is drawn anew only when it changed."""
        snapshot, today, mode = self.session.snapshot(), self._today(), self.modes.value()
        self._body.setCurrentIndex(0 if snapshot.organisations else 1)
        self._fit()
        self._beside.work_out(snapshot, lambda: known(snapshot, today, mode), self._show)

    def leave(self) -> None:
        """Stop what is being worked out."""
        self._beside.leave()
        self._finding.leave()

    def _show(self, found: Known) -> None:
        self._known = found
        if self.canvas.current not in found.network.nodes:
            self.canvas.current = ""
        if not self.canvas.current:
            self.canvas.current = found.first_choice()
        self._draw(found)
        self._fill(found)
        self.list.set_rows(found.rows)
        asked, self._asked_for = self._asked_for, ""
        if asked:
            self.choose(asked)

    def current_partner(self) -> str:
        """Return the id of the chosen partner, or of the partner of the chosen person."""
        places = self.session.snapshot().places(self.canvas.current or None)
        return places[0] if places else ""

    def show_record(self, id: str) -> bool:
        """Choose a partner or person, or whoever was put somewhere."""
        self.fill()
        snapshot = self.session.snapshot()
        place = snapshot.map_places.get(id)
        return self.choose(place.subject if place else id)

    def choose(self, id: str) -> bool:
        """Choose a partner or person; False when they are not on the map."""
        if (found := self._known) is None:
            snapshot = self.session.snapshot()
            there = id in snapshot.organisations or id in snapshot.people
            self._asked_for = id if there else self._asked_for
            return there
        id = found.network.home.get(id, id)
        if id not in found.shown:
            return False
        if id not in self.canvas.nodes:
            self.canvas.current = id
            self._draw(found)
            self._choose(id)
        return self.canvas.choose(id)

    def plan_steps(self) -> None:
        """Add a step for everybody on the way, as one edit."""
        if self.session.read_only or not self._stops:
            return
        planned = PlannedSteps(self.session.snapshot(), self._stops)
        if not planned.added:
            self.notice.say(
                tr("All of these steps are planned already."), buttons=self._to_sequence()
            )
            return
        count = len(planned.added)

        def done(_: Changes) -> None:
            edit = self.session.last_edit
            undo = (tr("Undo"), lambda: self.session.undo(None, edit))
            said = plural(
                "{n} step was added to the sequence.",
                "{n} steps were added to the sequence.",
                count,
            )
            self.notice.say(said, buttons=[undo, *self._to_sequence()])

        name = self._stops[-1].name[:120]
        self.session.edit(tr("Planned the way to {name}", name=name), planned.write, done)

    def arrange_anew(self) -> None:
        """Forget where anybody was put by hand."""
        places = list(self.session.snapshot().map_places)

        def change(edit: Edit) -> None:
            for id in places:
                edit.delete(id)

        if places and not self.session.read_only:
            self.session.edit(
                tr("Arranged the map anew"), change, lambda _: self.canvas.first_look()
            )

    def print_map(self) -> None:
        """Ask for a printer and print the map as it is shown."""
        from ui.pages.map.printing import ask_and_print

        ask_and_print(self.canvas.scene(), self.session.snapshot().initiative.name, self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the pane its side, or a turn of its own where there is no room."""
        super().resizeEvent(event)
        self._fit()

    def _build_head(self) -> None:
        self.header = PageHeader(tr("Map"), content.LINES["influence"])
        self.modes = Segmented(tr("Look at the map for"), content.MODES)
        self.modes.changed.connect(lambda _: self.refresh(None))
        self.header.set_segments(self.modes)
        smaller = ToolButton("zoom-out", tr("Show smaller"), tr("Show smaller (−)"))
        larger = ToolButton("zoom-in", tr("Show larger"), tr("Show larger (+)"))
        whole = ToolButton("maximize", tr("Show everything"), tr("Show everything (0)"))
        self.as_list = ToolButton("list", tr("Show as a list"))
        printed = ToolButton("printer", tr("Print the map…"))
        self.turn = ToolButton("route", tr("Show the shortest way"))
        smaller.clicked.connect(lambda: self.canvas.zoom(1 / STEP))
        larger.clicked.connect(lambda: self.canvas.zoom(STEP))
        whole.clicked.connect(lambda: self.canvas.fit())
        self.as_list.clicked.connect(self.turn_list)
        printed.clicked.connect(self.print_map)
        self.turn.clicked.connect(self._turn)
        for tool in (smaller, larger, whole, self.as_list, printed, self.turn):
            self.header.add_tool(tool)

    def turn_list(self) -> None:
        """Show the map as a list, or drawn again."""
        listed = self._views.currentWidget() is self.canvas
        self._views.setCurrentWidget(self.list if listed else self.canvas)
        self.as_list.set_icon("waypoints" if listed else "list")
        self.as_list.set_name(tr("Show as a map") if listed else tr("Show as a list"))
        self.setFocusProxy(self.list if listed else self.canvas)
        (self.list if listed else self.canvas).setFocus()
        if listed:
            self.list.select(self.canvas.current)

    def _nothing_yet(self) -> QWidget:
        add = PrimaryButton(tr("Add the first partner"), "plus")
        add.clicked.connect(lambda: self.navigator.page_asked.emit("partners"))
        return EmptyState(
            "waypoints",
            tr("Who listens to whom?"),
            tr(
                "Add partners and their people, and write down who trusts whom. "
                "The map then shows whose yes moves others, and the shortest way "
                "to anybody."
            ),
            add,
        )

    def _draw(self, found: Known) -> None:
        near = set(found.network.nodes)
        if len(near) > MANY:
            near = around(found.network.arrows, self.canvas.current, NEAR)
        here = [id for id in found.network.nodes if id in near]
        arrows = [one for one in found.network.arrows if {one.who, one.to} <= near]
        pinned = pinned_places(found.snapshot.map_places.values())
        key = (here, arrows, pinned)
        if key == self._drawn:
            return
        first = self._drawn is None
        self._drawn = key
        drawn = drawing(here, arrows, pinned)
        here_shown = {id: found.shown[id] for id in here}
        movable = not self.session.read_only
        self.canvas.show_drawing(here_shown, arrows, drawn, movable=movable)
        if first:
            self.canvas.first_look()

    def _redraw(self) -> None:
        """Draw everything anew, in the colours and sizes that now hold."""
        if self._drawn is not None and self.session.is_open:
            self._drawn = None
            self.refresh(None)

    def _fill(self, found: Known) -> None:
        mode = self.modes.value()
        self.canvas.show_nodes({id: found.shown[id] for id in self.canvas.nodes})
        line = content.LINES[mode]
        if (all_of_them := len(found.network.nodes)) > len(self.canvas.nodes):
            line = tr(
                "{shown} of {total}: those near whoever is chosen.",
                shown=thousands(len(self.canvas.nodes)),
                total=thousands(all_of_them),
            )
        self.header.set_line(line)
        self.side.show_legend(mode, moved=bool(found.snapshot.map_places))
        self._find_way(found)

    def _choose(self, id: str) -> None:
        if (found := self._known) is None:
            return
        if len(found.network.nodes) > MANY:
            self._draw(found)
            self._fill(found)
        else:
            self._find_way(found)
        if self.list.current_id() != id:
            self.list.select(id)

    def _choose_in_list(self, id: str) -> None:
        if self._views.currentWidget() is self.list:
            self.choose(id)

    def _find_way(self, found: Known) -> None:
        """Show the way to whoever is chosen, as soon as it is found."""
        id = self.canvas.current
        self._stops = []
        self._finding.work_out(
            found.snapshot,
            lambda: found.ways.to(id) if id else [],
            lambda stops: self._show_way(found, id, stops),
        )

    def _show_way(self, found: Known, id: str, stops: list[Stop]) -> None:
        self._stops = stops
        home = [found.network.home.get(stop.id, stop.id) for stop in stops]
        self.canvas.show_way(set(pairwise(home)))
        nothing = ""
        if not id:
            nothing = tr("Choose somebody on the map to see who leads to them.")
        elif not stops:
            nothing = tr(
                "Nobody you know leads there yet. Write down who trusts whom, or log a contact."
            )
        reason = found.reason(home[0]) if home else ""
        self.side.show_way(found.snapshot.name(id), stops, reason, nothing)

    def _keep_place(self, id: str, x: float, y: float) -> None:
        snapshot = self.session.snapshot()
        places = list(snapshot.map_places.values())
        name = snapshot.name(id)[:120]
        self.session.edit(
            tr("Moved on the map: {name}", name=name), lambda edit: put(edit, places, id, x, y)
        )

    def _to_sequence(self) -> list[tuple[str, Callable[[], object]]]:
        return [(tr("Show the sequence"), lambda: self.navigator.page_asked.emit("sequence"))]

    def _fit(self) -> None:
        aside = self.width() >= theme().em(ASIDE_FROM)
        self.turn.setVisible(not aside)
        if aside:
            self._views.show()
            self.side.show()
            wide = theme().em(WIDTH)
            self._split.setSizes([self.width() - wide, wide])
        elif self._views.isVisibleTo(self) and self.side.isVisibleTo(self):
            self.side.hide()

    def _turn(self) -> None:
        """Show the pane instead of the map, or the map again."""
        shown = self.side.isVisibleTo(self)
        self.side.setVisible(not shown)
        self._views.setVisible(shown)
        self.turn.set_icon("route" if shown else "waypoints")
        self.turn.set_name(tr("Show the shortest way") if shown else tr("Show the map"))
