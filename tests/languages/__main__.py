"""``python -m tests.languages``: bring the catalogues up to date with the source.

New sentences come in without a translation, those that are said nowhere go out; then it counts
what there is left to translate. Run it after sentences were changed, and again after translating:
it also writes the form that the program reads.
"""

from __future__ import annotations

from tests.languages.catalogues import TRANSLATED, brought_up_to_date, write
from tests.languages.rules import untranslated


def main() -> None:
    """Write every catalogue anew and say how complete it is."""
    for language in TRANSLATED:
        catalogue = brought_up_to_date(language)
        write(language, catalogue)
        left = untranslated(catalogue)
        print(f"{language}: {len(catalogue)} messages, {len(left)} to translate")


if __name__ == "__main__":
    main()
