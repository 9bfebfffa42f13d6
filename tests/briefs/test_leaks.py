"""No edition that leaves the house holds anything confidential, whatever an initiative holds."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import random
from functools import cache
from typing import Any

import pikepdf
import pytest

from outreach.base.ids import new_id
from outreach.briefs.compose import pack
from outreach.briefs.content import Edition, Pack
from outreach.briefs.how import Design, usual_language
from outreach.briefs.labels import labels
from outreach.briefs.parts_content import PackPart
from outreach.briefs.render import Paper, printed
from outreach.cause.kinds import Initiative
from outreach.document.fields import Choice, Date, Flag, Integer, Links, Number, Ref, Text, Words
from outreach.document.records import Record
from outreach.exchange.samples import SAMPLES, make
from outreach.snapshot import KINDS, Snapshot, take
from tests.briefs.reading import page_texts

TODAY = dt.date(2026, 11, 23)
INITIATIVES = 300
"""So many are made; to compose and print them costs some twenty seconds of a processor."""
WAYS = (*((design, Edition.HANDOUT) for design in Design), (Design.BROADSHEET, Edition.POCKET))


class Secrets:
    """Gives every confidential text a word of its own, which stands nowhere else."""

    def __init__(self) -> None:
        self.numbers = itertools.count(1000)
        self.words: dict[str, str] = {}

    def word(self, where: str) -> str:
        word = f"Zq{next(self.numbers)}xj"
        self.words[word] = where
        return word


class Maker:
    """Makes an initiative at random, the same for the same number but for its ids."""

    def __init__(self, number: int) -> None:
        self.chance = random.Random(number)
        self.secrets = Secrets()
        self.ids = {
            kind.KIND.name: [new_id() for _ in range(self.chance.randint(1, 2))]
            for kind in KINDS.values()
        }

    def initiative(self) -> tuple[Snapshot, Secrets]:
        """Records that refer to each other, with a secret in every confidential text."""
        found: dict[str, Any] = {
            name: {id: self.record(kind, id) for id in self.ids[kind.KIND.name]}
            for name, kind in KINDS.items()
        }
        return Snapshot(initiative=self.record(Initiative, new_id()), **found), self.secrets

    def record(self, kind: type[Record], id: str) -> Any:
        return kind(
            id=id, **{field.name: self.value(field, kind.KIND.name) for field in kind.KIND.fields}
        )

    def value(self, field: Any, kind: str) -> Any:
        """Return a value for a field, or None; confidential text is a secret word."""
        perhaps = [] if field.required else [None]
        match field:
            case Text(confidential=True):
                return self.secrets.word(f"{kind}.{field.name}")
            case Text():
                return self.chance.choice(["Rivers", "How many people live there?", "مياه", "Łódź"])
            case Choice():
                return self.chance.choice([*field.choices, *perhaps])
            case Ref():
                known = [id for name in field.kinds for id in self.ids.get(name, [])]
                return self.chance.choice([*known, *perhaps]) if known else None
            case Links():
                known = self.ids.get(field.kind, [])
                return tuple(self.chance.sample(known, self.chance.randint(0, len(known))))
            case Flag():
                return self.chance.choice([True, False, None])
            case Integer():
                return self.chance.choice([1, 3, None])
            case Number():
                return self.chance.choice([2.0, None])
            case Date():
                return self.chance.choice([TODAY, None])
            case Words():
                return ()
        return None


@cache
def made(number: int) -> tuple[Snapshot, Secrets]:
    """One of the initiatives that all tests look at."""
    return Maker(number).initiative()


def everything(pdf: bytes) -> str:
    """The whole document, expanded: pages as they are read, every stream and every string."""
    said = page_texts(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for object_ in document.objects:
            if isinstance(object_, pikepdf.Stream):
                said.append(object_.read_bytes().decode("latin-1"))
            for text in strings_in(object_):
                said.append(text)
    return "\n".join(said)


def strings_in(value: Any) -> Any:
    if isinstance(value, pikepdf.String):
        yield str(value)
    elif isinstance(value, pikepdf.Array):
        for item in value:
            if not getattr(item, "is_indirect", False):
                yield from strings_in(item)
    elif isinstance(value, pikepdf.Dictionary):
        for item in dict(value).values():
            if not getattr(item, "is_indirect", False):
                yield from strings_in(item)


def leaks(snapshot: Snapshot, secrets: Secrets, text: str) -> set[str]:
    """Return the fields whose secrets are in a text.

    What they said themselves, they know: an objection they raised is quoted in their own brief.
    """
    own = {each.statement for each in snapshot.objections.values() if each.origin == "raised"}
    return {where for word, where in secrets.words.items() if word in text and word not in own}


def composed(snapshot: Snapshot, edition: Edition) -> Pack:
    """All that a pack can hold, in the language that the initiative says."""
    language = usual_language(snapshot)
    partners = list(snapshot.organisations)
    return pack(snapshot, edition, TODAY, partners, parts=tuple(PackPart), language=language)


@pytest.mark.parametrize("edition", [Edition.HANDOUT, Edition.POCKET])
def test_no_confidential_word_is_in_the_content_of_what_leaves_the_house(edition):
    for number in range(INITIATIVES):
        snapshot, secrets = made(number)
        assert leaks(snapshot, secrets, repr(composed(snapshot, edition))) == set()


@pytest.mark.parametrize("part", range(len(WAYS)), ids=[f"{d.value}-{e.value}" for d, e in WAYS])
def test_nor_anywhere_in_its_file(part):
    """Each initiative is printed in one of the ways, and each way has its share of them."""
    design, edition = WAYS[part]
    for number in range(part, INITIATIVES, len(WAYS)):
        snapshot, secrets = made(number)
        content = composed(snapshot, edition)
        text = everything(printed(content, Paper.A4, "CODE22", design=design).pdf)
        assert leaks(snapshot, secrets, text) == set()


@pytest.mark.parametrize("edition", [Edition.HANDOUT, Edition.POCKET])
@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_nor_in_the_files_of_the_samples(name, edition, design, tmp_path):
    with make(name, tmp_path / "sample.db", "Ines") as document:
        snapshot = take(document)
    said = repr(composed(snapshot, edition))
    confidential = {
        text
        for records in KINDS
        for record in getattr(snapshot, records).values()
        for field in record.KIND.fields
        if field.confidential and isinstance(text := getattr(record, field.name), str)
        # A word that stands elsewhere too, such as a choice, tells nothing.
        and len(text) > 14 and text not in said
    }  # fmt: skip
    assert len(confidential) > 4
    text = everything(printed(composed(snapshot, edition), Paper.A4, design=design).pdf)
    assert {each for each in confidential if each in text} == set()


def test_the_search_finds_what_an_internal_edition_tells(design):
    for number in range(4):
        snapshot, secrets = made(number)
        content = composed(snapshot, Edition.INTERNAL)
        text = everything(printed(content, Paper.A4, design=design).pdf)
        assert sum(word in text for word in secrets.words) > 3
        assert labels(content.language).internal.casefold() in text.casefold()
