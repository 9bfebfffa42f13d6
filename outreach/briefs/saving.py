"""Writes a PDF whole or not at all, and over nothing but a PDF."""

from __future__ import annotations

from pathlib import Path

from outreach.base.errors import NotSaved, Refusal
from outreach.base.language import tr
from outreach.document.copying import write_over

_PDF_START = b"%PDF"


def check_target(path: Path) -> None:
    """Make sure that a PDF may be written to ``path``.

    Raises:
        Refusal: when something other than a PDF is there.
    """
    try:
        with path.open("rb") as file:
            is_pdf = file.read(len(_PDF_START)) == _PDF_START
    except FileNotFoundError:
        return
    except OSError:
        is_pdf = False
    if not is_pdf:
        raise Refusal(
            tr(
                "“{name}” exists and is not a PDF, so it was left as it is. Choose another name.",
                name=path.name,
            )
        )


def save_pdf(path: Path, pdf: bytes, *, make_folder: bool = False) -> None:
    """Write ``pdf`` to ``path``, in the place of a PDF that is there.

    Args:
        path: The file.
        pdf: All of its content.
        make_folder: Whether a folder that is not there is made.

    Raises:
        Refusal: when something other than a PDF is there.
        NotSaved: when it cannot be written; what was there before stays.
    """
    check_target(path)
    try:
        if make_folder:
            path.parent.mkdir(parents=True, exist_ok=True)
        write_over(path, pdf)
    except OSError as error:
        raise NotSaved(
            tr(
                "The PDF was not saved to “{path}” ({strerror}). Your plan is "
                "unchanged. Choose another folder.",
                path=path,
                strerror=error.strerror,
            )
        ) from error
