from __future__ import annotations

from pathlib import Path

import pytest

from outreach.base.errors import NotSaved, Refusal
from outreach.briefs.saving import save_pdf

PDF, NEWER = b"%PDF-1.7 one", b"%PDF-1.7 another"


def test_a_pdf_takes_the_place_of_a_pdf_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    save_pdf(tmp_path / "brief.pdf", PDF)
    save_pdf(tmp_path / "brief.pdf", NEWER)
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("brief.pdf", NEWER)]


def test_what_is_not_a_pdf_is_left_as_it_is(tmp_path: Path) -> None:
    notes = tmp_path / "brief.pdf"
    notes.write_text("my notes")
    with pytest.raises(Refusal, match="is not a PDF, so it was left as it is"):
        save_pdf(notes, PDF)
    assert notes.read_text() == "my notes"


def test_a_folder_is_made_only_when_that_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "new" / "brief.pdf"
    with pytest.raises(NotSaved, match="Your plan is unchanged"):
        save_pdf(path, PDF)
    save_pdf(path, PDF, make_folder=True)
    assert path.read_bytes() == PDF


def test_a_folder_in_the_place_of_the_file_is_said_to_be_no_pdf(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="is not a PDF"):
        save_pdf(tmp_path, PDF)
