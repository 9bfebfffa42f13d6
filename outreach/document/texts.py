"""What text a field can hold: of what length, and which characters."""

from __future__ import annotations

from outreach.base.errors import InvalidValue
from outreach.base.language import tr

SHORT_TEXT = 500
LONG_TEXT = 100_000
"""Most characters of a short and of a long text."""


def is_plain(value: str, most: int) -> bool:
    """Tell whether any field can hold a text, seen at a glance: as nearly all are, in long lists.

    It is not too long, and has nothing but printable ASCII, in one line.
    """
    return value.isascii() and value.isprintable() and len(value) <= most


def checked_text(label: str, value: str, most: int, lines: bool) -> str:
    """Return ``value`` when it can be stored, shown and mailed as it is.

    Args:
        label: What the field is called that it is for.
        value: The text.
        most: How many characters fit.
        lines: Whether it may have several lines.

    Raises:
        InvalidValue: too long, a line break where there is one line, or a character that no
            file can hold (NUL, half of a surrogate pair).
    """
    if is_plain(value, most):
        return value
    if len(value) > most:
        raise InvalidValue(
            label,
            tr("this is {count} characters long; at most {most} fit.", count=len(value), most=most),
        )
    try:
        value.encode()
    except UnicodeEncodeError:
        raise InvalidValue(label, tr("this holds a character that cannot be stored.")) from None
    if "\0" in value:
        raise InvalidValue(label, tr("this holds a character that cannot be stored."))
    if not lines and value.splitlines() != [value]:
        raise InvalidValue(label, tr("this must be a single line."))
    return value
