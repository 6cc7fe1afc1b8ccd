"""Brings new and changed texts of the code into each translation catalogue; translations stay."""

from __future__ import annotations

import sys

from tools.catalogues import catalogue_files, read_catalogue, texts_in_code, translations_of, write_catalogue


def main() -> int:
    """Update every language and say how many texts still need words."""
    texts = texts_in_code()
    for path in catalogue_files():
        catalogue = read_catalogue(path)
        catalogue.update(texts, no_fuzzy_matching=True)
        write_catalogue(path, catalogue)
        open_texts = [message for message in catalogue if message.id and not all(translations_of(message))]
        print(f"{path}: {len(catalogue)} texts, {len(open_texts)} still to translate")
    return 0


if __name__ == "__main__":
    sys.exit(main())
