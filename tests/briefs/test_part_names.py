"""A person is told of a part of a brief in the words that stand above it, in their language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import get_args, get_type_hints

import pytest

from outreach.base.language import LANGUAGES, speaking
from outreach.briefs import content as contents
from outreach.briefs import parts_content
from outreach.briefs.content import Internal, Pack
from outreach.briefs.differences import differences
from outreach.briefs.logo import Logo
from outreach.briefs.part_names import part_words
from outreach.briefs.parts_content import Node, Tie
from outreach.briefs.preflight import missing
from tests.briefs import samples


def paths(kind: type, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the names that lead to every field of a content type."""
    names = {**vars(contents), **vars(parts_content), "Logo": Logo}
    for name, hint in get_type_hints(kind, names).items():
        if name not in {field.name for field in fields(kind) if field.compare}:
            continue
        yield (*path, name)
        for inner in (hint, *get_args(hint), *(b for a in get_args(hint) for b in get_args(a))):
            if isinstance(inner, type) and is_dataclass(inner):
                yield from paths(inner, (*path, name))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_of_a_content_has_words(language: str) -> None:
    with speaking(language):
        for kind in (Internal, Pack):
            for path in paths(kind):
                said = part_words(path)
                assert said
                assert "_" not in said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["In a sentence", "Fair questions · Our answer"]),
        ("fr", ["En une phrase", "Questions légitimes · Notre réponse"]),
        ("ar", ["في جملة", "أسئلة عادلة · جوابنا"]),
    ],
)
def test_what_changed_is_told_in_the_words_of_the_paper(language: str, said: list[str]) -> None:
    then = samples.usual()
    first, *others = then.questions
    now = replace(then, deck="Another", questions=(replace(first, answer="Else"), *others))
    found = list(differences(then, now, "briefs.0"))
    with speaking(language):
        assert [each.label for each in found] == said


def test_what_cannot_be_printed_is_told_in_the_same_words() -> None:
    with speaking("fr"):
        (found,) = missing(replace(samples.usual(), deck="க"))
    assert found.where == "Tavano Mobile: En une phrase"


def test_what_is_the_whole_of_a_brief_is_told_as_the_partner() -> None:
    assert part_words(["briefs", "3"]) == "Partner"


def test_a_map_is_told_by_names_and_not_by_numbers() -> None:
    then = parts_content.Map((Node("Norcell", "talking"),), (Tie(0, 1, "A trusts B"),), 0)
    now = parts_content.Map((Node("Norcell", "joined"),), (Tie(2, 1, "A knows B"),), 0)
    assert [(each.before, each.after) for each in differences(then, now, "team.map")] == [
        ("Norcell, in talks", "Norcell, joined"),
        ("A trusts B", "A knows B"),
    ]


def test_yes_and_the_language_of_a_page_are_words_too() -> None:
    first, *_ = samples.usual().questions
    late = replace(first, out_of_date=True)
    with speaking("fr"):
        (found,) = differences(replace(first, out_of_date=False), late, "questions.0")
    assert (found.before, found.after) == ("", "oui")
