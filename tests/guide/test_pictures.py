"""The guide's pictures show the program as it is: ``python -m tests.guide`` takes them again."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.guide.pages import GUIDE, pages, pictures
from tests.guide.pictures import PICTURES, difference, take_apart

MOST_DIFFERENT = 12
"""Of 255, the most by which a block may differ: edges of letters and few colours come to half."""
MOST_BYTES = 1_500_000


def _drawn(path: Path, words: Sequence[str]) -> Path:
    picture = Image.new("RGB", (320, 160), "white")
    for line, text in enumerate(words):
        ImageDraw.Draw(picture).text((20, 20 + 30 * line), text, fill="black")
    picture.save(path)
    return path


@pytest.mark.skipif(sys.platform != "linux", reason="letters are drawn otherwise there")
def test_they_are_those_that_this_version_gives(tmp_path: Path) -> None:
    take_apart(tmp_path)
    names = sorted(path.name for path in tmp_path.glob("*.png"))
    assert names == sorted(path.name for path in PICTURES.iterdir())
    aged = {name: difference(PICTURES / name, tmp_path / name) for name in names}
    assert {name: by for name, by in aged.items() if by > MOST_DIFFERENT} == {}


def test_a_word_that_changed_is_a_difference_and_so_is_another_size(tmp_path: Path) -> None:
    one = _drawn(tmp_path / "one.png", ["Partners", "Not started"])
    assert difference(one, one) == 0
    other = _drawn(tmp_path / "other.png", ["Partners", "Contacted"])
    assert difference(one, other) > MOST_DIFFERENT
    Image.new("RGB", (320, 176), "white").save(tmp_path / "larger.png")
    assert difference(one, tmp_path / "larger.png") == 255


def test_each_is_on_a_page_and_is_said_in_words_for_those_who_do_not_see_it() -> None:
    shown = [picture for page in pages() for picture in pictures(page)]
    assert sorted(GUIDE / file for _, file in shown) == sorted(PICTURES.iterdir())
    assert [file for words, file in shown if len(words.split()) < 10] == []


def test_together_they_are_small() -> None:
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) <= MOST_BYTES
