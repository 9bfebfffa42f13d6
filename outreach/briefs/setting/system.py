"""Fonts of the system for scripts that are too large to be brought along: Chinese, Korean, more."""

from __future__ import annotations

import os
import re
import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
_WANTED = (
    r"NotoSansCJK(sc|tc|jp|kr|)-Regular", r"NotoSans(SC|TC|JP|KR)", r"SourceHanSans", r"msyh",
    r"YuGothM|YuGothR", r"malgun", r"msjh", r"meiryo", r"Hiragino Sans GB|ヒラギノ角ゴシック W3",
    r"PingFang", r"AppleSDGothicNeo", r"STHeiti", r"NotoSerifCJK.*Regular", r"simsun", r"msgothic",
    r"gulim", r"wqy-", r"DroidSansFallback", r"NotoSans[A-Z][A-Za-z]*-Regular",
    r"Noto(Serif|Naskh|Nastaliq)[A-Z][A-Za-z]*-Regular", r"Nirmala", r"LeelawUI", r"ebrima",
    r"gadugi", r"mmrtext", r"himalaya", r"monbaiti", r"seguisym", r"Arial Unicode", r"DejaVuSans",
)  # fmt: skip
"""Files that are looked at, in this order."""
_VARIANTS = {"JP": 0, "KR": 1, "SC": 2, "TC": 3}
"""Where a collection that has each way of writing Chinese characters keeps which."""


def folders() -> list[Path]:
    """Return the folders in which this system keeps fonts."""
    home = Path.home()
    windows = Path(os.environ.get("WINDIR", r"C:\Windows"))
    local = os.environ.get("LOCALAPPDATA")
    return [
        windows / "Fonts",
        *([Path(local) / "Microsoft" / "Windows" / "Fonts"] if local else []),
        Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts",
        Path("/usr/share/fonts"), Path("/usr/local/share/fonts"),
        home / ".local" / "share" / "fonts", home / ".fonts",
    ]  # fmt: skip


@cache
def places(han: str) -> tuple[tuple[Path, int], ...]:
    """Return file and index of each font that may step in, best first.

    Args:
        han: The way of writing Chinese characters that is preferred.
    """
    ranked = sorted(
        (rank, path.name, path) for path in _files() if (rank := _rank(path.name)) is not None
    )
    found: list[tuple[Path, int]] = []
    for _, _, path in ranked:
        count = _count(path)
        first = _VARIANTS[han] if count >= len(_VARIANTS) and "CJK" in path.name else 0
        found += [(path, first), *((path, n) for n in range(min(count, 8)) if n != first)]
    # One file for each way of writing: that of the preferred one first.
    return tuple(sorted(found, key=lambda place: _is_other(place[0].name, han)))


def _is_other(name: str, han: str) -> bool:
    other = re.search(r"(?:Sans|Serif|CJK)(sc|tc|jp|kr)\b", name, re.IGNORECASE)
    return other is not None and other[1].upper() != han


def _files() -> Iterator[Path]:
    for folder in folders():
        for above, _, names in os.walk(folder):
            for name in sorted(names):
                if name.lower().endswith(_ENDINGS):
                    yield Path(above) / name


def _rank(name: str) -> int | None:
    return next(
        (n for n, wanted in enumerate(_WANTED) if re.match(wanted, name, re.IGNORECASE)), None
    )


def _count(path: Path) -> int:
    """Return how many fonts a file holds."""
    try:
        with path.open("rb") as file:
            head = file.read(12)
    except OSError:
        return 0
    if len(head) == 12 and head[:4] == b"ttcf":
        return int(struct.unpack(">I", head[8:])[0])
    return 1
