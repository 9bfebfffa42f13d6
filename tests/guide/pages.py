"""The guide's pages, and the commands in them."""

from __future__ import annotations

import re
from pathlib import Path

GUIDE = Path(__file__).parents[2] / "resources" / "guide"
_BLOCK = re.compile(r"^```sh\n(.*?)^```", re.S | re.M)
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
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
