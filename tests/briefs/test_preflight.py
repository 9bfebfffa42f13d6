from __future__ import annotations

from dataclasses import replace

from outreach.briefs.preflight import MissingCharacter, missing
from tests.briefs import samples


def test_a_brief_in_latin_greek_and_cyrillic_lacks_nothing():
    greek, cyrillic = samples.other_alphabets()
    for content in (samples.usual(), greek, cyrillic, samples.internal(), samples.pack()):
        assert missing(content) == []


def test_each_missing_character_is_named_with_its_place():
    content = replace(samples.usual(), headline="北京, 北")
    assert missing(content) == [
        MissingCharacter("北", "U+5317", "CJK UNIFIED IDEOGRAPH-5317", "Tavano Mobile", "Headline"),
        MissingCharacter("京", "U+4EAC", "CJK UNIFIED IDEOGRAPH-4EAC", "Tavano Mobile", "Headline"),
    ]


def test_lists_questions_and_internal_notes_are_looked_through_too():
    first, *others = samples.usual().questions
    handout = replace(samples.usual(), questions=(replace(first, answer="த"), *others))
    content = replace(samples.internal(handout), commitments=("ኢ",))
    assert [each.where for each in missing(content)] == [
        "Tavano Mobile: Fair questions · Our answer",
        "Tavano Mobile: Promises",
    ]


def test_a_pack_is_looked_through_from_its_cover_to_its_last_brief():
    content = replace(samples.pack(), prepared_for="க", briefs=(samples.unprintable(),))
    found = missing(content)
    assert found[0].where == "Prepared for"
    assert {each.field for each in found} == {
        "Prepared for", "Partner", "Headline", "Already in",
    }  # fmt: skip


def test_what_draws_nothing_is_not_missed():
    assert missing(replace(samples.usual(), deck="a\u200d\ufe0f\u202e\x00\n\tb")) == []
