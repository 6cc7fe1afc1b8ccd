"""Fails when a language is incomplete, out of date, fuzzy, or fills in other fields than the English text."""

from __future__ import annotations

import string
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from tools.catalogues import catalogue_files, key_of, read_catalogue, texts_in_code, translations_of


def problems_of(path: Path, texts: Catalog) -> list[str]:
    """What is wrong with one catalogue, a line each."""
    catalogue = read_catalogue(path)
    known = {key_of(message): message for message in catalogue if message.id}
    wanted = {key_of(message) for message in texts if message.id}
    problems = [
        f"not in the catalogue (make messages): {key!r}" for key in sorted(wanted - set(known), key=str)
    ]
    problems += [
        f"no longer in the code (make messages): {key!r}" for key in sorted(set(known) - wanted, key=str)
    ]
    problems += [f"obsolete entry (make messages): {key!r}" for key in catalogue.obsolete]
    for message in known.values():
        problems += [f"{trouble}: {message.id!r}" for trouble in troubles_of(message, catalogue.num_plurals)]
    return problems


def troubles_of(message: Message, plural_forms: int) -> list[str]:
    """What is wrong with one translated message."""
    originals = [message.id] if isinstance(message.id, str) else list(message.id)
    translations = translations_of(message)
    troubles = []
    if message.fuzzy:
        troubles.append("fuzzy")
    expected = 1 if len(originals) == 1 else plural_forms
    if len(translations) != expected or not all(translations):
        return [*troubles, "not translated"]
    allowed = set().union(*map(fields_of, originals))
    # "one person" may leave the count out; the last form, used for most numbers, may not.
    if fields_of(translations[-1]) != fields_of(originals[-1]):
        troubles.append("other fields than the English text")
    elif any(fields_of(text) - allowed for text in translations):
        troubles.append("fields that the English text does not have")
    return troubles


def fields_of(text: str) -> set[str]:
    """The names in braces; a text whose braces do not parse has the field "broken braces"."""
    try:
        return {
            name for _text, name, _format, _conversion in string.Formatter().parse(text) if name is not None
        }
    except ValueError:
        return {"broken braces"}


def main() -> int:
    """Check every language."""
    texts, failed = texts_in_code(), False
    for path in catalogue_files():
        for problem in problems_of(path, texts):
            failed = True
            print(f"{path}: {problem}")
    if not catalogue_files():
        failed = True
        print("no translation catalogue found")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
