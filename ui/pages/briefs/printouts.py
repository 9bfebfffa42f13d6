"""What was put on paper, and which of its pages no longer say what the plan says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from outreach.base.errors import NotFound, expected
from outreach.base.language import plural, thousands, tr
from outreach.briefs.again import partner_of_slip
from outreach.briefs.memory import Page, find, pages_of, printouts
from outreach.cadence.kinds import Printout
from outreach.document.document import Document
from outreach.vocabulary import EDITIONS
from ui.forms.dates import say_day
from ui.models.rows import Row
from ui.session import Session
from ui.theme import measure
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.labels import Label
from ui.widgets.row_list import RowList

NOTHING = tr("Nothing was put on paper yet. What is saved or printed here is listed with its code.")
ABOUT = tr("Type the code from the foot of a page, or the one on an answer slip, and press Enter.")


class PrintoutsPane(QWidget):
    """Lists print-outs, newest first; of the current one, what of each page is out of date."""

    save_asked = Signal(object, object)
    """A print-out and its pages: save anew those that are out of date."""
    print_asked = Signal(object, object)
    """A print-out and its pages: print anew those that are out of date."""
    contact_asked = Signal(str)
    """A partner's id: what it answered is to be written down."""

    def __init__(self, session: Session, today: Callable[[], dt.date]) -> None:
        """Begin empty; :meth:`refresh` fills it."""
        super().__init__()
        self._session, self._today = session, today
        self._found: dict[str, Printout] = {}
        self._pages: list[Page] = []
        self._asked = 0
        self._partner = ""
        self._build()
        column = QVBoxLayout(self)
        measure.margins(column, 24, 18, 24, 18)
        measure.spacing(column, 8)
        name = Label(tr("Code"), "chip", "text2")
        name.setBuddy(self.code)
        for part in (name, self.code, self.answer_row, self._card(tr("Print-outs"), self.list)):
            column.addWidget(part, 1 if isinstance(part, Card) else 0)
        column.addWidget(self.said)
        column.addWidget(self._card(tr("Pages that are out of date"), self.stale), 1)
        row = QHBoxLayout()
        measure.spacing(row, 8)
        row.addStretch(1)
        row.addWidget(self.print)
        row.addWidget(self.save)
        column.addLayout(row)
        self.setFocusProxy(self.code)

    def refresh(self) -> None:
        """List the print-outs anew, and look at the current one again."""
        found = printouts(self._session.document)
        self._found = {one.id: one for one in found}
        self.list.set_rows([_row(one, self._today()) for one in found])
        if found and not self.list.current_id():
            self.list.select(found[0].id)
        self._look()

    def show_printout(self, id: str) -> bool:
        """Choose a print-out; False when it is not there."""
        return self.list.select(id)

    def look_up(self) -> None:
        """Go to what has the code that was typed: a print-out, or the partner of a slip."""
        typed = self.code.text()
        partner = partner_of_slip(self._session.snapshot(), typed)
        self._partner = partner.id if partner else ""
        self.answer_row.setVisible(partner is not None)
        if partner is not None:
            self.whose.setText(tr("This is the code of {name}.", name=partner.name))
            self.answer.setFocus()
            return
        try:
            self.list.select(find(self._session.document, typed).id)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        except NotFound:
            self.said.setText(
                tr(
                    "Nothing with the code “{code}” was printed from this plan, and "
                    "no partner has it.",
                    code=typed.strip(),
                )
            )

    def _build(self) -> None:
        self.code = QLineEdit()
        self.code.setAccessibleName(tr("Code"))
        self.code.setAccessibleDescription(ABOUT)
        self.code.setPlaceholderText(ABOUT)
        self.code.setToolTip(ABOUT)
        self.code.setMaxLength(40)
        self.code.returnPressed.connect(self.look_up)
        self.whose = Label("", wrap=True)
        self.answer = Button(tr("Log what they answered"))
        self.answer.clicked.connect(lambda: self.contact_asked.emit(self._partner))
        self.answer_row = QWidget()
        row = QHBoxLayout(self.answer_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.whose, 1)
        row.addWidget(self.answer)
        self.answer_row.hide()
        self.list = RowList(name=tr("Print-outs"), style="pane")
        self.list.current_changed.connect(lambda _: self._look())
        self.stale = RowList(name=tr("Pages that are out of date"), style="pane")
        for each in (self.list, self.stale):
            measure.minimum_height(each, 96)
        self.said = Label("", tone="text2", wrap=True)
        self.said.setAccessibleName(tr("About this print-out"))
        self.save = Button(tr("Save these pages as PDF…"), "download")
        self.save.clicked.connect(lambda: self._ask(self.save_asked))
        self.print = Button(tr("Print these pages…"))
        self.print.clicked.connect(lambda: self._ask(self.print_asked))

    def _card(self, name: str, shown: RowList) -> Card:
        card = Card(name, flush=True, fills=True)
        card.add(shown)
        return card

    def _look(self) -> None:
        """Hold the current print-out against the plan, in the lane."""
        self._asked += 1
        number, found = self._asked, self._found.get(self.list.current_id())
        self._show([], NOTHING if found is None else tr("Looking what has changed since…"))
        if found is None:
            return

        def look(document: Document) -> list[Page]:
            return pages_of(document, found)

        def done(pages: list[Page]) -> None:
            if number == self._asked:
                self._show(pages, _about(found, pages))

        def failed(error: Exception) -> None:
            expected(error)
            if number == self._asked:
                self._show([], str(error))

        self._session.fetch(look, done, failed)

    def _show(self, pages: Sequence[Page], sentence: str) -> None:
        self._pages = list(pages)
        self.said.setText(sentence)
        self.stale.set_rows(list(_rows(pages)))
        why = "" if any(page.stale for page in pages) else tr("No page of it is out of date.")
        self.save.explain(why)
        self.print.explain(why)

    def _ask(self, signal: object) -> None:
        found = self._found.get(self.list.current_id())
        if found is not None:
            signal.emit(found, tuple(self._pages))  # type: ignore[attr-defined]


def _row(found: Printout, today: dt.date) -> Row:
    edition = EDITIONS.get(found.edition or "", "")
    whom = tr("for {name}", name=found.prepared_for) if found.prepared_for else ""
    instead = tr("pages of {code}", code=found.replaces) if found.replaces else ""
    caption = " · ".join(filter(None, (found.code, edition, whom, instead)))
    when = say_day(found.printed_on, today) if found.printed_on else ""
    return Row(found.id, found.name, caption, icon="file-text", aside=when)


def _rows(pages: Sequence[Page]) -> list[Row]:
    rows = []
    for page in pages:
        title = (
            tr("Page {page}, {partner}", page=page.page, partner=page.partner)
            if page.partner
            else tr("Page {page}", page=page.page)
        )
        for number, each in enumerate(page.changes):
            before, after = each.before or tr("nothing"), each.after or tr("nothing")
            caption = f"{each.label}: {before} → {after}"
            rows.append(Row(f"{page.page}.{number}", title, caption))
    return rows


def _about(found: Printout, pages: Sequence[Page]) -> str:
    stale, count = sum(page.stale for page in pages), len(pages)
    if not stale:
        return tr("All of {code} still holds.", code=found.code)
    if count == 1:
        return tr("The one page of {code} no longer says what the plan says.", code=found.code)
    return plural(
        "Of the {count} pages of {code}, {n} no longer says what the plan says.",
        "Of the {count} pages of {code}, {n} no longer say what the plan says.",
        stale,
        count=thousands(count),
        code=found.code,
    )
