from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from outreach.base.ids import new_id
from outreach.cadence.kinds import Touchpoint
from outreach.cause.kinds import Tag
from outreach.document.edits import Edit
from outreach.network.kinds import Champion
from outreach.persuasion.kinds import Answer, Objection, Proof, Response
from outreach.planning.proposal.assuming import but
from ui.navigation import Navigator
from ui.pages.objections.answers import answer_row
from ui.pages.objections.filters import Filter
from ui.pages.objections.page import ObjectionsPage
from ui.pages.views import views_from
from ui.preferences import Preferences
from ui.session import Session

Today = Callable[[], dt.date]
Show = Callable[[QWidget], None]
Saved = Callable[[Session], None]


@pytest.fixture
def page(kestria: Session, navigator: Navigator, today: Today, show: Show) -> ObjectionsPage:
    page = ObjectionsPage(kestria, navigator, today)
    show(page)
    return page


def about(session: Session, topic: str) -> Objection:
    return session.document.all(Objection, category=topic)[0]


def test_an_objection_is_recorded_in_the_words_of_whoever_said_it(
    page: ObjectionsPage, kestria: Session, saved: Saved, today: Today
) -> None:
    partner = kestria.document.all(Objection)[0].organisation
    page.add_new()
    form = page.adding.objection.form
    form.editor("organisation").set_value(partner)
    form.editor("statement").set_value("Who pays after the first year?")
    form.editor("blocking").set_value(True)
    page.adding.objection.add.click()
    saved(kestria)
    (new,) = kestria.document.all(Objection, statement="Who pays after the first year?")
    assert (new.organisation, new.status, new.raised_on) == (partner, "open", today())
    assert page.table.current_id() == new.id == page.detail.id


def test_what_is_required_is_asked_for_before_anything_is_recorded(
    page: ObjectionsPage, kestria: Session, saved: Saved
) -> None:
    before = len(kestria.document.all(Objection))
    page.add_new()
    page.adding.objection.add.click()
    saved(kestria)
    assert len(kestria.document.all(Objection)) == before
    assert page.adding.objection.form.editor("organisation").problem()


def test_using_a_response_that_fits_makes_an_answer(
    page: ObjectionsPage, kestria: Session, saved: Saved
) -> None:
    objection = next(
        o
        for o in kestria.document.all(Objection, category="regulator")
        if o.statement.startswith("If the commissioner")
    )
    assert page.show_record(objection.id)
    (card,) = page.detail.fitting.cards
    card.use.click()
    saved(kestria)
    answers = kestria.document.all(Answer, objection=objection.id)
    assert "It is also your statistics" in {
        response.headline
        for answer in answers
        if (response := kestria.document.get(Response, answer.response))
    }
    assert page.detail.fitting.cards == []
    assert page.detail.answers.form.id == answers[-1].id


def test_that_no_response_fits_is_said_for_the_topic_and_the_answers_there_are(
    page: ObjectionsPage,
) -> None:
    fitting = page.detail.fitting

    def said() -> str:
        return fitting._nothing.text()

    fitting.show_matches([], "cost", others=False)
    assert said() == "There is no response about cost in the library yet."
    fitting.show_matches([], "law", others=False)
    assert said() == "There is no response about law in the library yet."
    fitting.show_matches([], "law", others=True)
    assert said() == "There is no other response about law in the library yet."


def test_an_answer_can_be_removed_and_the_removal_undone(
    page: ObjectionsPage, kestria: Session, saved: Saved
) -> None:
    answer = kestria.document.all(Answer)[0]
    assert page.show_record(answer.id)
    assert page.detail.answers.form.id == answer.id
    page.detail.answers.remove.click()
    saved(kestria)
    assert kestria.document.get(Answer, answer.id) is None
    assert "was deleted" in page.notice.text()
    kestria.undo()
    saved(kestria)
    assert kestria.document.get(Answer, answer.id) == answer
    assert page.notice.text() == ""


def test_what_is_typed_into_a_field_is_saved_when_it_is_left(
    page: ObjectionsPage, kestria: Session, saved: Saved, qtbot: QtBot
) -> None:
    objection = about(kestria, "privacy")
    page.show_record(objection.id)
    page.detail.tabs.show_tab("fields")
    editor = page.detail.form.form.editor("note")
    qtbot.keyClicks(editor.control(), "Ask Ada first")
    assert page.commit()
    saved(kestria)
    changed = kestria.document.get(Objection, objection.id)
    assert changed is not None and changed.note == "Ask Ada first"


def test_settled_objections_are_left_out_until_all_are_asked_for(
    page: ObjectionsPage, kestria: Session
) -> None:
    settled = [o.id for o in kestria.document.all(Objection, status="answered")]
    assert settled
    assert all(page.table.rows().row_of(id) < 0 for id in settled)
    assert page.show_record(settled[0])
    assert page.table.current_id() == settled[0]
    assert page.register.state.currentData() == "all"


def test_words_of_the_partner_and_the_person_filter_too(page: ObjectionsPage) -> None:
    page.search.setText("solacell")
    assert page.table.rows().rowCount() == 1
    page.search.setText("100% no such words")
    assert page.table.rows().rowCount() == 0


def test_a_response_is_written_opened_and_gets_a_proof(
    page: ObjectionsPage, kestria: Session, saved: Saved
) -> None:
    page.detail.fitting.write.click()
    form = page.adding.response.form
    assert form.values()["category"] == about(kestria, "privacy").category
    form.editor("headline").set_value("Counts only")
    page.adding.response.add.click()
    saved(kestria)
    (response,) = kestria.document.all(Response, headline="Counts only")
    (answer,) = kestria.document.all(Answer, response=response.id)
    assert answer.objection == page.detail.id
    assert page.response.id == response.id
    page.response.add_proof.click()
    page.response.proofs.draft.form.editor("title").set_value("A public case")
    page.response.proofs.draft.add.click()
    saved(kestria)
    (proof,) = kestria.document.all(Proof, title="A public case")
    response = kestria.document.all(Response, headline="Counts only")[0]
    assert response.proofs == (proof.id,)
    assert page.response.proofs.form.id == proof.id
    page.response.back.click()
    assert page.detail.isVisible()


def test_delete_takes_the_objection_out_of_the_list(
    page: ObjectionsPage, kestria: Session, saved: Saved, qtbot: QtBot
) -> None:
    id = page.table.current_id()
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    saved(kestria)
    assert kestria.document.get(Objection, id) is None
    assert page.table.rows().row_of(id) < 0
    assert page.detail.id not in ("", id)


@pytest.mark.parametrize("kind", [Objection, Answer, Response, Proof])
def test_every_field_can_be_reached(page: ObjectionsPage, kind: type) -> None:
    page.detail.tabs.show_tab("fields")
    forms = (
        page.detail.form,
        page.detail.answers.form,
        page.response.form,
        page.response.proofs.form,
    )
    shown = {form.form._kind.name: set(form.form.names()) for form in forms}
    assert shown[kind.KIND.name] == set(kind.KIND.by_name)


def test_an_empty_plan_asks_what_makes_partners_hesitate(
    empty: Session, navigator: Navigator, today: Today, show: Show
) -> None:
    page = ObjectionsPage(empty, navigator, today)
    show(page)
    assert not page.table.isVisible()
    page.add_new()
    assert page.adding.isVisible()


def test_nothing_can_be_changed_in_a_file_open_for_reading_only(
    locked: Session, navigator: Navigator, today: Today, show: Show
) -> None:
    page = ObjectionsPage(locked, navigator, today)
    show(page)
    assert page.detail.id
    for button in (page.record, page.detail.fitting.write, page.detail.head.remove):
        assert not button.isEnabled() and button.toolTip()
    page.add_new()
    assert not page.adding.isVisible()


def test_everything_that_takes_the_keyboard_has_a_name(page: ObjectionsPage) -> None:
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert widget.accessibleName() or getattr(widget, "text", str)(), widget


def test_a_filter_that_hides_the_objection_shows_another_or_none(page: ObjectionsPage) -> None:
    first = page.detail.id
    page.search.setText("solacell")
    assert page.detail.id == page.table.current_id() != first
    page.search.setText("no such words")
    assert page.detail.id == "" and not page.detail.isVisible()
    page.search.setText("")
    assert page.detail.id == page.table.current_id() != ""


def test_an_objection_settled_in_its_head_stays_in_view(
    page: ObjectionsPage, kestria: Session, saved: Saved
) -> None:
    id, status = page.detail.id, page.detail.head.status
    status.setCurrentIndex(status.findData("resolved"))
    status.activated.emit(status.currentIndex())
    saved(kestria)
    settled = kestria.document.get(Objection, id)
    assert settled is not None and settled.status == "resolved"
    assert page.detail.id == page.table.current_id() == id
    page.register.topic.setCurrentIndex(1)
    page.register.topic.setCurrentIndex(0)
    assert page.table.rows().row_of(id) < 0 and page.detail.id != id


def test_topics_filter_and_own_ones_are_offered_as_well(
    page: ObjectionsPage, kestria: Session, saved: Saved
) -> None:
    kestria.set(page.detail.id, "Own topic", category="sovereignty")
    saved(kestria)
    box = page.register.topic
    assert [box.itemText(n) for n in range(box.count())][-1] == "Sovereignty"
    box.setCurrentIndex(box.count() - 1)
    assert page.table.rows().rowCount() == 1


def test_an_answer_past_its_review_date_is_marked(
    page: ObjectionsPage, kestria: Session, saved: Saved, today: Today
) -> None:
    answers = kestria.document.all(Answer, objection=page.detail.id)
    for answer in answers:
        kestria.set(answer.response, "Old", review_by=today() - dt.timedelta(days=1))
    saved(kestria)
    place = page.table.rows().row_of(page.detail.id)
    chip = page.table.rows().cell_at(place, 2).chip
    assert chip is not None and chip.text == "Check the answer"
    assert page.detail.answers.select(answers[0].id)
    assert "Past its review date, 23 November 2026." in page.detail.answers.warning.accessibleName()


def test_an_objection_leads_to_the_contact_where_it_was_heard(
    page: ObjectionsPage, kestria: Session, saved: Saved, navigator: Navigator, qtbot: QtBot
) -> None:
    id = page.detail.id
    contact = kestria.document.all(Touchpoint)[0].id
    kestria.set(contact, "Heard", objections=[id])
    saved(kestria)
    assert page.detail.head.contact.isVisible()
    with qtbot.waitSignal(navigator.record_asked) as asked:
        page.detail.head.contact.click()
    assert asked.args == [contact]


def test_similar_objections_are_shown_with_what_was_tried(
    page: ObjectionsPage, kestria: Session, navigator: Navigator, qtbot: QtBot
) -> None:
    page.show_record(about(kestria, "privacy").id)
    facts = page.detail.similar.facts
    assert facts and all("privacy" in fact.row.caption for fact in facts)
    with qtbot.waitSignal(navigator.record_asked):
        facts[0].click()


def test_coverage_shows_gaps_first_and_leads_to_the_objections(
    page: ObjectionsPage, kestria: Session, saved: Saved
) -> None:
    bare = about(kestria, "cost")
    answers = [answer.id for answer in kestria.document.all(Answer, objection=bare.id)]
    kestria.edit("No answer", lambda edit: [edit.delete(id) for id in answers])
    saved(kestria)
    page.view.set_value("coverage")
    page.view.changed.emit("coverage")
    assert page.coverage.isVisible()
    table = page.coverage.table
    assert table.rows().id_at(0) == bare.organisation
    page.coverage.by.set_value("category")
    page.coverage.by.changed.emit("category")
    assert table.rows().id_at(0) == "cost"
    assert "without a current answer" in table.rows().row_at(0).sentence
    table.opened.emit("cost")
    assert page.table.isVisible() and page.detail.id == bare.id


def test_in_a_narrow_window_register_and_detail_take_turns(
    page: ObjectionsPage, qtbot: QtBot
) -> None:
    page.resize(700, 600)
    assert page.table.isVisible() and not page.detail.isVisible()
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.detail.isVisible() and not page.table.isVisible()
    page.detail.head.back.click()
    assert page.table.isVisible() and not page.detail.isVisible()
    page.add_new()
    assert page.adding.isVisible()
    qtbot.keyClick(page.adding.objection, Qt.Key.Key_Escape)
    assert page.table.isVisible()


def test_who_can_answer_is_shown_best_first_with_evidence_and_reasons(
    page: ObjectionsPage, kestria: Session
) -> None:
    privacy = next(o for o in kestria.document.all(Objection) if o.statement.startswith("Show me"))
    page.show_record(privacy.id)
    first = page.detail.speakers.cards[0]
    said = [label.text() for label in first.findChildren(QLabel)]
    assert first.accessibleName() == "Prof. Ada Merrow"
    assert "Samir Okafor-Lind trusts them." in said and "They are believed on privacy." in said


def test_use_in_brief_makes_an_answer_said_by_that_person(
    page: ObjectionsPage, kestria: Session, saved: Saved
) -> None:
    id = page.detail.id
    card = next(card for card in page.detail.speakers.cards if card.use.isEnabled())
    card.use.click()
    saved(kestria)
    answers = kestria.document.all(Answer, objection=id)
    assert card.person in {answer.spokesperson for answer in answers}
    again = next(one for one in page.detail.speakers.cards if one.person == card.person)
    assert not again.use.isEnabled() and "already" in again.use.toolTip()


def test_ask_to_speak_is_noted_and_can_be_taken_back(
    page: ObjectionsPage, kestria: Session, saved: Saved, today: Today
) -> None:
    before = kestria.document.all(Champion)
    partner = about(kestria, "privacy").organisation
    page.show_record(about(kestria, "privacy").id)
    card = page.detail.speakers.cards[0]
    card.ask.click()
    saved(kestria)
    roles = kestria.document.all(Champion, person=card.person, audience=partner)
    assert [role.status for role in roles] == ["asked"]
    assert page.notice.text().startswith("Asked ")
    assert not page.detail.speakers.cards[0].ask.isEnabled()
    kestria.undo()
    saved(kestria)
    assert kestria.document.all(Champion) == before


def test_an_objection_that_is_only_expected_is_recorded_as_such(
    page: ObjectionsPage, kestria: Session, saved: Saved
) -> None:
    page.add_new()
    form = page.adding.objection.form
    form.editor("organisation").set_value(about(kestria, "privacy").organisation)
    form.editor("statement").set_value("What if you are hacked?")
    form.editor("origin").set_value("anticipated")
    form.editor("raised_on").set_value(None)
    page.adding.objection.add.click()
    saved(kestria)
    (new,) = kestria.document.all(Objection, statement="What if you are hacked?")
    assert (new.origin, new.raised_on, new.status) == ("anticipated", None, "open")


def test_the_list_of_all_responses_marks_those_to_be_checked(
    page: ObjectionsPage, kestria: Session, saved: Saved, today: Today
) -> None:
    response = kestria.document.all(Response)[0]
    kestria.set(response.id, "Old", review_by=today() - dt.timedelta(days=1))
    saved(kestria)
    page.detail.all_responses_asked.emit()
    rows = page.library.list.rows()
    row = rows.row_at(rows.row_of(response.id))
    assert (row.icon, row.tone) == ("triangle-alert", "warn")
    assert row.caption.startswith("Past its review date, 23 November 2026")


def test_by_whom_when_and_at_which_contact_is_set_from_the_objections_side(
    page: ObjectionsPage, kestria: Session, saved: Saved, qtbot: QtBot
) -> None:
    objection = about(kestria, "privacy")
    there = kestria.document.connection.execute(
        "SELECT touchpoint FROM touchpoint_objections WHERE objection=?", (objection.id,)
    ).fetchall()
    for (contact,) in there:
        kestria.set(contact, "Heard elsewhere", objections=())
    added = add_contact(kestria, objection.organisation)
    saved(kestria)
    page.show_record(objection.id)
    assert page.detail.head.contact.text() == "At which contact?"
    page.detail.head.contact.click()
    assert page.detail.tabs.current() == "fields" and page.detail.heard.control().hasFocus()
    (offered,) = [o for o in page.detail.heard.offered() if o.id == added]
    assert offered.name == "Call, Fri 20 Nov"
    qtbot.keyClicks(page.detail.heard.control(), offered.name)
    assert page.commit()
    saved(kestria)
    contact = kestria.document.get(Touchpoint, added)
    assert contact is not None and contact.objections == (objection.id,)
    assert page.detail.head.contact.text() == "Call"
    page.detail.heard._remove(added)
    saved(kestria)
    contact = kestria.document.get(Touchpoint, added)
    assert contact is not None and contact.objections == ()
    names = page.detail.form.form.names()
    assert {"person", "raised_on", "organisation"} <= set(names)


def add_contact(session: Session, partner: str) -> str:
    id = new_id()
    session.edit(
        "Called",
        lambda edit: edit.add(
            Touchpoint, id=id, organisation=partner, channel="call", held_on=dt.date(2026, 11, 20)
        ),
    )
    return id


def test_an_own_topic_can_be_given_and_is_offered_from_then_on(
    page: ObjectionsPage, kestria: Session, saved: Saved, qtbot: QtBot
) -> None:
    objection = about(kestria, "privacy")
    page.show_record(objection.id)
    page.detail.tabs.show_tab("fields")
    editor = page.detail.form.form.editor("category")
    editor.type_in("Weather")
    assert page.commit()
    saved(kestria)
    changed = kestria.document.get(Objection, objection.id)
    assert changed is not None and changed.category == "Weather"
    assert page.register.topic.findText("Weather") > 0


def listed(page: ObjectionsPage) -> list[str]:
    return list(page.table.rows().ids())


def choose(page: ObjectionsPage, name: str, value: str) -> None:
    box = page.register.further.boxes[name]
    box.setCurrentIndex(box.findData(value))
    assert box.currentData() == value


def test_objections_are_filtered_by_what_they_do_where_they_come_from_and_tag(
    page: ObjectionsPage, kestria: Session, saved: Saved
) -> None:
    objection = about(kestria, "privacy")
    tag = new_id()

    def change(edit: Edit) -> None:
        edit.add(Tag, id=tag, name="Board")
        edit.set(objection.id, tags=[tag], origin="anticipated", blocking=True)

    kestria.edit("Prepared", change)
    saved(kestria)
    everything = listed(page)
    choose(page, "tag", "Board")
    assert listed(page) == [objection.id]
    choose(page, "effect", "blocking")
    choose(page, "origin", "anticipated")
    assert listed(page) == [objection.id]
    assert page.register.further.more.accessibleName() == "More filters, 3 in use"
    choose(page, "effect", "not_blocking")
    assert listed(page) == []
    page.register.take(Filter())
    assert listed(page) == everything and len(everything) > 1


def test_a_view_of_the_register_is_kept_chosen_again_and_forgotten(
    kestria: Session, navigator: Navigator, today: Today, show: Show, tmp_path: Path
) -> None:
    preferences = Preferences(tmp_path / "settings.ini")
    page = ObjectionsPage(kestria, navigator, today, preferences)
    show(page)
    everything = listed(page)
    page.register.take(Filter(state="all", effect="blocking", words="commissioner"))
    blocking, view = listed(page), page.register.further.view
    assert 0 < len(blocking) < len(everything)
    view.keep("Before the commissioner")
    page.register.take(Filter())
    assert listed(page) == everything
    view.setCurrentIndex(view.findText("Before the commissioner"))
    view.activated.emit(view.currentIndex())
    assert listed(page) == blocking and page.search.text() == "commissioner"
    assert list(views_from(preferences.objection_views)) == ["Before the commissioner"]
    view.forget("Before the commissioner")
    assert preferences.objection_views == "{}"


def test_objections_and_responses_are_found_whatever_accents_are_typed(
    page: ObjectionsPage, kestria: Session, saved: Saved
) -> None:
    objection, response = about(kestria, "privacy"), kestria.document.all(Response)[0]
    kestria.set(objection.id, "Said it in French", statement="Qui protège les données ?")
    kestria.set(response.id, "Said it in French", headline="Personne n’est identifié")
    saved(kestria)
    page.search.setText("donnees PROTEGE")
    assert listed(page) == [objection.id]
    page._show_library()
    page.library.search.setText("identifie")
    assert list(page.library.list.rows().ids()) == [response.id]


def test_an_answer_that_was_not_given_yet_is_still_to_be_said(kestria: Session) -> None:
    snapshot, today = kestria.snapshot(), dt.date(2026, 11, 24)
    speaker = next(iter(snapshot.people))
    spoken = but(next(iter(snapshot.answers.values())), spokesperson=speaker)
    speaker = snapshot.name(speaker)
    waiting = but(spoken, outcome=None, given_on=None)
    assert f"To be said by {speaker}" in answer_row(snapshot, waiting, today).caption
    for given in (but(spoken, outcome="helped"), but(spoken, given_on=today)):
        assert f"Said by {speaker}" in answer_row(snapshot, given, today).caption
