"""The merge that is under way into an open file, and what else waits there for a decision."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from outreach.base.errors import NotSaved, Refusal
from outreach.base.language import plural, tr
from outreach.document.backups import Backups
from outreach.document.document import Document
from outreach.document.edits import Changes
from outreach.history.undo import redo
from outreach.merge import drafts
from outreach.merge.bringing import merge, taken_back
from outreach.merge.decisions import Answer, Decision, decide, decisions
from outreach.merge.drafts import Draft
from outreach.merge.left import anything_waits
from outreach.merge.report import Report
from outreach.merge.review import Given, Review, digest_of
from ui.pages.merge.comparing import Comparing
from ui.session import Session

PAUSE_MS = 300
"""So long after an edit of the open file a merge that is under way is compared again."""


class Stage(Enum):
    """How far it is."""

    NONE = "none"
    """No merge is under way here; one may have been left earlier: :attr:`Reviewing.left`."""
    COMPARING = "comparing"
    REFUSED = "refused"
    """The copy cannot be brought in; :attr:`Reviewing.sentence` says why."""
    NOTHING = "nothing"
    """The copy holds nothing that is not here."""
    REVIEW = "review"


class Reviewing(QObject):
    """One for each open file. Nothing is written to the file before :meth:`finish`.

    The answers are kept in the person's own data as they are given, and go from there once the
    merge is finished or cancelled.
    """

    changed = Signal()
    """Something is otherwise than it was: draw it anew."""
    progress = Signal(int, int)
    finished = Signal(object)
    """The report of a merge that was finished."""
    cancelled = Signal(object)
    """The draft of a merge that was given up, with its answers."""
    partners_asked = Signal(object)
    """Partners of the file of another initiative at this path are to be brought in."""
    copy_asked = Signal()
    """A colleague's copy is to be chosen."""
    told = Signal(str)
    """A sentence that is good to know."""

    def __init__(self, session: Session) -> None:
        """Look for what was left of earlier merges; see :meth:`of`."""
        super().__init__(session)
        self.session = session
        self.stage = Stage.NONE
        self.source = Path()
        """The copy that is being brought in."""
        self.sentence = ""
        self.review: Review | None = None
        self.up_to_date = True
        """Whether the review is of the two files as they are now."""
        self.left: Draft | None = None
        """A merge that was left, to be gone on with."""
        self.open: list[Decision] = []
        """What waits for a decision in the file itself."""
        self._given: Mapping[str, Given] = {}
        self._agreed = ""
        self._finishing = False
        self._comparing = Comparing(self)
        self._comparing.compared.connect(self._compared)
        self._comparing.refused.connect(self._refused)
        self._comparing.progress.connect(self.progress)
        self._later = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._later.timeout.connect(self.again)
        session.changed.connect(self._on_changed)
        session.reloaded.connect(self._on_reloaded)
        session.refused.connect(self._not_finished)
        session.not_saved.connect(self._not_finished)
        self._look()

    @classmethod
    def of(cls, session: Session) -> Reviewing:
        """Return the one of ``session``."""
        found = session.findChild(cls)
        return found if isinstance(found, cls) else cls(session)

    @property
    def waiting(self) -> int:
        """How many decisions wait for the person."""
        if self.review is not None:
            return len(self.review.to_decide)
        if self.left is not None:
            return max(self.left.decisions - len(self.left.given), 0)
        return len(self.open)

    @property
    def under_way(self) -> bool:
        """Whether there is anything to see here."""
        return self.stage is not Stage.NONE or self.left is not None or bool(self.open)

    @property
    def why_not_finished(self) -> str:
        """Why the merge cannot be finished now; empty when it can, decided or not."""
        if self.review is None:
            return tr("No merge is under way.")
        if not self.up_to_date or self._finishing:
            return tr("One moment: the two files are being compared.")
        if self.review.asks_to_erase and not self.review.agreed:
            return tr("Erasing records for good has to be agreed to first.")
        standing = self.session.standing
        if standing is not None and standing.why:
            return tr("Your plan cannot be saved now. Finish when it can; your answers are kept.")
        return self.session.why_read_only

    # --- bringing a copy in --------------------------------------------------------------

    def bring_in(self, source: Path) -> None:
        """Compare the copy at ``source`` with the open file, to look through what it brings."""
        if self.source != source:
            self.review = None
        self._remember()
        self.source, self.review = source, None
        self._compare(Stage.COMPARING)

    def again(self) -> None:
        """Compare anew what is under way."""
        if self.review is not None and not self._finishing:
            self._remember()
            self._compare(Stage.REVIEW)
        elif self.stage is not Stage.NONE:
            self._compare(Stage.COMPARING)

    def go_on(self) -> None:
        """Take up the merge that was left."""
        if self.left is not None:
            self.bring_in(self.left.source)

    def leave(self) -> None:
        """Leave it for now; what was answered is kept."""
        self._stop()
        self._look()
        self.changed.emit()

    def cancel(self) -> None:
        """Give up the merge, with the answers; the open file was never touched."""
        dropped = self._draft() if self.review is not None else self.left
        if dropped is not None:
            drafts.forget(dropped)
        self.leave()
        if dropped is not None:
            self.cancelled.emit(dropped)

    def take_up(self, dropped: Draft) -> None:
        """Take up again a merge that was given up."""
        with suppress(NotSaved):  # they are kept with the next answer, or it is said
            drafts.keep(dropped)
        self.bring_in(dropped.source)

    def close(self) -> None:
        """Leave it, and end what goes on in the background: nothing is shown of the file now."""
        self._stop()
        self._comparing.close()
        if self.session.is_open:
            self._look()

    # --- deciding ------------------------------------------------------------------------

    def answer(self, decision: Decision, take: Answer) -> None:
        """Answer a decision: of the merge for when it is finished, of the file by an edit."""
        if self.review is None:
            self.session.change(lambda document: decide(document, decision.id, take))
            return
        self.review.answer(decision, take)
        self._keep()
        self.changed.emit()

    def take_back(self, decision: Decision) -> None:
        """Have a decision of the merge undecided again."""
        if self.review is not None:
            self.review.take_back(decision)
            self._keep()
            self.changed.emit()

    def agree(self, agreed: bool) -> None:
        """Agree to erasing records for good, or not."""
        if self.review is not None:
            self.review.agreed = agreed
            self._keep()
            self.changed.emit()

    def finish(self) -> None:
        """Bring the copy in as one edit, with the answers; what has none waits in the file."""
        review = self.review
        if review is None or self.why_not_finished:
            return
        answers, agreed = dict(review.answers), review.agreed
        reports: list[Report] = []

        def write(document: Document) -> Changes:
            if digest_of(review.source) != review.digest:
                raise Refusal(
                    tr(
                        "“{name}” was changed meanwhile, so it was not brought in and "
                        "nothing was changed. It is compared again.",
                        name=review.source.name,
                    )
                )
            backups = Backups()
            report = merge(
                document, review.source, answers=answers, erase_many=agreed, backups=backups
            )
            reports.append(report)
            return report.changes

        def done(_: Changes) -> None:
            self._finishing = False
            drafts.forget(self._draft_of(review))
            self.leave()
            self.finished.emit(reports[-1])

        self._finishing = True
        self.changed.emit()
        self.session.change(write, done)

    @property
    def is_other(self) -> bool:
        """Whether the file is of another initiative, so that only partners can come from it."""
        return self.stage is Stage.REFUSED and self._comparing.is_other

    def ask_for_partners(self) -> None:
        """Leave the merge, and have partners of the other initiative brought in."""
        source = self.source
        self.leave()
        self.partners_asked.emit(source)

    @property
    def taken_back(self) -> str:
        """The merge of this copy that was taken back, to be done again; empty for none."""
        if self.stage is not Stage.NOTHING:
            return ""
        return taken_back(self.session.document, self.source.name)

    def do_again(self) -> None:
        """Do the merge again that was taken back."""
        edit = self.taken_back
        if edit:
            self.session.change(lambda document: redo(document, edit).changes)
            self.leave()

    def _stop(self) -> None:
        self._later.stop()
        self._comparing.drop()
        self.review, self.stage, self.up_to_date = None, Stage.NONE, True

    # --- what became of it ---------------------------------------------------------------

    def _compare(self, stage: Stage) -> None:
        standing = self.session.standing
        if standing is None:
            return
        self._later.stop()
        self.stage, self.up_to_date = stage, False
        self.changed.emit()
        self._comparing.compare(standing.place, self.session.author, self.source)

    def _compared(self, review: Review) -> None:
        before = self._before(review)
        given = before.given if before is not None and not self._given else self._given
        lost = review.take_over(given)
        agreed = before.digest if before is not None and before.agreed else self._agreed
        review.agreed = review.asks_to_erase and agreed == review.digest
        self.review = review if review.report else None
        self.stage = Stage.REVIEW if review.report else Stage.NOTHING
        self.up_to_date, self.left = True, None
        for draft in drafts.kept(self.session.document.id, self.session.path):
            if draft.source == review.source.resolve():
                drafts.forget(draft)
        if self.review is not None:
            self._keep()
        self.changed.emit()
        self._tell_of(review, len(given), lost)

    def _before(self, review: Review) -> Draft | None:
        """Return what was kept of this merge: of the very copy, or else of what it was before."""
        kept = drafts.kept(self.session.document.id, self.session.path)
        of_it = (draft for draft in kept if draft.digest == review.digest)
        of_path = (draft for draft in kept if draft.source == review.source.resolve())
        return next(of_it, None) or next(of_path, None)

    def _tell_of(self, review: Review, given: int, lost: int) -> None:
        fit = given - lost
        if lost:
            said = plural(
                "The files have changed since: One answer does not fit any more and is asked anew.",
                "The files have changed since: {n} answers do not fit any more and are asked anew.",
                lost,
            )
            if fit:
                said += " " + plural("The other {n} still fit.", "The other {n} still fit.", fit)
            self.told.emit(said)
        elif fit and not self._given:
            self.told.emit(
                tr(
                    "You go on where you left: {decided} of {total} are decided.",
                    decided=fit,
                    total=len(review.report.decisions),
                )
            )
        self._given = {}

    def _remember(self) -> None:
        """Keep in mind what was answered, for the comparison that follows."""
        review = self.review
        self._given = dict(review.given) if review else {}
        self._agreed = review.digest if review and review.agreed else ""

    def _refused(self, sentence: str) -> None:
        self.stage, self.sentence, self.review = Stage.REFUSED, sentence, None
        self.up_to_date = True
        self.changed.emit()

    def _not_finished(self, _: str) -> None:
        if self._finishing:
            self._finishing = False
            self.again()

    def _on_changed(self, changes: Changes) -> None:
        if changes and not self._finishing:
            self._on_reloaded()

    def _on_reloaded(self) -> None:
        if self.review is not None:
            self.up_to_date = False
            self._later.start()
        self._look()
        self.changed.emit()

    def _look(self) -> None:
        """See what waits in the file, and what was left of earlier merges."""
        document = self.session.document
        self.open = decisions(document) if anything_waits(document.connection) else []
        if self.stage is Stage.NONE and not self.session.read_only:
            self.left = next(iter(drafts.kept(document.id, self.session.path)), None)

    def _keep(self) -> None:
        draft = self._draft()
        if draft is None:
            return
        try:
            drafts.keep(draft)
        except NotSaved as error:
            self.told.emit(str(error))

    def _draft(self) -> Draft | None:
        return self._draft_of(self.review) if self.review is not None else None

    def _draft_of(self, review: Review) -> Draft:
        return Draft(
            self.session.document.id,
            self.session.path,
            review.source,
            review.digest,
            dict(review.given),
            review.agreed,
            len(review.report.decisions),
        )
