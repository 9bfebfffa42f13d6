"""Writes what of the guide the program makes itself: ``python -m tests.guide``."""

from __future__ import annotations

from tests.guide.generated import commands_page, data_page
from tests.guide.pages import GUIDE
from tests.guide.pictures import PICTURES, take_apart


def main() -> None:
    """Write them, and say so."""
    for name, text in {"data.md": data_page(), "commands.md": commands_page()}.items():
        (GUIDE / name).write_text(text, encoding="utf-8")
        print(f"Wrote {GUIDE / name}")
    take_apart(PICTURES)
    print(f"Took the pictures in {PICTURES}")


if __name__ == "__main__":
    main()
