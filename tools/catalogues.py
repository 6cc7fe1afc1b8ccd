"""Reads the texts of the program out of its code and its translation catalogues from disk."""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

CODE = (Path("integrhabitat_desktop"), Path("integrhabitat_protocol"))
LOCALE = Path("integrhabitat_desktop/i18n/locale")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
COMMENT_TAGS = ("TRANSLATORS:",)


def texts_in_code(folders: tuple[Path, ...] = CODE) -> Catalog:
    """Every text marked in the code, with the files that use it."""
    texts = Catalog(project="IntegrHabitat Desktop", charset="utf-8", fuzzy=False)
    for folder in folders:
        found = extract_from_dir(
            folder, method_map=[("**.py", "python")], keywords=KEYWORDS, comment_tags=COMMENT_TAGS
        )
        for file_name, _line, message, comments, context in sorted(found, key=lambda item: item[0]):
            # Files without line numbers: a moved line must not change the catalogue.
            place = ((folder / file_name).as_posix(), 0)
            texts.add(message, locations=[place], auto_comments=comments, context=context)
    return texts


def translations_of(message: Message) -> list[str]:
    """The translated text, or each plural form of it; empty texts where there is none yet."""
    if isinstance(message.string, str):
        return [message.string]
    return [text or "" for text in message.string or ("",)]


def catalogue_files(locale: Path = LOCALE) -> list[Path]:
    """The catalogue of each language."""
    return sorted(locale.glob("*/LC_MESSAGES/*.po"))


def read_catalogue(path: Path) -> Catalog:
    """One language's catalogue as it lies on disk."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def write_catalogue(path: Path, catalogue: Catalog) -> None:
    """Write a catalogue in the one layout that keeps differences small."""
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, ignore_obsolete=True, include_lineno=False)


def key_of(message: Message) -> tuple[str, str | tuple[str, ...]]:
    """What makes two messages the same: context and text (both forms of a plural)."""
    text = message.id
    return message.context or "", text if isinstance(text, str) else tuple(text)
