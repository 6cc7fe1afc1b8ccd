"""Folds accents away, for sorting and for matching what is typed in a list of choices."""

import unicodedata


def fold_accents(text: str) -> str:
    """The text without accents, tildes and cedillas."""
    return "".join(part for part in unicodedata.normalize("NFD", text) if not unicodedata.combining(part))
