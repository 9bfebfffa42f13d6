"""Writes the guide's pages that come from the program: ``python -m tests.guide``."""

from __future__ import annotations

from tests.guide.generated import commands_page, data_page
from tests.guide.pages import GUIDE


def main() -> None:
    """Write them, and say so."""
    for name, text in {"data.md": data_page(), "commands.md": commands_page()}.items():
        (GUIDE / name).write_text(text, encoding="utf-8")
        print(f"Wrote {GUIDE / name}")


if __name__ == "__main__":
    main()
