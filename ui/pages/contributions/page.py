"""The page of contributions: the list, the pot, and one contribution in detail."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from outreach.base.folding import finder
from outreach.base.ids import new_id
from outreach.base.language import plural, tr
from outreach.cause.kinds import Contribution
from outreach.document.edits import Changes, Edit
from outreach.planning.pot import pot
from outreach.snapshot import Snapshot
from outreach.vocabulary import CONTRIBUTION_STATUS
from ui.history.turning import FieldsAndHistory
from ui.models.rows import TableRow
from ui.models.table_model import IdTableModel
from ui.navigation import Navigator
from ui.pages.contributions import listing
from ui.pages.contributions.missing import PotPane
from ui.pages.notice import Notice
from ui.pages.page import Page
from ui.records.draft import draft_of
from ui.records.edits import delete
from ui.records.form import RecordForm
from ui.session import Session
from ui.theme import measure
from ui.widgets.beside import Beside
from ui.widgets.buttons import Button, PrimaryButton, ToolButton
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState
from ui.widgets.header import PageHeader
from ui.widgets.inputs import ComboBox
from ui.widgets.labels import Label
from ui.widgets.panes import ScrollArea, Tabs
from ui.widgets.row_table import RowTable
from ui.widgets.search import SearchField
from ui.widgets.segmented import Segmented


class ContributionsPage(Page):
    """What everybody puts into the pot: how far it is, and what is still missing."""

    def __init__(self, session: Session, navigator: Navigator) -> None:
        """Build the page; :meth:`refresh` fills it."""
        super().__init__(session, navigator)
        self._rows: dict[str, TableRow] = {}
        self._listed: tuple[Snapshot, tuple[str, str], list[TableRow]] | None = None
        self._use_case = ""
        self.notice = Notice(session, self.show_changes)
        self._build_head()
        self.pane = ContributionPane(session, navigator)
        self.pane.deleted.connect(self.notice.say_deleted)
        self.pot = PotPane()
        self.pot.opened.connect(self.show_use_case)
        self.tabs = Tabs(tr("Pot and contribution"))
        self.tabs.add("pot", tr("The pot"), self.pot)
        self.tabs.add("contribution", tr("The contribution"), self.pane)
        self._body = QStackedWidget()
        self._body.addWidget(Beside(self._list(), self.tabs, (3, 2), tr("Contributions")))
        self._body.addWidget(self._nothing_yet())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.header, self.notice, self.draft):
            column.addWidget(part)
        column.addWidget(self._body, 1)
        self.setFocusProxy(self.table)

    def refresh(self, changes: Changes | None) -> None:
        """Read all contributions anew."""
        snapshot = self.session.snapshot()
        there = bool(snapshot.contributions)
        self._body.setCurrentIndex(0 if there else 1)
        found = pot(snapshot.contributions.values())
        left = found.asked + found.hoped
        self.header.set_line(
            tr(
                "{inside} of {total} in the pot · {promised} promised · {left} not promised yet",
                inside=found.inside,
                total=found.total,
                promised=found.promised,
                left=left,
            )
            if there
            else tr("Nothing yet")
        )
        self.by.setEnabled(there)
        self.pot.show_pot(snapshot)
        self._show_rows()

    def current_partner(self) -> str:
        """Return the partner of the contribution that is shown."""
        one = self.session.snapshot().contributions.get(self.table.current_id())
        return one.organisation if one else ""

    def show_record(self, id: str) -> bool:
        """Show a contribution in detail."""
        self.fill()
        if id not in self.session.snapshot().contributions or not self.pane.commit():
            return False
        if id not in self._rows:
            self._use_case = ""
            self.search.clear()
            self._show_rows()
        self.table.select(id)
        self.pane.show_contribution(id)
        self.tabs.show_tab("contribution")
        return True

    def show_use_case(self, id: str) -> None:
        """List only what is put in for one use case; for all of them when empty."""
        self._use_case = id
        self._show_rows()

    def add_new(self) -> None:
        """Ask for a new contribution."""
        if not self.session.read_only:
            cases = (self._use_case,) if self._use_case else ()
            self.draft.begin({"status": "hoped", "use_cases": cases})

    def focus_filter(self) -> None:
        """Put the cursor into the filter."""
        self.search.setFocus()

    def commit(self) -> bool:
        """Take over what is typed; False when something does not fit."""
        return self.draft.commit() and self.pane.commit()

    def chosen(self) -> list[str]:
        """Return the ids of all rows that are marked."""
        marked = self.table.selectionModel().selectedRows()
        return [self.table.rows().id_at(index.row()) for index in marked]

    def move_chosen(self, status: str) -> None:
        """Give all marked contributions one status, as one edit."""
        ids = self.chosen()
        if not ids or self.session.read_only:
            return
        words = CONTRIBUTION_STATUS[status]
        only = self.session.snapshot().contributions[ids[0]].title[:120]
        name = only
        if len(ids) > 1:
            name = plural("{n} contribution", "{n} contributions", len(ids))

        def change(edit: Edit) -> None:
            for id in ids:
                edit.set(id, status=status)

        self.session.edit(tr("Moved to {status}: {name}", status=words, name=name), change)

    def _build_head(self) -> None:
        self.header = PageHeader(tr("Contributions"))
        self.by = Segmented(tr("Listed"), listing.BY)
        self.by.changed.connect(lambda _: self._show_rows())
        self.header.set_segments(self.by)
        add = PrimaryButton(tr("Add contribution"), "plus")
        add.clicked.connect(self.add_new)
        add.explain(self.session.why_read_only)
        self.header.set_primary(add)
        fields = ("organisation", "title", "status", "use_cases")
        self.draft = draft_of(self.session, Contribution.KIND, fields)
        self.draft.given.connect(self._add)
        self.draft.dropped.connect(self.draft.hide)

    def _list(self) -> QWidget:
        self.search = SearchField(tr("Filter contributions"))
        self.search.searched.connect(lambda _: self._show_rows())
        self._all = Button(tr("Show all use cases"), "x")
        self._all.clicked.connect(lambda: self.show_use_case(""))
        model = IdTableModel(
            listing.COLUMNS, lambda ids: [self._rows[id] for id in ids if id in self._rows], self
        )
        self.table = RowTable(model, tr("Contributions"), tall=True)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.current_changed.connect(self.pane.show_contribution)
        self.table.opened.connect(self.show_record)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._count_chosen())
        shortcut = QShortcut(QKeySequence("Del"), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self.pane.delete)
        card = Card(flush=True, fills=True)
        card.add(self.table)
        pane = QWidget()
        column = QVBoxLayout(pane)
        measure.margins(column, 24, 2, 8, 20)
        measure.spacing(column, 10)
        row = QHBoxLayout()
        measure.spacing(row, 8)
        row.addWidget(self.search, 1)
        row.addWidget(self._all)
        column.addLayout(row)
        column.addLayout(self._bulk())
        column.addWidget(card, 1)
        return pane

    def _bulk(self) -> QHBoxLayout:
        """Return the row in which all marked contributions are moved at once."""
        self._count = Label("", "caption", "text2")
        self.status = ComboBox()
        self.status.setAccessibleName(tr("Move what is marked to"))
        for status, words in CONTRIBUTION_STATUS.items():
            self.status.addItem(tr("Move to: {status}", status=words), status)
        self.move_marked = Button(tr("Move"), "arrow-right")
        self.move_marked.clicked.connect(lambda: self.move_chosen(str(self.status.currentData())))
        row = QHBoxLayout()
        measure.spacing(row, 8)
        row.addWidget(self._count, 1)
        row.addWidget(self.status)
        row.addWidget(self.move_marked)
        return row

    def _nothing_yet(self) -> QWidget:
        add = PrimaryButton(tr("Add the first contribution"), "plus")
        add.clicked.connect(self.add_new)
        add.explain(self.session.why_read_only)
        return EmptyState(
            "cooking-pot",
            tr("What could be put into the pot?"),
            tr(
                "Write down what each partner could add: figures, people, money, a "
                "room, a good name. This page then says what is still missing."
            ),
            add,
        )

    def _show_rows(self) -> None:
        finds = finder(self.search.text())
        self._rows = {row.id: row for row in self._unfiltered() if finds(row.sentence)}
        if list(self._rows) == list(self.table.rows().ids()):
            self.table.rows().refresh()
        else:
            self.table.rows().set_ids(self._rows)
        self._all.setVisible(bool(self._use_case))
        if self._rows and not self.table.select(self.table.current_id()):
            self.table.select(next(iter(self._rows)))
        self.pane.refresh(self.table.current_id())
        self._count_chosen()

    def _unfiltered(self) -> list[TableRow]:
        """Return the rows in which words are looked for, made once for all keys of a word."""
        snapshot, of = self.session.snapshot(), (self._use_case, self.by.value())
        if self._listed is None or self._listed[0] is not snapshot or self._listed[1] != of:
            use_case, by = of
            found = [
                one
                for one in snapshot.contributions.values()
                if not use_case or use_case in one.use_cases
            ]
            self._listed = snapshot, of, listing.rows(snapshot, found, by)
        return self._listed[2]

    def _count_chosen(self) -> None:
        count = len(self.chosen())
        self._count.setText(
            plural(
                "{n} marked; hold Shift or Ctrl for more",
                "{n} marked; hold Shift or Ctrl for more",
                count,
            )
            if count < 2
            else plural("{n} marked", "{n} marked", count)
        )
        why = self.session.why_read_only or (
            "" if count else tr("Mark something in the list first.")
        )
        self.move_marked.explain(why)

    def _add(self, values: dict[str, object]) -> None:
        self.draft.hide()
        id = new_id()
        self.session.edit(
            tr("Added a contribution: {title}", title=str(values["title"])[:120]),
            lambda edit: edit.add(Contribution, id=id, **values),
            lambda _: self.show_record(id),
        )


class ContributionPane(QWidget):
    """One contribution: all its fields, each saved as it is given, and its history."""

    deleted = Signal(str)
    """A sentence, after it was deleted."""

    def __init__(self, session: Session, navigator: Navigator) -> None:
        """Build the pane; :meth:`show_contribution` fills it."""
        super().__init__()
        self._session = session
        self.form = RecordForm(session, Contribution.KIND)
        content = QWidget()
        inner = QVBoxLayout(content)
        measure.margins(inner, 16, 4, 24, 24)
        inner.addWidget(self.form)
        inner.addStretch(1)
        sides = FieldsAndHistory(session, navigator, ScrollArea(content, tr("The contribution")))
        self.form.shown.connect(sides.show_record)
        remove = ToolButton("trash-2", tr("Delete this contribution"))
        remove.clicked.connect(self.delete)
        remove.setEnabled(not session.read_only)
        head = QHBoxLayout()
        measure.margins(head, 16, 10, 16, 6)
        head.addWidget(sides.switch)
        head.addStretch(1)
        head.addWidget(remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(sides, 1)

    def show_contribution(self, id: str) -> None:
        """Show another contribution."""
        if id != self.form.id and self.commit():
            self.form.show_record(id)

    def refresh(self, id: str) -> None:
        """Read what is shown anew; ``id`` is shown when that is gone."""
        if self.form.id not in self._session.snapshot().contributions:
            self.form.forget()
            if id:
                self.form.show_record(id)
        else:
            self.form.refresh()

    def commit(self) -> bool:
        """Take over what is typed; False when something does not fit."""
        return self.form.commit()

    def delete(self) -> None:
        """Delete the contribution; it can be undone."""
        if self.form.id and not self._session.read_only:
            delete(self._session, self.form.id, self.deleted.emit)
