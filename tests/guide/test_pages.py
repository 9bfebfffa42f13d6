"""What the guide says can be done, can be done; and every page can be reached."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from outreach.cli.main import main
from tests.guide.pages import GUIDE, blocks, called, keys, links, pages
from tests.languages.messages import messages
from ui.dialogs.contact.keeping import KEEPABLE
from ui.menu import ENTRIES
from ui.pages.places import PLACES


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


def _as_shown(message: str) -> str:
    """Return a pattern of what is shown for a message: filled in, without its key in a menu."""
    plain = re.escape(message.replace("&", "").rstrip("…. "))
    return re.sub(r"\\{\w+\\}", ".+", plain)


@pytest.fixture(scope="module")
def shown() -> re.Pattern[str]:
    """Whatever the window may say."""
    said = (
        one
        for several in messages()
        for one in ((several,) if isinstance(several, str) else several)
    )
    return re.compile("|".join(_as_shown(one) for one in said))


@pytest.fixture(scope="session")
def pressed(qapp: QApplication) -> set[str]:
    """Every key of the menu, of pages by their number, and of dialogs."""
    said = [entry.shortcut for entry in ENTRIES]
    menu = {one for one in said if isinstance(one, str)}
    for standard in said:
        if not isinstance(standard, str):
            menu |= {one.toString() for one in QKeySequence.keyBindings(standard)}
    pages = {f"Ctrl+{number}" for number, _ in enumerate(PLACES, start=1)}
    return menu | pages | {keepable.keys for keepable in KEEPABLE} | {"Ctrl+Enter"}


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.stem)
def test_what_a_page_calls_things_is_what_the_window_calls_them(
    page: Path, shown: re.Pattern[str]
) -> None:
    assert [name for name in called(page) if not shown.fullmatch(name)] == []


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.stem)
def test_the_keys_of_a_page_are_those_of_the_window(page: Path, pressed: set[str]) -> None:
    assert set(keys(page)) - pressed == set()


def test_what_the_window_does_not_say_is_found_on_a_page(
    tmp_path: Path, shown: re.Pattern[str], pressed: set[str]
) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "Choose *File, Safe\ncopies* or *Post it*, or press **Ctrl+F17**. **“Gone.”**", "utf-8"
    )
    assert [name for name in called(page) if not shown.fullmatch(name)] == ["Post it", "Gone"]
    assert set(keys(page)) - pressed == {"Ctrl+F17"}
