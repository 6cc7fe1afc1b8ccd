"""Code lists as data: codes with labels in five languages and machine-readable notes."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

LABEL_LANGUAGES = ("es", "en", "pt", "fr", "ht")
_FALLBACK = ("es", "en")


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """One code. `notes` holds the `key=value` tokens of the list; codes never change meaning."""

    code: str
    labels: Mapping[str, str]
    notes: Mapping[str, str]

    def label(self, language: str) -> str:
        """The label in `language`; where the list has none: Spanish, then English, then the code itself."""
        for tried in (language, *_FALLBACK):
            found = self.labels.get(tried)
            if found:
                return found
        return self.code

    @property
    def parent(self) -> str | None:
        """The code of the upper level, where the list has two levels."""
        return self.notes.get("parent")


@dataclass(frozen=True, slots=True)
class CodeList:
    """A code list in its own order."""

    name: str
    entries: Mapping[str, CodeEntry]

    def __contains__(self, code: object) -> bool:
        return code in self.entries

    def __iter__(self) -> Iterator[CodeEntry]:
        return iter(self.entries.values())

    def entry(self, code: str) -> CodeEntry:
        """The entry of a code. KeyError where the list does not have it."""
        return self.entries[code]

    def label(self, code: str, language: str) -> str:
        """The label of a code; the code itself where this version does not know it."""
        found = self.entries.get(code)
        return found.label(language) if found is not None else code


def _notes(text: str) -> dict[str, str]:
    found = {}
    for token in text.split("; "):
        key, equals, value = token.partition("=")
        if equals and " " not in key:
            found[key] = value
    return found


@cache
def code_list(name: str) -> CodeList:
    """The code list `name`. FileNotFoundError where there is none."""
    path = resources.files("integrhabitat_protocol").joinpath("code_lists", f"{name}.csv")
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    entries = {
        row["code"]: CodeEntry(
            code=row["code"],
            labels={language: row[language] for language in LABEL_LANGUAGES if row[language]},
            notes=_notes(row["notes"] or ""),
        )
        for row in rows
    }
    return CodeList(name=name, entries=entries)
