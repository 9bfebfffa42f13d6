"""Commands that print: brief, pack. What draws pages is loaded only when they run."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.base.errors import Refusal
from outreach.base.file_names import fit_for_a_name
from outreach.briefs.content import Brief, Edition, Pack
from outreach.briefs.how import Design, How, usual_design, usual_language
from outreach.briefs.labels import Language
from outreach.briefs.lacking import (
    about_propositions,
    with_proposition,
    without_proposition,
)
from outreach.briefs.memory import newest_edit
from outreach.briefs.parts_content import PackPart
from outreach.cli.arguments import add_command, reading, today_of
from outreach.cli.finding import find
from outreach.cli.output import note, result
from outreach.cli.printing import add_password, print_out, record, wrote
from outreach.planning.coverage import nobody_to_call
from outreach.snapshot import Snapshot, take

if TYPE_CHECKING:
    from outreach.cli.arguments import Commands

LONGEST_NAME = 200
"""Bytes of a file's name that leave room for a number and the ending."""


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
        "--partners",
        metavar="ID",
        nargs="+",
        help="in this order (default: all, in the order of the plan)",
    )
    packs.add_argument(
        "--parts",
        metavar="PART",
        nargs="+",
        type=PackPart,
        choices=list(PackPart),
        default=list(PackPart),
        help="what it holds besides cover and contents: " + ", ".join(PackPart) + " (default: all "
        "that the edition may hold)",
    )
    packs.add_argument(
        "--booklet", action="store_true", help="two pages beside each other, to fold in the middle"
    )
    packs.add_argument(
        "--with-proposition",
        action="store_true",
        help="leave out partners that have no value proposition yet: their briefs say little",
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
        help="handout: fit to be given away (default); internal: for the team only; pocket: a card "
        "for whoever speaks for us, four on a sheet",
    )
    parser.add_argument("--paper", choices=["a4", "letter"], default="a4")
    parser.add_argument(
        "--design",
        choices=[each.value for each in Design],
        help="broadsheet: all on one page; modular: large type on two sides; letter: with room for "
        "notes (default: as the initiative says, or broadsheet)",
    )
    parser.add_argument(
        "--language",
        choices=[each.value for each in Language],
        help="of labels, days and numbers (default: as the initiative says, or English)",
    )
    parser.add_argument(
        "--unrecorded",
        action="store_true",
        help="put no code on the pages and keep no record of them in the file",
    )
    add_password(parser)


def brief(arguments: argparse.Namespace) -> int:
    """Write the brief of one partner, or one file for each partner."""
    with reading(arguments) as document:
        ids = [find(document, arguments.partner, ["organisation"])] if arguments.partner else None
        snapshot, made_from = take(document), newest_edit(document)
    hows = [_how(arguments, snapshot, (id,)) for id in ids or snapshot.organisations]
    contents = [how.content(snapshot) for how in hows]
    targets = list(_targets(arguments, contents))
    bare = without_proposition(snapshot, (how.partners[0] for how in hows))
    if said := about_propositions([snapshot.name(id) for id in bare]):
        note(f"{said} A brief without one says little.")
    _say_nobody_to_call(snapshot)
    done = [
        print_out(arguments, how, content, path)
        for how, content, path in zip(hows, contents, targets, strict=True)
    ]
    record(arguments, made_from, done)
    written = [{"partner": one.how.partners[0], **one.told()} for one in done]
    result(arguments, written if arguments.all else written[0], "\n".join(map(wrote, done)))
    return 0


def pack(arguments: argparse.Namespace) -> int:
    """Write a pack of briefs."""
    from outreach.briefs.compose import in_sequence

    with reading(arguments) as document:
        named = arguments.partners
        partners = [find(document, name, ["organisation"]) for name in named] if named else None
        snapshot, made_from = take(document), newest_edit(document)
    asked = in_sequence(snapshot) if partners is None else partners
    bare = without_proposition(snapshot, asked)
    chosen = with_proposition(snapshot, asked) if arguments.with_proposition else asked
    if bare and not chosen:
        raise Refusal(
            "None of the partners has a value proposition yet, so the pack would hold nobody. "
            "Nothing was written."
        )
    how = _how(arguments, snapshot, tuple(chosen), bound=True)
    done = print_out(arguments, how, how.content(snapshot), Path(arguments.out))
    _say_nobody_to_call(snapshot)
    _say_bare(arguments, [snapshot.name(id) for id in bare])
    record(arguments, made_from, [done])
    result(arguments, {**done.told(), "no_proposition": bare}, wrote(done))
    return 0


def _say_nobody_to_call(snapshot: Snapshot) -> None:
    if said := nobody_to_call(snapshot):
        note(said)


def _say_bare(arguments: argparse.Namespace, names: list[str]) -> None:
    """Say of which partners a pack says little, or would have."""
    if not names or PackPart.BRIEFS not in arguments.parts:
        return
    left = arguments.with_proposition
    then = "Left out." if left else "Their briefs say little; --with-proposition leaves them out."
    note(f"{about_propositions(names)} {then}")


def _how(
    arguments: argparse.Namespace,
    snapshot: Snapshot,
    partners: tuple[str, ...],
    *,
    bound: bool = False,
) -> How:
    design, language = arguments.design, arguments.language
    return How(
        partners=partners,
        edition=arguments.edition,
        today=today_of(arguments),
        bound=bound,
        paper=arguments.paper.upper(),
        prepared_for=arguments.prepared_for if bound else "",
        parts=tuple(arguments.parts) if bound else (PackPart.BRIEFS,),
        design=Design(design) if design else usual_design(snapshot),
        language=Language(language) if language else usual_language(snapshot),
    )


def _targets(arguments: argparse.Namespace, briefs: list[Brief | Pack]) -> Iterator[Path]:
    """Yield the file to write each brief to."""
    from outreach.briefs.render import title_of

    out = Path(arguments.out)
    separators = tuple(filter(None, (os.sep, os.altsep)))
    if not arguments.all and not out.is_dir() and not arguments.out.endswith(separators):
        yield out
        return
    taken: set[str] = set()
    for content in briefs:
        stem = name = fit_for_a_name(title_of(content), LONGEST_NAME, instead="-")
        number = 1
        # Compared without case, since some folders do not tell “A” from “a”.
        while name.casefold() in taken:
            number += 1
            name = f"{stem} {number}"
        taken.add(name.casefold())
        yield out / f"{name}.pdf"
