"""Asks before what is not saved goes out of sight."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget

from outreach.base.language import plural, tr
from ui.session import Session
from ui.theme.apply import dress
from ui.widgets.markup import plain
from ui.widgets.passing import passing

STAY, CLOSE, COPY = tr("Stay here"), tr("Close"), tr("Save a copy…")


def may_close(
    window: QWidget, session: Session, all_fits: bool, save_copy: Callable[[], object]
) -> bool:
    """Tell whether the file may be closed; ask when something is not in it.

    Args:
        window: Over which is asked.
        session: The open file.
        all_fits: Whether everything that was typed could be taken over.
        save_copy: Asks where to and saves a copy; then the file stays open.
    """
    name, number = session.path.name, session.unsaved
    if not all_fits:
        said = tr(
            "Something that you typed does not fit where it stands, so it is not in the file."
        )
        more = tr("It is kept on this computer and offered when you open the file again.")
        return _answer(window, said, more, (CLOSE,)) == CLOSE
    if not number:
        return True
    said = plural(
        "{n} change is not in “{name}” yet.",
        "{n} changes are not in “{name}” yet.",
        number,
        name=name,
    )
    more = tr("Kept on this computer, they are offered when you open the file again.")
    if session.lost_at_closing:
        more = tr("There is no room to keep them on this computer: closing would lose them.")
    answer = _answer(window, said, more, (CLOSE, COPY))
    if answer == COPY:
        save_copy()
    return answer == CLOSE


def _answer(window: QWidget, said: str, more: str, answers: tuple[str, ...]) -> str:
    """Ask, and return which of ``answers`` was given, or that one stays."""
    box = QMessageBox(QMessageBox.Icon.Question, tr("Close the plan"), plain(said), parent=window)
    dress(box)
    box.setInformativeText(plain(more))
    buttons = [box.addButton(words, QMessageBox.ButtonRole.AcceptRole) for words in answers]
    stay = box.addButton(STAY, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    with passing(box):
        box.exec()
        pressed = box.clickedButton()
    return next(
        (words for words, one in zip(answers, buttons, strict=True) if one is pressed), STAY
    )
