"""The active language of this process and the gettext functions that answer in it.

The one piece of global state in the product: a process speaks one language at a time.
"""

import gettext as stdlib_gettext
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.localedata import locale_identifiers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = {"es": "Español", "en": "English"}
DEFAULT_LANGUAGE = "es"
_DOMAIN = "desktop"
_LOCALE_FOLDER = Path(__file__).with_name("locale")
# Where a centre's country is not known: Latin American Spanish, and English with the day before the month,
# because a month-first date would be misread by everyone around.
_FALLBACK_LOCALES = {"es": "es_419", "en": "en_GB"}


@dataclass(frozen=True, slots=True)
class _Active:
    language: str
    locale: Locale
    translations: stdlib_gettext.NullTranslations


@cache
def _translations(language: str) -> stdlib_gettext.NullTranslations:
    """The catalogue of a language. The source texts are English, so English needs none."""
    folder = _LOCALE_FOLDER / language / "LC_MESSAGES"
    compiled, source = folder / f"{_DOMAIN}.mo", folder / f"{_DOMAIN}.po"
    if source.exists() and (not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime):
        with source.open("rb") as file:
            catalogue = read_po(file, locale=language, domain=_DOMAIN)
        buffer = BytesIO()
        write_mo(buffer, catalogue)
        buffer.seek(0)
        return stdlib_gettext.GNUTranslations(buffer)
    if compiled.exists():
        with compiled.open("rb") as file:
            return stdlib_gettext.GNUTranslations(file)
    return stdlib_gettext.NullTranslations()


@cache
def _known_locales() -> frozenset[str]:
    return frozenset(locale_identifiers())


def _locale(language: str, country: str | None) -> Locale:
    wanted = f"{language}_{country.upper()}" if country else ""
    if language == "es" and wanted in _known_locales():
        return Locale.parse(wanted)
    return Locale.parse(_FALLBACK_LOCALES[language])


_active = _Active(
    DEFAULT_LANGUAGE, Locale.parse(_FALLBACK_LOCALES[DEFAULT_LANGUAGE]), _translations(DEFAULT_LANGUAGE)
)


def set_language(language: str, country: str | None = None) -> None:
    """Speak `language` from now on, with the number and date habits of the centre's country where known.

    ValueError for a language the product does not speak.
    """
    global _active
    if language not in LANGUAGES:
        raise ValueError(f"unknown language {language!r}")
    _active = _Active(language, _locale(language, country), _translations(language))


def active_language() -> str:
    """The code of the active language: "es" or "en"."""
    return _active.language


def active_locale() -> Locale:
    """The Babel locale for dates, numbers and names in the active language."""
    return _active.locale


def _(message: str) -> str:
    """The message in the active language."""
    return _active.translations.gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form of the message that fits `count`; fill in {count} yourself."""
    return _active.translations.ngettext(singular, plural, count)


def pgettext(context: str, message: str) -> str:
    """The message as it reads in `context`, for words with two meanings."""
    return _active.translations.pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802 - the usual gettext name for "translate later"
    """Mark a message for extraction; it is translated where it is shown."""
    return message
