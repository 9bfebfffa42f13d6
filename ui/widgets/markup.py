"""Words inside the markup that a label can take, and without the marks that buttons take."""

from __future__ import annotations

import re

# What html.escape does; loading its table of all named characters takes longer than a label does.
_NAMED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_MARK = re.compile("&(.)")


def escaped(words: str) -> str:
    """Return ``words`` so that a label that takes markup shows them as they are."""
    return words.translate(_NAMED)


def plain(words: str) -> str:
    """Return ``words`` for a tooltip or a message box so that they are shown as they are.

    Both take what looks like markup for markup, and markup can name a picture on another computer
    that is then fetched; names and sentences may come from a file of anybody.
    """
    if "<" not in words and "&lt;" not in words:
        return words
    return f'<span style="white-space:pre-wrap">{escaped(words)}</span>'


def unmarked(words: str) -> str:
    """Return the words of a button or menu without the marks of their keys, as people see them."""
    return _MARK.sub(r"\1", words)
