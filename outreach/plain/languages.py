"""What the check knows of English, French and Spanish: telling them apart, endings, syllables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import NamedTuple

from outreach.base.folding import fold

WORD = re.compile(r"[^\W_]+")
"""A word, or the part of one between hyphens and apostrophes."""
USUAL = "en"
"""The language taken for granted where a text is too short to tell."""

_EN = """the of and to in is are was for on with that this it by from as at be or an have has not
your you we our they their what who which will can how when where so no one"""
_FR = """le la les des du de et en un une est sont pour dans que qui par sur avec au aux ce cette
ces nous vous notre votre leur leurs il elle ne pas plus se sa son ses ou où mais"""
_ES = """el la los las de del y en un una es son para por que con se su sus al lo como más no este
esta estos nosotros nuestro nuestra sin sobre o pero donde cuando quien muy"""
_FUNCTION_WORDS = {"en": {*_EN.split()}, "fr": {*_FR.split()}, "es": {*_ES.split()}}


def language_of(text: str, usual: str = USUAL) -> str | None:
    """Return the language of a text: ``en``, ``fr`` or ``es``, by its commonest small words.

    ``usual`` where it is too short to tell; None where its letters are not Latin ones.
    """
    words = [word.casefold() for word in WORD.findall(text)]
    letters = [letter for word in words for letter in word if letter.isalpha()]
    if letters and sum(letter < "\u0250" for letter in letters) * 2 < len(letters):
        return None
    counts = {code: sum(word in known for word in words) for code, known in _FUNCTION_WORDS.items()}
    best = max(counts, key=lambda code: (counts[code], code == usual))
    return best if counts[best] > counts.get(usual, 0) else usual


class Language(NamedTuple):
    """How a language is read."""

    name: str
    stem: Callable[[str], str]
    """From a folded word to what its forms have in common."""
    syllables: Callable[[str], int]
    ease: tuple[float, float, float]
    """Reading ease: a constant, what each word of a sentence and each syllable of a word takes."""


def _stem_en(word: str) -> str:
    word = re.sub(r"iz(?=[aei])", "is", word)
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return word[:-3] + "y"
    for ending, least in (("ing", 6), ("ed", 5), ("s", 4)):
        if word.endswith(ending) and len(word) >= least and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    if word.endswith("e") and len(word) > 4:
        word = word[:-1]
    return word


def _stem_fr(word: str) -> str:
    if word.endswith("aux") and len(word) > 4:
        return word[:-3] + "al"
    word = word[:-1] if word.endswith(("s", "x")) and len(word) > 3 else word
    for ending in ("er", "ee", "e"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return word[: -len(ending)]
    return word


def _stem_es(word: str) -> str:
    if word.endswith("es") and len(word) > 5:
        word = word[:-2]
    elif word.endswith("s") and len(word) > 4:
        word = word[:-1]
    return word[:-1] if word.endswith(("a", "e", "o")) and len(word) > 3 else word


def _syllables_en(word: str) -> int:
    """Count vowel groups; a silent e at the end is none, nor is -ed unless after t or d."""
    word = fold(word)
    count = len(re.findall(r"[aeiouy]+", word))
    if re.search(r"[^aeiouyl]e$|[^aeiouytd]ed$|[^aeiouysxz]es$", word) and count > 1:
        count -= 1
    return max(count, 1)


def _syllables_fr(word: str) -> int:
    """Count vowel groups; a mute e at the end is none, with its plural too."""
    word = unicodedata.normalize("NFC", word.casefold())
    count = len(re.findall(r"[aeiouyàâéèêëîïôöûùüœæ]+", word))
    if re.search(r"[^aeiouyéè]es?$|[^aeiouym]ent$", word) and count > 1:
        count -= 1
    return max(count, 1)


def _syllables_es(word: str) -> int:
    """Count vowel groups; two strong vowels, or an accented weak one, are apart."""
    word = unicodedata.normalize("NFC", word.casefold())
    word = re.sub(r"(?<=[gq])u(?=[eéií])", "", word)
    strong = len(re.findall(r"[aeoáéóíú]", word))
    alone = re.sub(r"[aeoáéóíú]", " ", word)
    weak = sum(
        1
        for found in re.finditer(r"[iuüy]+", alone)
        if alone[max(found.start() - 1, 0) : found.start()] != " "
        and alone[found.end() : found.end() + 1] != " "
    )
    return max(strong + weak, 1)


LANGUAGES: Mapping[str, Language] = {
    # R. Flesch, A new readability yardstick, 1948.
    "en": Language("English", _stem_en, _syllables_en, (206.835, 1.015, 84.6)),
    # L. Kandel and A. Moles, Application de l'indice de Flesch à la langue française, 1958.
    "fr": Language("French", _stem_fr, _syllables_fr, (207.0, 1.015, 73.6)),
    # J. Fernández Huerta, Medidas sencillas de lecturabilidad, 1959, with words in a sentence
    # rather than sentences in a hundred words, as the misprint in it is put right since.
    "es": Language("Spanish", _stem_es, _syllables_es, (206.84, 1.02, 60.0)),
}
