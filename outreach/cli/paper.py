"""Commands that print: brief, pack. What draws pages is loaded only when they run."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from outreach.briefs.content import Brief, Edition, Pack
from outreach.briefs.saving import check_target, save_pdf
from outreach.cli.arguments import add_command, reading, today_of
from outreach.cli.finding import find
from outreach.cli.output import note, result
from outreach.snapshot import take

if TYPE_CHECKING:
    from outreach.cli.arguments import Commands

LONGEST_NAME = 200
"""Bytes of a file's name that leave room for a number and the ending."""
_UNFIT_FOR_NAMES = str.maketrans(dict.fromkeys('/\\:*?"<>|', "-") | {chr(c): "" for c in range(32)})


def register(commands: Commands) -> None:
    """Add the commands."""
    briefs = add_command(
        commands, "brief", brief, "one partner on paper, or each partner", past=True
    )
    which = briefs.add_mutually_exclusive_group(required=True)
    which.add_argument("--partner", metavar="ID", help="its id, its reference or its exact name")
    which.add_argument("--all", action="store_true", help="a file for every partner")
    _add_printing(briefs, "the PDF to write, or a folder")
    packs = add_command(commands, "pack", pack, "a bound pack of briefs", past=True)
    packs.add_argument(
        "--partners", metavar="ID", nargs="+", help="in this order (default: all, by name)"
    )
    packs.add_argument("--prepared-for", metavar="NAME", default="", help="printed on the cover")
    _add_printing(packs, "the PDF to write")


def _add_printing(parser: argparse.ArgumentParser, out_help: str) -> None:
    parser.add_argument("-o", "--out", metavar="OUT", required=True, help=out_help)
    parser.add_argument(
        "--edition",
        type=Edition,
        choices=list(Edition),
        default=Edition.HANDOUT,
        help="handout: fit to be given away (default); internal: for the team only",
    )
    parser.add_argument("--paper", choices=["a4", "letter"], default="a4")


def brief(arguments: argparse.Namespace) -> int:
    """Write the brief of one partner, or one file for each partner."""
    from outreach.briefs import compose

    with reading(arguments) as document:
        ids = [find(document, arguments.partner, ["organisation"])] if arguments.partner else None
        snapshot = take(document)
        contents = {
            id: compose.brief(snapshot, id, arguments.edition, today_of(arguments))
            for id in ids or snapshot.organisations
        }
    targets = _targets(arguments, list(contents.values()))
    written = [
        {"partner": id, **_print(arguments, content, path)}
        for (id, content), path in zip(contents.items(), targets, strict=True)
    ]
    words = "\n".join(f"Wrote “{entry['file']}”." for entry in written)
    result(arguments, written if arguments.all else written[0], words)
    return 0


def pack(arguments: argparse.Namespace) -> int:
    """Write a pack of briefs."""
    from outreach.briefs import compose

    with reading(arguments) as document:
        named = arguments.partners
        partners = [find(document, name, ["organisation"]) for name in named] if named else None
        content = compose.pack(
            take(document),
            arguments.edition,
            today_of(arguments),
            partners,
            arguments.prepared_for,
        )
    written = _print(arguments, content, Path(arguments.out))
    result(arguments, written, f"Wrote “{written['file']}”.")
    return 0


def _targets(arguments: argparse.Namespace, briefs: list[Brief]) -> Iterator[Path]:
    """Yield the file to write each brief to."""
    from outreach.briefs.render import title_of

    out = Path(arguments.out)
    separators = tuple(filter(None, (os.sep, os.altsep)))
    if not arguments.all and not out.is_dir() and not arguments.out.endswith(separators):
        yield out
        return
    taken: set[str] = set()
    for content in briefs:
        stem = name = _file_stem(title_of(content))
        number = 1
        # Compared without case, since some folders do not tell “A” from “a”.
        while name.casefold() in taken:
            number += 1
            name = f"{stem} {number}"
        taken.add(name.casefold())
        yield out / f"{name}.pdf"


def _file_stem(title: str) -> str:
    """Return ``title`` as every file system takes it."""
    short = title.translate(_UNFIT_FOR_NAMES).encode()[:LONGEST_NAME].decode(errors="ignore")
    return short.strip(" .")


def _print(arguments: argparse.Namespace, content: Brief | Pack, path: Path) -> dict[str, Any]:
    """Write ``content`` to ``path`` and say which of its characters cannot be printed."""
    from outreach.briefs.render import Paper, missing, render, render_pack

    check_target(path)
    lacking = missing(content)
    places: dict[str, list[str]] = {}
    for found in lacking:
        places.setdefault(found.where, []).append(f"{found.code_point} {found.name}".strip())
    for place, characters in places.items():
        note(f"{place}: boxes stand for what cannot be printed, {', '.join(characters)}.")
    paper = Paper[arguments.paper.upper()]
    pdf = render_pack(content, paper) if isinstance(content, Pack) else render(content, paper)
    save_pdf(path, pdf, make_folder=True)
    return {"file": str(path), "missing": lacking}
