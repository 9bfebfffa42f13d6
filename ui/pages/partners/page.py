"""The Partners page: whom the initiative needs, and everything known of each of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from outreach.base.ids import new_id
from outreach.base.language import tr
from outreach.document.edits import Changes
from outreach.network.kinds import Organisation
from ui.icons import icon
from ui.navigation import Navigator
from ui.pages.notice import Notice
from ui.pages.page import Page
from ui.pages.partners.bulk import BulkPane
from ui.pages.partners.copying import copy_as_table, copy_as_text
from ui.pages.partners.detail import Detail
from ui.pages.partners.list_pane import ListPane
from ui.pages.partners.listing import counting_line
from ui.pages.partners.relations import partner_of
from ui.pages.views import Passing
from ui.preferences import Preferences
from ui.session import Session
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import Line
from ui.widgets.empty import EmptyState
from ui.widgets.header import PageHeader
from ui.widgets.turns import Turns

LISTED = {"organisation", "person", "tag", "organisation_tags"}
"""What the list shows or is filtered by."""
BOTH_FROM = 760
"""Design pixels of page width from which list and detail stand side by side."""


class PartnersPage(Page):
    """A list of partners beside the detail of the one that is chosen."""

    def __init__(
        self,
        session: Session,
        navigator: Navigator,
        preferences: Preferences | None = None,
        today: Callable[[], dt.date] = dt.date.today,
    ) -> None:
        """Build the page; it is filled when it is first shown.

        Args:
            session: The open file.
            navigator: Is asked for what other pages show.
            preferences: Where kept views are; when None they go with the page.
            today: The day, for who needs attention.
        """
        super().__init__(session, navigator)
        self.header = PageHeader(tr("Partners"))
        self.add = PrimaryButton(tr("Add partner"), "plus")
        self.pane = ListPane(session, preferences or Passing(), today)
        self.bulk = BulkPane(session)
        self.detail = Detail(session, navigator, today)
        self._right = QStackedWidget()
        self._right.addWidget(QWidget())
        self._right.addWidget(self.detail)
        self._right.addWidget(self.bulk)
        self.turns = Turns(self.pane, self._right, 348, BOTH_FROM)
        first = PrimaryButton(tr("Add the first partner"), "plus")
        for button in (self.add, first):
            button.explain(session.why_read_only)
            button.clicked.connect(self.add_new)
        self.header.set_primary(self.add)
        self._empty = EmptyState(
            "users",
            tr("Who could add something to the pot?"),
            tr(
                "Start with one organisation you already know. A name is enough; "
                "you can fill in the rest after the first conversation."
            ),
            first,
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.turns)
        self.notice = Notice(session, self.show_changes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(Line())
        column.addWidget(self.notice)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.pane.list)
        self._connect()

    def refresh(self, changes: Changes | None) -> None:
        """Read anew what is shown; what is chosen, typed and scrolled to stays."""
        known = self.detail.partner
        place = self.pane.list.rows().row_of(known)
        attentive = bool(self.pane.filter().attention)
        if attentive or changes is None or changes.tables & LISTED:
            self.pane.refresh()
            self._count()
        if known and self.session.document.get(Organisation, known) is None:
            self.detail.forget()
            self.turns.back()
            known = ""
        ids = self.pane.list.rows().ids()
        if known:
            self.detail.show_partner(known)
        elif ids:
            # Where the deleted one was, or at the top to begin with.
            self._choose(ids[min(max(place, 0), len(ids) - 1)])
            self.pane.list.select(self.detail.partner)
        self._show_right()

    def current_partner(self) -> str:
        """Return the id of the partner that is shown, or an empty text."""
        return self.detail.partner

    def show_record(self, id: str) -> bool:
        """Show a partner, or in its detail a record that belongs to one."""
        document = self.session.document
        kind = document.kind_of(id)
        partner = partner_of(document.connection, kind, id) if kind is not None else None
        if kind is None or partner is None:
            return False
        self.fill()
        if self.pane.list.rows().row_of(partner) < 0:
            self.pane.clear_filters()
            self._count()
        if not self._choose(partner):
            return False
        self.pane.list.select(partner)
        self.turns.open_detail()
        return kind.name == "organisation" or self.detail.show_record(kind.name, id)

    def focus_field(self, id: str, field: str) -> None:
        """Put the cursor into a field of the partner or of a record that is shown."""
        self.detail.focus_field(id, field)

    def add_new(self) -> None:
        """Ask for the name of a new partner; nothing is in the file before it has one."""
        if not self.session.read_only:
            self._stack.setCurrentWidget(self.turns)
            self.turns.back()
            self.pane.ask_name()

    def focus_filter(self) -> None:
        """Put the cursor into the filter."""
        self.turns.back()
        self.pane.search.setFocus()
        self.pane.search.selectAll()

    def commit(self) -> bool:
        """Take over what is typed; False when something does not fit."""
        return self.pane.draft.commit() and self.detail.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the list with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        rows = self.pane.list
        rows.current_changed.connect(self._on_current)
        rows.clicked.connect(lambda index: self._open(rows.rows().id_at(index.row())))
        rows.opened.connect(self._enter)
        rows.selectionModel().selectionChanged.connect(lambda *_: self._show_right())
        rows.row_menu.connect(self._show_menu)
        self.pane.bulk_asked.connect(self.turns.open_detail)
        self.bulk.deleted.connect(self.notice.say_deleted)
        self.pane.filtered.connect(self._count)
        self.pane.named.connect(self._add)
        self.pane.draft.dropped.connect(self._count)
        self.pane.draft.known_asked.connect(self.show_record)
        self.detail.deleted.connect(self.notice.say_deleted)
        self.detail.back_asked.connect(self._go_back)
        self.turns.narrow_changed.connect(self._on_narrow)
        self.pane.search.returnPressed.connect(self._to_list)
        for key, widget, run in (
            (Qt.Key.Key_Down, self.pane.search, self._to_list),
            (Qt.Key.Key_Right, rows, lambda: self._enter(rows.current_id())),
            (Qt.Key.Key_F2, rows, self._rename),
            (Qt.Key.Key_Delete, rows, self._delete),
        ):
            shortcut = QShortcut(QKeySequence(key), widget)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(run)

    def _count(self) -> None:
        """Say how many there are, and show the list or the question of an empty page."""
        ids = self.pane.list.rows().ids()
        filtered = self.pane.is_filtered()
        shown = len(ids) if filtered else None
        self.header.set_line(counting_line(self.session.document.connection, shown))
        empty = not ids and not filtered and self.pane.draft.isHidden()
        self._stack.setCurrentWidget(self._empty if empty else self.turns)

    def _on_current(self, id: str) -> None:
        if not self.turns.is_narrow():
            self._choose(id)

    def _on_narrow(self, narrow: bool) -> None:
        self.detail.back.setVisible(narrow)
        if not narrow and self.pane.list.current_id():
            self._choose(self.pane.list.current_id())

    def _choose(self, id: str) -> bool:
        """Show a partner, unless something typed for the last one does not fit."""
        if id != self.detail.partner:
            if not self.detail.commit():
                self.pane.list.select(self.detail.partner)
                return False
            self.detail.show_partner(id)
        self._show_right()
        return True

    def _show_right(self) -> None:
        """Show the partner that is chosen, or what is to be done with several."""
        marked = self.pane.marked()
        several = len(marked) > 1
        self.pane.offer_bulk(len(marked), shown=several and not self.turns.is_narrow())
        if several:
            self.bulk.show_partners(marked)
            self._right.setCurrentWidget(self.bulk)
        else:
            self._right.setCurrentIndex(1 if self.detail.partner else 0)

    def _copy(self, copy: Callable[[Session, Sequence[str]], None]) -> None:
        """Copy the partners that are marked."""
        copy(self.session, self.pane.marked() or [self.detail.partner])

    def _show_menu(self, id: str, place: QPoint) -> None:
        """Offer what can be done with the partners that are marked."""
        menu = QMenu(self)
        menu.addAction(icon("copy"), tr("Copy as text"), lambda: self._copy(copy_as_text))
        menu.addAction(icon("copy"), tr("Copy as table"), lambda: self._copy(copy_as_table))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _open(self, id: str) -> bool:
        if len(self.pane.marked()) > 1:
            return False
        if id and self._choose(id):
            self.turns.open_detail()
            return True
        return False

    def _enter(self, id: str) -> None:
        """Go into the detail with the keyboard."""
        if self._open(id):
            self.detail.tabs.tabBar().setFocus()

    def _go_back(self) -> None:
        if self.detail.commit():
            self.turns.back()
            self.pane.list.setFocus()

    def _to_list(self) -> None:
        """Go from the filter to what it found."""
        rows = self.pane.list
        if not rows.current_id() and rows.rows().ids():
            rows.select(rows.rows().id_at(0))
        rows.setFocus()

    def _rename(self) -> None:
        if self._open(self.pane.list.current_id()):
            self.detail.focus_field(self.detail.partner, "name")

    def _delete(self) -> None:
        if len(self.pane.marked()) > 1:
            self.bulk.delete_all()
        elif not self.session.read_only and self._open(self.pane.list.current_id()):
            self.detail.delete()

    def _add(self, name: str) -> None:
        id = new_id()

        def go_on(_: Changes) -> None:
            if self.show_record(id):
                # The name is known: on to the next field.
                self.detail.focus_field(id, "partner_type")

        self.pane.draft.hide()
        self.session.edit(
            tr("Added {name}", name=name),
            lambda edit: edit.add(Organisation, id=id, name=name, status="not_started"),
            go_on,
        )
