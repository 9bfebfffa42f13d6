"""The language in which people are spoken to: every sentence they see goes through here.

A sentence is written in English where it is said, as one whole literal with names for what
changes: ``tr("{name} was put off for a week.", name=name)``. Its translations are in
``resources/languages``, one catalogue for each language in the form that translators know
(gettext); a sentence that a catalogue lacks is shown in English. The command line never chooses a
language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, overload

from outreach.base.assets import resource

if TYPE_CHECKING:
    from gettext import NullTranslations

K = TypeVar("K")


class Language(Enum):
    """Every language there is, by its code (ISO 639-1), and how it calls itself."""

    own_name: str

    ENGLISH = "en", "English"
    FRENCH = "fr", "Français"
    SPANISH = "es", "Español"
    PORTUGUESE = "pt", "Português"
    ARABIC = "ar", "العربية"

    def __new__(cls, code: str, own_name: str = "") -> Self:
        """Return a language, found by its code."""
        language = object.__new__(cls)
        language._value_, language.own_name = code, own_name
        return language


ENGLISH: str = Language.ENGLISH.value
LANGUAGES: Mapping[str, str] = {each.value: each.own_name for each in Language}
"""Every language there is by its code, each under its own name."""

_MARKS = {"fr": ",\u00a0", "es": ",.", "pt": ",."}
"""What stands before decimals and between groups of three digits, where not as in English.

As CLDR has it, but for the narrow space of French, which few fonts have.
"""

_chosen = ENGLISH
_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)


def choose(language: str) -> None:
    """Speak ``language`` in the whole process from now on; English where there is no catalogue."""
    global _chosen
    _chosen = language if language in LANGUAGES else ENGLISH


def chosen() -> str:
    """Return the language that is spoken here, such as ``fr``."""
    return _spoken.get() or _chosen


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak ``language`` within a ``with``, in this thread only: a brief has its own language."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def tr(message: str, /, **values: object) -> str:
    """Return ``message`` in the language that is spoken, with ``values`` put in under their names.

    The message must be a literal: a test and the catalogues are made by reading the source.
    """
    language = chosen()
    if language != ENGLISH and message:
        message = _catalogue(language).gettext(message)
    return message.format_map(values) if values else message


def plural(one: str, many: str, number: int, /, **values: object) -> str:
    """Return the message for ``number``: ``one``, ``many``, or what other forms a language has.

    Both may hold ``{n}``, which becomes the number with its thousands set apart.
    """
    language = chosen()
    if language == ENGLISH:
        message = one if number == 1 else many
    else:
        message = _catalogue(language).ngettext(one, many, number)
    return message.format_map({"n": thousands(number), **values})


def thousands(number: int) -> str:
    """Return a whole number with its thousands set apart as the language does."""
    return _marked(f"{number:,}")


def figure(value: float) -> str:
    """Return an amount as people write it: ``1,234,567.5``, with at most six decimals."""
    return _marked(f"{value:,.6f}".rstrip("0").rstrip("."))


def _marked(number: str) -> str:
    return number.translate(str.maketrans(".,", _MARKS.get(chosen(), ".,")))


class Terms(Mapping[K, str], Generic[K]):
    """Words for values, declared in English and read in the language that is spoken."""

    def __init__(self, words: Mapping[K, str]) -> None:
        """Take the English words of each value, in the order in which people are offered them."""
        self.english = dict(words)

    def __getitem__(self, value: K) -> str:
        """Return the words of ``value``."""
        return tr(self.english[value])

    def __iter__(self) -> Iterator[K]:
        """Go through the values in order."""
        return iter(self.english)

    def __len__(self) -> int:
        """Count the values."""
        return len(self.english)


class Spoken:
    """An attribute whose words are declared in English and read in the language that is spoken."""

    def __init__(self, default: str | None = None) -> None:
        """Take what is read where nothing was declared; None where something always is."""
        self._default = default

    def __set_name__(self, owner: type, name: str) -> None:
        """Remember under which name the words are."""
        self._name = name

    @overload
    def __get__(self, owner: None, kind: type) -> Self: ...
    @overload
    def __get__(self, owner: object, kind: type) -> str: ...
    def __get__(self, owner: object | None, kind: type) -> str | Self:
        """Return the words of ``owner``."""
        if owner is None:
            return self
        found = owner.__dict__.get(self._name, self._default)
        if found is None:
            raise AttributeError(f"{kind.__name__} was declared without {self._name}")
        return tr(found)

    def __set__(self, owner: object, value: str) -> None:
        """Take the English words."""
        owner.__dict__[self._name] = value


def in_every_language(say: Callable[[], str]) -> tuple[str, ...]:
    """Return what ``say`` says in each language, English first: files come in any of them."""
    found: dict[str, None] = {}
    for language in LANGUAGES:
        with speaking(language):
            found.setdefault(say())
    return tuple(found)


def spoken(default: str | None = None) -> Any:
    """Declare :class:`Spoken` words; returns Any so that type checkers see the annotation."""
    return Spoken(default)


@cache
def _catalogue(language: str) -> NullTranslations:
    # Only who reads another language than English waits for this.
    import struct
    from gettext import GNUTranslations, NullTranslations

    try:
        with resource("languages", f"{language}.mo").open("rb") as file:
            return GNUTranslations(file)
    except (OSError, ValueError, struct.error):
        # Missing or damaged: the program speaks English rather than not at all.
        return NullTranslations()
