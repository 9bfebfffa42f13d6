"""The open file in a shared folder: rounds while it is open, and asking which folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from outreach.base.language import plural, tr
from outreach.document.document import Document
from outreach.document.edits import Changes
from outreach.sharing import membership
from outreach.sharing.membership import Membership
from ui.session import Session
from ui.widgets.banner import Banner, BannerTone

if TYPE_CHECKING:
    from outreach.merge.report import Report
    from ui.privacy.host import Host

KEY = "shared"
"""The banner's name in the shell."""
EVERY_SECONDS = 60
"""Network drives tell of no changes, so the folder is looked at as well."""
SETTLE_MS = 1500
"""A file that is being carried in changes many times; it is looked at when it has been still."""


class Sharing(QObject):
    """Takes in what the others write for as long as the file is open; quiet when there is none."""

    def __init__(self, host: Host, session: Session) -> None:
        """Begin with a round, when the file is shared on this computer."""
        super().__init__(session)
        self._host, self._session = host, session
        self.member: Membership | None = None
        self._tried: dict[str, str] = {}
        """What could not be taken in, and what it looked like then."""
        self._under_way = False
        self._came: list[Report] = []
        self._told = ""
        self._still = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._still.timeout.connect(self.round)
        self._again = QTimer(self, interval=EVERY_SECONDS * 1000)
        self._again.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._again.timeout.connect(self.round)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _: self._still.start())
        session.changed.connect(self._on_changed)
        if not session.read_only:
            self._follow(membership.find(session.document.id))

    def begin(self, folder: Path) -> None:
        """Share through ``folder`` from now on, where that is possible; else say why not."""
        from outreach.base.errors import Refusal
        from outreach.initiative import the_initiative

        document = self._session.document
        try:
            membership.check_folder(folder, document.path)
        except Refusal as refusal:
            self._say(str(refusal), "warn")
            return
        name = the_initiative(document).name
        self._follow(membership.begin(document.id, name, self._session.author, folder))

    def stop(self) -> None:
        """Share no longer; the files in the folder stay."""
        self._follow(None)
        id = self._session.document.id
        # After a round that may be under way: it would note the folder again.
        self._session.fetch(lambda _: membership.end(id), self._done, self._failed)

    def round(self) -> None:
        """Take in what is new, then give what is new here; one round at a time."""
        from outreach.sharing.rounds import news

        member = self.member
        if member is None or self._under_way:
            return
        self._under_way, self._came = True, []

        def found(paths: list[Path]) -> None:
            for path in paths:
                self._session.change(partial(self._take, member, path))
            self._session.fetch(partial(self._give, member), self._done, self._failed)

        self._session.fetch(lambda _: news(member, self._tried), found, self._failed)

    def _follow(self, member: Membership | None) -> None:
        if watched := self._watcher.directories():
            self._watcher.removePaths(watched)
        self.member, self._tried, self._told = member, {}, ""
        self._host.shell.hide_banner(KEY)
        if member is None:
            self._again.stop()
            return
        self._watcher.addPath(str(member.folder))
        self._again.start()
        self.round()

    def _take(self, member: Membership, path: Path, document: Document) -> Changes:
        # In the lane.
        from outreach.base.errors import NotSaved, Refusal
        from outreach.document.backups import Backups
        from outreach.merge.report import NOTHING
        from outreach.sharing.rounds import state_of, take

        state = state_of(path)
        try:
            report = take(document, member, path, backups=Backups())
        except NotSaved:
            raise
        except Refusal as refusal:
            if state is not None:
                self._tried[path.name] = state
            self._told = tr("“{name}” was not taken in.", name=path.name) + f" {refusal}"
            return NOTHING
        if report:
            self._came.append(report)
            return report.changes
        return NOTHING

    def _give(self, member: Membership, document: Document) -> None:
        # In the lane.
        from outreach.sharing.rounds import give_if_new

        if self.member is member:
            give_if_new(document, member)
            membership.keep(member)

    def _done(self, _: None) -> None:
        self._under_way = False
        if self._told:
            self._say(self._told, "warn")
            self._told = ""
        elif self._came:
            self._say_what_came()

    def _failed(self, error: Exception) -> None:
        self._under_way = False
        self._say(str(error), "warn")

    def _say_what_came(self) -> None:
        from ui.pages.merge.words import people

        authors = dict.fromkeys(author for report in self._came for author in report.authors)
        text = plural(
            "{n} edit by {people} came in.",
            "{n} edits by {people} came in.",
            sum(report.edits for report in self._came),
            people=people(tuple(authors)),
        )
        waits = sum(len(report.decisions) for report in self._came)
        if waits:
            text += " " + plural(
                "{n} decision to make, in Merge review.",
                "{n} decisions to make, in Merge review.",
                waits,
            )
        buttons: list[tuple[str, Callable[[], object]]] = []
        if len(self._came) == 1:
            edit = self._came[0].edit
            buttons = [(tr("Undo"), partial(self._session.undo, self._undone, edit))]
        self._say(text, "info", buttons)

    def _undone(self, _: Changes) -> None:
        self._host.shell.hide_banner(KEY)

    def _say(
        self,
        text: str,
        tone: BannerTone,
        buttons: Sequence[tuple[str, Callable[[], object]]] = (),
    ) -> None:
        self._host.shell.show_banner(KEY, Banner(text, tone=tone, buttons=buttons))

    def _on_changed(self, changes: Changes) -> None:
        # What is typed goes out in pauses, not letter by letter.
        if changes and self.member is not None and not self._under_way:
            self._still.start()


def ask(host: Host) -> None:
    """Ask through which folder the open file is shared, or show how it is."""
    session = host.session
    sharing = session.findChild(Sharing) if session is not None else None
    if sharing is None or not host.commit():
        return
    from ui.dialogs.shared_folder import SharedFolder

    dialog = SharedFolder(sharing.member, _choose, host.shell)
    agreed, folder, stops = dialog.exec(), dialog.folder, dialog.stops
    dialog.deleteLater()
    if not agreed:
        return
    if stops:
        sharing.stop()
    elif folder is not None:
        sharing.begin(folder)
    else:
        sharing.round()


def _choose(dialog: QWidget) -> Path | None:
    chosen = QFileDialog.getExistingDirectory(dialog, tr("Choose the team’s folder"))
    return Path(chosen) if chosen else None
