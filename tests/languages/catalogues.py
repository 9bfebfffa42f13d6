"""The catalogues themselves: read, brought up to date with the source, written."""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from outreach.base.language import ENGLISH, LANGUAGES
from tests.languages.messages import ROOT, messages

FOLDER = ROOT / "resources" / "languages"
TRANSLATED = tuple(code for code in LANGUAGES if code != ENGLISH)


def read(language: str) -> Catalog:
    """Return the catalogue of ``language`` as it is in the project, empty where there is none."""
    path = source(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def source(language: str) -> Path:
    """Return where translators work."""
    return FOLDER / f"{language}.po"


def compiled(language: str) -> Path:
    """Return what the program reads."""
    return FOLDER / f"{language}.mo"


def brought_up_to_date(language: str) -> Catalog:
    """Return the catalogue with exactly the messages of the source, in their order."""
    old, new = read(language), _Undated(language)
    for message, places in messages().items():
        known = old.get(message if isinstance(message, str) else message[0])
        fits = known is not None and known.id == message
        translated = known.string if known is not None and fits else None
        new.add(message, translated, locations=[(place, None) for place in places])
    return new


def as_source(catalogue: Catalog) -> bytes:
    """Return the text that translators work on."""
    out = io.BytesIO()
    write_po(out, catalogue, width=100, include_lineno=False)
    return out.getvalue()


def as_compiled(catalogue: Catalog) -> bytes:
    """Return what the program reads; a message without a translation is left out."""
    clean = _Undated(locale=catalogue.locale)
    for message in catalogue:
        if message.id and not message.fuzzy:
            clean.add(message.id, message.string)
    out = io.BytesIO()
    write_mo(out, clean)
    return out.getvalue()


def write(language: str, catalogue: Catalog) -> None:
    """Put a catalogue into the project, in both forms."""
    FOLDER.mkdir(exist_ok=True)
    source(language).write_bytes(as_source(catalogue))
    compiled(language).write_bytes(as_compiled(catalogue))


class _Undated(Catalog):
    """A catalogue whose head names no day and no program: the same messages, the same bytes."""

    def __init__(self, locale: object) -> None:
        super().__init__(locale=str(locale), header_comment="", fuzzy=False)

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """What gettext needs to know."""
        return [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Language", str(self.locale_identifier)),
            ("Plural-Forms", self.plural_forms),
        ]
