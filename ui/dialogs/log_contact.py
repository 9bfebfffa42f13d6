"""Log a contact: what was said, with whom, and what follows; the most used form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from outreach.base.language import tr
from outreach.cadence.kinds import Touchpoint
from outreach.document.fields import Choice
from outreach.document.keeping import Typed
from outreach.network.kinds import Organisation
from outreach.planning.stage import stage_after
from ui.dialogs.contact.keeping import KEEPABLE, AlsoKeep, KeptRow
from ui.dialogs.contact.whom import WhomEditor
from ui.dialogs.contact.writing import Contact, Kept
from ui.dialogs.dialog import Dialog
from ui.forms.editor import FieldEditor
from ui.forms.editors import editor_for
from ui.forms.side_by_side import SideBySideEditor
from ui.records.choices import choices
from ui.records.names import record_name
from ui.session import Session
from ui.theme import measure
from ui.theme.appearance import theme
from ui.widgets.panes import ScrollArea

CHANNELS = ("call", "meeting", "visit", "email", "message")
"""The usual ways to meet, side by side."""
_SAID = ("summary", "outcome", "next_step")
"""A contact of which none of these is known says nothing."""
_DAY = 224
"""Design pixels of width of a day's field."""


class LogContact(Dialog):
    """Asks for one contact. Enter goes on to the next field; saving is one edit."""

    touched = Signal()
    """Something was written down."""

    def __init__(
        self,
        session: Session,
        organisation: str = "",
        parent: QWidget | None = None,
        today: Callable[[], dt.date] = dt.date.today,
    ) -> None:
        """Ask about a contact with ``organisation``, when it is given."""
        super().__init__(tr("Log a contact"), tr("Save"), parent)
        self._session, self._warned = session, False
        self._stage_given = False
        # Enter goes on to the next field; on the button itself it presses it.
        self.go.setDefault(False)
        self.go.setAutoDefault(False)
        self.hint.setText(tr("Enter moves on, Shift+Enter begins a new line, Ctrl+Enter saves"))
        self._editors = self._build_editors(session, today)
        self.keep = AlsoKeep(choices(session), today)
        self._lay_out()
        self._editors["held_on"].set_value(today())
        self._editors["channel"].reset(CHANNELS[0])
        if organisation:
            self._editors["with"].set_value((organisation,))
        self._propose_stage()
        self._connect()
        self._editors["summary" if organisation else "with"].control().setFocus()
        session.unsaved_words.watch(self)

    def editor(self, field: str) -> FieldEditor:
        """Return the editor of a field of the contact, of ``with`` or of the partner's ``stage``.

        Raises:
            KeyError: there is none of that name.
        """
        return self._editors[field]

    def also(self, kind: str) -> KeptRow:
        """Add a row that keeps something said as a record of ``kind``, and return it."""
        return self.keep.add(next(what for what in KEEPABLE if what.record.KIND.name == kind))

    def unsaved_words(self) -> list[Typed]:
        """Return all that is written down, as long as nothing is saved and something is said."""
        if not self.isVisible() or not self._says_something():
            return []
        found = [(Touchpoint.KIND.name, editor) for editor in self._editors.values()]
        found += [
            (f"{row.what.record.KIND.name}{n}", editor)
            for n, row in enumerate(self.keep.rows)
            for editor in row.editors.values()
        ]
        return [
            Typed(
                f"{self.windowTitle()}: {editor.field.label}",
                editor.words(),
                field=f"{of}.{editor.field.name}",
            )
            for of, editor in found
            if editor.words().strip()
        ]

    def go_on_with(self, typed: Sequence[Typed]) -> None:
        """Write down again what :meth:`unsaved_words` once returned."""
        rows: dict[str, KeptRow] = {}
        for one in typed:
            of, _, name = one.field.partition(".")
            if of == Touchpoint.KIND.name:
                editor = self._editors.get(name)
            else:
                kind = of.rstrip("0123456789")
                if of not in rows and any(kind == w.record.KIND.name for w in KEEPABLE):
                    rows[of] = self.also(kind)
                editor = rows[of].editors.get(name) if of in rows else None
            if editor is not None:
                editor.type_in(one.words)

    def accept(self) -> None:
        """Save, when it fits and says something."""
        rows = [editor for row in self.keep.rows for editor in row.editors.values()]
        # Every editor is asked, so that each says what is wrong with it.
        fits = [editor.commit() for editor in (*self._editors.values(), *rows)]
        if not all(fits):
            self.show_problem(tr("Something above does not fit; nothing was saved yet."))
            return
        problem = self._problem_with_it()
        if problem:
            self.show_problem(problem)
            return
        contact = self._contact()
        name = record_name(self._session, contact.partner)
        label = tr("Logged a contact with {name}", name=name) if name else tr("Logged a contact")
        self._session.edit(label, contact.write)
        super().accept()

    def reject(self) -> None:
        """Close without saving; what is written down is asked about once."""
        if not isValid(self):
            # Qt closes a dialog that it takes down, and this is still asked.
            return
        if self.isVisible() and self._says_something() and not self._warned:
            self._warned = True
            self.show_problem(tr("This is not saved. Cancel once more to drop what you wrote."))
            return
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the next field with Enter, or press the button that has the keyboard."""
        if not _enter(event):
            super().keyPressEvent(event)
            return
        now = QApplication.focusWidget()
        if isinstance(now, QAbstractButton) and not isinstance(now, QRadioButton):
            now.click()
        else:
            self._go_on()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter out of the long text: Shift+Enter begins a new line there."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _enter(event):
            self._go_on()
            return True
        return super().eventFilter(watched, event)

    def _build_editors(
        self, session: Session, today: Callable[[], dt.date]
    ) -> dict[str, FieldEditor]:
        fields, records = Touchpoint.KIND.by_name, choices(session)
        channel = fields["channel"]
        assert isinstance(channel, Choice)
        stage = Organisation.KIND.by_name["status"].but(label=tr("Stage of the talks"), help="")
        plain = {n: fields[n].but(confidential=False) for n in ("outcome", "next_step", "next_on")}
        next_step = plain["next_step"].but(label=tr("Next step"), long=False)
        next_on = plain["next_on"].but(label=tr("By when"))
        return {
            "with": WhomEditor(session),
            "held_on": editor_for(fields["held_on"], records, today=today),
            "channel": SideBySideEditor(channel, CHANNELS),
            "summary": editor_for(fields["summary"], records),
            "outcome": editor_for(plain["outcome"], records),
            "stage": editor_for(stage.but(name="stage"), records),
            "next_step": editor_for(next_step, records),
            "next_on": editor_for(next_on, records, today=today),
        }

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        measure.spacing(column, 12)
        for names in (("with", "held_on"), ("channel",), ("summary",)):
            column.addLayout(self._line(*names))
        column.addWidget(self.keep)
        for names in (("outcome", "stage"), ("next_step", "next_on")):
            column.addLayout(self._line(*names))
        column.addStretch(1)
        self._content = content
        self._area = ScrollArea(content, tr("Contact"))
        self.body.addWidget(self._area)

    def _line(self, *names: str) -> QHBoxLayout:
        line = QHBoxLayout()
        measure.spacing(line, 12)
        for name in names:
            editor = self._editors[name]
            day = name in ("held_on", "next_on")
            if day:
                measure.fixed_width(editor, _DAY)
            line.addWidget(editor, 0 if day else 1, Qt.AlignmentFlag.AlignTop)
        return line

    def _connect(self) -> None:
        self._editors["summary"].control().installEventFilter(self)
        for name in ("with", "channel", "outcome"):
            self._editors[name].edited.connect(self._propose_stage)
        self._editors["stage"].edited.connect(self._take_stage)
        self._watch(list(self._editors.values()))
        self.keep.added.connect(self._begin_kept)
        self.keep.changed.connect(self._follow_rows)

    def _watch(self, editors: Sequence[FieldEditor]) -> None:
        for editor in editors:
            editor.touched.connect(self._on_touched)
            editor.edited.connect(self._on_touched)

    def _on_touched(self) -> None:
        self._warned = False
        self.show_problem("")
        self.touched.emit()

    def _begin_kept(self, row: KeptRow) -> None:
        """Take over the words that are marked, and ask for the rest."""
        text = self._editors["summary"].control()
        assert isinstance(text, QPlainTextEdit)
        marked = " ".join(text.textCursor().selectedText().split())
        if marked:
            row.words.type_in(marked)
        row.words.control().setFocus()

    def _follow_rows(self) -> None:
        for row in self.keep.rows:
            if not row.property("watched"):
                row.setProperty("watched", True)
                self._watch(list(row.editors.values()))
        self._on_touched()

    def _propose_stage(self) -> None:
        """Show where the partner stands now, as far as that can be told from the contact."""
        whom, editor = self._whom, self._editors["stage"]
        before = self._stage_before()
        editor.setVisible(bool(whom.partner()))
        channel, outcome = (self._editors[n].value() for n in ("channel", "outcome"))
        after = stage_after(before, channel, outcome)
        if not self._stage_given:
            # What is being typed there stays.
            editor.set_value(after)
        words = Organisation.KIND.by_name["status"].words(before) or tr("not set")
        editor.show_note(tr("It was: {stage}.", stage=words) if after != before else "")

    def _take_stage(self) -> None:
        """Leave the stage as a person has given it, whatever else they change."""
        self._stage_given = True

    @property
    def _whom(self) -> WhomEditor:
        whom = self._editors["with"]
        assert isinstance(whom, WhomEditor)
        return whom

    def _stage_before(self) -> str | None:
        partner = self._session.document.get(Organisation, self._whom.partner())
        return partner.status if partner else None

    def _says_something(self) -> bool:
        said = [self._editors[name] for name in _SAID] + [row.words for row in self.keep.rows]
        return any(editor.words().strip() for editor in said)

    def _problem_with_it(self) -> str:
        """Say what is missing before it can be saved; nothing when it can."""
        partner = self._whom.partner()
        if not partner and not self._whom.people():
            return tr("With whom was it? Choose a partner or a person.")
        if not self._says_something():
            return tr("What was said? A line is enough.")
        for row in self.keep.rows:
            kind = row.what.record.KIND
            label = kind.label.lower()
            if not row.words.value():
                return tr(
                    "What was the {kind}, in their words? Or take it away with the cross.",
                    kind=label,
                )
            if not partner and kind.name != "promise":
                return tr("Whose {kind} is it? Choose a partner.", kind=label)
        return ""

    def _contact(self) -> Contact:
        values = {name: editor.value() for name, editor in self._editors.items()}
        del values["with"]
        stage = values.pop("stage")
        return Contact(
            self._whom.partner(),
            self._whom.people(),
            values,
            [Kept(row.what.record, row.values()) for row in self.keep.rows],
            stage if stage != self._stage_before() else None,
        )

    def _go_on(self) -> None:
        """Go to the next field, past the small buttons beside the fields."""
        chain = [*self._editors.values()]
        place = list(self._editors).index("summary") + 1
        chain[place:place] = [e for row in self.keep.rows for e in row.editors.values()]
        now = QApplication.focusWidget()
        here = next((n for n, e in enumerate(chain) if now and e.isAncestorOf(now)), -1)
        following = next((e for e in chain[here + 1 :] if e.isVisible()), None)
        target = following.focusProxy() or following if following else self.go
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _grow(self) -> None:
        """Show all fields at once where the window has the room; else they scroll."""
        layout, inner = self.layout(), self._content.layout()
        if layout is None or inner is None:
            return
        layout.invalidate()
        above = layout.minimumHeightForWidth(self.width()) - self._area.minimumHeight()
        wide = self.width() - 2 * theme().em(22)
        wanted = max(inner.heightForWidth(wide), inner.minimumSize().height())
        below = self.parentWidget()
        most = (below.window().height() if below else theme().em(760)) - theme().em(12)
        self._area.setMinimumHeight(min(wanted, max(theme().em(120), most - above)))
        # Else the least height of before would still hold.
        layout.activate()
        super()._grow()
        if self.height() > most:
            self.resize(self.width(), most)


def _enter(event: QKeyEvent) -> bool:
    """Tell whether it is Enter by itself."""
    bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return bare and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
