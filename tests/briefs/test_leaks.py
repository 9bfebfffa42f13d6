"""No edition that leaves the house holds anything confidential, whatever an initiative holds."""

from __future__ import annotations

import datetime as dt
import io
import itertools
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outreach.base.ids import new_id
from outreach.briefs.compose import pack
from outreach.briefs.content import Edition, Pack
from outreach.briefs.parts_content import PackPart
from outreach.briefs.render import Paper, printed
from outreach.cause.kinds import Initiative
from outreach.document.fields import Choice, Date, Flag, Integer, Links, Number, Ref, Text, Words
from outreach.document.records import Record
from outreach.snapshot import KINDS, Snapshot
from tests.briefs.reading import page_texts

TODAY = dt.date(2026, 11, 23)


class Secrets:
    """Gives every confidential text a word of its own, which stands nowhere else."""

    def __init__(self) -> None:
        self.numbers = itertools.count(1000)
        self.words: dict[str, str] = {}

    def word(self, where: str) -> str:
        word = f"Zq{next(self.numbers)}xj"
        self.words[word] = where
        return word


def a_value(draw: Any, field: Any, ids: dict[str, list[str]], secrets: Secrets, name: str) -> Any:
    """Return a value for a field, or None; confidential text is a secret word."""
    if isinstance(field, Text):
        if field.confidential:
            return secrets.word(f"{name}.{field.name}")
        return draw(st.sampled_from(["Rivers", "How many people live there?", "مياه", "Łódź"]))
    if isinstance(field, Choice):
        return draw(st.sampled_from([*field.choices, *([] if field.required else [None])]))
    if isinstance(field, Ref):
        known = [id for kind in field.kinds for id in ids.get(kind, [])]
        if not known:
            return None
        return draw(st.sampled_from(known if field.required else [*known, None]))
    if isinstance(field, Links):
        known = ids.get(field.kind, [])
        some = st.lists(st.sampled_from(known), max_size=2, unique=True) if known else st.just([])
        return tuple(draw(some))
    if isinstance(field, Flag):
        return draw(st.sampled_from([True, False, None]))
    if isinstance(field, Integer):
        return draw(st.sampled_from([1, 3, None]))
    if isinstance(field, Number):
        return draw(st.sampled_from([2.0, None]))
    if isinstance(field, Date):
        return draw(st.sampled_from([TODAY, None]))
    if isinstance(field, Words):
        return ()
    return None


@st.composite
def initiatives(draw: Any) -> tuple[Snapshot, Secrets]:
    """A snapshot of records that refer to each other, with a secret in every confidential text."""
    secrets = Secrets()
    ids = {
        kind.KIND.name: [new_id() for _ in range(draw(st.integers(1, 2)))]
        for kind in KINDS.values()
    }
    found: dict[str, Any] = {}
    for name, kind in KINDS.items():
        found[name] = {id: make(draw, kind, id, ids, secrets) for id in ids[kind.KIND.name]}
    initiative = make(draw, Initiative, new_id(), ids, secrets)
    return Snapshot(initiative=initiative, **found), secrets


def make(
    draw: Any, kind: type[Record], id: str, ids: dict[str, list[str]], secrets: Secrets
) -> Record:
    values = {
        field.name: a_value(draw, field, ids, secrets, kind.KIND.name) for field in kind.KIND.fields
    }
    return kind(id=id, **values)


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
    return pack(snapshot, edition, TODAY, list(snapshot.organisations), parts=tuple(PackPart))


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(initiatives(), st.sampled_from([Edition.HANDOUT, Edition.POCKET]))
def test_no_confidential_word_is_in_the_content_of_what_leaves_the_house(made, edition):
    snapshot, secrets = made
    assert leaks(snapshot, secrets, repr(composed(snapshot, edition))) == set()


@pytest.mark.parametrize("edition", [Edition.HANDOUT, Edition.POCKET])
@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(initiatives())
def test_nor_anywhere_in_its_file(edition, made):
    snapshot, secrets = made
    text = everything(printed(composed(snapshot, edition), Paper.A4, "CODE22").pdf)
    assert leaks(snapshot, secrets, text) == set()


@settings(max_examples=4, suppress_health_check=list(HealthCheck))
@given(initiatives())
def test_the_search_finds_what_an_internal_edition_tells(made):
    snapshot, secrets = made
    text = everything(printed(composed(snapshot, Edition.INTERNAL), Paper.A4).pdf)
    assert sum(word in text for word in secrets.words) > 3
    assert "INTERNAL" in text
