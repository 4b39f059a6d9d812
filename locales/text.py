"""Words in a language: the msgid is the Indonesian sentence, the catalogue translates it.

`_ = words(language)`, then `_("Halo, {name}.", name=person)`: every value is escaped for HTML, so a name with `<` in it
stays a name. What is already markup is passed as `Markup`.
"""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from html import escape
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGUES = Path(__file__).parent
ENGLISH = "en"
SAID = 60
"""Characters of what somebody typed that are said back."""


class Markup(str):
    """Text that is HTML already: made by our own words, never by a person."""

    __slots__ = ()


class Words:
    """The sentences of one language."""

    def __init__(self, language: str, catalogue: NullTranslations) -> None:
        self.language = language
        self._catalogue = catalogue

    def __call__(self, sentence: str, **values: object) -> Markup:
        return _fill(self._catalogue.gettext(sentence), values)

    def count(self, one: str, many: str, n: int, **values: object) -> Markup:
        """A sentence whose form depends on a number; `{n}` is filled with it."""
        return _fill(self._catalogue.ngettext(one, many, n), {"n": n, **values})


def _fill(sentence: str, values: dict[str, object]) -> Markup:
    safe = {key: value if isinstance(value, Markup) else escape(str(value)) for key, value in values.items()}
    return Markup(sentence.format(**safe)) if values else Markup(sentence)


def short(text: str) -> str:
    """What somebody typed, as it is said back."""
    return text if len(text) <= SAID else text[:SAID].rstrip() + "…"


def N_(sentence: str) -> str:
    """Marks a sentence that stands in a table and is translated later."""
    return sentence


@cache
def words(language: str) -> Words:
    """The words of `language` (`id` or `en`). Indonesian needs no catalogue: it is what the code says."""
    return Words(language, _catalogue(language))


def _catalogue(language: str) -> NullTranslations:
    if language != ENGLISH:
        return NullTranslations()
    # Compiled in memory at first use: no build step, so a stale or missing .mo cannot happen.
    with (CATALOGUES / ENGLISH / "LC_MESSAGES" / "kinerja.po").open("rb") as source:
        compiled = BytesIO()
        write_mo(compiled, read_po(source, locale=ENGLISH))
    compiled.seek(0)
    return GNUTranslations(compiled)
