"""The pages of the guide that the program writes itself: the data model and the command line."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from outreach.cli.main import command_line
from outreach.document.fields import Field, Links, Ref
from outreach.document.records import Kind
from outreach.initiative import MODEL


def data_page() -> str:
    """Return the page about what a file holds."""
    lines = [
        "# What a file holds, field by field",
        "",
        "One `.db` file is one initiative: an ordinary SQLite file with a table for each kind of",
        "record, which any SQLite tool can read. Ids are text and sort by the time a record was",
        "made. This page is written by `python -m tests.guide` from the declarations.",
        "",
        "*Confidential* fields are in no hand-out and no redacted copy; *personal* ones are erased",
        "with the person.",
    ]
    for kind in MODEL.kinds.values():
        lines += ["", *_kind(kind)]
    return "\n".join(lines) + "\n"


def _kind(kind: Kind) -> Iterator[str]:
    yield f"## {kind.label}: `{kind.name}`"
    yield ""
    yield kind.help
    yield ""
    yield "| field | column | what it holds | |"
    yield "|---|---|---|---|"
    for field in kind.fields:
        marks = [word for word in ("confidential", "personal") if getattr(field, word)]
        if field.required:
            marks.insert(0, "required")
        cells = (field.label, f"`{field.name}`", _what(field), ", ".join(marks))
        yield "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def _what(field: Field) -> str:
    said = [field.help] if field.help else []
    if isinstance(field, Ref):
        said.append(f"Refers to: {', '.join(field.kinds)}.")
    elif isinstance(field, Links):
        said.append(f"Any number of: {field.kind}; a table of its own.")
    elif words := field.range_words():
        said.append(f"One of: {words}." if field.type_name == "choice" else f"{words}.")
    return " ".join(said) or field.type_name


def commands_page() -> str:
    """Return the page about the command line."""
    lines = [
        "# The command line",
        "",
        "Everything that the window does to a file can be done without a window. Results go to",
        "standard output, in words or with `--json` as one JSON document; messages to standard",
        "error. The exit status is 0 when it is done, 1 when it was refused or problems were",
        "found, 2 for wrong usage. This page is written by `python -m tests.guide` from the",
        "program.",
    ]
    for name, help, parser in _commands():
        lines += ["", f"## `outreach {name}`", "", f"{help[0].upper()}{help[1:]}.", ""]
        lines += ["| | |", "|---|---|"]
        for action in parser._actions:
            if not isinstance(action, argparse._HelpAction):
                lines.append(f"| `{_called(action)}` | {(action.help or '').replace('|', '/')} |")
    return "\n".join(lines) + "\n"


def _called(action: argparse.Action) -> str:
    value = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
    if not action.option_strings:
        return value
    name = action.option_strings[-1]
    return name if action.nargs == 0 else f"{name} {value}"


def _commands() -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    parser = command_line(lambda _: 0)
    (commands,) = (a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    helps = {choice.dest: choice.help or "" for choice in commands._choices_actions}
    for name, command in commands.choices.items():
        yield name, helps[name], command
