"""Further filters of the list of partners: kind, tag, need of attention, and views kept of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QWidget

from outreach.base.language import tr
from outreach.base.words import sentence_case
from outreach.document.fields import Choice
from outreach.network.kinds import Organisation
from outreach.planning.attention import ATTENTION, in_need
from ui.dialogs.dialog import Dialog
from ui.pages.partners.filtering import MOST_VIEWS, Filter, Passing, views_from, views_to
from ui.preferences import Preferences
from ui.session import Session
from ui.theme import measure
from ui.widgets.inputs import ComboBox
from ui.widgets.labels import Label

ANY = "any"
_SAVE, _FORGET = "save", "forget"


class MoreFilters(QWidget):
    """Combo boxes in two columns; the last holds the views that were kept."""

    changed = Signal()
    """Something else is let through now."""
    view_chosen = Signal(object)
    """Filter: take all of it, the words and the stage too."""
    save_asked = Signal()
    """Keep what is filtered by now, under a name."""

    def __init__(
        self, session: Session, preferences: Preferences | Passing, today: Callable[[], dt.date]
    ) -> None:
        """Offer what there is to filter by."""
        super().__init__()
        self._session, self._preferences, self._today = session, preferences, today
        self.kind, self.tag = _box(tr("Kind")), _box(tr("Tag"))
        self.attention, self.view = _box(tr("Needs attention")), _box(tr("Saved views"))
        for value, words in (("", tr("All kinds")), *_kinds()):
            self.kind.addItem(words, value)
        self.attention.addItem(tr("Attention: all"), "")
        self.attention.addItem(tr("Needs attention"), ANY)
        for reason, words in ATTENTION.items():
            self.attention.addItem(sentence_case(words), reason)
        grid = QGridLayout(self)
        measure.margins(grid, 12, 0, 12, 10)
        measure.spacing(grid, 8)
        for n, box in enumerate((self.kind, self.tag, self.attention, self.view)):
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            grid.addWidget(box, n // 2, n % 2)
            grid.setColumnStretch(n % 2, 1)
        self.offer_tags()
        self._offer_views()
        for box in (self.kind, self.tag, self.attention):
            box.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.view.activated.connect(lambda _: self._choose_view())

    def filter(self) -> Filter:
        """Return what is chosen here; words and stage are chosen elsewhere."""
        kind, tag, attention = (b.currentData() for b in (self.kind, self.tag, self.attention))
        return Filter("", "", kind or "", tag or "", attention or "")

    def take(self, filter: Filter) -> None:
        """Choose other filters, without saying so."""
        for box, value in (
            (self.kind, filter.kind),
            (self.tag, filter.tag),
            (self.attention, filter.attention),
        ):
            box.blockSignals(True)
            box.setCurrentIndex(max(0, box.findData(value)))
            box.blockSignals(False)
        self.view.setCurrentIndex(0)

    def among(self) -> frozenset[str] | None:
        """Return the partners that need the attention chosen; None when all may be listed."""
        reason = self.attention.currentData()
        if not reason:
            return None
        found = in_need(self._session.snapshot(), self._today())
        return frozenset().union(*found.values()) if reason == ANY else found[reason]

    def offer_tags(self) -> None:
        """Offer the tags that there are now."""
        found = self._session.document.connection.execute("SELECT name FROM tag")
        names = sorted({str(name) for (name,) in found}, key=str.casefold)
        now = self.tag.currentData()
        if [self.tag.itemData(n) for n in range(1, self.tag.count())] != names or not names:
            self.tag.blockSignals(True)
            self.tag.clear()
            _add(self.tag, [("", tr("All tags")), *((name, name) for name in names)])
            self.tag.setCurrentIndex(max(0, self.tag.findData(now)))
            self.tag.blockSignals(False)

    def keep(self, name: str, filter: Filter) -> None:
        """Keep a view under a name, in the place of one of that name."""
        views = {name: filter, **{n: f for n, f in self.views().items() if n != name}}
        self._write(dict(list(views.items())[:MOST_VIEWS]))
        self.view.setCurrentIndex(self.view.findText(name))

    def forget(self, name: str) -> None:
        """Keep a view no more."""
        self._write({n: f for n, f in self.views().items() if n != name})

    def views(self) -> dict[str, Filter]:
        """Return the views that are kept, by name."""
        return views_from(self._preferences.partner_views)

    def _write(self, views: dict[str, Filter]) -> None:
        self._preferences.partner_views = views_to(views)
        self._offer_views()

    def _offer_views(self) -> None:
        names = sorted(self.views(), key=str.casefold)
        self.view.clear()
        _add(self.view, [("", tr("Views")), *((f"view:{name}", name) for name in names)])
        self.view.insertSeparator(self.view.count())
        self.view.addItem(tr("Save this view…"), _SAVE)
        for name in names:
            self.view.addItem(tr("Forget “{name}”", name=name), f"{_FORGET}:{name}")

    def _choose_view(self) -> None:
        what, _, name = str(self.view.currentData() or "").partition(":")
        if what == "view":
            self.view_chosen.emit(self.views()[name])
            self.view.setCurrentIndex(self.view.findText(name))
        elif what == _FORGET:
            self.forget(name)
        elif what == _SAVE:
            self.view.setCurrentIndex(0)
            self.save_asked.emit()


class NameView(Dialog):
    """Asks for the name of a view that is to be kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Ask for it."""
        super().__init__(tr("Save this view"), tr("Save"), parent)
        about = tr("Search and filters are kept on this computer, for all plans that you open.")
        self.body.addWidget(Label(about, tone="text2", wrap=True))
        self.line = QLineEdit()
        self.line.setMaxLength(60)
        self.line.setAccessibleName(tr("Name of the view"))
        self.line.setPlaceholderText(tr("Such as Quiet regulators"))
        self.body.addWidget(self.line)
        self.line.setFocus()

    def name(self) -> str:
        """Return the name."""
        return " ".join(self.line.text().split())

    def accept(self) -> None:
        """Go on when there is a name."""
        if self.name():
            super().accept()
        else:
            self.show_problem(tr("What is it to be called?"))


def _box(name: str) -> ComboBox:
    box = ComboBox()
    box.setAccessibleName(name)
    return box


def _add(box: ComboBox, items: Iterable[tuple[str, str]]) -> None:
    for value, words in items:
        box.addItem(words, value)


def _kinds() -> list[tuple[str, str]]:
    """Return kinds of partners and their roles: what is filtered by, and its words."""
    found = []
    for name in ("partner_type", "role"):
        field = Organisation.KIND.by_name[name]
        assert isinstance(field, Choice)
        found += [(f"{name}:{v}", sentence_case(words)) for v, words in field.choices.items()]
    return found
