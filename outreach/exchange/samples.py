"""The sample initiatives that come with the program, made like any file brought in as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from outreach.base.assets import resource
from outreach.base.errors import Refusal
from outreach.base.language import Terms, tr
from outreach.base.words import with_commas
from outreach.document.document import Document
from outreach.exchange import json_form

SAMPLES = Terms(
    {
        "kestria": "Kestria: mobility and ICT statistics with mobile operators",
        "alder": "Alder Basin: water figures shared between utilities",
    }
)
"""The name of each sample, and what people are told it is."""


def make(name: str, path: Path, author: str) -> Document:
    """Make a file at ``path`` from the sample ``name`` and open it.

    Raises:
        Refusal: when there is no such sample, or something is at ``path`` already.
        NotSaved: when the folder cannot be written to.
    """
    if name not in SAMPLES:
        raise Refusal(
            tr(
                "There is no sample “{name}”. There are: {names}.",
                name=name,
                names=with_commas(SAMPLES),
            )
        )
    text = resource("samples", f"{name}.json").read_text(encoding="utf-8")
    return json_form.new_from(json.loads(text), path, author)
