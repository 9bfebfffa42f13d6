"""A new plan: a name and four questions, whose answers become the first records; or a recipe."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QHBoxLayout, QWidget

from outreach.base.errors import Refusal
from outreach.base.language import tr
from outreach.cause.kinds import Initiative, UseCase
from outreach.document.document import Document
from outreach.document.records import Record
from outreach.exchange.json_file import read_json
from outreach.exchange.recipe import is_recipe, new_from_recipe
from outreach.initiative import create
from outreach.network.kinds import Champion, Organisation, Person
from ui.dialogs.dialog import Dialog
from ui.forms.editor import FieldEditor
from ui.forms.editors import editor_for
from ui.widgets.buttons import QuietButton
from ui.widgets.labels import Label


@dataclass(frozen=True, slots=True)
class FirstAnswers:
    """What the four questions were answered; empty where nothing was said."""

    name: str
    question: str = ""
    holder: str = ""
    user: str = ""
    trusted: str = ""
    recipe: object = None
    """What a recipe holds that the plan begins with; None for none."""

    def make(self, path: Path, author: str) -> None:
        """Make a file at ``path`` that holds the answers.

        Raises:
            Refusal: when a file of that name exists, or the recipe is none.
            NotSaved: when the folder cannot be written to.
        """
        if self.recipe is None:
            made = create(path, self.name, author=author)
        else:
            made = new_from_recipe(self.recipe, self.name, path, author, dt.date.today())
        with made as document:
            self._write(document)

    def _write(self, document: Document) -> None:
        with document.edit(tr("Wrote down the first answers")) as edit:
            # What is asked belongs to both: so the first brief of either says it.
            asked = [edit.add(UseCase, title=self.question)] if self.question else []
            for said, role in ((self.holder, "data_producer"), (self.user, "data_user")):
                for name in _names(said):
                    edit.add(
                        Organisation,
                        name=name,
                        role=role,
                        partner_type="direct",
                        status="not_started",
                        use_cases=asked,
                    )
            for name in _names(self.trusted):
                edit.add(Champion, person=edit.add(Person, name=name), status="identified")


def _names(said: str) -> list[str]:
    """Return the names in an answer, between which stand semicolons; each once."""
    return list(dict.fromkeys(name for part in said.split(";") if (name := part.strip())))


class NewPlan(Dialog):
    """Asks for the name and the four questions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the questions; only the name must be answered."""
        super().__init__(tr("New plan"), tr("Choose where to keep it…"), parent)
        self._editors: dict[str, FieldEditor] = {}
        self._column = self.column(tr("Questions"))
        self._ask("name", tr("What is the effort called?"), Initiative, "name")
        self._ask("question", tr("What question do you want answered?"), UseCase, "title")
        self._ask("holder", tr("Who has the figures?"), Organisation, "name")
        self._ask("user", tr("Who would use them?"), Organisation, "name")
        self._ask("trusted", tr("Whom do you already trust to speak for it?"), Person, "name")
        self._recipe: object = None
        self.choose = QuietButton(tr("Begin with a recipe…"), "route")
        self.choose.clicked.connect(self._ask_for_recipe)
        self.chosen = Label(
            tr("The order that worked in another plan."), "caption", "text2", wrap=True
        )
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addWidget(self.chosen, 1)
        self._column.addLayout(row)
        self._column.addWidget(
            Label(
                tr("Put a semicolon between several partners or people."),
                role="caption",
                tone="text2",
                wrap=True,
            )
        )
        self._column.addWidget(
            Label(
                tr("Only the name is needed now. Everything can be changed later."),
                role="caption",
                tone="text2",
            )
        )
        self._column.addStretch(1)
        # Enter in a question goes on to the next one: a form is not sent off by its first line.
        self.go.setDefault(False)
        self.go.setAutoDefault(False)
        self.cancel.setAutoDefault(False)
        self.choose.setAutoDefault(False)
        self.fit(580, 530)
        self._editors["name"].control().setFocus()

    def _ask(self, key: str, question: str, kind: type[Record], field: str) -> None:
        needed = key == "name"
        declared = kind.KIND.by_name[field].but(label=question, help="", required=needed)
        self._editors[key] = editor_for(declared)
        self._column.addWidget(self._editors[key])

    def editor(self, key: str) -> FieldEditor:
        """Return the editor of a question, by the name of its answer."""
        return self._editors[key]

    def answers(self) -> FirstAnswers:
        """Return what was answered."""
        said = {key: editor.value() or "" for key, editor in self._editors.items()}
        return FirstAnswers(**said, recipe=self._recipe)

    def begin_with(self, path: Path) -> None:
        """Begin with the recipe at ``path``; what is none is refused in words."""
        try:
            found = read_json(path)
            if not is_recipe(found):
                raise Refusal(tr("“{name}” is no recipe, so it was not taken.", name=path.name))
        except OSError as error:
            self.show_problem(
                tr(
                    "“{name}” could not be read ({strerror}).",
                    name=path.name,
                    strerror=error.strerror,
                )
            )
        except Refusal as refusal:
            self.show_problem(str(refusal))
        else:
            self._recipe = found
            self.chosen.setText(tr("Begins with the order of “{name}”.", name=path.name))
            self.show_problem("")

    def _ask_for_recipe(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("Begin with a recipe"), str(Path.home()), tr("Recipes (*.json)")
        )
        if chosen:
            self.begin_with(Path(chosen))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the next question with Enter; on a button Enter presses it."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.modifiers():
            super().keyPressEvent(event)
            return
        now = QApplication.focusWidget()
        if isinstance(now, QAbstractButton):
            now.click()
        else:
            self.focusNextChild()

    def accept(self) -> None:
        """Go on when there is a name."""
        # Every editor is asked, so that each says what is wrong with it.
        fits = [editor.commit() for editor in self._editors.values()]
        if not all(fits):
            return
        if not self.answers().name:
            self._editors["name"].show_problem(tr("Give it a name; you can change it later."))
            self._editors["name"].control().setFocus()
            return
        super().accept()
