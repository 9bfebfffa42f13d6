"""Numbers as people type them."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from outreach.base.language import tr


def read_number(text: str, unit: str = "") -> float:
    """Return the number that a person means by ``text``, which may repeat the ``unit``.

    Raises:
        ValueError: it is not a number; says so in a sentence.
    """
    words = text.strip()
    if unit and words.casefold().endswith(unit.casefold()):
        words = words[: -len(unit)].strip()
    plain = words.replace("\u2212", "-").replace("\u00a0", "").replace("\u202f", "")
    number, understood = QLocale().toDouble(plain)
    if understood:
        return float(number)
    try:
        # A decimal comma, wherever the comma does not part thousands.
        return float(plain.replace(",", ".") if plain.count(",") == 1 else plain)
    except ValueError:
        said = (
            tr(
                "“{words}” is not a number. Type one such as 3 or 2.5 ({unit}).",
                words=text[:40],
                unit=unit,
            )
            if unit
            else tr("“{words}” is not a number. Type one such as 3 or 2.5.", words=text[:40])
        )
        raise ValueError(said) from None


def say_number(number: float) -> str:
    """Return a number as it is typed: without needless zeros."""
    return f"{number:.6f}".rstrip("0").rstrip(".") if number % 1 else f"{number:.0f}"
