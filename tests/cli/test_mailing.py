"""Drafts of mails from the command line."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from pathlib import Path

from tests.cli.running import Command


def test_a_draft_with_a_brief_is_written_once(run: Command, file: Path, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("Dear {name}, from {sender}.", "utf-8")
    people = tmp_path / "people.csv"
    people.write_text("Name,Email\nAda Okello,ada@x.example\n", "utf-8")
    run("import", file, people)
    partner = run("list", file, "organisation", "--json").data[0]["id"]
    brief = tmp_path / "brief.pdf"
    assert run("brief", file, "--partner", partner, "-o", brief).status == 0
    asked = ("mail", file, "--to", "Ada Okello", "--subject", "{initiative}", "--author", "Ines")
    more = ("--text", tmp_path / "text.txt", "--attach", brief, "-o", tmp_path / "out.eml")
    assert run(*asked, *more).status == 0
    mail = message_from_bytes((tmp_path / "out.eml").read_bytes(), policy=default)
    body = mail.get_body()
    assert body is not None and "Dear Ada Okello, from Ines." in body.get_content()
    assert [one.get_filename() for one in mail.iter_attachments()] == ["brief.pdf"]
    again = run(*asked, *more)
    assert again.status == 1 and "exists already" in again.err
