"""The notice that is read aloud before consent is asked: its words by version and language, apart from the window's.

Versions are never rewritten: what somebody agreed to must stay readable as it was.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from integrhabitat_desktop.resource_folder import resource_path

# Each by its own name, whatever language the window speaks.
NOTICE_LANGUAGES: Final = {
    "es": "Español",
    "en": "English",
    "pt": "Português",
    "fr": "Français",
    "ht": "Kreyòl ayisyen",
}
# The languages of people, as records have them.
_SPOKEN: Final = {"spa": "es", "eng": "en", "por": "pt", "fra": "fr", "hat": "ht"}


@dataclass(frozen=True, slots=True)
class NoticeSection:
    """A heading and the sentences under it."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Notice:
    """One version in one language; `questions` by scope, `states` by state, `words` for the paper."""

    version: str
    language: str
    needs_native_check: bool
    title: str
    sections: tuple[NoticeSection, ...]
    closing: str
    questions: Mapping[str, str]
    states: Mapping[str, str]
    words: Mapping[str, str]

    def question(self, scope: str) -> str:
        """What is asked for a scope; the code of one that this version does not know."""
        return self.questions.get(scope, scope)

    def state(self, state: str) -> str:
        """What an answer is called; the code of one that this version does not know."""
        return self.states.get(state, state)


def read_notice(version: str, language: str, centre: str) -> Notice:
    """The notice of a centre. FileNotFoundError where the version or the language is missing."""
    found = _content(version, language)
    sections = (
        NoticeSection(it["heading"], it["text"].replace("{centre}", centre)) for it in found["sections"]
    )
    return Notice(
        version=version,
        language=language,
        needs_native_check=found["needs_native_check"],
        title=found["title"],
        sections=tuple(sections),
        closing=found["closing"],
        questions=found["questions"],
        states=found["states"],
        words=found["words"],
    )


def notice_language(spoken: tuple[str, ...], otherwise: str) -> str:
    """The first language of a person, as records have them, that there is a notice in."""
    return next((_SPOKEN[code] for code in spoken if code in _SPOKEN), otherwise)


@cache
def _content(version: str, language: str) -> dict[str, Any]:
    path = resource_path("notices", version, f"{language}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
