"""What the list of partners reads from the file."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outreach.document.document import Document
from outreach.network.kinds import Organisation, Person
from ui.pages.partners.filtering import Filter
from ui.pages.partners.listing import NO_STAGE, counting_line, partner_ids, partner_rows


def add(document: Document, *names: str) -> list[str]:
    with document.edit("Added") as edit:
        return [edit.add(Organisation, name=name) for name in names]


def test_partners_are_in_the_order_of_their_names_whatever_their_case(document: Document) -> None:
    zoo, accent, ant = add(document, "zoo", "Éclair", "Ant")
    assert partner_ids(document.connection) == [ant, zoo, accent]


def test_a_filter_finds_words_of_the_name_in_any_case(document: Document) -> None:
    wanted, _ = add(document, "ÉCLAIR du Lac", "Lakeside")
    assert partner_ids(document.connection, Filter("lac écl")) == [wanted]


def test_a_filter_finds_a_partner_by_one_of_its_people(document: Document) -> None:
    telmara, _ = add(document, "Telmara", "Agency")
    with document.edit("Added") as edit:
        edit.add(Person, name="Dr Samir Haddad", organisation=telmara)
    assert partner_ids(document.connection, Filter("haddad")) == [telmara]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=20))
def test_whatever_is_typed_is_only_looked_for(document: Document, words: str) -> None:
    if not partner_ids(document.connection):
        add(document, "100% sure", "under_score", "it's", 'say "so"')
    every = partner_ids(document.connection)
    assert set(partner_ids(document.connection, Filter(words))) <= set(every)


def test_a_stage_can_be_filtered_for_and_so_can_none(document: Document) -> None:
    with document.edit("Added") as edit:
        joined = edit.add(Organisation, name="A", status="committed")
        unset = edit.add(Organisation, name="B")
    assert partner_ids(document.connection, Filter(stage="committed")) == [joined]
    assert partner_ids(document.connection, Filter(stage=NO_STAGE)) == [unset]


def test_a_row_says_role_main_person_and_stage(document: Document) -> None:
    with document.edit("Added") as edit:
        id = edit.add(Organisation, name="Telmara", role="regulator", status="in_conversation")
        edit.add(Person, name="Senior", organisation=id, seniority=5)
        edit.add(Person, name="Nadia", organisation=id, decision_role="decision_maker")
    (row,) = partner_rows(document.connection, [id])
    assert (row.title, row.caption, row.icon) == ("Telmara", "Regulator · Nadia", "scale")
    assert [(chip.text, chip.tone) for chip in row.chips] == [("In conversation", "info")]


def test_the_line_under_the_title_counts(document: Document) -> None:
    assert counting_line(document.connection) == "No partners yet"
    add(document, "A")
    assert counting_line(document.connection) == "1 partner · 0 people"
    assert counting_line(document.connection, 0) == "0 of 1 partner"
