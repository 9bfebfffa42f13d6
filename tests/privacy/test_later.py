"""What leaves a plan after somebody was forgotten holds nothing of them, in whatever form."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from outreach.briefs.content import Edition, Pack
from outreach.briefs.how import How
from outreach.briefs.parts_content import PackPart
from outreach.briefs.render import Paper, render_pack
from outreach.exchange.export import Form, export
from outreach.initiative import open_file
from outreach.merge.bringing import merge
from outreach.privacy.forgetting import forget
from outreach.privacy.redacting import write_redacted
from outreach.snapshot import take
from tests.privacy.test_forgetting import NAME, SECRETS, Plan, assert_gone, plan

__all__ = ["plan"]

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


def unpacked(path: Path) -> bytes:
    """Return everything in a file, with what is packed in it."""
    found = path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            found += b"\n".join(map(archive.read, archive.namelist()))
    return found


@pytest.mark.parametrize("form", list(Form))
def test_no_export_names_them(plan: Plan, tmp_path: Path, form: Form) -> None:
    forget(plan.document, plan.person, "She asked for it")
    target = tmp_path / f"out.{form}"
    kind = "touchpoint" if form is Form.CSV else ""
    export(plan.document, target, form, kind=kind, confidential=True, now=NOW)
    said = unpacked(target).decode(errors="replace")
    assert [secret for secret in SECRETS if secret in said] == []


def test_no_paper_names_them_not_even_that_for_the_team(plan: Plan, tmp_path: Path) -> None:
    forget(plan.document, plan.person, "She asked for it")
    how = How((plan.partner,), Edition.INTERNAL, NOW.date(), bound=True, parts=tuple(PackPart))
    content = how.content(take(plan.document))
    assert isinstance(content, Pack)
    pdf = render_pack(content, Paper.A4)
    paper = pypdfium2.PdfDocument(pdf)
    said = "\n".join(page.get_textpage().get_text_range() for page in paper)
    said += pdf.decode("latin-1") + str(paper.get_metadata_dict())
    paper.close()
    assert "Telmara" in said
    assert [secret for secret in SECRETS if secret in said] == []


def test_a_copy_that_learns_of_it_by_merging_holds_nothing_of_them_between_its_records(
    plan: Plan, tmp_path: Path
) -> None:
    with plan.document.edit("More is said") as edit:
        for n in range(200):
            edit.set(plan.contact, summary=f"{NAME} asked {n} times who else joins. " * 9)
    plan.document.copy_to(tmp_path / "old.db")
    forget(plan.document, plan.person, "She asked for it")
    with open_file(tmp_path / "old.db", author="Ben").opened() as old:
        merge(old, plan.document.path)
    assert_gone(tmp_path / "old.db")


def test_a_redacted_copy_that_is_made_later_holds_nothing_of_them(
    plan: Plan, tmp_path: Path
) -> None:
    forget(plan.document, plan.person, "She asked for it")
    write_redacted(plan.document, tmp_path / "redacted.db")
    assert_gone(tmp_path / "redacted.db")
