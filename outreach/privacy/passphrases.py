"""Passphrases: how hard one is to guess, and one that is made of words drawn by chance."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from outreach.base.assets import resource
from outreach.base.language import tr
from outreach.document.fields import Text

WORDS = 6
"""Of so many words a passphrase is made: 2^77 could be meant."""
GUESSES_A_SECOND = 10_000
"""What somebody with a good many computers can try on a sealed copy. Each try takes about a second
and a quarter of a gigabyte of memory; it is the figure of Wheeler for a slow hash."""
_MOST_LOOKED_AT = 72
"""Characters: the estimate takes ever longer, and these say enough."""
_DAY, _YEAR = 86_400.0, 31_557_600.0


class Strength(NamedTuple):
    """How long a passphrase withstands guessing."""

    level: int
    """0 for nothing at all, then 1 very weak, 2 weak, 3 fair, 4 strong."""
    words: str
    advice: str
    """What to do about it, in a sentence; empty for a strong one."""

    @property
    def weak(self) -> bool:
        """Whether it is to be warned of."""
        return self.level < 3

    @property
    def sentence(self) -> str:
        """Both in one."""
        return f"{self.words} {self.advice}".strip()


def strength(passphrase: str, known: Iterable[str] = ()) -> Strength:
    """Estimate how hard ``passphrase`` is to guess for who knows how people choose theirs.

    The number of guesses is that of zxcvbn (Wheeler, "zxcvbn: Low-Budget Password Strength
    Estimation", USENIX Security 2016).

    Args:
        passphrase: What was typed.
        known: Words that anybody would try first, such as the initiative's name.
    """
    if not passphrase:
        return Strength(0, "", "")
    # Its lists of words take a while to load.
    from zxcvbn import zxcvbn

    found = zxcvbn(passphrase[:_MOST_LOOKED_AT], user_inputs=[word for word in known if word])
    seconds = float(found["guesses"]) / GUESSES_A_SECOND
    if seconds >= 100 * _YEAR:
        return Strength(4, tr("Strong: guessing it would take centuries."), "")
    said = found["feedback"]
    advice = " ".join(filter(None, (str(said["warning"]), *map(str, said["suggestions"]))))
    advice = advice or tr("Another word or two makes it strong.")
    if seconds >= _YEAR:
        return Strength(3, tr("Fair: guessing it would take years."), advice)
    if seconds >= _DAY:
        return Strength(2, tr("Weak: it could be guessed within months."), advice)
    return Strength(1, tr("Very weak: it could be guessed within a day."), advice)


def as_written(passphrase: str) -> str:
    """Return a passphrase as every keyboard gives it: some give an “é” as one letter, some as two.

    Raises:
        InvalidValue: it holds half a letter, which no program can encode, or has no end.
    """
    checked = Text(label=tr("Passphrase"), long=True).check(passphrase)
    return unicodedata.normalize("NFC", str(checked or ""))


def made(words: int = WORDS) -> str:
    """Return a passphrase of ``words`` words, drawn by chance out of 7,776 by the system."""
    listed = resource("words", "eff-large.txt").read_text("ascii").split()
    return "-".join(secrets.choice(listed) for _ in range(words))
