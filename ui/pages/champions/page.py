"""Champions: pick the question first, then compare who could speak for us."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any, NamedTuple

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from outreach.base.ids import new_id
from outreach.base.language import plural, thousands, tr
from outreach.cadence.kinds import Sequence as Plan
from outreach.cadence.kinds import Step
from outreach.cause.kinds import Initiative
from outreach.document.edits import Changes, Edit
from outreach.network.kinds import Champion
from outreach.planning import steps
from outreach.planning.champions.cultivating import Prospect
from outreach.planning.champions.fit import USUAL_WEIGHTS, Fit, Fitting
from outreach.planning.moves import behind_all
from outreach.snapshot import Snapshot
from outreach.vocabulary import SETTLED, UNDER_WAY
from ui.jobs.working_out import WorkingOut
from ui.models.rows import ChipText, Row, initials
from ui.navigation import Navigator
from ui.pages.champions import compared
from ui.pages.champions.asking import QuestionBar
from ui.pages.champions.card import ChampionCard
from ui.pages.champions.overview import AT_ONCE, Overview
from ui.pages.notice import Notice
from ui.pages.page import Page
from ui.records.draft import Draft, draft_of
from ui.records.form import RecordForm
from ui.session import Session
from ui.theme import measure
from ui.theme.appearance import theme
from ui.theme.tokens import Tone
from ui.widgets.bands import ReasonBand
from ui.widgets.buttons import Button, PrimaryButton, QuietButton
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState
from ui.widgets.header import PageHeader
from ui.widgets.panes import ScrollArea
from ui.widgets.row_list import RowList

CARDS = 3
"""Candidates that are compared side by side."""
ONE_CARD = 264
"""Design pixels that a card needs."""
MOST_ROWS = 8
WEIGHTS = tuple(f"weight_{name}" for name in USUAL_WEIGHTS)


class Ranked(NamedTuple):
    """Who could speak for us on one question."""

    shown: Sequence[compared.Compared]
    """Those who are compared side by side."""
    others: Sequence[Fit]
    """Some who come after them."""
    champions: int
    people: int
    """How many there are in all."""


class ChampionsPage(Page):
    """Who should speak for us, for one question at a time."""

    def __init__(
        self,
        session: Session,
        navigator: Navigator,
        today: Callable[[], dt.date] = dt.date.today,
    ) -> None:
        """Build the page; ``today`` says what day it is."""
        super().__init__(session, navigator)
        self._today = today
        self.cards: list[ChampionCard] = []
        self._prospects: dict[str, Prospect] = {}
        self._fitting: Fitting | None = None
        self._ranking = WorkingOut("ranking", self)
        self._look_around = False
        """Whether the overview is to be worked out once everybody is ranked."""
        self.overview = Overview(self)
        self.overview.changed.connect(self._show)
        self.notice = Notice(session, self.show_changes)
        self.asking = QuestionBar()
        self.asking.changed.connect(self._show)
        self.band = ReasonBand("", "")
        self._build_head()
        self._build_lists()
        self._body = QStackedWidget()
        self._body.addWidget(ScrollArea(self._content(), tr("Champions")))
        self._body.addWidget(self._nothing_yet())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.header, self.notice, self.draft):
            column.addWidget(part)
        column.addWidget(self._body, 1)
        self.setFocusProxy(self.asking.partner)

    def refresh(self, changes: Changes | None) -> None:
        """Rank everybody anew."""
        snapshot = self.session.snapshot()
        there = bool(snapshot.people and snapshot.organisations)
        self._body.setCurrentIndex(0 if there else 1)
        self.weights.show_record(snapshot.initiative.id)
        self.weights.refresh()
        self.asking.offer(snapshot)
        quick = len(snapshot.organisations) <= AT_ONCE
        if there and quick:
            self.overview.ask(snapshot, self._today())
        self._look_around = there and not quick
        self._show()

    def current_partner(self) -> str:
        """Return the partner that the question is about."""
        return self.asking.organisation()

    def show_record(self, id: str) -> bool:
        """Ask about a partner, or about an objection."""
        self.fill()
        snapshot = self.session.snapshot()
        if (objection := snapshot.objections.get(id)) and objection.status not in SETTLED:
            self.asking.choose(objection.organisation, id)
        elif id in snapshot.organisations:
            self.asking.choose(id)
        else:
            return False
        return True

    def add_new(self) -> None:
        """Ask for a new champion role."""
        if not self.session.read_only:
            self.draft.begin({"status": "identified"})

    def commit(self) -> bool:
        """Take over what is typed; False when something does not fit."""
        return self.draft.commit() and self.weights.commit()

    def plan_step(self, person: str) -> None:
        """Add a step to the running sequence in which ``person`` approaches the partner."""
        snapshot, partner = self.session.snapshot(), self.asking.organisation()
        if self.session.read_only or not partner:
            return
        running = [s for s in snapshot.sequences.values() if s.status in UNDER_WAY]
        sequence = running[0].id if running else new_id()
        id, place = new_id(), behind_all(steps.in_order(snapshot, sequence))
        name = steps.first_name(snapshot)
        objection = snapshot.objections.get(self.asking.objection_id())

        def change(edit: Edit) -> None:
            if not running:
                edit.add(Plan, id=sequence, name=name, status="active")
            edit.add(
                Step,
                id=id,
                sequence=sequence,
                organisation=partner,
                person=objection.person if objection else None,
                messenger=person,
                status="planned",
                position=place,
            )

        def done(_: Changes) -> None:
            edit = self.session.last_edit
            self.notice.say(
                tr("The step was added. What is it to ask for?"),
                buttons=[
                    (tr("Write the ask"), lambda: self.navigator.record_asked.emit(id)),
                    (tr("Undo"), lambda: self.session.undo(None, edit)),
                ],
            )

        who = tr(
            "{person} to {partner}",
            person=snapshot.name(person)[:80],
            partner=snapshot.name(partner)[:80],
        )
        self.session.edit(tr("Planned a step: {who}", who=who), change, done)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards side by side where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def _build_head(self) -> None:
        self.header = PageHeader(tr("Champions"))
        weigh = Button(tr("Weigh the criteria"), "scale")
        weigh.clicked.connect(lambda: self._weights.setVisible(self._weights.isHidden()))
        add = PrimaryButton(tr("Add champion"), "plus")
        add.clicked.connect(self.add_new)
        add.explain(self.session.why_read_only)
        self.header.add_secondary(weigh)
        self.header.set_primary(add)
        fields = ("person", "audience", "status")
        self.draft: Draft = draft_of(self.session, Champion.KIND, fields)
        self.draft.given.connect(self._add)
        self.draft.dropped.connect(self.draft.hide)
        self._weights: Card = Card(tr("What each criterion counts"))
        self.weights = RecordForm(self.session, Initiative.KIND, WEIGHTS)
        usual = QuietButton(tr("Use the usual weights"), "undo-2")
        usual.explain(self.session.why_read_only)
        usual.clicked.connect(self._use_usual)
        self._weights.add(self.weights)
        self._weights.add(usual)
        self._weights.hide()

    def _build_lists(self) -> None:
        self._below = QWidget()
        self.others, self._others = self._list_card(tr("Everybody else, best first"))
        self.cultivate, self._cultivate = self._list_card(tr("Worth cultivating"))
        self.care, self._care = self._list_card(tr("Needs care"))
        self.others.opened.connect(self.navigator.record_asked)
        self.cultivate.opened.connect(self._begin_with)
        self.care.opened.connect(self.navigator.record_asked)

    def _list_card(self, title: str) -> tuple[RowList, Card]:
        card = Card(title, flush=True)
        # From the beginning: what is shown without a parent is a window of its own.
        card.setParent(self._below)
        rows = RowList(name=title, style="card")
        rows.clicked.connect(lambda index: rows.opened.emit(rows.rows().id_at(index.row())))
        card.add(rows)
        return rows, card

    def _content(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        measure.margins(column, 24, 2, 24, 24)
        measure.spacing(column, 16)
        self._holder = QWidget()
        self._grid = QGridLayout(self._holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        measure.spacing(self._grid, 16)
        self._lists = QGridLayout(self._below)
        self._lists.setContentsMargins(0, 0, 0, 0)
        measure.spacing(self._lists, 16)
        parts = (self.asking, self._weights, self.band, self._holder, self._below)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        return content

    def _nothing_yet(self) -> QWidget:
        add = PrimaryButton(tr("Add the first person"), "plus")
        add.clicked.connect(lambda: self.navigator.page_asked.emit("partners"))
        return EmptyState(
            "award",
            tr("Who is already trusted?"),
            tr(
                "Add partners and their people. For each question this page then "
                "compares who could speak for you, and says why."
            ),
            add,
        )

    def leave(self) -> None:
        """Take nothing more in: the file is about to be closed."""
        self._ranking.leave()
        self.overview.leave()
        super().leave()

    def _show(self) -> None:
        """Rank everybody for the question, and show who comes first as soon as that is known."""
        snapshot, today = self.session.snapshot(), self._today()
        question, given = self.asking.question(), self.overview.found.given

        def work() -> Ranked:
            fitting = self._fitting_of(snapshot, today)
            found = iter(()) if question is None else fitting.in_order(question)
            fits = list(islice(found, CARDS + MOST_ROWS))
            champions = sum(map(fitting.availability.is_champion, snapshot.people))
            shown = compared.compare(snapshot, today, fits[:CARDS], given)
            return Ranked(shown, fits[CARDS:], champions, len(snapshot.people))

        self._ranking.work_out(snapshot, work, self._show_ranked)

    def _fitting_of(self, snapshot: Snapshot, today: dt.date) -> Fitting:
        """Return what ranks people, made once for as long as nothing changes."""
        known = self._fitting
        if known is None or known.snapshot is not snapshot or known.today != today:
            known = self._fitting = Fitting(snapshot, today)
        return known

    def _show_ranked(self, ranked: Ranked) -> None:
        self.header.set_line(
            plural(
                "{n} champion among {people} people. "
                "Seniority helps, but it is not the whole answer.",
                "{n} champions among {people} people. "
                "Seniority helps, but it is not the whole answer.",
                ranked.champions,
                people=thousands(ranked.people),
            )
        )
        found = self.overview.found
        self._show_cards(ranked.shown)
        lead, reason = compared.surprise(ranked.shown)
        self.band.set(lead, reason)
        self.band.setVisible(bool(lead))
        self._fill(self.others, self._others, [_row(fit) for fit in ranked.others])
        cultivate = found.cultivate[:MOST_ROWS]
        self._prospects = {row.id: prospect for prospect, row in cultivate}
        self._fill(self.cultivate, self._cultivate, [row for _, row in cultivate])
        self._fill(self.care, self._care, found.care[:MOST_ROWS])
        self._arrange()
        if self._look_around:
            # Once everybody is ranked: beside the other work that would take longer.
            self._look_around = False
            self.overview.ask(self.session.snapshot(), self._today())

    def _fill(self, rows: RowList, card: Card, found: Sequence[Row]) -> None:
        rows.set_rows(found)
        card.setVisible(bool(found))

    def _show_cards(self, shown: Sequence[compared.Compared]) -> None:
        for card in self.cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        for n, one in enumerate(shown):
            card = ChampionCard(one, self.session, first=n == 0 and one.fit.available)
            card.plan_asked.connect(self.plan_step)
            card.contact_asked.connect(self._log)
            card.opened.connect(self.navigator.record_asked)
            self.cards.append(card)

    def _arrange(self) -> None:
        """Give each card its column, as many as there is room for."""
        room = self.width() - theme().em(48)
        columns = max(1, min(CARDS, room // theme().em(ONE_CARD)))
        for place, card in enumerate(self.cards):
            self._grid.addWidget(card, place // columns, place % columns)
        for column in range(CARDS):
            self._grid.setColumnStretch(column, int(column < columns))
        lists = [c for c in (self._others, self._cultivate, self._care) if not c.isHidden()]
        wide = max(1, min(len(lists), room // theme().em(ONE_CARD + 40)))
        for place, listed in enumerate(lists):
            self._lists.addWidget(listed, place // wide, place % wide)
        for column in range(CARDS):
            self._lists.setColumnStretch(column, int(column < wide))

    def _add(self, values: dict[str, Any]) -> None:
        self.draft.hide()
        name = self.session.snapshot().name(str(values.get("person")))[:120]
        self.session.edit(
            tr("Added a champion: {name}", name=name), lambda edit: edit.add(Champion, **values)
        )

    def _begin_with(self, row: str) -> None:
        prospect = self._prospects[row]
        if not self.session.read_only:
            who = {"person": prospect.person, "audience": prospect.organisation}
            self.draft.begin({**who, "status": "identified"})

    def _log(self, person: str) -> None:
        places = self.session.snapshot().places(person)
        self.navigator.contact_asked.emit(places[0] if places else "")

    def _use_usual(self) -> None:
        id = self.session.snapshot().initiative.id
        self.session.set(id, tr("Went back to the usual weights"), **dict.fromkeys(WEIGHTS))


def _row(fit: Fit) -> Row:
    tone: Tone = "danger" if fit.vetoes else "warn" if fit.hindrances else "neutral"
    why = (*fit.vetoes, *fit.hindrances, fit.reasons[-len(fit.shares)])
    return Row(
        fit.person,
        fit.name,
        " ".join(why[:2]),
        (ChipText(tr("{score} of 100", score=fit.score), tone),),
        initials=initials(fit.name) or "?",
        tone="accent" if fit.champion else "neutral",
    )
