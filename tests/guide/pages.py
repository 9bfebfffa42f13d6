"""The guide's pages, and the commands in them."""

from __future__ import annotations

import re
from pathlib import Path

GUIDE = Path(__file__).parents[2] / "resources" / "guide"
_BLOCK = re.compile(r"^```sh\n(.*?)^```", re.S | re.M)
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
_CALLED = re.compile(r"(?<!\*)\*([A-Z][^*]*)\*(?!\*)|\*\*“([^”]+)”\*\*")
_KEY = re.compile(r"\b(?:Ctrl|Alt|Shift)\+\w+(?:\+\w+)*|\bF\d+")
_LINK = re.compile(r"\[[^\]]+\]\(([^)#]+)\)")


def pages() -> list[Path]:
    """Return every page, by name."""
    return sorted(GUIDE.glob("*.md"))


def blocks(page: Path) -> list[list[str]]:
    """Return the commands of each block of a page, without remarks."""
    found = _BLOCK.findall(page.read_text(encoding="utf-8"))
    return [
        [line.split("  #")[0].strip() for line in block.splitlines() if line.strip()]
        for block in found
    ]


def links(page: Path) -> list[str]:
    """Return where a page leads."""
    return _LINK.findall(page.read_text(encoding="utf-8"))


def pictures(page: Path) -> list[tuple[str, str]]:
    """Return what says each picture of a page in words, and its file."""
    return _PICTURE.findall(page.read_text(encoding="utf-8"))


def called(page: Path) -> list[str]:
    """Return what a page calls things of the window: in slanted type, or as a title it quotes.

    A way through the menu, such as “File, Safe copies”, is two of them; sources are none.
    """
    text = page.read_text(encoding="utf-8").partition("\n## Sources\n")[0]
    names = (" ".join((one or other).split()) for one, other in _CALLED.findall(text))
    return [part.rstrip("….") for name in names for part in name.split(", ")]


def keys(page: Path) -> list[str]:
    """Return the keys that a page says to press."""
    return _KEY.findall(page.read_text(encoding="utf-8"))
