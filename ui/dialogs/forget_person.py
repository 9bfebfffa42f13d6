"""Forgetting a person: what goes, what stays and what it says then, before it is done for good."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from outreach.base.language import plural, tr
from outreach.document.fields import Text
from outreach.initiative import MODEL
from outreach.privacy.forgetting import Trace, Traces
from outreach.privacy.mentions import Mention
from ui.dialogs.dialog import Dialog
from ui.forms.editor import FieldEditor
from ui.forms.editors import editor_for
from ui.widgets.bands import WarningBand
from ui.widgets.card import Card
from ui.widgets.inputs import CheckBox, RadioButton
from ui.widgets.labels import Clamped, Label

FOR_GOOD = tr(
    "There is no way back. They go from every record, from the history "
    "and from the bytes of the file; what they did stays without their "
    "name."
)
OUT_OF_REACH = tr(
    "Paper, mails and copies that others have cannot be reached from "
    "here. A copy loses them when it is next merged with this plan."
)
_REASON = Text(
    label=tr("Why"),
    required=True,
    help=tr("Kept in the history with the day and your name, so it must not name them."),
)
At = tuple[str, str]


class Wishes(NamedTuple):
    """How somebody is to be forgotten."""

    why: str
    also: tuple[str, ...]
    """Parts of the name that stand for them in other texts, too."""
    texts: dict[At, str]
    """What texts are to say, by (record, field), where that was changed by hand."""
    with_objections: bool
    delete_copies: bool


class ForgetPerson(Dialog):
    """Asks everything that has to be decided; :meth:`finish` closes it when all is done."""

    wished = Signal(object)
    """Wishes: do it."""

    def __init__(
        self,
        find: Callable[[Collection[str]], Traces],
        copies: int,
        parent: QWidget | None = None,
    ) -> None:
        """Show what leads to a person.

        Args:
            find: Returns it, given other words that stand for them.
            copies: How many safe copies there are, which hold them.
            parent: The window below.
        """
        found = find(())
        title = tr("Forget {name}", name=found.person.name)
        super().__init__(title, tr("Forget them"), parent, danger=True)
        self._find, self._working = find, False
        self._kept: dict[At, str] = {}
        self._texts: dict[At, FieldEditor] = {}
        self._also: dict[str, CheckBox] = {}
        self.body.addWidget(WarningBand(FOR_GOOD))
        self._column = self.column(tr("What goes and what stays"))
        self._traces(tr("Goes with them"), found.goes)
        self._traces(tr("Stays, without them"), _once(found.stays))
        self.keep_objections, self.erase_objections = self._objections(found)
        self._mentions = Card(tr("Texts that name them"))
        self._column.addWidget(self._mentions)
        self._perhaps(found)
        self._history(found)
        self.delete_copies, self.keep_copies = self._copies(copies)
        self._column.addWidget(Label(OUT_OF_REACH, tone="text2", wrap=True))
        self._column.addStretch(1)
        self.reason = editor_for(_REASON)
        self.body.addWidget(self.reason)
        self._show_mentions(found.mentions)
        self.fit(680, 760)
        self.reason.control().setFocus()

    def text(self, record: str, field: str) -> FieldEditor:
        """Return the editor of a text that names them."""
        return self._texts[record, field]

    def part(self, word: str) -> CheckBox:
        """Return the box to tick for a part of the name that other texts hold."""
        return self._also[word]

    def accept(self) -> None:
        """Have it done, when nothing is missing."""
        if self._working:
            return
        # Every editor is asked, so that each says what is wrong with it.
        fits = [editor.commit() for editor in (*self._texts.values(), self.reason)]
        if not all(fits):
            self.show_problem(
                tr("Something above is missing or does not fit. Nothing was changed.")
            )
            return
        self.show_problem("")
        self._work(True)
        self._note_texts()
        wishes = Wishes(
            self.reason.value(),
            self._ticked(),
            dict(self._kept),
            self.erase_objections.isChecked(),
            self.delete_copies.isChecked(),
        )
        self.wished.emit(wishes)

    def reject(self) -> None:
        """Leave all as it is, unless it is being done already."""
        if not self._working:
            super().reject()

    def finish(self) -> None:
        """Close: all is done."""
        self._work(False)
        super().accept()

    def refuse(self, sentence: str) -> None:
        """Say why nothing was done."""
        self._work(False)
        self.show_problem(sentence)

    def _work(self, working: bool) -> None:
        self._working = working
        self.go.explain(tr("They are being forgotten.") if working else "")

    def _traces(self, title: str, traces: Collection[Trace]) -> None:
        if traces:
            card = Card(title)
            for trace in traces:
                card.add(Clamped(_named(trace.kind, trace.name)))
            self._column.addWidget(card)

    def _objections(self, found: Traces) -> tuple[RadioButton, RadioButton]:
        keep = RadioButton(tr("Keep what they said, without their name"))
        erase = RadioButton(tr("Erase them, too"))
        keep.setChecked(True)
        number = len(found.objections)
        card = Card(plural("The objection they raised", "The objections they raised", number))
        for trace in found.objections:
            card.add(Label(trace.name, tone="text2", wrap=True))
        self._either(card, keep, erase)
        card.setVisible(bool(number))
        return keep, erase

    def _copies(self, copies: int) -> tuple[RadioButton, RadioButton]:
        card = Card(tr("Copies on this computer"))
        if copies == 1:
            said = tr("One holds them, and one more is taken before they are forgotten.")
        elif copies:
            said = plural(
                "{n} holds them, and one more is taken before they are forgotten.",
                "{n} hold them, and one more is taken before they are forgotten.",
                copies,
            )
        else:
            said = tr("There is none yet, and one more is taken before they are forgotten.")
        if copies:
            said += " " + tr(
                "Among them are files of this plan that could not be saved earlier, if any are."
            )
        card.add(Label(said, tone="text2", wrap=True))
        delete = RadioButton(tr("Delete them when it is done"))
        keep = RadioButton(tr("Keep them; they still hold the person"))
        delete.setChecked(True)
        self._either(card, delete, keep)
        return delete, keep

    def _either(self, card: Card, *choices: RadioButton) -> None:
        group = QButtonGroup(card)
        for choice in choices:
            group.addButton(choice)
            card.add(choice)
        self._column.addWidget(card)

    def _perhaps(self, found: Traces) -> None:
        if not found.perhaps:
            return
        card = Card(tr("Do these mean them, too?"))
        said = tr("Other texts hold a part of the name. Tick what is to be taken out of them.")
        card.add(Label(said, tone="text2", wrap=True))
        for word in found.perhaps:
            box = self._also[word] = CheckBox(f"“{word}”")
            box.toggled.connect(self._ticks_changed)
            card.add(box)
        self._column.addWidget(card)

    def _history(self, found: Traces) -> None:
        said = []
        if found.labels:
            said.append(
                plural(
                    "{n} change whose name speaks of them stays, without the name.",
                    "{n} changes whose name speaks of them stay, without the name.",
                    found.labels,
                )
            )
        if found.signed:
            said.append(
                plural(
                    "{n} change that they signed stays, without the name.",
                    "{n} changes that they signed stay, without the name.",
                    found.signed,
                )
            )
        if said:
            card = Card(tr("In the history"))
            card.add(Label(" ".join(said), wrap=True))
            self._column.addWidget(card)

    def _ticked(self) -> tuple[str, ...]:
        return tuple(word for word, box in self._also.items() if box.isChecked())

    def _ticks_changed(self) -> None:
        self._note_texts()
        self._show_mentions(self._find(self._ticked()).mentions)

    def _note_texts(self) -> None:
        """Remember what was changed by hand."""
        for at, editor in self._texts.items():
            if not editor.is_blank(self._proposed[at]):
                self._kept[at] = editor.read_value() or ""
            elif editor.read_value() is None and self._proposed[at]:
                self._kept[at] = ""
            else:
                self._kept.pop(at, None)

    def _show_mentions(self, mentions: Collection[Mention]) -> None:
        """Show the texts anew; what was changed in them by hand stays."""
        while (item := self._mentions.body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._texts = {}
        self._proposed: dict[At, str] = {}
        if any(not mention.only_before for mention in mentions):
            said = tr("This is what they will say. Change the words where the sense is lost.")
            self._mentions.add(Label(said, tone="text2", wrap=True))
        for mention in mentions:
            self._show_mention(mention)
        self._mentions.setVisible(bool(mentions))

    def _show_mention(self, mention: Mention) -> None:
        where = _named(mention.table, mention.name)
        field = MODEL.tables[mention.table].by_name[mention.field]
        self._mentions.add(Label(where, "strong", wrap=True))
        if mention.only_before:
            said = tr(
                "{field}: only what it said before, which is taken away.", field=mention.label
            )
            self._mentions.add(Label(said, tone="text2", wrap=True))
            return
        if not isinstance(field, Text):
            self._mentions.add(Label(f"{mention.label}: {mention.cleaned or '—'}", wrap=True))
            return
        at = mention.record, mention.field
        editor = editor_for(field.but(help=""))
        self._proposed[at] = mention.cleaned
        editor.set_value(self._kept.get(at, mention.cleaned))
        editor.control().setAccessibleName(f"{where}, {editor.control().accessibleName()}")
        self._texts[at] = editor
        self._mentions.add(editor)


def _once(traces: Collection[Trace]) -> list[Trace]:
    """Return ``traces`` without the objections, which are asked about, each record once."""
    found = {t.id: t for t in traces if (t.kind, t.field) != ("objection", "person")}
    return list(found.values())


def _named(table: str, name: str) -> str:
    return f"{MODEL.tables[table].label} “{name}”"
