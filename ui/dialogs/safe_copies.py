"""The safe copies of a plan: look at one, save it elsewhere, or go back to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QWidget

from outreach.base.language import plural, tr
from outreach.base.words import size_words
from outreach.document.backups import Backup
from outreach.history.distance import Distance
from ui.dialogs.dialog import Dialog
from ui.forms.dates import say_day
from ui.models.rows import ChipText, Row
from ui.theme import measure
from ui.widgets.buttons import Button, QuietButton, ToolButton
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Elided, Label
from ui.widgets.row_list import RowList

ABOUT = tr(
    "One is taken before the first change of a day and before anything "
    "far-reaching. Restoring one keeps what the plan holds now as "
    "well, so it can be taken back."
)
MOST_OF_A_LABEL = 60
"""Characters."""
NONE = tr("There is no safe copy yet. One is taken before the first change of each day.")


class Found(NamedTuple):
    """A safe copy as it is listed."""

    copy: Backup
    distance: Distance | None
    """None when the copy cannot be read."""
    elsewhere: bool
    """It was taken of another file of the same plan."""


class Acts(NamedTuple):
    """What is done while the list is shown; each returns a sentence on what came of it."""

    save: Callable[[Backup], str]
    take_one: Callable[[], str] | None
    """None where nothing can be taken: no plan is open for editing."""
    delete: Callable[[Backup], str] = lambda _: ""


class SafeCopiesDialog(Dialog):
    """Lists the copies, newest first. Accepted with :attr:`chosen` to be restored or looked at."""

    def __init__(
        self,
        name: str,
        list_all: Callable[[], Sequence[Found]],
        folder: Path | None,
        acts: Acts,
        why_not: str,
        parent: QWidget,
    ) -> None:
        """Show what ``list_all`` returns of the file called ``name``.

        Args:
            name: The file's name.
            list_all: Returns the copies, newest first.
            folder: Where they are kept.
            acts: What can be done without closing the dialog.
            why_not: Why none can be restored, in a sentence; empty when one can.
            parent: The window below.
        """
        super().__init__(tr("Safe copies of “{name}”", name=name), tr("Restore"), parent)
        self._list_all, self._acts, self._why_not = list_all, acts, why_not
        self._found: dict[str, Found] = {}
        self._asked = ""
        """The copy of which it was asked whether it is to be deleted."""
        self.chosen: Backup | None = None
        self.looks = False
        """Whether the chosen one is to be looked at, not restored."""
        self.body.addWidget(Label(ABOUT, tone="text2", wrap=True))
        self.list = RowList(name=tr("Safe copies of {name}", name=name), style="pane")
        measure.minimum_height(self.list, 70)
        self.list.current_changed.connect(lambda _: self._show())
        self.list.opened.connect(lambda _: self._look())
        card = Card(flush=True, fills=True)
        card.add(self.list)
        self.body.addWidget(card, 1)
        self.detail = Label("", tone="text2", wrap=True)
        self.detail.setAccessibleName(tr("About this copy"))
        self.body.addWidget(self.detail)
        self._buttons(folder)
        self.fit(580, 470)
        self.refresh()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """List the copies anew."""
        found = self._list_all()
        self._found = {str(one.copy.path): one for one in found}
        self.list.set_rows([_row(one) for one in found])
        if found and not self.list.current_id():
            self.list.select(str(found[0].copy.path))
        self._show()

    def select(self, copy: Backup) -> None:
        """Choose a copy."""
        self.list.select(str(copy.path))

    def accept(self) -> None:
        """Have the current copy restored."""
        if self.go.isEnabled():
            self._end(looks=False)

    def _buttons(self, folder: Path | None) -> None:
        row = FlowLayout()
        self.look = Button(tr("Look at it"))
        self.look.clicked.connect(self._look)
        self.save = Button(tr("Save it elsewhere…"))
        self.save.clicked.connect(self._save)
        row.addWidget(self.look)
        self.delete = Button(tr("Delete…"))
        self.delete.clicked.connect(self._delete)
        row.addWidget(self.save)
        row.addWidget(self.delete)
        if self._acts.take_one is not None:
            self.take = QuietButton(tr("Take one now"), "plus")
            self.take.clicked.connect(self._take)
            row.addWidget(self.take)
        self.body.addLayout(row)
        if folder is not None:
            self.body.addLayout(_place(folder))

    def _current(self) -> Found | None:
        return self._found.get(self.list.current_id())

    def _show(self) -> None:
        found = self._current()
        self._asked = ""
        self.delete.setText(tr("Delete…"))
        self.delete.explain("" if found else tr("There is no safe copy."))
        self.detail.setText(_detail(found) if found else NONE)
        broken = tr("This copy cannot be read.") if found and found.distance is None else ""
        nothing = broken or ("" if found else tr("There is no safe copy."))
        self.look.explain(nothing)
        self.save.explain("" if found else tr("There is no safe copy."))
        same = found is not None and _is_as_now(found)
        as_now = tr("The plan is as this copy is.") if same else ""
        self.go.explain(nothing or self._why_not or as_now)

    def _look(self) -> None:
        if self.look.isEnabled():
            self._end(looks=True)

    def _end(self, *, looks: bool) -> None:
        found = self._current()
        if found is not None:
            self.chosen, self.looks = found.copy, looks
            super().accept()

    def _save(self) -> None:
        found = self._current()
        if found is not None:
            self._say(self._acts.save(found.copy))

    def _delete(self) -> None:
        """Delete the current copy, once that was asked for twice."""
        found = self._current()
        if found is None:
            return
        if self._asked != str(found.copy.path):
            self._asked = str(found.copy.path)
            self.delete.setText(tr("Delete it for good"))
            self._say(tr("There is no way back from deleting a safe copy. Press again to do it."))
            return
        said = self._acts.delete(found.copy)
        self.refresh()
        self._say(said)

    def _take(self) -> None:
        if self._acts.take_one is not None:
            said = self._acts.take_one()
            self.refresh()
            self._say(said)

    def _say(self, sentence: str) -> None:
        if sentence:
            self.detail.setText(sentence)


def _place(folder: Path) -> QHBoxLayout:
    """Say where the copies are kept, with a way there."""
    row = QHBoxLayout()
    measure.spacing(row, 8)
    row.addWidget(
        Elided(tr("Kept on this computer only, in {folder}", folder=folder), "caption", "text2"), 1
    )
    show = ToolButton("folder-open", tr("Show the folder"))
    show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
    show.setEnabled(folder.is_dir())
    row.addWidget(show)
    return row


def when(at: dt.datetime, today: dt.date) -> str:
    """Say when a copy was taken: ``Today, 09:12``."""
    days = (today - at.date()).days
    day = {0: tr("Today"), 1: tr("Yesterday")}.get(days) or say_day(at.date(), today)
    return f"{day}, {at:%H:%M}"


def _row(found: Found) -> Row:
    copy, distance = found.copy, found.distance
    caption = f"{copy.why.words} · {size_words(copy.size)}"
    if distance is None:
        chips: tuple[ChipText, ...] = (ChipText(tr("Cannot be read"), "danger"),)
    elif _is_as_now(found):
        chips = (ChipText(tr("As now"), "ok"),)
    else:
        chips = ()
    aside = ""
    if distance is not None and distance.behind:
        aside = plural("{n} change since", "{n} changes since", distance.behind)
    return Row(
        str(copy.path), when(copy.at, dt.date.today()), caption, chips, "history", aside=aside
    )


def _is_as_now(found: Found) -> bool:
    distance = found.distance
    return distance is not None and (distance.behind, distance.ahead) == (0, 0)


def _detail(found: Found) -> str:
    distance = found.distance
    if distance is None:
        return tr("This copy cannot be read. Choose an older or newer one.")
    said = []
    if distance.behind:
        more = distance.behind - len(distance.since)
        named = ", ".join(f"“{_short(label)}”" for label in distance.since)
        said.append(
            plural(
                "Since then: {changes} and {n} more.",
                "Since then: {changes} and {n} more.",
                more,
                changes=named,
            )
            if more
            else tr("Since then: {changes}.", changes=named)
        )
    elif (last := distance.last) is not None:
        change = _short(last.label)
        said.append(
            tr("Its last change: “{change}”, {author}.", change=change, author=last.author)
            if last.author
            else tr("Its last change: “{change}”.", change=change)
        )
    if distance.ahead:
        said.append(
            plural(
                "It has {n} change that the plan has not.",
                "It has {n} changes that the plan has not.",
                distance.ahead,
            )
        )
    if found.elsewhere:
        said.append(tr("It was taken of another file of this plan."))
    return " ".join(said)


def _short(label: str) -> str:
    return label if len(label) <= MOST_OF_A_LABEL else f"{label[: MOST_OF_A_LABEL - 1].rstrip()}…"
