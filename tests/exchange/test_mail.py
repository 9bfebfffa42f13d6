"""Drafts of mails, and answers to invitations that come back as files."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from urllib.parse import unquote

import pytest

from outreach.base.errors import NotFound, Refusal
from outreach.cadence.kinds import Sequence, Step
from outreach.document.document import Document
from outreach.exchange import source
from outreach.exchange.mail import Pdf, address, letter, pdf_at
from outreach.exchange.taking import bring_in
from outreach.network.kinds import Organisation, Person

TEXT = "Dear {first name},\n\nwould {Partner} join “{initiative}”?\n\n{sender}\n"


@pytest.fixture
def ada(document: Document) -> str:
    with document.edit("Added") as edit:
        partner = edit.add(Organisation, name="Größe & Söhne")
        return edit.add(Person, name="Ada Okello", organisation=partner, email="ada@x.example")


def test_a_draft_is_filled_in_and_carries_the_brief(
    document: Document, ada: str, tmp_path: Path
) -> None:
    brief = tmp_path / "brief.pdf"
    brief.write_bytes(b"%PDF-1.7\nbrief")
    mail = message_from_bytes(
        letter(document, ada, "A word with {name}", TEXT, [pdf_at(brief)]), policy=default
    )
    assert (mail["To"], mail["Subject"]) == ("ada@x.example", "A word with Ada Okello")
    assert mail["X-Unsent"] == "1"
    body = mail.get_body()
    assert body is not None
    said = body.get_content()
    assert "Dear Ada," in said and "would Größe & Söhne join “Flood data for Kestria”?" in said
    (attached,) = mail.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == ("brief.pdf", b"%PDF-1.7\nbrief")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Dear {job title}", "“{job title}” is not known for Ada Okello"),
        ("Dear {nickname}", "“{nickname}” means nothing"),
        ("Dear {}", "means nothing"),
    ],
)
def test_a_letter_with_a_gap_is_not_written(
    document: Document, ada: str, text: str, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence.replace("{", r"\{")):
        letter(document, ada, "Hello", text)


def test_who_has_no_address_or_a_strange_one_gets_no_letter(
    document: Document, ada: str, tmp_path: Path
) -> None:
    with document.edit("Added") as edit:
        bo = edit.add(Person, name="Bo Lind")
    with pytest.raises(Refusal, match="has no e-mail address"):
        letter(document, bo, "Hello", "Hello")
    with pytest.raises(NotFound):
        letter(document, "nobody", "Hello", "Hello")
    (tmp_path / "a.pdf").write_bytes(b"MZ")
    with pytest.raises(Refusal, match="is not a PDF"):
        pdf_at(tmp_path / "a.pdf")
    with pytest.raises(Refusal, match="too long to be handed to a mail program"):
        address(document, ada, "Hello", "Hello! " * 1200)


def writer(document: Document, email: str) -> str:
    with document.edit("Added") as edit:
        return edit.add(Person, name="Ada Okello", email=email)


@pytest.mark.parametrize(
    ("email", "to"),
    [
        ("Ada <ada@x.example>", ["ada@x.example"]),
        ("ada@x.example, bo@x.example", ["ada@x.example", "bo@x.example"]),
        ('"ada okello"@x.example', ['"ada okello"@x.example']),
        ("ädä@münchen.example", ["ädä@münchen.example"]),
    ],
)
def test_what_is_an_address_is_written_as_mail_programs_read_it(
    document: Document, email: str, to: list[str]
) -> None:
    ada = writer(document, email)
    head = letter(document, ada, "Grüße", "Hello").split(b"\r\n\r\n")[0].decode()
    assert "To: " + ", ".join(to) in head.splitlines()
    assert unquote(address(document, ada, "Hello", "Hello")).startswith(
        f"mailto:{','.join(to)}?subject=Hello&"
    )


@pytest.mark.parametrize(
    "email",
    [
        *("ada@", "@x", "ada", "a:b;", "undisclosed:;", "<script>@x", "ada@x;bo@x"),
        *("ada@x?bcc=eve@x", "ada@x&bcc=eve@x", "ada@x%0abcc:eve", "=?utf-8?q?a=0ABcc:?=@x"),
    ],
)
def test_what_is_no_address_reaches_no_mail_program(document: Document, email: str) -> None:
    ada = writer(document, email)
    for made in (letter, address):
        with pytest.raises(Refusal, match=f"“{re.escape(email)}” is no e-mail address"):
            made(document, ada, "Hello", "Hello")


@pytest.mark.parametrize(("subject", "text"), [("\ud800", ""), ("a\0b", ""), ("", "\ud800")])
def test_a_letter_holds_nothing_that_no_mail_can(
    document: Document, ada: str, subject: str, text: str
) -> None:
    for made in (letter, address):
        with pytest.raises(Refusal, match="holds a character that cannot be stored"):
            made(document, ada, subject, text)


def test_a_header_ends_where_it_should(document: Document, ada: str) -> None:
    brief = Pdf("a\r\nBcc: eve@x.example\udcff.pdf", b"%PDF")
    mail = message_from_bytes(
        letter(document, ada, "Hello\r\nBcc: eve@x.example", "Hello", [brief]), policy=default
    )
    assert mail["Bcc"] is None and mail["Subject"] == "Hello Bcc: eve@x.example"
    (attached,) = mail.iter_attachments()
    assert attached["Bcc"] is None and attached.get_filename() == "a Bcc: eve@x.example?.pdf"


def answer(folder: Path, uid: str, said: str, method: str = "REPLY") -> Path:
    path = folder / "reply.ics"
    path.write_text(
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\n"
        f"UID:{uid}\r\nDTSTAMP:20261123T120000Z\r\n"
        f"ATTENDEE;PARTSTAT={said}:mailto:ada@x.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    return path


@pytest.mark.parametrize(
    ("said", "status"), [("ACCEPTED", "due"), ("DECLINED", "blocked"), ("TENTATIVE", "planned")]
)
def test_an_answer_sets_the_state_of_its_step(
    document: Document, tmp_path: Path, said: str, status: str
) -> None:
    with document.edit("Added") as edit:
        sequence = edit.add(Sequence, name="First")
        step = edit.add(Step, sequence=sequence, ask="Meet", note="Quietly")
        done = edit.add(Step, sequence=sequence, ask="Met", status="done")
    path = answer(tmp_path, step, said)
    bring_in(document, source.read(path).proposal(document))
    found = document.get(Step, step)
    assert found is not None and found.status == status
    assert found.note is not None and found.note.startswith("Quietly\nada@x.example ")
    assert not source.read(path).proposal(document)
    bring_in(document, source.read(answer(tmp_path, done, said)).proposal(document))
    assert document.all(Step, status="done")[0].id == done


def test_what_answers_nothing_is_refused(document: Document, tmp_path: Path) -> None:
    unknown = source.read(answer(tmp_path, "somebody’s", "ACCEPTED")).proposal(document)
    assert [line.why for line in unknown.refused] == ["It answers no step of this plan."]
    with pytest.raises(Refusal, match="no answer to an invitation"):
        source.read(answer(tmp_path, "x", "ACCEPTED", "PUBLISH")).proposal(document)
    (tmp_path / "bad.ics").write_text("BEGIN:VCALENDAR\nnonsense")
    with pytest.raises(Refusal, match="no calendar file"):
        source.read(tmp_path / "bad.ics").proposal(document)
