"""Lists from other programs: what is read, what it means, and what comes of bringing it in."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from outreach.base.errors import Refusal
from outreach.cause.kinds import Tag
from outreach.document.document import Document
from outreach.exchange import source
from outreach.exchange.incoming import Outcome, Proposal
from outreach.exchange.source import Source
from outreach.exchange.taking import bring_in
from outreach.history.undo import undo
from outreach.network.kinds import Organisation, Person, Relationship

PEOPLE = "Name,E-mail,Company,Job title\nAda Okello,ada@telmara.example,Telmara,Counsel\n"

GOOGLE = (
    "First Name,Middle Name,Last Name,Organization Name,Organization Title,Birthday,Notes,Labels,"
    "E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Value\n"
    "Ada,,Okello,Telmara,Counsel,1980-02-01,Met once,* myContacts ::: Coast,Work,"
    "ada@telmara.example,+254 1\n"
)
OUTLOOK = (
    "First Name,Middle Name,Last Name,Company,Job Title,E-mail Address,Business Phone,Categories\n"
    "Ada,,Okello,Telmara,Counsel,ada@telmara.example,+254 1,Coast\n"
)
LINKEDIN = (
    'Notes:\n"When exporting your connection data, some addresses are missing."\n\n'
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Ada,Okello,https://l.example/ada,ada@telmara.example,Telmara,Counsel,01 Feb 2024\n"
)
CIVICRM = (
    "Contact ID,Contact Type,First Name,Last Name,Organization Name,Job Title,Email,Phone\n"
    "7,Individual,Ada,Okello,Telmara,Counsel,ada@telmara.example,+254 1\n"
    "8,Organization,,,Harbour Bank,,,\n"
)
ESPOCRM = (
    "ID,First Name,Last Name,Account Name,Title,Email,Phone\n"
    "5f1,Ada,Okello,Telmara,Counsel,ada@telmara.example,+254 1\n"
)
KUMU = (
    "Label,Type,Tags,Email,Organization,Title\n"
    "Ada Okello,Person,Coast,ada@telmara.example,Telmara,Counsel\n"
    "Telmara,Organization,,,,\n"
)


def read(text: str | bytes, folder: Path, name: str = "list.csv", **how: str) -> Source:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return source.read(path, **how)


def brought(document: Document, found: Source) -> Proposal:
    proposal = found.proposal(document)
    bring_in(document, proposal)
    return proposal


def refused(text: str | bytes, folder: Path, name: str = "list.csv") -> str:
    with pytest.raises(Refusal) as caught:
        read(text, folder, name)
    return str(caught.value)


@pytest.mark.parametrize("text", [GOOGLE, OUTLOOK, LINKEDIN, CIVICRM, ESPOCRM, KUMU])
def test_what_other_programs_export_is_understood(
    text: str, document: Document, tmp_path: Path
) -> None:
    brought(document, read(text, tmp_path))
    (ada,) = document.all(Person)
    employer = document.get(Organisation, ada.organisation or "")
    assert (ada.name, ada.email, ada.job_title) == (
        "Ada Okello",
        "ada@telmara.example",
        "Counsel",
    )
    assert employer is not None and employer.name == "Telmara"
    assert not read(text, tmp_path).proposal(document), "a second time there is nothing to do"


def test_a_list_of_organisations_with_their_type_and_contact_is_understood(
    document: Document, tmp_path: Path
) -> None:
    text = (
        "Organisation,Type,Contact\nNorcell,Private company,Amina Osei\n"
        "Norcell,Private company,Jo Lind\nHealth,Government agency,Ada Okello\n"
    )
    proposal = brought(document, read(text, tmp_path))
    sectors = {one.name: one.sector for one in document.all(Organisation)}
    assert sectors == {"Norcell": "private", "Health": "Government agency"}
    people = {one.name: one.organisation for one in document.all(Person)}
    assert people.keys() == {"Amina Osei", "Jo Lind", "Ada Okello"} and all(people.values())
    assert not document.all(Person)[0].note
    assert proposal.count(Outcome.REFUSED) == 0


def test_a_sector_is_given_to_organisations_that_are_there_and_of_rows_without_a_person(
    document: Document, tmp_path: Path
) -> None:
    with document.edit("Prepared") as edit:
        edit.add("organisation", name="Norcell")
    text = "Organisation,Organisation type,Contact person\nNorcell,NGO,Jo\nHealth,Government,\n"
    found = read(text, tmp_path)
    brought(document, found)
    sectors = {one.name: one.sector for one in document.all(Organisation)}
    assert sectors == {"Norcell": "ngo", "Health": "government"}
    assert not found.proposal(document)


def test_partners_of_a_list_begin_as_those_that_are_added_by_hand(
    document: Document, tmp_path: Path
) -> None:
    text = "Organisation,Stage\nNorcell,\nHealth,Committed\n"
    brought(document, read(text, tmp_path))
    stages = {one.name: one.status for one in document.all(Organisation)}
    assert stages == {"Norcell": "not_started", "Health": "committed"}


def test_what_has_no_place_goes_to_the_notes(document: Document, tmp_path: Path) -> None:
    brought(document, read(GOOGLE, tmp_path))
    (ada,) = document.all(Person)
    assert ada.note == "Met once\nBirthday: 1980-02-01"
    assert [tag.name for tag in document.all(Tag)] == ["myContacts", "Coast"]


def test_bringing_in_the_same_list_twice_changes_nothing(
    document: Document, tmp_path: Path
) -> None:
    for text in (GOOGLE, CIVICRM, ESPOCRM, KUMU, LINKEDIN):
        brought(document, read(text, tmp_path))
        assert not read(text, tmp_path).proposal(document), text
    assert len(document.all(Person)) == 1


def test_a_changed_list_changes_the_record_and_an_undo_takes_it_back(
    document: Document, tmp_path: Path
) -> None:
    brought(document, read(PEOPLE, tmp_path))
    changed = PEOPLE.replace("Counsel", "Chief counsel")
    (line,) = [one for one in brought(document, read(changed, tmp_path)).lines if one.after]
    assert (line.before, line.after) == (
        {"job_title": "Counsel"},
        {"job_title": "Chief counsel"},
    )
    undo(document)
    assert document.all(Person)[0].job_title == "Counsel"


def test_a_note_of_ones_own_is_added_to_and_never_replaced(
    document: Document, tmp_path: Path
) -> None:
    with document.edit("Added") as edit:
        edit.add(Person, name="Ada Okello", email="ada@telmara.example", note="Likes tea")
    brought(document, read(GOOGLE, tmp_path))
    assert document.all(Person)[0].note == "Likes tea\nMet once\nBirthday: 1980-02-01"


def test_lines_that_do_not_fit_are_named_and_the_rest_can_go_on(
    document: Document, tmp_path: Path
) -> None:
    text = "Name,Email,Seniority\nAda,a@x.example,high\nBo,b@x.example,enormous\n,c@x.example,3\n"
    proposal = read(text, tmp_path).proposal(document)
    with pytest.raises(Refusal, match="line 3, Person “Bo”: Seniority: this must be a number"):
        bring_in(document, proposal)
    assert document.all(Person) == []
    assert [line.place for line in proposal.refused] == ["line 3", "line 4"]
    bring_in(document, proposal, go_on=True)
    assert [(one.name, one.seniority) for one in document.all(Person)] == [("Ada", 4)]


def test_of_a_long_list_every_bad_line_is_named_and_all_others_come_in(
    document: Document, tmp_path: Path
) -> None:
    bad = set(range(7, 5000, 100))
    lines = (f"Ada {n},a{n}@x.example,{'enormous' if n in bad else 3}\n" for n in range(5000))
    proposal = read("Name,Email,Seniority\n" + "".join(lines), tmp_path).proposal(document)
    assert [line.place for line in proposal.refused] == [f"line {n + 2}" for n in sorted(bad)]
    bring_in(document, proposal, go_on=True)
    assert len(document.all(Person)) == 5000 - len(bad)


def test_a_line_with_too_many_cells_is_named(document: Document, tmp_path: Path) -> None:
    proposal = read("Name,Email\nAda,a@x.example,more\n", tmp_path).proposal(document)
    assert [line.why for line in proposal.refused] == ["it has more cells than the 2 columns."]


def test_whoever_could_be_two_people_is_refused(document: Document, tmp_path: Path) -> None:
    with document.edit("Added") as edit:
        edit.add(Person, name="Ada Okello", job_title="Counsel")
        edit.add(Person, name="Ada Okello", job_title="Engineer")
    proposal = read("First name,Last name\nAda,Okello\n", tmp_path).proposal(document)
    assert "2 people here could be meant" in proposal.refused[0].why


def test_two_who_share_the_address_of_an_office_stay_two(
    document: Document, tmp_path: Path
) -> None:
    brought(document, read("Name,Email\nAda,info@x.example\nBo,info@x.example\n", tmp_path))
    assert [one.name for one in document.all(Person)] == ["Ada", "Bo"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_encoding_and_what_stands_between_cells_are_found_out(
    encoding: str, delimiter: str, document: Document, tmp_path: Path
) -> None:
    text = "Name,Company\nJosé Müller,Größe & Söhne\nÅsa Öberg,Blåbær\n".replace(",", delimiter)
    found = read(text.encode(encoding), tmp_path)
    brought(document, found)
    assert [one.name for one in document.all(Person)] == ["José Müller", "Åsa Öberg"]
    assert found.tables[0].about.endswith("between the cells")


def test_the_order_of_day_and_month_is_read_from_the_dates_or_said(
    document: Document, tmp_path: Path
) -> None:
    head = "From,Type,To,Since\nTelmara,trusts,Ministry,"
    with document.edit("Added") as edit:
        edit.add(Organisation, name="Telmara")
        edit.add(Organisation, name="Ministry")
    unsaid = read(f"{head}3/4/2026\n", tmp_path)
    assert not unsaid.mappings[0].order_said
    source.choose(unsaid, {"dates": "month first"})
    brought(document, unsaid)
    assert str(document.all(Relationship)[0].start_date) == "2026-03-04"
    said = read(f"{head}13/4/2026\n", tmp_path)
    assert said.mappings[0].order_said
    brought(document, said)
    assert str(document.all(Relationship)[0].start_date) == "2026-04-13"


def test_what_columns_mean_can_be_said_and_is_remembered(
    document: Document, tmp_path: Path
) -> None:
    text = "Who,Firm,Shoe size\nAda,Telmara,38\n"
    found = read(text, tmp_path)
    assert found.mappings[0].kind == ""
    columns = {"Who": "name", "Firm": "organisation", "Shoe size": ""}
    source.choose(found, {"kind": "person", "columns": columns})
    brought(document, found)
    found.remember()
    assert read(text, tmp_path).mappings[0].targets == ("name", "organisation", "")
    with pytest.raises(Refusal, match="nothing that a person has"):
        source.choose(found, {"kind": "person", "columns": {"Who": "shoe"}})


def test_a_spreadsheet_is_read_sheet_by_sheet(document: Document, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    people = book.active
    people.title = "People"
    people.append(["Name", "Organisation", "Seniority"])
    people.append(["Ada Okello", "Telmara", 4])
    partners = book.create_sheet("Partners")
    partners.append(["Name", "Country"])
    partners.append(["Telmara", "KE"])
    book.create_sheet("Empty")
    book.save(tmp_path / "list.xlsx")
    brought(document, source.read(tmp_path / "list.xlsx"))
    (telmara,) = document.all(Organisation)
    assert (telmara.country, document.all(Person)[0].organisation) == ("KE", telmara.id)


def test_a_formula_without_a_value_is_not_dropped_silently(
    document: Document, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Name", "Seniority", "Email"])
    book.active.append(["Ada", "=1+2", "a@x.example"])
    book.save(tmp_path / "list.xlsx")
    proposal = source.read(tmp_path / "list.xlsx").proposal(document)
    assert "this must be a number, not “=1+2”" in proposal.refused[0].why


def test_a_list_in_json_is_a_table(document: Document, tmp_path: Path) -> None:
    rows = [{"name": "Ada", "email": "a@x.example", "tags": ["one", "two"], "stance": 1}]
    brought(document, read(json.dumps(rows), tmp_path, "list.json"))
    (ada,) = document.all(Person)
    assert (ada.name, ada.stance, len(ada.tags)) == ("Ada", 1, 2)


def test_a_tie_names_both_its_ends(document: Document, tmp_path: Path) -> None:
    brought(document, read(PEOPLE, tmp_path))
    ties = "From,To,Type\nAda Okello,Telmara,trusts\nAda Okello,Nobody,trusts\n"
    proposal = read(ties, tmp_path).proposal(document)
    assert "no person or partner called “Nobody”" in proposal.refused[0].why
    bring_in(document, proposal, go_on=True)
    assert document.all(Relationship)[0].type == "trusts"


def test_progress_is_told_and_can_stop_it(document: Document, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring_in(document, read(PEOPLE, tmp_path).proposal(document), progress=stop)
    assert document.all(Person) == []


def test_a_plan_that_changed_meanwhile_is_looked_at_again(
    document: Document, tmp_path: Path
) -> None:
    proposal = read(PEOPLE, tmp_path).proposal(document)
    with document.edit("Added") as edit:
        edit.add(Organisation, name="Telmara")
    with pytest.raises(Refusal, match="changed meanwhile"):
        bring_in(document, proposal)


def test_leaving_a_line_out_leaves_out_what_needs_it(document: Document, tmp_path: Path) -> None:
    proposal = read(PEOPLE, tmp_path).proposal(document)
    assert [line.outcome for line in proposal.lines] == [Outcome.ADDED, Outcome.ADDED]
    bring_in(document, proposal, without=[0])
    assert document.all(Organisation) == []
    assert document.all(Person)[0].organisation is None
