"""Files as a broken disk, a bad stick or an ill-meant hand leaves them; the same for each seed."""

from __future__ import annotations

import random
import re
import sqlite3
import struct
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

PAGE = 4096
_MAGIC = bytes.fromhex("d9d505f920a163d7")
_TEXT = re.compile(rb'\{"[^{}]{4,}\}|[0-9a-f]{8}-[0-9a-f-]{27}|[A-Z][a-z]+ [a-z ]{6,}')
"""What stands in the log: fields as JSON, ids, labels."""

Mutation = Callable[[random.Random, bytearray], None]


@dataclass(frozen=True, slots=True)
class Sound:
    """A sound file, and the same file left by a program that was killed while writing it."""

    whole: bytes
    half: bytes
    journal: bytes
    """What makes ``half`` whole again."""


def sound(path: Path) -> Sound:
    """Read the file at ``path``; what is killed is a large edit by another tool."""
    whole = path.read_bytes()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA cache_size=1")  # so that it writes pages before the end
        db.execute("BEGIN")
        db.execute("UPDATE log_op SET data=data || ' '")
        db.execute("UPDATE initiative SET name=name || ' '")
        half, journal = path.read_bytes(), path.with_name(f"{path.name}-journal").read_bytes()
        db.execute("ROLLBACK")
    assert half != whole and journal
    return Sound(whole, half, _without_chance(journal))


def _without_chance(journal: bytes) -> bytes:
    """Take out the number that SQLite draws for each journal and adds to the sum of each page.

    And the pages at the end that it had not counted yet; it would not play them back.
    """
    content, at = bytearray(journal), 0
    while content.startswith(_MAGIC, at):
        count, chance, _, sector, page = struct.unpack_from(">5I", content, at + 8)
        struct.pack_into(">I", content, at + 12, 0)
        at += sector
        for _ in range(count):
            at += 4 + page
            (total,) = struct.unpack_from(">I", content, at)
            struct.pack_into(">I", content, at, (total - chance) % (1 << 32))
            at += 4
        at = -(-at // sector) * sector
    return bytes(content[:at])


def mutated(seed: int, files: list[Sound]) -> tuple[str, bytes, bytes | None]:
    """Return how it was done, a file, and the journal beside it if there is one."""
    draw = random.Random(seed)
    which = draw.randrange(len(files))
    source = files[which]
    if draw.random() < 0.75:
        content, journal, name = bytearray(source.whole), None, "file"
    else:
        content, journal, name = bytearray(source.half), bytearray(source.journal), "both"
    done = []
    for _ in range(draw.choice((1, 1, 1, 2, 3))):
        mutate = draw.choice(MUTATIONS)
        victim = journal if journal is not None and draw.random() < 0.6 else content
        if len(victim) >= 2 * PAGE:
            done.append(f"{mutate.__name__[1:]}{' of the journal' if victim is journal else ''}")
            mutate(draw, victim)
    said = f"seed {seed}: {name} {which}: {', '.join(done)}"
    return said, bytes(content), None if journal is None else bytes(journal)


def _page(draw: random.Random, content: bytearray) -> int:
    return PAGE * draw.randrange(len(content) // PAGE)


def _flipped_bits(draw: random.Random, content: bytearray) -> None:
    for _ in range(draw.randint(1, 8)):
        content[draw.randrange(len(content))] ^= 1 << draw.randrange(8)


def _bytes_at_the_head_of_a_page(draw: random.Random, content: bytearray) -> None:
    at = _page(draw, content)
    for _ in range(draw.randint(1, 4)):
        content[at + draw.randrange(40)] = draw.randrange(256)


def _other_figures_in_a_page(draw: random.Random, content: bytearray) -> None:
    """A number of two or four bytes that a program reads as a place or a length."""
    at = _page(draw, content) + 2 * draw.randrange(PAGE // 2 - 2)
    size = draw.choice((2, 4))
    content[at : at + size] = draw.choice(
        (b"\0" * size, b"\xff" * size, b"\x7f" + b"\xff" * (size - 1), draw.randbytes(size))
    )


def _cut_short(draw: random.Random, content: bytearray) -> None:
    del content[draw.randrange(len(content)) :]


def _cut_at_a_page(draw: random.Random, content: bytearray) -> None:
    del content[_page(draw, content) :]


def _lengthened(draw: random.Random, content: bytearray) -> None:
    content += draw.randbytes(draw.choice((1, 100, PAGE, 3 * PAGE)))


def _swapped_pages(draw: random.Random, content: bytearray) -> None:
    a, b = _page(draw, content), _page(draw, content)
    content[a : a + PAGE], content[b : b + PAGE] = content[b : b + PAGE], content[a : a + PAGE]


def _zeroed_page(draw: random.Random, content: bytearray) -> None:
    at, pages = _page(draw, content), draw.choice((1, 1, 1, 4, 16))
    end = min(at + pages * PAGE, len(content))
    content[at:end] = bytes(end - at)


def _page_of_noise(draw: random.Random, content: bytearray) -> None:
    at = _page(draw, content)
    content[at : at + PAGE] = draw.randbytes(PAGE)


def _page_twice(draw: random.Random, content: bytearray) -> None:
    a, b = _page(draw, content), _page(draw, content)
    content[a : a + PAGE] = content[b : b + PAGE]


def _another_header(draw: random.Random, content: bytearray) -> None:
    for _ in range(draw.randint(1, 3)):
        at = draw.choice((16, 18, 19, 20, 21, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60, 64, 68, 92))
        size = min(draw.choice((1, 2, 4)), 100 - at)
        content[at : at + size] = draw.choice((bytes(size), b"\xff" * size, draw.randbytes(size)))


def _another_schema(draw: random.Random, content: bytearray) -> None:
    """Letters of the statements that say what tables there are."""
    places = [match.start() for match in re.finditer(rb"CREATE |TEXT|REFERENCES|STRICT", content)]
    for _ in range(draw.randint(1, 3) if places else 0):
        content[draw.choice(places) + draw.randrange(6)] = draw.choice(b' ";(),\0\x80XSEL')


def _another_text(draw: random.Random, content: bytearray) -> None:
    """Letters of the log and of the records, which are as long as before."""
    places = [match.span() for match in _TEXT.finditer(content)]
    for _ in range(draw.randint(1, 4) if places else 0):
        content[draw.randrange(*draw.choice(places))] = draw.choice(b'{}[]":,\\0-9eNu\0\x80\xed a')


MUTATIONS: tuple[Mutation, ...] = (
    _flipped_bits,
    _bytes_at_the_head_of_a_page,
    _other_figures_in_a_page,
    _cut_short,
    _cut_at_a_page,
    _lengthened,
    _swapped_pages,
    _zeroed_page,
    _page_of_noise,
    _page_twice,
    _another_header,
    _another_schema,
    _another_text,
    _another_text,
)
