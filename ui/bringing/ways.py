"""The window's ways in and out; what a way needs is loaded when somebody goes it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QFileDialog

from outreach.base.language import tr

if TYPE_CHECKING:
    from ui.files import Files
    from ui.merging import Merging
    from ui.session import Session
    from ui.shell.window import MainShell
    from ui.status import Status

LISTS = tr("Lists and plans (*.csv *.tsv *.txt *.xlsx *.vcf *.ics *.json *.db);;All files (*)")


class Host(Protocol):
    """What is needed of the window."""

    shell: MainShell
    session: Session | None
    status: Status | None
    merging: Merging | None

    @property
    def files(self) -> Files:
        """Asks where files are to go."""

    def commit(self) -> bool:
        """Take over everything that is typed; False when something does not fit."""

    def open_path(self, path: Path) -> bool:
        """Open a file in place of what is open."""


def handlers(host: Host) -> dict[str, Callable[[], object]]:
    """Return what the entries of the menu do, by their ids."""
    return {
        "import": partial(ask, host),
        "export": partial(leave, host),
        "duplicates": partial(deduplicate, host),
    }


def ask(host: Host) -> None:
    """Ask for a file, and bring in what it holds."""
    if host.session is None or host.session.read_only or not host.commit():
        return
    chosen, _ = QFileDialog.getOpenFileName(
        host.shell, tr("Import"), str(host.session.path.parent), LISTS
    )
    if chosen:
        take(host, Path(chosen))


def take(host: Host, path: Path) -> None:
    """Bring in what the file at ``path`` holds; without a plan that can be edited, open it."""
    from ui.bringing.bringing_in import BringingIn

    if host.session is None or path.suffix.lower() == ".age":
        host.open_path(path)
    elif host.session.read_only:
        if host.status is not None:
            host.status.warn(
                f"{host.session.why_read_only} "
                + tr("“{name}” was not brought in.", name=path.name)
            )
    elif host.commit():
        BringingIn(host, path)


def leave(host: Host) -> None:
    """Write a list for another program."""
    from ui.bringing.leaving import export_list

    export_list(host)


def deduplicate(host: Host) -> None:
    """Ask about people and partners who may be there twice."""
    from ui.bringing.deduplicating import Deduplicating

    if host.session is not None and not host.session.read_only and host.commit():
        Deduplicating(host.session, host.shell).run()


def write_mail(host: Host, partner: str, paper: str) -> None:
    """Ask about a message to somebody, of ``partner`` if one is chosen."""
    from ui.bringing.mailing import Mailing

    if host.session is not None and host.commit():
        Mailing(host, partner, paper).run()


def attach(host: Host) -> None:
    """Let files be dropped on the window, and partners be asked for from the merge review.

    The calendar beside the plan is kept up to date, where there is one.
    """
    from ui.bringing.dropping import Dropping
    from ui.bringing.subscribing import Subscribing

    if host.shell.findChild(Dropping) is None:
        Dropping(host.shell, lambda path: take(host, path))
    if host.session is not None and host.session.findChild(Subscribing) is None:
        Subscribing(host.session)
    if host.merging is not None:
        host.merging.partners_asked.connect(lambda path: take(host, path))
