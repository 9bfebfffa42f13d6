"""What a translation must keep to."""

from __future__ import annotations

import string
from collections.abc import Sequence

from babel.messages.catalog import Catalog, Message


def untranslated(catalogue: Catalog) -> list[Message]:
    """Return the messages that have no translation, or not in all the forms of number."""
    return [m for m in catalogue if m.id and not all(forms(m, catalogue.num_plurals))]


def forms(message: Message, number: int) -> Sequence[str]:
    """Return the translations of a message: ``number`` of them where it counts something."""
    if not message.pluralizable:
        return [str(message.string or "")]
    given = message.string if isinstance(message.string, list | tuple) else ()
    return [*given, *[""] * (number - len(given))]


def misfits(catalogue: Catalog) -> list[str]:
    """Say which translations lose a name, a key to press, or the space or dots at an end."""
    found = []
    for message in catalogue:
        if not message.id:
            continue
        ids = message.id if message.pluralizable else (message.id,)
        wanted = set().union(*map(names, ids))
        for text in filter(None, forms(message, catalogue.num_plurals)):
            # A form for one or two of something may say the number in a word.
            lost = wanted - names(text) - ({"n"} if message.pluralizable else set())
            if lost or names(text) - wanted:
                found.append(f"{text!r} has other names in braces than {ids[0]!r}")
            if ids[0].endswith("…") != text.endswith("…"):
                found.append(f"{text!r} should end with … exactly where {ids[0]!r} does")
    return found


def names(text: str) -> set[str]:
    """Return the names in braces; a text with wrong braces has a name that no message has."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return {"(wrong braces)"}
