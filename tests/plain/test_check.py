"""Technical words are marked with plainer ones, and ordinary words are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from outreach.exchange.samples import SAMPLES, make
from outreach.initiative import MODEL
from outreach.plain.check import Checker
from outreach.plain.pitches import PITCHES, READ_BY_PARTNERS, readings
from outreach.snapshot import take

SIXTY = """algorithm; anonymisation; pseudonymised; API; artificial intelligence; big data;
call detail records; cloud computing; dashboard; data controller; data governance; data lake;
data pipeline; data processor; data protection impact assessment; data sharing agreement;
data warehouse; database; dataset; de-identified; differential privacy; disaggregated;
encryption; ETL; federated learning; GDPR; geospatial; GIS; granular; hashing; identifier;
imputation; ingestion; interoperability; k-anonymity; latency; linkage; machine learning;
machine-readable; metadata; microdata; normalisation; ontology; open data; personal data; PII;
platform; predictive analytics; provenance; query; raw data; real-time; re-identification;
regression; remote sensing; schema; server; synthetic data; time series; data steward"""

ORDINARY = (
    "Know where people are so clinics, buses and relief go where they are needed.",
    "It is one page with two columns; the regulator’s resolution comes before the meeting.",
    "We weigh each answer, feed forty families and share a meal in the shade of a cloud tree.",
    "Spend drought money on what works, and build only the pipes we need.",
    "You sign a letter in June, name an engineer and tell us when the road is open.",
    "Nobody can read your figures, and your records stay with you. It is your decision.",
)


def words(text: str, checker: Checker | None = None) -> list[str]:
    return [found.word for found in (checker or Checker()).check(text).words]


def test_sixty_words_of_the_trade_are_marked_in_a_sentence() -> None:
    seeded = [word.strip() for word in SIXTY.replace("\n", " ").split(";")]
    assert len(seeded) == 60
    missed = [word for word in seeded if word not in words(f"With the {word} we go on.")]
    assert len(missed) <= 3, missed


@pytest.mark.parametrize(
    ("word", "plainer"),
    [
        ("handset", "telephone"),
        ("handsets", "telephones"),
        ("Handsets", "telephones"),
        ("data points", "figures"),
        ("aggregates", "totals"),
        ("dashboards", "pages with the main figures"),
    ],
)
def test_several_of_a_thing_get_plainer_words_for_several(word: str, plainer: str) -> None:
    (found,) = Checker().check(f"Let us count {word} by the hour.", "en").words
    assert (found.word, found.suggestion) == (word, plainer)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_stay_unmarked(text: str) -> None:
    marked = [word for word in words(text) if word != "cloud"]
    assert marked == []


def test_the_samples_pitches_raise_fewer_than_five_alarms(tmp_path: Path) -> None:
    marked = []
    for name in SAMPLES:
        with make(name, tmp_path / f"{name}.db", "Ilsa") as document:
            found = readings(take(document))
            marked += [word.word for reading in found for word in reading.checked.words]
    assert len(marked) < 5, marked


def test_every_form_of_a_word_is_marked() -> None:
    forms = "Datasets are anonymized; we anonymise, queried APIs, and KPIs follow."
    assert words(forms) == ["Datasets", "anonymized", "anonymise", "queried", "APIs", "KPIs"]


def test_the_longest_expression_is_marked_and_only_once() -> None:
    (found,) = Checker().check("A data-sharing agreement helps.").words
    assert found.word == "data-sharing agreement"
    assert found.suggestion == "agreement on who sees what"


def test_a_mark_says_where_it_stands() -> None:
    text = "Naïve “metadata” here"
    (found,) = Checker().check(text).words
    assert text[found.start : found.end] == found.word == "metadata"


def test_words_with_something_between_them_are_no_expression() -> None:
    assert words("It is big. Data follow.") == ["Data"]


def test_an_abbreviation_is_no_word_in_small_letters() -> None:
    assert words("The GIS and the AI") == ["GIS", "AI"]
    assert words("She said ai, and a gis of it") == []


@pytest.mark.parametrize(
    ("text", "language", "marked"),
    [
        (
            "Notre base de données permet l’anonymisation des métadonnées.",
            "fr",
            ["base de données", "anonymisation", "métadonnées"],
        ),
        (
            "Los conjuntos de datos anonimizados son para las partes interesadas.",
            "es",
            ["conjuntos de datos", "anonimizados", "partes interesadas"],
        ),
        ("Une lettre du ministère et la carte des routes pour vous.", "fr", []),
        ("Una carta del ministerio y el mapa de los caminos para usted.", "es", []),
    ],
)
def test_french_and_spanish_are_read_as_such(text: str, language: str, marked: list[str]) -> None:
    checked = Checker().check(text)
    assert checked.language == language
    assert [found.word for found in checked.words] == marked


def test_a_text_in_another_script_is_looked_at_for_own_words_only() -> None:
    checked = Checker(["بيانات = أرقام"]).check("نريد بيانات أقل")
    assert (checked.language, checked.ease, checked.sentences) == (None, None, ())
    assert [found.suggestion for found in checked.words] == ["أرقام"]


def test_a_team_adds_its_own_words_and_leaves_others_alone() -> None:
    checker = Checker(["footfall = visitors", "nowcast"], ["metadata"])
    found = checker.check("Footfall and nowcasts need metadata.").words
    assert [(f.word, f.suggestion) for f in found] == [("Footfall", "visitors"), ("nowcasts", "")]


def test_what_the_team_says_wins_over_the_list() -> None:
    (found,) = Checker(["dataset = list of wells"]).check("The dataset").words
    assert found.suggestion == "list of wells"


def test_the_names_of_partners_are_no_technical_words(tmp_path: Path) -> None:
    with make("alder", tmp_path / "a.db", "Ilsa") as document:
        with document.edit("x") as edit:
            (initiative,) = [
                one.id for one in document.all(document.model.kinds["initiative"].record)
            ]
            edit.set(initiative, pitch="Calder State University, Urban Data Centre counts data.")
        (first, *_) = readings(take(document))
    assert [found.word for found in first.checked.words] == ["data"]


def test_the_fields_that_are_checked_exist_and_are_never_confidential() -> None:
    for fields in (PITCHES, READ_BY_PARTNERS):
        for kind, names in fields.items():
            assert all(not MODEL.kinds[kind].by_name[name].confidential for name in names)


def test_own_words_and_those_of_the_list_never_overlap() -> None:
    checker = Checker(["data sharing agreement form = form", "raw = unsorted"])
    found = checker.check("The data sharing agreement form, raw data and open data.").words
    assert [f.word for f in found] == ["data sharing agreement form", "raw", "open data"]


def test_a_page_full_of_technical_words_is_marked_throughout() -> None:
    assert len(words("metadata " * 5_000)) == 5_000
