"""Writes a PDF whole or not at all, and over nothing but a PDF."""

from __future__ import annotations

import os
from pathlib import Path

from outreach.base.errors import NotSaved, Refusal

PDF_START = b"%PDF"


def pdf_target(path: Path) -> None:
    """Make sure that a PDF may be written to ``path``.

    Raises:
        Refusal: when something other than a PDF is there.
    """
    try:
        with path.open("rb") as file:
            is_pdf = file.read(len(PDF_START)) == PDF_START
    except FileNotFoundError:
        return
    except OSError:
        is_pdf = False
    if not is_pdf:
        raise Refusal(
            f"“{path.name}” exists and is not a PDF, so it was left as it is. Choose another name."
        )


def save_pdf(path: Path, pdf: bytes) -> None:
    """Write ``pdf`` to ``path``, in the place of a PDF that is there.

    Raises:
        Refusal: when something other than a PDF is there.
        NotSaved: when it cannot be written; what was there before stays.
    """
    pdf_target(path)
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(pdf)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise NotSaved(
            f"“{path}” could not be written ({error.strerror}). Choose another folder."
        ) from error
