"""The form at the side: whose brief, which edition, on which paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from outreach.base.language import tr
from outreach.base.words import first_of, sentence_case
from outreach.briefs.content import Edition
from outreach.briefs.lacking import about_propositions
from outreach.document.fields import Ref
from outreach.vocabulary import PAPER_DESIGNS, PAPER_LANGUAGES
from ui.forms.editors import editor_for
from ui.pages.briefs.drawing import Drawn, Wanted
from ui.records.choices import choices
from ui.session import Session
from ui.theme import measure
from ui.theme.appearance import appearance, theme
from ui.widgets.bands import WarningBand
from ui.widgets.buttons import QuietButton
from ui.widgets.inputs import CheckBox, ComboBox
from ui.widgets.labels import Label
from ui.widgets.segmented import Segmented

EDITIONS = {
    Edition.HANDOUT: tr("For the partner. It holds nothing confidential."),
    Edition.INTERNAL: tr("For the team only, with notes and judgements."),
    Edition.POCKET: tr("A card for whoever speaks for us, four on a sheet to cut."),
}
WHAT = {
    "one": tr("One or two pages that a partner can read in two minutes."),
    "pack": tr("A cover, contents, every partner in the order of the plan, map, lists and slips."),
}
SIDE = 316
"""How wide the form is, in design pixels."""
_MARGIN, _BAR = 24, 10
"""Design pixels at either side of the form, and of its scroll bar."""


class AskingPane(QWidget):
    """What goes onto paper, and what is to be known about it before it leaves the house."""

    changed = Signal()
    """The person has chosen something else."""
    coordinator_asked = Signal()
    """The person wants to say who is called."""

    def __init__(self, session: Session, paper: str) -> None:
        """Offer the partners of the file; ``paper`` is the size to begin with."""
        super().__init__()
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._build(session, paper)
        column = QVBoxLayout(self)
        measure.margins(column, _MARGIN, 18, _MARGIN, 18)
        measure.spacing(column, 6)
        for title, part, line in (
            (tr("What to print"), self.what, self._what_line),
            ("", self.partner, None),
            ("", self._cover, None),
            (tr("Edition"), self.edition, self._edition_line),
            (tr("Paper"), self.paper, None),
            (tr("Design"), self.design, None),
            (tr("Language of labels"), self.language, None),
        ):
            if title:
                column.addSpacing(6)
                column.addWidget(Label(title, "strong"))
            column.addWidget(part)
            if line is not None:
                column.addWidget(line)
        column.addSpacing(6)
        for part in self._below:
            column.addWidget(part)
        column.addStretch()
        note = tr("It follows every change. Nothing leaves this computer.")
        column.addWidget(Label(note, "caption", "text2", wrap=True))
        self._explain()
        self._fit()
        appearance().changed.connect(self._fit)

    def wanted(self, today: Callable[[], dt.date]) -> Wanted | None:
        """Return what is chosen; None while no partner is."""
        pack = self.what.value() == "pack"
        partner = "" if pack else self.partner.value()
        if not pack and not partner:
            return None
        return Wanted(
            partner=partner or "",
            edition=Edition(self.edition.value()),
            paper=self.paper.value(),
            day=today(),
            prepared_for=self.prepared_for.text().strip() if pack else "",
            design=self.design.currentData(),
            language=self.language.currentData(),
            only_with_proposition=pack and self.leave_out.isChecked(),
        )

    def show_partner(self, id: str | None) -> None:
        """Choose a partner, and that one brief is wanted."""
        if id:
            self.what.set_value("one")
        self.partner.set_value(id)
        self._explain()

    def warn(self, drawn: Drawn | None) -> None:
        """Say what is to be known about what was drawn."""
        promised = first_of(drawn.promised) if drawn else ""
        missing = first_of(drawn.missing) if drawn else ""
        bare = about_propositions(drawn.bare) if drawn else ""
        self._promised.set(
            tr(
                "This names partners who have only promised: {promised}. Ask them first.",
                promised=promised,
            )
        )
        self._promised.setVisible(bool(promised))
        self._missing.set(
            tr(
                "Characters that cannot be printed: {missing}. They show as boxes.",
                missing=missing,
            )
        )
        self._missing.setVisible(bool(missing))
        nobody = drawn.nobody_to_call if drawn else ""
        self._nobody.set(nobody)
        for part in (self._nobody, self.choose):
            part.setVisible(bool(nobody))
        self._bare.set(bare)
        self._bare.setVisible(bool(bare))
        self.leave_out.setVisible(drawn is not None and drawn.may_leave_out)

    def _build(self, session: Session, paper: str) -> None:
        self.what = Segmented(
            tr("What to print"), [("one", tr("One partner")), ("pack", tr("Whole pack"))]
        )
        field = Ref(name="partner", label=tr("Partner"), kinds=("organisation",), required=True)
        self.partner = editor_for(field, choices(session))
        self._cover = QWidget()
        cover = QVBoxLayout(self._cover)
        cover.setContentsMargins(0, 0, 0, 0)
        measure.spacing(cover, 4)
        cover.addWidget(Label(tr("Prepared for"), "chip", "text2"))
        self.prepared_for = QLineEdit()
        self.prepared_for.setAccessibleName(tr("Prepared for"))
        self.prepared_for.setPlaceholderText(tr("A name on the cover, or nothing"))
        self.prepared_for.setMaxLength(200)
        cover.addWidget(self.prepared_for)
        editions = [
            (Edition.HANDOUT.value, tr("Hand-out")),
            (Edition.INTERNAL.value, tr("Internal")),
            (Edition.POCKET.value, tr("Card")),
        ]
        self.edition = Segmented(tr("Edition"), editions)
        self.paper = Segmented(tr("Paper"), [("A4", "A4"), ("LETTER", tr("Letter"))], paper)
        self.design = _choice(tr("Design"), PAPER_DESIGNS)
        self.language = _choice(tr("Language of labels"), PAPER_LANGUAGES)
        self._what_line = Label("", "caption", "text2", wrap=True)
        self._edition_line = Label("", "caption", "text2", wrap=True)
        self._build_bands()
        for choice in (self.what, self.edition, self.paper):
            choice.changed.connect(self._taken)
        for combo in (self.design, self.language):
            combo.currentIndexChanged.connect(self._taken)
        self.partner.edited.connect(self._taken)
        self.prepared_for.textEdited.connect(self._taken)

    def _build_bands(self) -> None:
        self._promised, self._missing = WarningBand(""), WarningBand("")
        self._bare, self._nobody = WarningBand(""), WarningBand("")
        internal = tr("This edition is for the team only. Every page says INTERNAL.")
        self._internal = WarningBand(internal)
        self.choose = QuietButton(tr("Choose a coordinator"))
        self.choose.clicked.connect(lambda: self.coordinator_asked.emit())
        self.leave_out = CheckBox(tr("Leave out partners without one"))
        self.leave_out.toggled.connect(self._taken)
        self._below = (
            self._internal,
            # What spoils most stands where a low window still shows it.
            self._bare,
            self.leave_out,
            self._nobody,
            self.choose,
            self._promised,
            self._missing,
        )
        for part in self._below:
            part.hide()

    def _fit(self) -> None:
        """Choose from a list where the choices are too long to stand side by side."""
        room = theme().em(SIDE - 2 * _MARGIN - _BAR)
        for choice in (self.what, self.edition, self.paper):
            choice.set_compact(choice.full_width() > room)

    def _taken(self, _: object = None) -> None:
        self._explain()
        self.changed.emit()

    def _explain(self) -> None:
        pack = self.what.value() == "pack"
        self.partner.setVisible(not pack)
        self._cover.setVisible(pack)
        self._what_line.setText(WHAT[self.what.value()])
        edition = Edition(self.edition.value())
        self._edition_line.setText(EDITIONS[edition])
        self._internal.setVisible(edition is Edition.INTERNAL)


def _choice(name: str, choices: Mapping[str, str]) -> ComboBox:
    """Return a choice whose first is what the initiative says."""
    usual = ("", tr("As the initiative says"))
    combo = ComboBox(name, [usual, *((v, sentence_case(words)) for v, words in choices.items())])
    combo.setMinimumContentsLength(8)
    return combo
