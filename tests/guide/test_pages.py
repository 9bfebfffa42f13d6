"""What the guide says can be done, can be done; and every page can be reached."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from outreach.cli.main import main
from tests.guide.pages import GUIDE, blocks, links, pages


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.stem)
def test_every_command_of_a_page_runs(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, block in enumerate(blocks(page)):
        folder = tmp_path / str(number)
        (folder / "briefs").mkdir(parents=True)
        monkeypatch.chdir(folder)
        for line in block:
            program, *arguments = shlex.split(line)
            assert program == "outreach"
            assert main(arguments, lambda _: 1) == 0, line
    capsys.readouterr()


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.stem)
def test_every_link_leads_somewhere(page: Path) -> None:
    assert [link for link in links(page) if not (GUIDE / link).is_file()] == []


def test_every_page_is_reached_from_the_first() -> None:
    reached, new = {"README.md"}, ["README.md"]
    while new:
        for link in links(GUIDE / new.pop()):
            if link.endswith(".md") and link not in reached:
                reached.add(link)
                new.append(link)
    assert reached == {page.name for page in pages()}
