"""What names have in common, whatever their script, order, case, marks and legal form."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


def _table(letters: str) -> dict[str, str]:
    """Return letters of a script with those that they are written with in Latin ones."""
    return dict(pair.split("=") for pair in letters.split())


_CYRILLIC = _table(
    "а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f "
    "х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=iu я=ia і=i ї=i є=e ґ=g ў=u ј=i"
)
_GREEK = _table(
    "α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f "
    "χ=ch ψ=ps ω=o"
)
_ARABIC = _table(
    "ا=a ب=b ت=t ث=th ج=j ح=h خ=kh د=d ذ=dh ر=r ز=z س=s ش=sh ص=s ض=d ط=t ظ=z ع=a غ=gh ف=f ق=q "
    "ك=k ل=l م=m ن=n ه=h و=w ي=y ة=a ى=a ء= أ=a إ=a آ=a ؤ=w ئ=y پ=p چ=ch ژ=zh گ=g ک=k ی=y"
)
_LATIN = _table("ß=ss ø=o ł=l đ=d ð=d þ=th æ=ae œ=oe ı=i")
_LETTERS = str.maketrans({**_CYRILLIC, **_GREEK, **_ARABIC, **_LATIN, "'": "", "’": "", ".": ""})
_UMLAUT = re.compile(r"([aou])e")
_FORMS = (
    "ltd limited inc incorporated llc llp plc corp corporation co company gmbh ag kg ohg mbh ug se "
    "sa sarl sas srl spa bv nv oy ab as asa aps ooo oao zao ao pte pty sdn bhd kk doo sro kft nyrt "
    "ou uab sia zoo the of und and et y e de la le der die das"
)
LEGAL = frozenset(_FORMS.split())
"""Words that say what an organisation is in law, or nothing."""


@lru_cache(maxsize=100_000)
def words(name: str) -> tuple[str, ...]:
    """Return the words of a name in plain Latin letters, each as it may be written elsewhere."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS)).translate(_LETTERS)
    kept = "".join(
        c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)
    ).translate(_LETTERS)
    return tuple(_UMLAUT.sub(r"\1", word) for word in kept.split())


def organisation_words(name: str) -> tuple[str, ...]:
    """Return the words that tell an organisation from others."""
    found = words(name)
    telling = tuple(word for word in found if word not in LEGAL)
    return telling or found


def skeleton(word: str) -> str:
    """Return the consonants of a word, by which it is known in scripts that write no vowels."""
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyhw]", "", word))


def digits(phone: str) -> str:
    """Return the last nine figures of a telephone number: the same however it is written."""
    found = re.sub(r"\D", "", phone)
    return found[-9:] if len(found) >= 6 else ""


def domain(website: str) -> str:
    """Return the name of the place that a website is at."""
    return re.sub(r"^\w+://|^www\.|[/?#:].*$", "", re.sub(r"^\w+://", "", website.casefold()))
