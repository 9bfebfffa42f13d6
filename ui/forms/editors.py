"""The editor for every field type: from the declaration of a field to its widget."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from outreach.document.fields import (
    Choice,
    Date,
    Field,
    Flag,
    Integer,
    Links,
    Number,
    Ref,
    Scale,
    Text,
    Words,
)
from outreach.document.pictures import Picture
from ui.forms.choices import Choices
from ui.forms.choosing import ChoiceEditor, FlagEditor, ScaleEditor
from ui.forms.country import CountryEditor
from ui.forms.editor import FieldEditor
from ui.forms.long_text import LongTextEditor
from ui.forms.picture import PictureEditor
from ui.forms.records import LinksEditor, RefEditor, WordsEditor
from ui.forms.text import DateEditor, NumberEditor, ShortTextEditor


def editor_for(
    field: Field, choices: Choices | None = None, *, today: Callable[[], dt.date] = dt.date.today
) -> FieldEditor:
    """Return an editor for ``field``.

    Args:
        field: the declaration of the field.
        choices: the records that references can be made to.
        today: the day that "tomorrow" and days without a year are read from.

    Raises:
        TypeError: a field type that has no editor.
    """
    match field:
        case Picture():
            return PictureEditor(field)
        case Text(name="country"):
            return CountryEditor(field)
        case Text():
            return LongTextEditor(field) if field.long else ShortTextEditor(field)
        case Scale():
            return ScaleEditor(field)
        case Number() | Integer():
            return NumberEditor(field)
        case Choice():
            return ChoiceEditor(field)
        case Flag():
            return FlagEditor(field)
        case Date():
            return DateEditor(field, today)
        case Words():
            return WordsEditor(field)
        case Ref():
            return RefEditor(field, choices)
        case Links():
            return LinksEditor(field, choices)
        case _:
            raise TypeError(f"no editor for a field of the type {type(field).__name__}")


def is_wide(field: Field) -> bool:
    """Tell whether an editor takes both columns of a form."""
    return isinstance(field, Links | Words) or (isinstance(field, Text) and field.long)
