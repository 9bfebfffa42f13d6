"""The pages that the program writes are those of this version: ``python -m tests.guide``."""

from __future__ import annotations

from tests.guide.generated import commands_page, data_page
from tests.guide.pages import GUIDE


def test_the_data_model_is_the_one_that_is_described() -> None:
    assert (GUIDE / "data.md").read_text(encoding="utf-8") == data_page()


def test_the_commands_are_those_that_are_described() -> None:
    assert (GUIDE / "commands.md").read_text(encoding="utf-8") == commands_page()
