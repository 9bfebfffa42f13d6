"""printed: what was put on paper, which pages are out of date, and those pages anew."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.base.errors import Refusal
from outreach.briefs import memory
from outreach.briefs.again import again
from outreach.briefs.memory import Page
from outreach.cadence.kinds import Printout
from outreach.cli.arguments import add_command, reading
from outreach.cli.output import counted, note, result, table
from outreach.cli.printing import add_password, print_out, record, wrote
from outreach.snapshot import take

if TYPE_CHECKING:
    from outreach.cli.arguments import Commands


def register(commands: Commands) -> None:
    """Add the command."""
    tells = add_command(
        commands, "printed", printed, "what was printed, and which pages are out of date"
    )
    tells.add_argument("code", metavar="CODE", nargs="?", help="the code at the foot of a page")
    tells.add_argument(
        "-o", "--out", metavar="OUT", help="print the pages that are out of date again, to this PDF"
    )
    add_password(tells)
    tells.set_defaults(unrecorded=False)


def printed(arguments: argparse.Namespace) -> int:
    """Tell what was printed, or which pages of a print-out are out of date."""
    if arguments.code is None:
        if arguments.out is not None:
            raise Refusal("Name the print-out whose pages are to be printed again by its code.")
        return _list(arguments)
    with reading(arguments) as document:
        found = memory.find(document, arguments.code)
        pages = memory.pages_of(document, found)
        snapshot, made_from = take(document), memory.newest_edit(document)
    data = [
        {
            "page": page.page,
            "partner": page.partner,
            "stale": page.stale,
            "changes": [
                {"part": each.label, "before": each.before, "after": each.after}
                for each in page.changes
            ],
            "printed_as": page.printed_as,
        }
        for page in pages
    ]
    result(arguments, data, _words(found, pages))
    if arguments.out is not None and any(page.stale for page in pages):
        anew = again(found, pages, snapshot)
        if anew.only is None:
            note("The briefs have other lengths now, so every page is printed again.")
        done = print_out(arguments, anew.how, anew.content, Path(arguments.out), anew.only)
        record(arguments, made_from, [done], anew.replaces)
        note(wrote(done))
    return 0


def _list(arguments: argparse.Namespace) -> int:
    with reading(arguments) as document:
        found = memory.printouts(document)
    rows = [
        (
            each.code,
            each.printed_on.isoformat() if each.printed_on else "",
            each.name,
            each.prepared_for or "",
        )
        for each in found
    ]
    words = table(("Code", "Printed", "What", "For"), rows) if rows else "Nothing was printed yet."
    data = [
        {
            "id": each.id,
            "code": each.code,
            "name": each.name,
            "edition": each.edition,
            "printed_on": each.printed_on,
            "prepared_for": each.prepared_for,
            "partners": each.partners,
            "replaces": each.replaces,
        }
        for each in found
    ]
    result(arguments, data, words)
    return 0


def _words(found: Printout, pages: list[Page]) -> str:
    stale = [page for page in pages if page.stale]
    when = f" of {found.printed_on:%Y-%m-%d}" if found.printed_on else ""
    lines = [f"{found.name}{when}, {counted(len(pages), 'page')}."]
    if not stale:
        return f"{lines[0]} All of it still holds."
    verb = "is" if len(stale) == 1 else "are"
    lines.append(f"{len(stale)} of {counted(len(pages), 'page')} {verb} out of date:")
    for page in stale:
        whose = f", {page.partner}" if page.partner else ""
        lines.append(f"Page {page.page}{whose}")
        lines += [
            f"  {each.label}: {each.before or 'nothing'} → {each.after or 'nothing'}"
            for each in page.changes
        ]
    return "\n".join(lines)
