"""Briefs: what is chosen at one side, the real paper at the other, and saving it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from outreach.base.errors import expected
from outreach.base.file_names import fit_for_a_name
from outreach.base.language import tr
from outreach.briefs.how import How
from outreach.briefs.memory import Page as PrintedPage
from outreach.cadence.kinds import Printout
from outreach.document.edits import Changes
from outreach.network.kinds import Organisation
from ui.navigation import Navigator
from ui.pages.briefs.asking import SIDE, AskingPane
from ui.pages.briefs.drawing import Drawing, Drawn, OnPaper, Wanted, how_of
from ui.pages.briefs.naming import file_name
from ui.pages.briefs.output import Cancelled, Order, Output
from ui.pages.briefs.password import NewPassword
from ui.pages.briefs.printouts import PrintoutsPane
from ui.pages.briefs.sheets import STEP, Preview
from ui.pages.briefs.under_way import UnderWay
from ui.pages.notice import Notice
from ui.pages.page import Page
from ui.preferences import Preferences
from ui.records.names import record_name
from ui.session import Session
from ui.theme import measure
from ui.widgets.buttons import PrimaryButton, QuietButton, ToolButton
from ui.widgets.card import Line
from ui.widgets.empty import EmptyState
from ui.widgets.header import PageHeader
from ui.widgets.labels import Label
from ui.widgets.panes import ScrollArea
from ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

PAUSE = 120
"""Milliseconds without a change after which the preview is drawn anew."""
_FIRST = "SELECT id FROM organisation ORDER BY name COLLATE NOCASE, id LIMIT 1"


class BriefsPage(Page):
    """A partner on paper, as it will be printed."""

    def __init__(
        self,
        session: Session,
        navigator: Navigator,
        today: Callable[[], dt.date] = dt.date.today,
        preferences: Preferences | None = None,
    ) -> None:
        """Build the page; the paper that was chosen last is kept in ``preferences``."""
        super().__init__(session, navigator)
        self._today, self._preferences = today, preferences
        self.drawn: Drawn | None = None
        self._has_partners = False
        self._drawing = Drawing(self)
        self._drawing.drawn.connect(self._show)
        self._drawing.progress.connect(self._say_progress)
        self._drawing.failed.connect(self._say_failed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._draw)
        self.header = PageHeader(tr("Briefs"), tr("What a partner can read in two minutes"))
        self.save = PrimaryButton(tr("Save as PDF…"), "download")
        self.save.clicked.connect(lambda: self._ask_where())
        self.header.set_primary(self.save)
        self.lock = QuietButton(tr("Save with a password…"))
        self.lock.clicked.connect(self._ask_password)
        self.print = QuietButton(tr("Print…"))
        self.print.clicked.connect(self._ask_printer)
        for button in (self.lock, self.print):
            self.header.add_secondary(button)
        self.views = Segmented(
            tr("View"), [("paper", tr("Paper")), ("printouts", tr("Print-outs"))]
        )
        self.views.changed.connect(lambda view: self._show_view(view == "printouts"))
        self.header.set_segments(self.views)
        self.notice = Notice(session)
        self.asking = AskingPane(session, preferences.paper if preferences else "A4")
        self.asking.changed.connect(self._on_asked)
        self.asking.coordinator_asked.connect(
            lambda: navigator.record_asked.emit(session.snapshot().initiative.id)
        )
        self.preview = Preview()
        self.preview.pictures_wanted.connect(self._picture)
        self.preview.page_changed.connect(self._say_page)
        self._drawing.pictures.connect(self.preview.show_pictures)
        self._output = Output(session, self._drawing)
        self.under_way = UnderWay()
        self.under_way.cancelled.connect(self._output.cancel)
        self._output.drawn.connect(self.under_way.say_drawn)
        self._output.sent.connect(self.under_way.say_printed)
        self._output.ended.connect(self.under_way.end)
        self.printouts = PrintoutsPane(session, today)
        self.printouts.contact_asked.connect(navigator.contact_asked.emit)
        self.printouts.save_asked.connect(self._save_again)
        self.printouts.print_asked.connect(self._print_again)
        self._lay_out()

    def refresh(self, changes: Changes | None) -> None:
        """Draw the preview anew, after a pause."""
        first = self.session.document.connection.execute(_FIRST).fetchone()
        self._has_partners = bool(first)
        self._show_view(self.views.value() == "printouts")
        chosen = self.asking.partner.value()
        if not chosen or self.session.document.get(Organisation, chosen) is None:
            self.asking.partner.set_value(first[0] if first else None)
        else:
            self.asking.partner.set_value(chosen)  # its name may have changed
        if changes is None:
            self._draw()
        else:
            self._pause.start()

    def show_record(self, id: str) -> bool:
        """Show the brief of a partner, or a print-out."""
        if self.session.document.get(Printout, id) is not None:
            self._show_view(True)
            return self.printouts.show_printout(id)
        if self.session.document.get(Organisation, id) is None:
            return False
        self._show_view(False)
        self.asking.show_partner(id)
        if self._filled:
            self._draw()
        else:
            self.fill()
        return True

    def leave(self) -> None:
        """Draw nothing more; what is being saved is written and put on record first."""
        self._pause.stop()
        self._output.leave()
        self._drawing.finish()
        self._drawing.close()

    def save_to(self, path: Path, password: str = "") -> None:
        """Draw what is chosen now and write it to ``path``, locked when there is a password."""
        if (order := self._order()) is not None:
            self._write(order, path, password)

    def print_on(self, printer: QPrinter, order: Order) -> None:
        """Print what is ordered, in the lane for paper."""
        self._output.print_on(printer, order, self._say_printed, self._say_not_saved)

    def _order(self) -> Order | None:
        wanted = self.asking.wanted(self._today)
        return Order(how_of(self.session.snapshot(), wanted)) if wanted is not None else None

    def _write(self, order: Order, path: Path, password: str = "") -> None:
        def saved(made: OnPaper) -> None:
            self._say_saved(path, made.code)
            stale = sum(page.stale for page in order.pages)
            if order.replaced is not None and len(made.pages) > stale:
                said = (
                    tr("Saved as “{name}”.", name=path.name),
                    tr("The briefs have other lengths now, so it holds every page."),
                    tr("Its code is {code}.", code=made.code),
                )
                self.notice.say(" ".join(said), "ok")

        self._output.save(order, path, password, saved, self._say_not_saved)

    def _save_again(self, found: Printout, pages: tuple[PrintedPage, ...]) -> None:
        order = _again(found, pages)
        name = tr(
            "{name} – {code} again – {day}",
            name=found.name[:80],
            code=found.code,
            day=self._today().isoformat(),
        )
        self._choose(fit_for_a_name(name, 150, otherwise=tr("Pages")), partial(self._write, order))

    def _print_again(self, found: Printout, pages: tuple[PrintedPage, ...]) -> None:
        order = _again(found, pages)
        self._on_printer(found.name, len(pages), order)

    def suggested_name(self) -> str:
        """Return the file name that is offered for what is chosen now."""
        wanted = self.asking.wanted(self._today)
        return file_name(wanted, self._name(wanted)) if wanted else ""

    def _lay_out(self) -> None:
        side = ScrollArea(self.asking, tr("What to print"))
        measure.fixed_width(side, SIDE)
        side.setObjectName("surface")
        self._body = QStackedWidget()
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(self._paper(), 1)
        self._body.addWidget(both)
        self._body.addWidget(self._nothing_yet())
        self._body.addWidget(ScrollArea(self.printouts, tr("Print-outs")))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.header, self.under_way, self.notice, Line()):
            column.addWidget(part)
        column.addWidget(self._body, 1)
        self.setFocusProxy(self.asking.partner)

    def _paper(self) -> QWidget:
        self._page = Label("", "body", "text2")
        self._state = Label("", "caption", "text2")
        self._cancel = QuietButton(tr("Cancel"))
        self._cancel.setToolTip(tr("Stop drawing the pack"))
        self._cancel.clicked.connect(self._stop)
        self._cancel.hide()
        smaller = ToolButton("zoom-out", tr("Show the paper smaller"), tr("Smaller (-)"))
        larger = ToolButton("zoom-in", tr("Show the paper larger"), tr("Larger (+)"))
        fit = ToolButton("maximize", tr("Fit width"), tr("As wide as there is room (0)"))
        smaller.clicked.connect(lambda: self.preview.zoom(1 / STEP))
        larger.clicked.connect(lambda: self.preview.zoom(STEP))
        fit.clicked.connect(lambda: self.preview.zoom(0))
        bar = QHBoxLayout()
        measure.margins(bar, 16, 4, 12, 4)
        measure.spacing(bar, 8)
        bar.addWidget(self._page)
        bar.addWidget(self._state, 0, Qt.AlignmentFlag.AlignVCenter)
        bar.addWidget(self._cancel)
        bar.addStretch(1)
        for button in (smaller, fit, larger):
            bar.addWidget(button)
        paper = QWidget()
        column = QVBoxLayout(paper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(Line())
        column.addWidget(self.preview, 1)
        return paper

    def _nothing_yet(self) -> QWidget:
        add = PrimaryButton(tr("Add the first partner"), "plus")
        add.clicked.connect(lambda: self.navigator.page_asked.emit("partners"))
        return EmptyState(
            "file-text",
            tr("Who should read about it?"),
            tr(
                "A brief tells one partner what it is for, what we ask and what "
                "they get. Add a partner, and its brief is here."
            ),
            add,
        )

    def _show_view(self, printouts: bool) -> None:
        self.views.set_value("printouts" if printouts else "paper")
        self._body.setCurrentIndex(2 if printouts else 0 if self._has_partners else 1)
        paper = self._has_partners and not printouts
        self.save.setVisible(paper)
        self.header.show_secondary(paper)
        if printouts:
            self.printouts.refresh()

    def _on_asked(self) -> None:
        if self._preferences is not None:
            self._preferences.paper = self.asking.paper.value()
        self.notice.clear()
        self._pause.start()

    def _draw(self) -> None:
        self._pause.stop()
        wanted = self.asking.wanted(self._today)
        if wanted is not None:
            self._drawing.draw(self.session.snapshot(), wanted)

    def _show(self, drawn: Drawn) -> None:
        self.drawn = drawn
        self._state.setText("")
        self._cancel.hide()
        self.asking.warn(drawn)
        self.preview.show_drawn(drawn, drawn.name)

    def _picture(self, pages: list[int], scale: float) -> None:
        if self.drawn is not None:
            self._drawing.picture(self.drawn, pages, scale)

    def _name(self, wanted: Wanted) -> str:
        if wanted.partner:
            return record_name(self.session, wanted.partner)
        return self.session.snapshot().initiative.name

    def _say_page(self, page: int, count: int) -> None:
        self._page.setText(tr("Page {page} of {count}", page=page, count=count) if count else "")

    def _say_progress(self, done: int, steps: int) -> None:
        self._state.setText(
            tr("Drawing, {share} %", share=100 * done // steps) if steps > 1 else ""
        )
        self._cancel.setVisible(1 < steps != done)

    def _stop(self) -> None:
        self._drawing.cancel()
        self._state.setText(tr("Not drawn: cancelled."))
        self._cancel.hide()

    def _say_failed(self, sentence: str) -> None:
        self._state.setText("")
        self.notice.say(sentence, "danger", [(tr("Try again"), self._draw)])

    def _ask_where(self, password: str = "") -> None:
        self._choose(self.suggested_name(), partial(self.save_to, password=password))

    def _choose(self, name: str, chosen: Callable[[Path], None]) -> None:
        """Ask where a PDF is to go; over another PDF the dialog asks."""
        dialog = QFileDialog(self, tr("Save as PDF"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(tr("PDF (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        dialog.setDirectory(str(self.session.path.parent))
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda path: chosen(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_password(self) -> None:
        dialog = NewPassword(self)
        if dialog.exec() == NewPassword.DialogCode.Accepted:
            self._ask_where(dialog.password())
        dialog.deleteLater()

    def _ask_printer(self) -> None:
        if self.drawn is None:
            return
        if (order := self._order()) is not None:
            self._on_printer(self.suggested_name(), len(self.drawn.sizes), order)

    def _on_printer(self, name: str, count: int, order: Order) -> None:
        from ui.pages.briefs.printing import ask_for_printer

        printer = ask_for_printer(name, count, order.how.paper, self)
        if printer is not None:
            self.print_on(printer, order)

    def _say_saved(self, path: Path, code: str) -> None:
        folder, file = QUrl.fromLocalFile(str(path.parent)), QUrl.fromLocalFile(str(path))
        self.notice.say(
            tr("Saved as “{name}”.", name=path.name)
            + ((" " + tr("Its code is {code}.", code=code)) if code else ""),
            "ok",
            [
                (tr("Open the folder"), lambda: QDesktopServices.openUrl(folder)),
                (tr("Open the file"), lambda: QDesktopServices.openUrl(file)),
            ],
        )

    def _say_printed(self, made: OnPaper) -> None:
        said = tr("It is on its way to the printer. Its code is {code}.", code=made.code)
        self.notice.say(said if made.code else tr("It is on its way to the printer."), "ok")

    def _say_not_saved(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self.notice.say(str(error))
            return
        expected(error)
        self.notice.say(str(error), "danger", [(tr("Save elsewhere…"), lambda: self._ask_where())])


def _again(found: Printout, pages: tuple[PrintedPage, ...]) -> Order:
    how = How.from_text(found.layout or "", found.prepared_for or "")
    return Order(how, found, pages)
