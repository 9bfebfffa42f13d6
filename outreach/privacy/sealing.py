"""Sealed copies: a copy encrypted with a passphrase, in the age format (https://age-encryption.org/v1).

Whoever has the passphrase opens one with this program or with any other that reads age files. The
cleartext is in memory only until the copy is opened to a file that somebody chose.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from outreach.base.errors import Refusal
from outreach.base.language import tr
from outreach.document.copying import copying_trouble, write_new
from outreach.document.header import MAGIC, SEALED
from outreach.document.schema import APPLICATION_ID
from outreach.privacy.passphrases import as_written

SUFFIX = ".age"
"""How the names of sealed copies end."""
MOST_BYTES = 1 << 30
"""A larger sealed copy would not fit into memory."""
MOST_WORK = 21
"""Opening takes 2 to the power of this plus ten bytes of memory: 2 GB. Others ask for less."""

_BASE64 = rb"[A-Za-z0-9+/]"
_HEADER = re.compile(
    SEALED + rb"-> scrypt %b{22} ([1-9][0-9]?)\n%b{43}\n--- %b{43}\n" % ((_BASE64,) * 3)
)
_FOR_A_KEY = re.compile(SEALED + rb"-> (X25519|mlkem768x25519|ssh-ed25519|ssh-rsa|piv-p256) ")
_WRONG = "Decryption failed"
"""What the library says when the passphrase does not fit."""


def write_sealed(content: bytes, target: Path, passphrase: str) -> None:
    """Write ``content``, which is a whole file, to ``target`` so that only the passphrase opens it.

    Args:
        content: The bytes of a copy.
        target: A path that is not taken.
        passphrase: Any words.

    Raises:
        Refusal: the passphrase is empty, or something of that name exists.
        NotSaved: the folder cannot be written to; nothing half-written stays.
    """
    if os.path.lexists(target):
        raise copying_trouble(target, FileExistsError())
    try:
        # Sealing begins when the folder is known to take a file: it takes a while by intent.
        write_new(target, (sealed(one, passphrase) for one in (content,)))
    except OSError as error:
        raise copying_trouble(target, error) from error


def open_sealed(path: Path, target: Path, passphrase: str) -> None:
    """Write what the sealed copy at ``path`` holds to ``target``.

    It is a file from somebody else, and looked through as such when it is opened.

    Raises:
        Refusal: it is no sealed copy, not a sound one, another passphrase opens it, it holds no
            initiative, or ``target`` exists; nothing was written.
        NotSaved: the folder cannot be written to; nothing half-written stays.
    """
    if os.path.lexists(target):
        raise copying_trouble(target, FileExistsError())
    content = unsealed(_read(path), passphrase, path.name)
    number = APPLICATION_ID.to_bytes(4, "big")
    if not content.startswith(MAGIC) or content[68:72] != number:
        raise Refusal(
            tr(
                "“{name}” was opened, but what is sealed in it is no file of "
                "Outreach Planner. Nothing was written. Ask whoever sent it.",
                name=path.name,
            )
        )
    try:
        write_new(target, [content])
    except OSError as error:
        raise copying_trouble(target, error) from error


def sealed(content: bytes, passphrase: str) -> bytes:
    """Return ``content`` sealed. It takes a second or more, so that guessing takes for ever.

    Raises:
        Refusal: the passphrase is empty, or holds what is no letter at all.
    """
    if not passphrase:
        raise Refusal(tr("Without a passphrase nothing can be sealed. Nothing was written."))
    passphrase = as_written(passphrase)
    # Loaded only where it is needed, as are all libraries that are not small.
    from pyrage import passphrase as age

    return bytes(age.encrypt(content, passphrase))


def unsealed(content: bytes, passphrase: str, name: str) -> bytes:
    """Return what is sealed in ``content``, the bytes of the file called ``name``.

    Raises:
        Refusal: with a sentence of its own for a file that is no sealed copy, one that is damaged
            or cut off, and a passphrase that does not fit.
    """
    if not content.startswith(SEALED):
        raise Refusal(
            tr("“{name}” is not a sealed copy. It was not changed; open it as it is.", name=name)
        )
    if _FOR_A_KEY.match(content):
        raise Refusal(
            tr(
                "“{name}” was not sealed with a passphrase but for somebody's key. "
                "It was not changed. Open it with the program that holds the key, "
                "or ask for a copy that is sealed with a passphrase.",
                name=name,
            )
        )
    header = _HEADER.match(content)
    damaged = Refusal(
        tr(
            "“{name}” is damaged or cut off, so nothing of it was opened. It "
            "was not changed. Ask whoever sent it to send it again.",
            name=name,
        )
    )
    if header is None:
        raise damaged
    if int(header[1]) > MOST_WORK:
        raise Refusal(
            tr(
                "“{name}” was sealed so that opening it takes more memory than "
                "this computer should give to it. It was not changed. Ask for a "
                "copy that was sealed in the usual way.",
                name=name,
            )
        )
    from pyrage import DecryptError
    from pyrage import passphrase as age

    for typed in _ways_to_write(passphrase):
        try:
            return bytes(age.decrypt(content, typed))
        except DecryptError as error:
            if str(error) != _WRONG:
                raise damaged from error
    raise Refusal(
        tr(
            "This passphrase does not open “{name}”. Nothing was written. "
            "Check capitals and spaces and try again. If it is surely the "
            "right one, the file was damaged on its way: ask for it again.",
            name=name,
        )
    )


def _ways_to_write(passphrase: str) -> Iterator[str]:
    """Yield the passphrase with its accents joined to their letters, as typed, and apart."""
    forms = (as_written(passphrase), passphrase, unicodedata.normalize("NFD", passphrase))
    yield from dict.fromkeys(forms)


def _read(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise Refusal(tr("There is no file “{path}”. Check the name and folder.", path=path))
        if path.stat().st_size > MOST_BYTES:
            raise Refusal(
                tr("“{name}” is too large for a sealed copy. It was not changed.", name=path.name)
            )
        return path.read_bytes()
    except OSError as error:
        raise Refusal(
            tr(
                "“{name}” could not be read ({strerror}). It was not changed.",
                name=path.name,
                strerror=error.strerror,
            )
        ) from error
