"""A list that is to be written as a spreadsheet, whatever its form."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path


class FileForm(Enum):
    """The kinds of spreadsheet files, by the ending of their names."""

    XLSX = "xlsx"
    CSV = "csv"

    @classmethod
    def of_name(cls, path: Path) -> "FileForm":
        """By the ending of a name; a name without a known one becomes a workbook."""
        return cls.CSV if path.suffix.casefold() in (".csv", ".txt") else cls.XLSX


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of texts and whole numbers under one or more rows of titles."""

    name: str
    titles: Sequence[Sequence[str]]
    rows: Iterable[Sequence[str | int | None]]
