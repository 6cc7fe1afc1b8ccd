"""Reads the lines of a CSV file into rows; a quote that nobody closed takes in nobody."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from integrhabitat_desktop.imports import limits
from integrhabitat_desktop.imports.cells import Cell, RowCollector, clean_text
from integrhabitat_desktop.imports.errors import ImportFailure
from integrhabitat_desktop.imports.text_encoding import decode

_DELIMITERS: Final = ";,\t|"
_SAMPLE, _SAMPLE_LINES = 200_000, 50
# The first line by which a spreadsheet program tells itself the separator.
_SEPARATOR_LINE: Final = re.compile(r'^"?sep=(.)"?\s*$', re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SeparatedText:
    """The rows of a text file; `width` is how many columns most of them have.

    `open_quotes` are the numbers of rows, counted from 1, in which a quote begins that nobody closed.
    """

    rows: tuple[tuple[Cell, ...], ...]
    width: int
    encoding: str
    delimiter: str
    open_quotes: frozenset[int]


def read_separated(content: bytes) -> SeparatedText:
    """The rows of a text file in whatever encoding and with whatever separator. ImportFailure."""
    text, encoding = decode(content)
    # Null bytes end strings elsewhere; a register has none on purpose.
    text = text.replace("\0", "")
    named = _SEPARATOR_LINE.match(text)
    csv.field_size_limit(limits.LARGEST_FILE)
    try:
        delimiter = named[1] if named and named[1] in _DELIMITERS else _delimiter(text)
        rows, width, open_quotes = _rows(list(io.StringIO(text, newline="")), delimiter)
    except csv.Error as error:
        raise ImportFailure("file_damaged") from error
    if named:
        rows[0] = ()
    return SeparatedText(tuple(rows), width, encoding, delimiter, frozenset(open_quotes))


class _Lines(Iterator[str]):
    """Lines that can be gone back in; `ran_out` tells that a row was asked for more than there are."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self.next, self.end = 0, len(lines)
        self.ran_out = False

    def __next__(self) -> str:
        if self.next >= self.end:
            self.ran_out = True
            raise StopIteration
        self.next += 1
        return self._lines[self.next - 1]


def _rows(lines: list[str], delimiter: str) -> tuple[list[tuple[Cell, ...]], int, list[int]]:
    source = _Lines(lines)
    reader = csv.reader(source, delimiter=delimiter)
    usual = _usual(Counter(_count(line, delimiter) for line in lines[:_SAMPLE_LINES] if line.strip()))
    collected = RowCollector()
    widths: Counter[int] = Counter()
    open_quotes: list[int] = []
    # A file full of quotes is not read again for each of them: then every line stands for itself.
    patience = 4 * len(lines)
    number = 0
    while source.next < len(lines):
        first, source.ran_out, source.end = source.next, False, len(lines)
        if patience < 0:
            source.end = first + 1
        values = next(reader)
        number += 1
        taken = lines[first : source.next]
        if source.ran_out or (len(taken) > 1 and _took_in_rows(taken, delimiter, usual)):
            patience -= len(taken)
            source.next = first + 1
            values = [it.strip().strip('"') for it in lines[first].split(delimiter)]
            open_quotes.append(number)
        widths[len(values)] += 1
        while values and not values[-1]:
            values.pop()
        if len(values) > limits.MOST_COLUMNS:
            raise ImportFailure("too_many_columns", most=limits.MOST_COLUMNS)
        collected.add([clean_text(value) for value in values])
    return collected.finished(), _usual(widths), open_quotes


def _took_in_rows(taken: Sequence[str], delimiter: str, usual: int) -> bool:
    """Whether a cell took in lines that are rows themselves: a quote that nobody closed where it should be.

    Of an answer with line breaks at most one line, its first or its last, has as many columns as a row.
    """
    filled = [line for line in taken if line.strip()]
    full = sum(usual in (line.count(delimiter) + 1, _count(line, delimiter)) for line in filled)
    return usual > 1 and full > 1 and 2 * full > len(filled)


def _count(line: str, delimiter: str) -> int:
    """How many columns a line has by itself; a quote that it leaves open counts as a sign like others."""
    if line.count('"') % 2:
        return line.count(delimiter) + 1
    return len(next(csv.reader([line], delimiter=delimiter), ()))


def _usual(counts: Counter[int]) -> int:
    """The number of columns that makes the most cells; lines of one column are headings and blanks."""
    return max(counts, key=lambda it: counts[it] * (it > 1), default=0)


def _delimiter(text: str) -> str:
    """The sign that parts the most lines into the same number of columns."""
    lines = [line for line in text[:_SAMPLE].splitlines()[:_SAMPLE_LINES] if line.strip()]
    best, best_score = ",", 0
    for delimiter in _DELIMITERS:
        counts = [_count(line, delimiter) for line in lines]
        usual = max(set(counts), key=counts.count, default=1)
        score = counts.count(usual) * (usual - 1)
        if usual > 1 and score > best_score:
            best, best_score = delimiter, score
    return best
