"""Forgetting a person from the window: asked about in one dialog, done in the lane."""

from __future__ import annotations

from collections.abc import Callable, Collection

from outreach.base.errors import Refusal, expected
from outreach.base.language import plural, tr
from outreach.document.backups import Backups
from outreach.document.document import Document
from outreach.merge.left import forget_all
from outreach.privacy.forgetting import Forgotten, Traces, forget, traces
from outreach.privacy.on_this_computer import stand_ins
from ui.dialogs.forget_person import ForgetPerson, Wishes
from ui.privacy.host import Host


def forget_person(host: Host, person: str) -> None:
    """Ask what is to go with a person and what stays, and forget them."""
    session, status = host.session, host.status
    if session is None or status is None or session.read_only:
        return

    def find(also: Collection[str]) -> Traces:
        # In the lane, so that what was just typed is looked through as well.
        return session.call(lambda document: traces(document, person, also))

    try:
        id = session.document.id
        copies = len(Backups().of(id)) + len(stand_ins(id, person))
        dialog = ForgetPerson(find, copies, host.shell)
    except Refusal as refusal:
        status.warn(str(refusal))
        return

    def done(forgotten: Forgotten) -> None:
        dialog.finish()
        # What is typed and kept for this very window: their forms are gone by now.
        session.unsaved_words.keep()
        status.tell(_said(forgotten))

    def failed(error: Exception) -> None:
        dialog.refuse(str(error))
        expected(error)

    dialog.wished.connect(lambda wishes: session.erase(_job(person, wishes), done, failed))
    dialog.exec()
    dialog.deleteLater()


def _job(person: str, wishes: Wishes) -> Callable[[Document], Forgotten]:
    """Return what is done in the lane."""

    def job(document: Document) -> Forgotten:
        done = forget(
            document,
            person,
            wishes.why,
            also=wishes.also,
            texts=wishes.texts,
            with_objections=wishes.with_objections,
            backups=Backups(),
            delete_copies=wishes.delete_copies,
        )
        forget_all(document.id)
        return done

    return job


def _said(done: Forgotten) -> str:
    """Say what was done, without naming them."""
    said = [tr("The person is forgotten.")]
    if done.texts:
        said.append(
            plural(
                "The name is gone from {n} text.", "The name is gone from {n} texts.", done.texts
            )
        )
    if done.copies_left:
        said.append(
            plural(
                "{n} copy on this computer still holds them.",
                "{n} safe copies or kept files on this computer still hold them.",
                done.copies_left,
            )
        )
    said.append(tr("Paper and copies that others have still name them."))
    return " ".join(said)
