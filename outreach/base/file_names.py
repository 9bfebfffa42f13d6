"""Names of files, made of what people called something."""

from __future__ import annotations

_FORBIDDEN = '<>:"/\\|?*'
"""What one system or another does not take."""
_RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in "123456789"),
}
"""What Windows takes for a device."""


def fit_for_a_name(
    text: str, most_bytes: int = 200, otherwise: str = "plan", instead: str = " "
) -> str:
    """Return ``text`` as a part of a file's name that every system takes.

    Args:
        text: What something is called.
        most_bytes: How long it may be; a whole name may be 255 bytes long, which in some scripts is
            a quarter as many letters.
        otherwise: What stands for it when nothing is left.
        instead: What stands for what no name may hold.
    """
    kept = "".join(instead if c in _FORBIDDEN else c if c.isprintable() else " " for c in text)
    short = " ".join(kept.split()).encode(errors="ignore")[:most_bytes].decode(errors="ignore")
    name = short.strip(" .") or otherwise
    return f"{name}_" if name.partition(".")[0].casefold() in _RESERVED else name
