"""Looking through a colleague's copy: nothing is written before the merge is finished."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from outreach.cli.main import main
from outreach.document import log
from outreach.history.undo import undo_label
from outreach.initiative import create, open_file
from outreach.merge import drafts
from outreach.merge.decisions import Written, decisions
from outreach.network.kinds import Organisation, Person
from tests.cli.conftest import no_window
from tests.ui.pages.merge.showing import check_that_page_shows, words_on
from ui.navigation import Navigator
from ui.pages.merge.page import MergePage
from ui.pages.merge.reviewing import Reviewing, Stage
from ui.pages.merge.waiting import Stopped
from ui.pages.merge.writing import WriteInstead
from ui.session import Session

Show = Callable[[QWidget], None]
Saved = Callable[[Session], None]
Bring = Callable[[], None]


def decide_all(page: MergePage, take: str = "theirs") -> None:
    for decision in page.deciding.decisions():
        page.deciding.list.decisions.select(decision.id)
        page.deciding.pick(take)
        page.deciding.confirm()


def erase_in_log(path: Path, ids: list[str]) -> None:
    """Put into the last edit of a file, as the program writes it, that records were erased."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("BEGIN")
        for n, id in enumerate(ids):
            db.execute(
                "INSERT INTO log_op SELECT max(txn), ?, 'person', ?, 'E', NULL FROM log_op",
                (50 + n, id),
            )
            db.execute("UPDATE log_op SET data=NULL WHERE row=?", (id,))
        (head,) = log.edits(db, newest_first=True, most=1)
        digest = log.digest(head, log.entries(db, head.txn))
        db.execute("UPDATE log_txn SET digest=? WHERE id=?", (digest, head.txn))
        db.execute("COMMIT")
        counter = int.from_bytes(path.read_bytes()[24:28], "big") + 1
        db.execute("UPDATE log_meta SET value=? WHERE key='change_counter'", (str(counter),))


def first(session: Session) -> Organisation:
    return session.document.all(Organisation)[0]


def test_a_copy_is_compared_and_nothing_is_written(
    page: MergePage, mine: Session, bring: Bring
) -> None:
    before = mine.path.read_bytes()
    bring()
    decide_all(page)
    assert mine.path.read_bytes() == before
    assert len(page.deciding.decisions()) == 3
    assert page.finish_button.isEnabled()


def test_finishing_takes_all_answers_in_one_edit_that_one_undo_takes_back(
    page: MergePage, mine: Session, bring: Bring, saved: Saved, qtbot: QtBot
) -> None:
    bring()
    decide_all(page)
    with qtbot.waitSignal(page.reviewing.finished) as finished:
        page.finish_button.click()
    (report,) = finished.args or ()
    assert first(mine).status == "contributing"
    assert first(mine).about == "We meet monthly in Mombasa."
    assert decisions(mine.document) == [] and not page.reviewing.under_way
    assert mine.undo_label == "Merged “ben.db”"
    mine.undo(None, report.edit)
    saved(mine)
    assert first(mine).status == "contacted"


def test_finish_waits_until_everything_is_decided_and_says_so(
    page: MergePage, bring: Bring
) -> None:
    bring()
    assert not page.finish_button.isEnabled()
    assert page.finish_button.toolTip() == "3 decisions to take before that."
    decide_all(page)
    assert page.finish_button.isEnabled()


def test_the_rest_can_be_decided_later_in_the_file_each_by_an_edit(
    page: MergePage, mine: Session, bring: Bring, saved: Saved, qtbot: QtBot
) -> None:
    bring()
    about = next(one for one in page.deciding.decisions() if one.field == "about")
    page.deciding.list.decisions.select(about.id)
    page.deciding.pick("both")
    page.deciding.confirm()
    with qtbot.waitSignal(page.reviewing.finished):
        page.deciding.list.later.click()
    assert first(mine).about == "We meet weekly in Nairobi.\n\nWe meet monthly in Mombasa."
    assert len(page.deciding.decisions()) == 2 == page.reviewing.waiting
    assert "In force now" in words_on(page)
    stage = next(one for one in page.deciding.decisions() if one.field == "status")
    page.deciding.list.decisions.select(stage.id)
    page.deciding.pick("mine")
    page.deciding.confirm()
    saved(mine)
    assert first(mine).status == "contacted"
    assert undo_label(mine.document) == f"Decided: {stage.name}, {stage.label}"
    assert [one.field for one in page.deciding.decisions()] == ["influence"]


def test_what_is_seen_is_what_the_command_line_says(
    page: MergePage,
    mine: Session,
    theirs: Path,
    bring: Bring,
    capsys: pytest.CaptureFixture[str],
) -> None:
    bring()
    capsys.readouterr()
    assert main(["compare", str(mine.path), str(theirs), "--json"], no_window) == 0
    said = json.loads(capsys.readouterr().out)
    check_that_page_shows(page, said)


def test_everything_can_be_done_from_the_keyboard(
    page: MergePage, mine: Session, bring: Bring, qtbot: QtBot
) -> None:
    bring()
    rows = page.deciding.list.decisions
    rows.setFocus()
    ids = list(rows.rows().ids())
    rows.select(ids[0])
    fields = [decision.field for decision in page.deciding.decisions()]

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focus = QApplication.focusWidget() or page
        qtbot.keyClick(focus, key, modifier)

    press(Qt.Key.Key_Right)
    assert page.deciding.picked() == "theirs"
    press(Qt.Key.Key_Left)
    assert page.deciding.picked() == "mine"
    press(Qt.Key.Key_Return)
    assert page.reviewing.review is not None
    assert page.reviewing.review.answers == {ids[0]: "mine"}
    assert rows.current_id() == ids[1]
    press(Qt.Key.Key_Up)
    assert rows.current_id() == ids[0]
    press(Qt.Key.Key_Delete)
    assert page.reviewing.review.answers == {}
    for field in fields:
        press(Qt.Key.Key_B if field == "about" else Qt.Key.Key_Right)
        press(Qt.Key.Key_Return)
    assert page.reviewing.review.to_decide == []
    with qtbot.waitSignal(page.reviewing.finished):
        press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert first(mine).about == "We meet weekly in Nairobi.\n\nWe meet monthly in Mombasa."


def test_where_list_and_decision_take_turns_the_keys_lead_from_one_to_the_other(
    page: MergePage, bring: Bring, qtbot: QtBot
) -> None:
    page.resize(560, 600)
    bring()
    deciding = page.deciding
    assert deciding.is_narrow() and not deciding.detail.isVisible()
    qtbot.keyClick(deciding.list.decisions, Qt.Key.Key_Right)
    assert deciding.picked() is None, "nothing is chosen unseen"
    qtbot.keyClick(deciding.list.decisions, Qt.Key.Key_Return)
    assert deciding.detail.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert not deciding.detail.isVisible()


def test_left_and_right_follow_what_stands_there(
    page: MergePage, bring: Bring, qapp: QApplication
) -> None:
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    bring()
    page.deciding.step(-1)
    assert page.deciding.picked() == "theirs"
    assert page.deciding.foot.keys.text().startswith("\u2068← Ben’s\u2069   \u2068→ Yours\u2069")
    page.deciding.step(1)
    assert page.deciding.picked() == "mine"


def test_something_else_can_be_written_even_if_it_reads_like_an_answer(
    page: MergePage, mine: Session, bring: Bring, qtbot: QtBot
) -> None:
    bring()
    about = next(one for one in page.deciding.decisions() if one.field == "about")
    page.deciding.list.decisions.select(about.id)
    page.deciding.pick(Written("theirs"))
    assert page.deciding.pane is not None and page.deciding.pane.instead is not None
    assert page.deciding.pane.instead.text == "theirs"
    page.deciding.confirm()
    with qtbot.waitSignal(page.reviewing.finished):
        page.finish_later()
    assert first(mine).about == "theirs"


def test_what_is_written_instead_is_asked_for_with_the_field_s_own_editor(
    page: MergePage, bring: Bring
) -> None:
    bring()
    influence = next(one for one in page.deciding.decisions() if one.field == "influence")
    page.deciding.list.decisions.select(influence.id)

    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, WriteInstead)
        began_with.append(dialog.editor.value())
        dialog.editor.set_value(3)
        dialog.accept()

    began_with: list[object] = []
    QTimer.singleShot(0, fill)
    page.deciding.write()
    assert began_with == [4], "what is here"
    assert page.deciding.picked() == Written(3)
    assert page.deciding.pane is not None and page.deciding.pane.instead is not None
    assert page.deciding.pane.instead.text == "3 of 5, medium"


def test_what_is_decided_need_not_be_confirmed_again(page: MergePage, bring: Bring) -> None:
    bring()
    first_one = page.deciding.list.decisions.current_id()
    page.deciding.pick("mine")
    page.deciding.confirm()
    page.deciding.list.decisions.select(first_one)
    assert page.deciding.foot.confirm.toolTip() == "This is decided."
    page.deciding.pick("theirs")
    assert page.deciding.foot.confirm.isEnabled()


def test_another_review_begins_with_the_decisions(
    page: MergePage, bring: Bring, qtbot: QtBot
) -> None:
    bring()
    page.deciding.list.turn.click()
    assert page.deciding.list.shows_clean()
    bring()
    assert not page.deciding.list.shows_clean()


def test_words_that_differ_stand_out(page: MergePage, bring: Bring) -> None:
    bring()
    about = next(one for one in page.deciding.decisions() if one.field == "about")
    page.deciding.list.decisions.select(about.id)
    assert page.deciding.pane is not None
    for card, standing_out in zip(
        page.deciding.pane.cards.cards.values(),
        (("weekly", "Nairobi"), ("monthly", "Mombasa")),
        strict=True,
    ):
        marked = card._text.text()
        assert marked.count("background-color") == 2
        assert all(f">{word}</span>" in marked for word in standing_out)


@pytest.mark.parametrize("what", ["another", "own", "damaged", "missing", "no database", "newer"])
def test_what_cannot_be_brought_in_is_said_in_place_with_a_way_on(
    page: MergePage, mine: Session, tmp_path: Path, theirs: Path, what: str, qtbot: QtBot
) -> None:
    path = tmp_path / f"{what}.db"
    if what == "another":
        create(path, "Roads", author="Ben").close()
    elif what == "own":
        path = mine.path
    elif what == "damaged":
        path.write_bytes(theirs.read_bytes()[:9000])
    elif what == "no database":
        path.write_text("Dear all")
    elif what == "newer":
        shutil.copy(theirs, path)
        with closing(sqlite3.connect(path)) as db:
            db.execute("PRAGMA user_version=99")
    before = mine.path.read_bytes()
    page.bring_in(path)
    qtbot.waitUntil(lambda: page.reviewing.stage is Stage.REFUSED)
    (stopped,) = page.findChildren(Stopped)
    assert page.reviewing.sentence in words_on(stopped)
    assert mine.path.read_bytes() == before
    with qtbot.waitSignal(page.reviewing.copy_asked):
        page.choose()
    page.bring_in(theirs)
    qtbot.waitUntil(lambda: page.reviewing.stage is Stage.REVIEW)


def test_a_copy_without_news_is_said_to_be_one(
    page: MergePage, mine: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    same = Path(shutil.copy(mine.path, tmp_path / "same.db"))
    page.bring_in(same)
    qtbot.waitUntil(lambda: page.reviewing.stage is Stage.NOTHING)
    (stopped,) = page.findChildren(Stopped)
    assert "Nothing new in “same.db”" in words_on(stopped)


def test_a_merge_that_was_taken_back_can_be_done_again(
    page: MergePage, mine: Session, theirs: Path, bring: Bring, saved: Saved, qtbot: QtBot
) -> None:
    bring()
    decide_all(page)
    with qtbot.waitSignal(page.reviewing.finished):
        page.finish_button.click()
    mine.undo()
    saved(mine)
    page.bring_in(theirs)
    qtbot.waitUntil(lambda: page.reviewing.stage is Stage.NOTHING)
    (stopped,) = page.findChildren(Stopped)
    assert stopped.redo is not None
    stopped.redo.click()
    saved(mine)
    assert first(mine).status == "contributing"
    assert page.reviewing.stage is Stage.NONE


def test_comparing_can_be_cancelled(page: MergePage, theirs: Path, qtbot: QtBot) -> None:
    page.bring_in(theirs)
    assert page.reviewing.stage is Stage.COMPARING
    page.reviewing.leave()
    assert page.reviewing.stage is Stage.NONE and not page.reviewing.under_way
    with qtbot.assertNotEmitted(page.reviewing.changed, wait=300):
        pass


def test_a_review_goes_on_where_it_was_left_after_closing(
    page: MergePage,
    mine: Session,
    bring: Bring,
    navigator: Navigator,
    show: Show,
    qtbot: QtBot,
) -> None:
    bring()
    page.deciding.pick("theirs")
    answered = page.deciding.list.decisions.current_id()
    page.deciding.confirm()
    page.leave()
    mine.close()
    session = Session(mine.path, "Ines")
    again = MergePage(session, navigator)
    show(again)
    assert again.reviewing.under_way and again.reviewing.waiting == 2
    again.reviewing.go_on()
    qtbot.waitUntil(lambda: again.reviewing.up_to_date)
    assert again.reviewing.review is not None
    assert again.reviewing.review.answers == {answered: "theirs"}
    assert again.notice.text() == "You go on where you left: 1 of 3 are decided."
    again.leave()
    session.close()


def test_what_their_file_says_otherwise_by_now_is_asked_anew(
    page: MergePage, bring: Bring, theirs: Path, qtbot: QtBot
) -> None:
    bring()
    decide_all(page)
    page.reviewing.leave()
    with open_file(theirs, author="Ben").opened() as document, document.edit("Judged") as edit:
        edit.set(document.all(Organisation)[1].id, influence=1)
    bring()
    assert page.reviewing.review is not None
    assert [one.field for one in page.reviewing.review.to_decide] == ["influence"]
    assert "One answer does not fit any more" in page.notice.text()
    assert "The other 2 still fit" in page.notice.text()
    (kept,) = drafts.kept(page.session.document.id, page.session.path)
    assert kept.digest == page.reviewing.review.digest


def test_an_edit_of_the_open_file_is_taken_into_account(
    page: MergePage, mine: Session, bring: Bring, saved: Saved, qtbot: QtBot
) -> None:
    bring()
    decide_all(page)
    second = mine.document.all(Organisation)[1]
    mine.set(second.id, "Thought again", influence=3)
    saved(mine)
    assert not page.reviewing.up_to_date and not page.finish_button.isEnabled()
    qtbot.waitUntil(lambda: page.reviewing.up_to_date)
    assert page.reviewing.review is not None
    assert [one.field for one in page.reviewing.review.to_decide] == ["influence"]


def test_a_copy_that_changes_before_the_end_is_not_brought_in_unseen(
    page: MergePage, mine: Session, bring: Bring, theirs: Path, qtbot: QtBot
) -> None:
    bring()
    decide_all(page)
    with open_file(theirs, author="Ben").opened() as document, document.edit("More") as edit:
        edit.set(document.all(Organisation)[4].id, about="More")
    before = mine.path.read_bytes()
    with qtbot.waitSignal(mine.refused) as refused:
        page.finish_button.click()
    assert "changed meanwhile" in str(refused.args)
    assert mine.path.read_bytes() == before
    qtbot.waitUntil(lambda: page.reviewing.up_to_date)
    assert page.finish_button.isEnabled(), "the answers still fit"


def test_a_cancelled_merge_leaves_nothing_behind(
    page: MergePage, mine: Session, bring: Bring
) -> None:
    bring()
    decide_all(page)
    before = mine.path.read_bytes()
    page.reviewing.cancel()
    assert mine.path.read_bytes() == before
    assert not page.reviewing.under_way
    assert drafts.kept(mine.document.id, mine.path) == []


def test_erasing_many_records_has_to_be_agreed_to(
    page: MergePage, mine: Session, theirs: Path, bring: Bring, qtbot: QtBot
) -> None:
    ids = [person.id for person in mine.document.all(Person)[:4]]
    erase_in_log(theirs, ids)
    bring()
    decide_all(page)
    assert page.deciding.list.decisions.rows().id_at(len(page.deciding.decisions())) == "erasing"
    assert not page.finish_button.isEnabled()
    page.deciding.list.decisions.select("erasing")
    assert page.deciding.foot.confirm.text() == "Agree to erasing"
    page.deciding.confirm()
    assert page.finish_button.isEnabled()
    with qtbot.waitSignal(page.reviewing.finished):
        page.finish_button.click()
    assert all(mine.document.record(id) is None for id in ids)


def test_what_is_shown_to_the_eye_is_said_to_the_ear(page: MergePage, bring: Bring) -> None:
    bring()
    assert page.deciding.pane is not None
    for card in page.deciding.pane.cards.cards.values():
        assert card.title in card.circle.accessibleName()
        assert card.text in card.circle.accessibleName()
        assert card.circle.accessibleDescription()
    assert "to decide" in page.deciding.list.decisions.rows().row_at(0).sentence
    assert page.deciding.list.bar.accessibleName() == "0 of 3 decided"


def test_a_file_for_reading_only_cannot_be_merged_into(
    locked: Session, navigator: Navigator, show: Show
) -> None:
    page = MergePage(locked, navigator)
    show(page)
    assert Reviewing.of(locked).why_not_finished
    page.leave()
