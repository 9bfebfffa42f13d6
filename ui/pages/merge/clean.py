"""What fits without a question, to be looked through: a row for each record, and its news."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from outreach.base.language import plural, tr
from outreach.base.words import sentence_case
from outreach.document.records import Model
from outreach.merge.report import Erasure, FieldFit, Fit, OnlyHere, Report
from ui.models.rows import Row
from ui.pages.merge import words
from ui.session import Session
from ui.theme import measure
from ui.theme.tokens import Tone
from ui.widgets.card import Card, Line
from ui.widgets.labels import Clamped, Label, Overline

_MARKS: dict[str, tuple[str, Tone]] = {
    "added": ("plus", "ok"),
    "changed": ("pencil", "neutral"),
    "deleted": ("trash-2", "danger"),
    "brought back": ("undo-2", "ok"),
}
_BY_YOU = {
    "added": tr("added by you"),
    "changed": tr("changed by you"),
    "deleted": tr("deleted by you"),
    "brought back": tr("brought back by you"),
    "erased": tr("erased by you"),
}
_BY = {
    "added": tr("added by {author}"),
    "changed": tr("changed by {author}"),
    "deleted": tr("deleted by {author}"),
    "brought back": tr("brought back by {author}"),
    "erased": tr("erased by {author}"),
}
"""What was done to a record, by whoever is named in it."""


class CleanChanges:
    """The records of a report that need no decision, by id: changed, only here, erased."""

    def __init__(self, report: Report, session: Session) -> None:
        """Look up what ``report`` says."""
        self._session = session
        self._model: Model = session.document.model
        self._found: dict[str, Fit | OnlyHere | Erasure] = {fit.id: fit for fit in report.fits}
        self._found |= {f"erased {one.id}": one for one in report.erasures}
        self._found |= {f"here {one.id}": one for one in report.only_here}

    def ids(self) -> Sequence[str]:
        """Return what there is, first what comes in, then what is only here."""
        return list(self._found)

    def rows(self, ids: Iterable[str]) -> list[Row]:
        """Return the rows of the list."""
        return [self._row(id, self._found[id]) for id in ids if id in self._found]

    def pane(self, id: str) -> QWidget:
        """Return what is to be seen of one record."""
        found = self._found[id]
        pane = _Pane(self._title(found), f"{self._caption(found)}, {words.when(found.at)}")
        if isinstance(found, Fit) and found.fields:
            pane.add_fields(found.done, found.fields, self._session)
        elif isinstance(found, Fit):
            pane.add_text(tr("It is deleted here too. The history keeps it."))
        elif isinstance(found, Erasure):
            pane.add_text(
                tr(
                    "“{label}”. It is erased here too, from the history as well. There "
                    "is no way back.",
                    label=found.label,
                )
            )
        else:
            pane.add_text(
                tr("It stays as it is. The copy that you are bringing in does not know it.")
            )
        return pane

    def _row(self, id: str, found: Fit | OnlyHere | Erasure) -> Row:
        mark, tone = self._mark(found)
        return Row(id, self._title(found), self._caption(found), mark=mark, tone=tone)

    def _mark(self, found: Fit | OnlyHere | Erasure) -> tuple[str, Tone]:
        if isinstance(found, Fit):
            return _MARKS[found.done]
        return ("x", "danger") if isinstance(found, Erasure) else ("file-text", "neutral")

    def _title(self, found: Fit | OnlyHere | Erasure) -> str:
        return tr("A record that was erased") if isinstance(found, Erasure) else found.name

    def _caption(self, found: Fit | OnlyHere | Erasure) -> str:
        kind = self._model.owner(self._model.tables[found.kind]).label
        yours = found.author == self._session.author
        if isinstance(found, OnlyHere):
            return (
                tr("{kind} · only in your file, added by you", kind=kind)
                if yours
                else tr(
                    "{kind} · only in your file, added by {author}", kind=kind, author=found.author
                )
            )
        done = "erased" if isinstance(found, Erasure) else found.done
        said = _BY_YOU[done] if yours else _BY[done].format(author=found.author)
        return f"{kind} · {said}"


class _Pane(QWidget):
    """A title with what is said of it below."""

    def __init__(self, title: str, caption: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._column = QVBoxLayout(self)
        measure.margins(self._column, 24, 18, 24, 18)
        measure.spacing(self._column, 12)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(Clamped(title, "title"))
        lines.addWidget(Label(sentence_case(caption), "body", "text2", wrap=True))
        self._column.addLayout(lines)
        self._column.addStretch(1)

    def add_text(self, text: str) -> None:
        """Say something."""
        card = Card()
        card.add(Label(text, wrap=True))
        self._add(card)

    def add_fields(self, done: str, fields: Sequence[FieldFit], session: Session) -> None:
        """Say of each field what it says from now on, and what it said before."""
        card = Card()
        for n, field in enumerate(fields):
            if n:
                card.add(Line())
            lines = QVBoxLayout()
            measure.spacing(lines, 2)
            lines.addWidget(Overline(field.label))
            after = Label(field.after or words.NOT_SET, wrap=True)
            after.set_tone("text" if field.after else "text3")
            lines.addWidget(after)
            if done != "added":
                before = tr("Before: {words}", words=field.before or words.NOT_SET)
                lines.addWidget(Label(before, "caption", "text2", wrap=True))
            card.add(lines)
        self._add(card)

    def _add(self, card: Card) -> None:
        self._column.insertWidget(self._column.count() - 1, card)


class ErasingPane(_Pane):
    """What would be erased for good, to be agreed to; the last question before a merge."""

    def __init__(self, report: Report, model: Model) -> None:
        """List what would be erased, without naming it."""
        by = words.people(one.author for one in report.for_good)
        number = len(report.for_good)
        super().__init__(plural("{n} record to erase", "{n} records to erase", number), by)
        self.add_text(
            tr(
                "They were erased in the other copy. Bringing it in erases them "
                "here too, from the history as well, and there is no way back. If "
                "you do not want that, cancel the merge."
            )
        )
        card = Card(tr("What would be erased"))
        gone = {one.id for one in report.erasures}
        for one in report.for_good:
            kind = model.owner(model.tables[one.kind]).label
            what = (
                kind
                if one.id in gone
                else tr("{kind}, only what was said of somebody in it", kind=kind)
            )
            line = f"{what}: “{one.label}”, {one.author}, {words.when(one.at)}"
            card.add(Label(line, "body", "text2", wrap=True))
        self._add(card)
