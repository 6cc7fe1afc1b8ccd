"""The words of a certificate in the language of its bearer, whatever language the window speaks."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from babel import Locale, dates, numbers

from integrhabitat_desktop.i18n.language import active_language, active_locale
from integrhabitat_desktop.i18n.notices import NOTICE_LANGUAGES
from integrhabitat_desktop.resource_folder import resource_path

CERTIFICATE_LANGUAGES: Final = NOTICE_LANGUAGES
_LOCALES: Final = {"es": "es_419", "en": "en_GB", "pt": "pt_BR", "fr": "fr", "ht": "fr"}
_MINUTES: Final = 60


@dataclass(frozen=True, slots=True)
class CertificateWords:
    """The words of one language; facts are filled in as that language writes them."""

    language: str
    needs_native_check: bool
    words: Mapping[str, str]
    months: tuple[str, ...]

    def word(self, name: str, **facts: str) -> str:
        """The words of a line; what stands in braces is replaced once, whatever the facts hold."""
        text = self.words[name]
        parts = text.split("{")
        return parts[0] + "".join(
            facts[field] + rest for field, _end, rest in (part.partition("}") for part in parts[1:])
        )

    def day(self, day: str) -> str:
        """A day in full; `day` is an ISO date."""
        value = date.fromisoformat(day)
        if self.months:
            return f"{value.day} {self.months[value.month - 1]} {value.year}"
        return dates.format_date(value, "long", locale=self._locale())

    def period(self, first: str | None, last: str | None) -> str:
        """From when to when; "" where no day is known."""
        if not first or not last or first == last:
            day = first or last
            return self.word("one_day", day=self.day(day)) if day else ""
        return self.word("period", first=self.day(first), last=self.day(last))

    def sessions(self, attended: int, sessions: int) -> str:
        """How many sessions were attended of how many; "" for none."""
        if not attended or not sessions:
            return ""
        if sessions == 1:
            return self.word("one_session")
        return self.word("sessions", attended=str(attended), sessions=str(sessions))

    def hours(self, minutes: int) -> str:
        """The hours taken part in, never more than they were; "" for none."""
        tenths = minutes * 10 // _MINUTES
        if not tenths:
            return ""
        if tenths == 10:
            return self.word("one_hour")
        return self.word("hours", hours=numbers.format_decimal(tenths / 10, locale=self._locale()))

    def _locale(self) -> Locale:
        if self.language == active_language():
            return active_locale()  # with the habits of the centre's country
        return Locale.parse(_LOCALES[self.language])


@cache
def certificate_words(language: str) -> CertificateWords:
    """The words in a language of CERTIFICATE_LANGUAGES. FileNotFoundError for another one."""
    found: dict[str, Any] = tomllib.loads(
        resource_path("certificates", f"{language}.toml").read_text(encoding="utf-8")
    )
    words = {name: text for name, text in found.items() if isinstance(text, str)}
    return CertificateWords(language, found["needs_native_check"], words, tuple(found.get("months", ())))
