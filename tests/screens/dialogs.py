"""The dialogs, and what else is not a page: the ways to begin, and banners."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from contextlib import closing
from functools import partial
from itertools import pairwise
from pathlib import Path

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from outreach.cadence.kinds import Sequence
from outreach.document.backups import Backups, Why
from outreach.document.keeping import Typed
from outreach.exchange import other_plan, samples, source
from outreach.exchange.combining import compared
from outreach.exchange.duplicates import Duplicate
from outreach.exchange.in_words import InWords
from outreach.exchange.proposal import propose
from outreach.initiative import open_file
from outreach.network.kinds import Organisation, Person
from outreach.privacy.forgetting import traces
from outreach.privacy.redacting import withheld
from outreach.search.index import Group, Index
from tests.document.far import far_lock
from tests.screens.clock import DAY
from ui.bringing.along import Along
from ui.bringing.columns import Columns
from ui.bringing.dialog import BringInDialog, told
from ui.bringing.duplicates import DuplicatesDialog
from ui.bringing.leaving import ExportDialog
from ui.bringing.mailing import Mailing
from ui.dialogs.forget_person import ForgetPerson
from ui.dialogs.keys import Keys
from ui.dialogs.log_contact import LogContact
from ui.dialogs.new_passphrase import NewPassphrase
from ui.dialogs.new_plan import NewPlan
from ui.dialogs.palette import Palette
from ui.dialogs.reason import ReasonDialog
from ui.dialogs.redacted_copy import RedactedCopy
from ui.dialogs.report import ReportDialog
from ui.dialogs.settings import Settings
from ui.dialogs.shared_folder import SharedFolder
from ui.dialogs.typed_words import TypedWords
from ui.opening.face import face_of
from ui.opening.opener import TO_PLAN
from ui.opening.unsealing import Unsealing
from ui.opening.view import FaceDialog, FaceView
from ui.pages.briefs.password import NewPassword
from ui.pages.sequence.dates import DatesDialog, proposed_dates
from ui.pages.sequence.run_bar import PAUSING
from ui.pages.views import NameView
from ui.pages.welcome import Welcome
from ui.session import Session
from ui.theme.apply import dress
from ui.window import Window


def _contact(window: Window) -> QWidget:
    session = _session(window)
    partners = session.document.all(Organisation)
    first = partners[0].id if partners else ""
    return LogContact(session, first, window.shell, today=_today)


def _filled_contact(window: Window) -> QWidget:
    dialog = _contact(window)
    assert isinstance(dialog, LogContact)
    said = "Will join on Thursday. Suggests we show the rule for small counts first. " * 5
    dialog.editor("summary").set_value(said)
    objection = dialog.also("objection")
    objection.words.set_value("Do the raw records stay in the country?")
    objection.editors["category"].set_value("privacy")
    dialog.also("commitment")
    dialog.accept()
    return dialog


def _today() -> dt.date:
    return DAY


def _session(window: Window) -> Session:
    assert window.session is not None
    return window.session


def _dates(window: Window) -> QWidget:
    snapshot = _session(window).snapshot()
    sequence = next(iter(snapshot.sequences.values()), Sequence(id="none", name="No sequence"))
    known = {**snapshot.sequences, sequence.id: sequence}
    shown = dataclasses.replace(snapshot, sequences=known)
    return DatesDialog(proposed_dates(shown, sequence.id, DAY), DAY, window.shell)


def _safe_copies(window: Window) -> QWidget:
    session = _session(window)
    with open_file(session.path, author="Ines").opened() as document:
        Backups().before(document, Why.ASKED)
    return window.safe_copies.dialog(session, session.path)


def _typed_words(window: Window) -> QWidget:
    session = _session(window)
    typed = [
        Typed(f"{partner.name}: Name", f"{partner.name}, as it was typed", partner.id, "name")
        for partner in session.document.all(Organisation)[:3]
    ]
    contact = Typed("Log a contact: What was said", "They will ask.", field="touchpoint.summary")
    return TypedWords(session, [*typed, contact], window.shell)


def _face(window: Window) -> QWidget:
    session = _session(window)
    place = far_lock(session.path, seconds_old=400)
    with closing(Session(session.path, "Ines")) as other:
        face = face_of(session.path, other.opening)
    place.unlink()
    assert face is not None
    dialog = FaceDialog(window.shell)
    dialog.show_view(FaceView(face, TO_PLAN))
    dialog.resize(dialog.sizeHint())
    return dialog


def _welcome(window: Window) -> QWidget:
    """Show what there is to begin with, as large as the window."""
    window.preferences.remember(_session(window).path)
    holder = QDialog(window.shell)
    dress(holder)
    holder.setWindowTitle("Outreach Planner")
    QVBoxLayout(holder).addWidget(Welcome(window.preferences))
    holder.resize(window.shell.size())
    return holder


def _forget(window: Window) -> QWidget:
    """Show what leads to the person to whom most does."""
    document = _session(window).document
    people = [traces(document, person.id) for person in document.all(Person)[:20]]
    if not people:
        return NewPlan(window.shell)
    found = max(people, key=lambda one: (len(one.mentions), len(one.stays)))
    return ForgetPerson(lambda also: traces(document, found.person.id, also), 2, window.shell)


def _weak(window: Window) -> QWidget:
    dialog = NewPassphrase((), window.shell)
    dialog.secret.fill("horse-battery7")
    dialog.secret.fields[1].setText("horse")
    dialog.accept()
    return dialog


def _palette(window: Window) -> QWidget:
    palette = Palette(_Found(_session(window)), window.actions, window.shell)
    palette.field.setText("privacy")
    return palette


class _Found:
    """Finds at once, for the picture."""

    def __init__(self, session: Session) -> None:
        self._index = Index(session.document)

    def ask(self, query: str, then: Callable[[list[Group]], object]) -> None:
        then(self._index.find(query))


_LIST = (
    "First name,Last name,Company,E-mail,Job title,Seniority,Shoe size\n"
    "Ada,Okello,Harbour Bank,ada@harbour.example,Counsel,high,38\n"
    "Bo,Lind,Telmara,bo@telmara.example,Engineer,enormous,44\n"
)


def _bring_in(window: Window) -> QWidget:
    document = _session(window).document
    path = _session(window).path.with_name("people.csv")
    path.write_text(_LIST, "utf-8")
    found = source.read(path)
    proposal = found.proposal(document)
    dialog = BringInDialog(path.name, Columns(found), window.shell)
    words = InWords(document, proposal)
    dialog.show_told(told(proposal, words.fields))
    return dialog


def _partners(window: Window) -> QWidget:
    document = _session(window).document
    path = _session(window).path.with_name("other.db")
    if not path.exists():
        samples.make("alder", path, "Ben").close()
    plan = other_plan.read(path, document)
    proposal = propose(document, plan.name, plan.incoming())
    dialog = BringInDialog(path.name, Along(plan), window.shell)
    dialog.show_told(told(proposal, lambda line: []))
    return dialog


def _duplicates(window: Window) -> QWidget:
    document = _session(window).document
    partners = document.all(Organisation)[:4]
    dialog = DuplicatesDialog(lambda pair: compared(document, pair.keep, pair.other), window.shell)
    reasons = ("the same website", "names that are alike")
    dialog.show_pairs(
        [
            Duplicate("organisation", one.id, other.id, (one.name, other.name), 95, reasons)
            for one, other in pairwise(partners)
        ]
    )
    return dialog


def _mail(window: Window) -> QWidget:
    partner = next((one.id for one in _session(window).document.all(Organisation)), "")
    return Mailing(window, partner, "A4").dialog


_REPORT = ("Outreach Planner 1.0\n", "ValueError in ui/pages/map/page.py, line 20\n" * 30)


DIALOGS: dict[str, Callable[[Window], QWidget]] = {
    "bring-in": _bring_in,
    "bring-in-partners": _partners,
    "duplicates": _duplicates,
    "mail": _mail,
    "name-view": lambda window: NameView(window.shell),
    "report": lambda window: ReportDialog("".join(_REPORT), window.shell),
    "shared-folder": lambda window: SharedFolder(None, lambda _: None, window.shell),
    "export": lambda window: ExportDialog(window.shell),
    "contact": _contact,
    "contact-refused": _filled_contact,
    "face": _face,
    "safe-copies": _safe_copies,
    "dates": _dates,
    "typed-words": _typed_words,
    "new-plan": lambda window: NewPlan(window.shell),
    "forget": _forget,
    "passphrase": _weak,
    "password": lambda window: NewPassword(window.shell),
    "redacted": lambda window: RedactedCopy(
        partial(withheld, _session(window).document), window.shell
    ),
    "reason": lambda window: ReasonDialog(
        "Pause “Stone soup: from a lab's idea to both operators”", "Pause", PAUSING, window.shell
    ),
    "welcome": _welcome,
    "unseal": lambda window: Unsealing(Path("plan.db.age"), lambda _: None, window.shell),
    "palette": _palette,
    "keys": lambda window: Keys(window.actions, window.shell),
    "settings": lambda window: Settings(window.preferences, window.shell),
}
