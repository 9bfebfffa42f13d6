"""What the page shows while there is nothing to decide on: begin, go on, comparing, refused."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from outreach.base.language import plural, tr
from ui.pages.merge.reviewing import Reviewing, Stage
from ui.theme import measure
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.empty import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.marks import IconMark
from ui.widgets.middle import Middle

ANOTHER = tr("Choose another file…")


class Comparing(Middle):
    """How far the comparison is, and a way to leave it."""

    def __init__(self, reviewing: Reviewing) -> None:
        """Follow what is under way."""
        super().__init__(tr("Comparing"))
        name = reviewing.source.name
        self.head(
            IconMark("git-merge", "accent", 44),
            tr("Comparing “{name}” with your plan", name=name),
            tr("Nothing is written to your plan before you finish."),
        )
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1)
        self.bar.setAccessibleName(tr("How far the comparison is"))
        self.column.addWidget(self.bar)
        reviewing.progress.connect(self._tell)
        self.stop = Button(tr("Cancel"))
        self.stop.clicked.connect(reviewing.leave)
        self.column.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignHCenter)

    def _tell(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)


class Stopped(Middle):
    """A sentence on why there is nothing to review, and the ways on."""

    another_asked = Signal()

    def __init__(self, reviewing: Reviewing) -> None:
        """Say what came of it."""
        super().__init__(tr("Merge review"))
        name, refused = reviewing.source.name, reviewing.stage is Stage.REFUSED
        if refused:
            self.head(
                IconMark("circle-alert", "warn", 44),
                tr("“{name}” was not brought in", name=name),
                reviewing.sentence,
            )
        else:
            text = tr("Everything that it holds is in your plan already.")
            if reviewing.taken_back:
                text += " " + tr("You took back bringing it in; that can be done again.")
            self.head(
                IconMark("circle-check", "ok", 44), tr("Nothing new in “{name}”", name=name), text
            )
        another = PrimaryButton(ANOTHER, "folder-open")
        another.clicked.connect(self.another_asked)
        again = Button(tr("Try again"))
        again.clicked.connect(reviewing.again)
        leave = Button(tr("Leave it") if refused else tr("Close"))
        leave.clicked.connect(reviewing.leave)
        buttons = [another, again, leave] if refused else [another, leave]
        self.redo: Button | None = None
        """Brings in again what was taken back, where there is that."""
        if reviewing.taken_back:
            self.redo = Button(tr("Bring it in again"), "redo-2")
            self.redo.clicked.connect(reviewing.do_again)
            self.redo.explain(reviewing.session.why_read_only)
            buttons.insert(1, self.redo)
        if reviewing.is_other:
            partners = PrimaryButton(tr("Bring partners in…"), "users")
            partners.clicked.connect(reviewing.ask_for_partners)
            partners.explain(reviewing.session.why_read_only)
            buttons = [partners, *buttons[:1], *buttons[2:]]
        row = QWidget()
        flow = FlowLayout(row)
        for button in buttons:
            flow.addWidget(button)
        measure.maximum_width(row, 480)
        self.column.addWidget(row, 0, Qt.AlignmentFlag.AlignHCenter)


def beginning(reviewing: Reviewing, choose: Callable[[], object]) -> EmptyState:
    """Return what is shown while no merge is under way: how to begin, or to go on with one."""
    left = reviewing.left
    if left is None:
        first = PrimaryButton(tr("Bring in a colleague’s copy…"), "git-merge")
        first.clicked.connect(lambda _=False: choose())
        first.explain(reviewing.session.why_read_only)
        return EmptyState(
            "git-merge",
            tr("Did a colleague send a copy back?"),
            tr(
                "Look through what it changes and decide where you disagree. "
                "Nothing is lost on either side."
            ),
            first,
        )
    go_on = PrimaryButton(tr("Go on"))
    go_on.clicked.connect(reviewing.go_on)
    drop = Button(tr("Cancel merge"))
    drop.clicked.connect(reviewing.cancel)
    return EmptyState(
        "git-merge",
        tr("Go on with “{name}”?", name=left.source.name),
        plural(
            "You took {taken} of {n} decision and left the rest. "
            "Nothing was written to your plan yet.",
            "You took {taken} of {n} decisions and left the rest. "
            "Nothing was written to your plan yet.",
            left.decisions,
            taken=len(left.given),
        ),
        go_on,
        drop,
    )
