"""Deciding: what there is to decide at one side, the answers to one of it at the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from outreach.base.language import plural, tr
from outreach.merge.around import going_on
from outreach.merge.decisions import Answer, Decision
from ui.models.rows import Row
from ui.pages.merge import words
from ui.pages.merge.clean import CleanChanges, ErasingPane
from ui.pages.merge.decision_pane import DecisionPane
from ui.pages.merge.foot import Foot
from ui.pages.merge.list_pane import ListPane
from ui.pages.merge.reviewing import Reviewing
from ui.pages.merge.writing import WriteInstead
from ui.widgets.panes import ScrollArea
from ui.widgets.turns import Turns

ERASING = "erasing"
"""Stands in the list of decisions for the question whether records may be erased for good."""


class Deciding(Turns):
    """Decisions and clean changes, of a merge under way or else of the file itself.

    An answer is first *picked*; it counts once it is confirmed.
    """

    all_decided = Signal()
    """The last answer was given."""

    def __init__(self, reviewing: Reviewing) -> None:
        """Decide on what ``reviewing`` has."""
        left, right = ListPane(self._decision_rows, self._clean_rows), QWidget()
        super().__init__(left, right, 268, 640)
        self.list, self.foot, self.detail = left, Foot(), QStackedWidget()
        self.reviewing, self._session = reviewing, reviewing.session
        self.pane: DecisionPane | None = None
        """The decision that is shown."""
        self._picked: dict[str, Answer] = {}
        self._clean: CleanChanges | None = None
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.detail, 1)
        column.addWidget(self.foot)
        self.list.decision_chosen.connect(self._show_decision)
        self.list.clean_chosen.connect(self._show_clean)
        self.list.opened.connect(self.open_detail)
        self.foot.back_asked.connect(self._back)
        self.foot.confirm_asked.connect(self.confirm)
        self.narrow_changed.connect(lambda _: self._say_foot())
        self.setFocusProxy(self.list.decisions)

    def begin(self) -> None:
        """Begin with another review: nothing is chosen, and decisions come first."""
        self._picked.clear()
        self.list.show_clean(False)
        self.back()

    def decisions(self) -> Sequence[Decision]:
        """Return what is to be decided: for the merge under way, or else in the file."""
        review = self.reviewing.review
        return review.report.decisions if review is not None else self.reviewing.open

    def picked(self) -> Answer | None:
        """Return the answer that is chosen for the decision that is shown."""
        if self.pane is None:
            return None
        id = self.pane.decision.id
        return self._picked.get(id, self._given().get(id))

    def pick(self, take: Answer) -> None:
        """Choose an answer; it counts once it is confirmed."""
        if self.pane is None or self._why_not():
            return
        self._picked[self.pane.decision.id] = take
        self._show_answer()

    def step(self, steps: int) -> None:
        """Choose the next answer to the right (1) or to the left (-1), as they are seen."""
        if self.pane is not None and self.detail.isVisible():
            order = list(self.pane.cards.in_order())
            now = self.picked()
            place = order.index(now) + steps if now in order else (0 if steps < 0 else -1)
            if now in order:
                place = min(max(place, 0), len(order) - 1)
            self.pick(order[place])

    def pick_both(self) -> None:
        """Choose to keep both, where a field can say both."""
        if self.pane is not None and self.pane.decision.both and self.detail.isVisible():
            self.pick("both")

    def write(self) -> None:
        """Ask for an answer of one's own."""
        if self.pane is None or not words.can_write(self.pane.decision) or self._why_not():
            return
        decision = self.pane.decision
        first = self.picked() or ("both" if decision.both else "mine")
        dialog = WriteInstead(decision, first, self._session, self.window())
        if dialog.exec():
            self.pick(dialog.answer())
        dialog.deleteLater()

    def confirm(self) -> None:
        """Have the chosen answer count, and go on to the next that has none.

        Where only the list is shown, show first what is to be decided.
        """
        if not self.detail.isVisible():
            self.open_detail()
            return
        review = self.reviewing.review
        if self.list.shows_clean():
            return
        if review is not None and self.list.decisions.current_id() == ERASING:
            self.reviewing.agree(True)
            self._go_on(ERASING)
            return
        take = self.picked()
        if self.pane is None or take is None or self._why_not():
            return
        decision = self.pane.decision
        self._picked.pop(decision.id, None)
        if take != self._given().get(decision.id):
            self.reviewing.answer(decision, take)
        if review is not None:
            self._go_on(decision.id)

    def take_back(self) -> None:
        """Have the decision that is shown undecided again."""
        if self.reviewing.review is None or self.list.shows_clean():
            return
        if self.list.decisions.current_id() == ERASING:
            self.reviewing.agree(False)
        elif self.pane is not None:
            self._picked.pop(self.pane.decision.id, None)
            self.reviewing.take_back(self.pane.decision)

    def step_on(self, steps: int) -> None:
        """Go to the next decision (1) or to the one before (-1)."""
        rows = self.list.clean if self.list.shows_clean() else self.list.decisions
        ids = list(rows.rows().ids())
        if ids:
            place = ids.index(rows.current_id()) if rows.current_id() in ids else -1
            rows.select(ids[min(max(place + steps, 0), len(ids) - 1)])

    def fill(self) -> None:
        """List what there is, and show what is selected of it."""
        review = self.reviewing.review
        ids = [decision.id for decision in self.decisions()]
        if review is not None and review.asks_to_erase:
            ids.append(ERASING)
        self._clean = CleanChanges(review.report, self._session) if review is not None else None
        clean = self._clean.ids() if self._clean is not None else ()
        for rows, wanted in ((self.list.decisions, ids), (self.list.clean, clean)):
            if list(rows.rows().ids()) == list(wanted):
                rows.rows().refresh()
            else:
                rows.rows().set_ids(wanted)
        left = len(review.to_decide) if review is not None else len(ids)
        erasing = int(review is not None and review.asks_to_erase and not review.agreed)
        undecided = left + erasing
        later = review is not None and bool(left)
        fit = len(review.report.fits) + len(review.report.erasures) if review is not None else 0
        self.list.count(len(ids) - undecided, len(ids), fit, len(clean) - fit, later=later)
        if self.list.shows_clean() and not clean:
            self.list.show_clean(False)
        elif not ids and clean and not self.list.shows_clean():
            self.list.show_clean(True)
        self._show_current()

    def _show_current(self) -> None:
        if self.list.shows_clean():
            self._say_foot()
            return
        rows = self.list.decisions
        now = rows.current_id()
        ids = list(rows.rows().ids())
        if now not in ids:
            given = self._given()
            first = next((id for id in ids if id not in given), ids[0] if ids else "")
            if first:
                rows.select(first)
            now = first
        self._show_decision(now)

    def _show_decision(self, id: str) -> None:
        review = self.reviewing.review
        if id == ERASING and review is not None:
            self.pane = None
            model = self._session.document.model
            self._put(ErasingPane(review.report, model), tr("What would be erased"))
            return
        decision = next((one for one in self.decisions() if one.id == id), None)
        if decision is None:
            return
        in_file = review is None
        if self.pane is None or (self.pane.decision, self.pane.in_file) != (decision, in_file):
            around = (
                going_on(self._session.document, decision)
                if review is None
                else review.report.around.get(id, ())
            )
            self.pane = DecisionPane(decision, around, self._session, in_file=in_file)
            self.pane.chosen.connect(self.pick)
            self.pane.write_asked.connect(self.write)
            self.pane.take_back_asked.connect(self.take_back)
            self._put(self.pane, tr("The decision"))
        self._show_answer()

    def _show_answer(self) -> None:
        if self.pane is not None:
            id = self.pane.decision.id
            self.pane.take(self.picked(), given=id in self._given())
            self.pane.set_enabled(self._why_not())
        self._say_foot()

    def _show_clean(self, id: str) -> None:
        if self._clean is not None and id:
            self.pane = None
            self._put(self._clean.pane(id), tr("What fits"))

    def _put(self, pane: QWidget, name: str) -> None:
        before = self.detail.currentWidget()
        area = ScrollArea(pane, name)
        self.detail.addWidget(area)
        self.detail.setCurrentWidget(area)
        if before is not None:
            self.detail.removeWidget(before)
            before.deleteLater()
        self._say_foot()

    def _say_foot(self) -> None:
        review = self.reviewing.review
        clean = self.list.shows_clean()
        erasing = self.list.decisions.current_id() == ERASING
        why = self._why_not()
        if not clean and not erasing and self.pane is not None:
            picked = self.picked()
            if picked is None:
                why = why or tr("Choose an answer first.")
            elif picked == self._given().get(self.pane.decision.id):
                why = why or tr("This is decided.")
        elif erasing and review is not None and review.agreed:
            why = why or tr("You agreed to this.")
        self.foot.show_for(
            self.pane if not clean else None,
            confirm="" if clean else tr("Agree to erasing") if erasing else tr("Confirm and next"),
            why_not=why,
            back=self.is_narrow(),
            can_take_back=review is not None,
        )

    def _given(self) -> dict[str, Answer]:
        review = self.reviewing.review
        return review.answers if review is not None else {}

    def _why_not(self) -> str:
        return self._session.why_read_only

    def _go_on(self, id: str) -> None:
        """Select what comes after ``id`` and has no answer; nothing when all have one."""
        ids = list(self.list.decisions.rows().ids())
        given = self._given()
        review = self.reviewing.review
        done = {*given, *([ERASING] if review is not None and review.agreed else [])}
        place = ids.index(id) if id in ids else 0
        following = [*ids[place + 1 :], *ids[: place + 1]]
        left = next((one for one in following if one not in done), None)
        if left is not None:
            self.list.decisions.select(left)
        else:
            self.all_decided.emit()

    def _back(self) -> None:
        if self.is_narrow():
            self.back()
        else:
            self.step_on(-1)

    def _decision_rows(self, ids: Sequence[str]) -> Iterable[Row]:
        given, review = self._given(), self.reviewing.review
        by_id = {decision.id: decision for decision in self.decisions()}
        for id in ids:
            if id == ERASING and review is not None:
                number = len(review.report.for_good)
                mark = "circle-check" if review.agreed else "circle"
                yield Row(
                    id,
                    plural("{n} record to erase", "{n} records to erase", number),
                    tr("For good · agreed") if review.agreed else tr("For good · to agree to"),
                    mark=mark,
                )
            elif id in by_id:
                yield self._decision_row(by_id[id], given.get(id))

    def _decision_row(self, decision: Decision, take: Answer | None) -> Row:
        done = words.taken(decision, take, self._session) if take is not None else tr("to decide")
        return Row(
            decision.id,
            decision.name,
            f"{words.what(decision)} · {done}",
            mark="circle" if take is None else "circle-check",
            tone="neutral" if take is None else "accent",
        )

    def _clean_rows(self, ids: Sequence[str]) -> Iterable[Row]:
        return self._clean.rows(ids) if self._clean is not None else ()
