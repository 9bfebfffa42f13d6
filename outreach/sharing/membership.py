"""Which folder an initiative is shared through on this computer, and what was seen there.

It is noted in the person's own data, not in the file: where a folder is differs from computer to
computer, and is nobody else's business.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from outreach.base.data_folder import data_folder
from outreach.base.errors import NotSaved, Refusal
from outreach.base.file_names import fit_for_a_name
from outreach.base.ids import new_id
from outreach.base.language import tr
from outreach.document.copying import write_over

_MOST_BYTES = 90
"""Most bytes of an initiative's and a person's name in the name of a file."""


@dataclass(slots=True)
class Membership:
    """How one initiative is shared on this computer."""

    document: str
    """The initiative's id."""
    folder: Path
    own: str
    """The name of the only file in the folder that is written here."""
    seen: dict[str, str] = field(default_factory=dict)
    """What the others' files looked like when they were last taken in, by name."""
    given: dict[str, int] = field(default_factory=dict)
    """The newest edit of each session that the own file holds; notes of merges do not count."""


def begin(document: str, initiative: str, person: str, folder: Path) -> Membership:
    """Return a new membership, with a name for the own file that no other computer has."""
    stem = " - ".join(fit_for_a_name(part, _MOST_BYTES) for part in (initiative, person))
    return Membership(document, folder, f"{stem} - {new_id()[-6:]}.db")


def check_folder(folder: Path, plan: Path) -> None:
    """See that ``folder`` can be shared.

    Raises:
        Refusal: when it is no folder, or the plan itself lies in it: copies that somebody keeps
            beside the plan, to try something out, would be taken in like a colleague's.
    """
    if not folder.is_dir():
        raise Refusal(
            tr("There is no folder “{folder}”. Nothing was changed. Choose another.", folder=folder)
        )
    if folder.resolve() == plan.resolve().parent:
        raise Refusal(
            tr(
                "The plan itself is in that folder, so every copy beside it would "
                "be taken in. Nothing was changed. Choose a folder for sharing "
                "only."
            )
        )


def find(document: str) -> Membership | None:
    """Return how the initiative of that id is shared on this computer, if it is."""
    place = _place(document)
    if place is None:
        return None
    try:
        told = json.loads(place.read_text("utf-8"))
        return Membership(
            document,
            Path(_text(told["folder"])),
            _text(told["own"]),
            {_text(name): _text(state) for name, state in told["seen"].items()},
            {_text(id): int(number) for id, number in told["given"].items()},
        )
    except (
        OSError,
        ValueError,
        ArithmeticError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
    ):
        return None


def keep(membership: Membership) -> None:
    """Note it for the next time.

    Raises:
        NotSaved: when that cannot be written.
    """
    place = _place(membership.document)
    if place is None:
        raise NotSaved(
            tr(
                "This computer does not say where the program may keep its notes, "
                "so the folder is not remembered. Nothing was lost."
            )
        )
    told = asdict(membership) | {"folder": str(membership.folder)}
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        write_over(place, json.dumps(told).encode(), private=True, lasting=False)
    except OSError as error:
        raise NotSaved(
            tr(
                "Which folder is shared could not be noted ({strerror}). Nothing was lost.",
                strerror=error.strerror,
            )
        ) from error


def end(document: str) -> None:
    """Share it no longer; the files in the folder stay.

    Raises:
        NotSaved: when that cannot be noted.
    """
    place = _place(document)
    try:
        if place is not None:
            place.unlink(missing_ok=True)
    except OSError as error:
        raise NotSaved(
            tr(
                "That it is shared no longer could not be noted ({strerror}). Try again.",
                strerror=error.strerror,
            )
        ) from error


def _place(document: str) -> Path | None:
    data = data_folder()
    return data / "sharing" / f"{document}.json" if data else None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
