"""What pages say of their own accord, in every language that they can be printed in."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace

import pytest

from outreach import vocabulary
from outreach.base.errors import NotFound
from outreach.base.language import speaking
from outreach.briefs.blocks import DATE_WIDTH
from outreach.briefs.compose import brief, pack
from outreach.briefs.content import Edition, Internal
from outreach.briefs.how import How
from outreach.briefs.internal import JUDGED, JUDGED_PEOPLE
from outreach.briefs.labels import Labels, Language, labels
from outreach.briefs.parts_content import PackPart
from outreach.briefs.render import Paper, render, render_pack, title_of
from outreach.briefs.setting.faces import covers
from outreach.briefs.styles import NAME_STRONG
from outreach.cadence.kinds import Commitment
from outreach.document.records import Record
from outreach.exchange.samples import make
from outreach.network.kinds import Organisation, Person
from outreach.persuasion.kinds import Answer
from outreach.snapshot import take
from tests.briefs import samples
from tests.briefs.reading import all_text, page_texts, run, squeezed

DAY = dt.date(2026, 12, 1)
ENGLISH = labels(Language.ENGLISH)
every_language = pytest.mark.parametrize("language", list(Language), ids=lambda each: each.value)
OTHERS = list(Language)[1:]
other_language = pytest.mark.parametrize("language", OTHERS, ids=lambda each: each.value)
WORDS = [field.name for field in fields(Labels) if field.type == "str"]
VOCABULARY = (
    vocabulary.SECTORS, vocabulary.ROLES, vocabulary.TOPICS, vocabulary.PIPELINE,
    vocabulary.LEVELS, vocabulary.STANCES, vocabulary.DISTANCES, vocabulary.ENGAGEMENT,
    vocabulary.DECISION_ROLES, vocabulary.CHAMPION_STATUS, vocabulary.OBJECTION_STATUS,
    vocabulary.STEP_STATUS, vocabulary.CHANNELS, vocabulary.OUTCOMES,
    vocabulary.RELATIONSHIP_TYPES, vocabulary.STATUS_WAITED_FOR,
    Commitment.KIND.by_name["status"].choices, Answer.KIND.by_name["outcome"].choices,
)  # fmt: skip


@every_language
def test_no_label_is_missing_and_each_can_be_printed(language):
    say = labels(language)
    for name in WORDS:
        text = getattr(say, name)
        assert text, name
        assert all(covers(char) for char in text), name
        assert text.count("{}") == getattr(ENGLISH, name).count("{}"), name
    for name, count in (("months", 12), ("short_months", 12), ("weekdays", 7), ("quotes", 2)):
        assert len(getattr(say, name)) == count


@other_language
def test_labels_are_in_the_language(language):
    same = {name for name in WORDS if getattr(labels(language), name) == getattr(ENGLISH, name)}
    assert len(same) < len(WORDS) / 8
    if language is Language.ARABIC:
        assert same <= {"day", "to_be"}


@every_language
def test_every_choice_and_judgement_can_be_printed(language):
    judged: list[tuple[type[Record], tuple[str, ...]]] = [
        (Organisation, JUDGED), (Person, JUDGED_PEOPLE)
    ]  # fmt: skip
    with speaking(language.value):
        said = [word for words in VOCABULARY for word in words.values()]
        said += [kind.KIND.by_name[name].label for kind, names in judged for name in names]
    assert [word for word in said if not all(covers(char) for char in word)] == []


@every_language
def test_a_short_date_fits_beside_its_step(setter, language):
    say = labels(language)
    days = (dt.date(2026, 1, 1) + dt.timedelta(n) for n in range(366))
    assert max(setter.width(say.shortly_on(day), NAME_STRONG) for day in days) <= DATE_WIDTH


def test_days_and_numbers_are_put_as_in_the_language():
    said = {each: labels(each) for each in Language}
    assert [said[each].on(DAY).replace("\u00a0", " ") for each in Language] == [
        "1 December 2026", "1 décembre 2026", "1 de diciembre de 2026", "1 de dezembro de 2026",
        "1 ديسمبر 2026",
    ]  # fmt: skip
    assert [said[each].shortly_on(DAY).replace("\u00a0", " ") for each in Language] == [
        "Tue 1 Dec", "mar. 1 déc.", "mar 1 dic", "ter. 1 dez.", "1 ديسمبر",
    ]  # fmt: skip


@other_language
def test_no_page_of_a_hand_out_has_an_english_label(language, design):
    said = squeezed("".join(page_texts(render(
        replace(samples.usual(), language=language), Paper.A4, design
    ))))  # fmt: skip
    others = labels(language)
    for name in (
        "who_you_are", "you_need", "we_offer", "we_ask", "you_get", "fair_questions",
        "already_in", "next_steps", "whom_to_call", "partner_brief", "out_of_date",
        "figures_for", "page", "done",
    ):  # fmt: skip
        english = squeezed(getattr(ENGLISH, name).partition("{}")[0])
        if english not in squeezed(getattr(others, name)) and len(english) > 4:
            assert english not in said, name


@pytest.mark.parametrize("edition", [Edition.HANDOUT, Edition.INTERNAL, Edition.POCKET])
def test_an_arabic_pack_says_nothing_in_english_of_its_own(edition, tmp_path):
    with make("kestria", tmp_path / "sample.db", "Ines") as document:
        snapshot = take(document)
    made = [
        pack(snapshot, edition, DAY, parts=tuple(PackPart), language=language)
        for language in (Language.ARABIC, Language.ENGLISH)
    ]
    arabic, english = (all_text(render_pack(each, Paper.A4)) for each in made)
    labelled = [
        squeezed(text)
        for name in WORDS
        for text in getattr(ENGLISH, name).split("{}")
        if len(squeezed(text)) > 7
    ]
    typed = squeezed(repr(made[0]))
    found = [text for text in labelled if text in english and text not in typed]
    assert len(found) > 2
    assert [text for text in found if text in arabic] == []


def test_choices_of_a_partner_are_in_the_language_of_its_brief(tmp_path):
    with make("kestria", tmp_path / "sample.db", "Ines") as document:
        snapshot = take(document)
    id = next(o.id for o in snapshot.organisations.values() if o.sector == "government")
    content = brief(snapshot, id, Edition.HANDOUT, DAY, Language.FRENCH)
    assert content.description.startswith("Administration publique")


def test_a_brief_is_in_its_own_language_whatever_the_reader_speaks(tmp_path):
    with make("kestria", tmp_path / "sample.db", "Ines") as document:
        snapshot = take(document)
    id = next(o.id for o in snapshot.organisations.values() if o.influence == 5)
    for language, said in ((Language.ENGLISH, "5 of 5, very high"), (Language.FRENCH, "5 sur 5")):
        with speaking("ar"):
            made = brief(snapshot, id, Edition.INTERNAL, DAY, language)
        assert isinstance(made, Internal)
        assert made.judgements[0].value.startswith(said)


@pytest.mark.parametrize("bound", [False, True], ids=["a brief", "a pack"])
def test_what_is_wrong_is_said_in_the_language_of_the_reader(bound, tmp_path):
    with make("kestria", tmp_path / "sample.db", "Ines") as document:
        snapshot = take(document)
    asked = How(("nobody",), Edition.HANDOUT, DAY, bound=bound, language=Language.FRENCH)
    with pytest.raises(NotFound, match="There is no partner nobody"):
        asked.content(snapshot)


def test_a_document_names_its_language_and_a_title_in_it(on_disk):
    content = replace(
        samples.internal(), handout=replace(samples.usual(), language=Language.FRENCH)
    )
    assert title_of(content) == "INTERNE Fiche pour Tavano Mobile"
    assert '"/Lang": "u:fr"' in run("qpdf", "--json", on_disk(render(content, Paper.A4)))
