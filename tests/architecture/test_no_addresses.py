"""Nothing in the project says on whose machine it was written, or where packages come from."""

from __future__ import annotations

import re
from pathlib import Path

ADDRESSES = re.compile(
    r"""
    https?://\S*/simple\b               # a package index
    | \b(extra-)?index[-]url\b          # an option that names one
    | \bfind[-]links\b
    | (?<![\w.~])/(home|Users|root|work|opt)/\w   # somebody's folders
    | \b[A-Za-z]:\\Users\\
    """,
    re.VERBOSE,
)


def test_no_file_names_a_package_index_or_a_folder_of_a_machine(texts: dict[str, str]) -> None:
    this = Path(__file__).name
    found = [
        f"{path}:{number}: {line.strip()}"
        for path, text in texts.items()
        if not path.endswith(this)
        for number, line in enumerate(text.splitlines(), start=1)
        if ADDRESSES.search(line)
    ]
    assert found == []


def test_the_locks_hold_exact_versions_with_hashes_and_nothing_else(texts: dict[str, str]) -> None:
    line = re.compile(
        r"[a-z0-9-]+==[\w.]+( ; [\w '=!<>.]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?"
    )
    for name in ("runtime", "development"):
        lines = texts[f"packaging/{name}.lock"].splitlines()
        assert [text for text in lines if not line.fullmatch(text)] == []


def test_who_works_on_the_program_runs_what_everybody_runs(texts: dict[str, str]) -> None:
    pins = {
        name: set(re.findall(r"^\S+==\S+", texts[f"packaging/{name}.lock"], re.MULTILINE))
        for name in ("runtime", "development")
    }
    assert pins["runtime"] <= pins["development"]
