"""A list of records of one kind as a spreadsheet: titles, HXL tags below them, and a row for each."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from integrhabitat_desktop.exports.sheet import Sheet
from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.record_type import Value


@dataclass(frozen=True, slots=True)
class ListField:
    """A column: the kind of record and its field, and an HXL tag where the catalogue has none for it."""

    record_type: str
    field: str
    tag: str = ""

    def hxl(self) -> str:
        """The tag; "" where the standard has none."""
        described = CATALOGUE[self.record_type].by_name.get(self.field)
        return self.tag or (described.export_tag if described is not None else "") or ""


@dataclass(frozen=True, slots=True)
class RecordListWords:
    """How the list speaks to people: its name, the title of a column, and a stored value in words."""

    name: str
    title: Callable[[ListField], str]
    text: Callable[[ListField, Value], str | int | None]


def record_list_sheet(
    fields: Sequence[ListField], rows: Iterable[Sequence[Value]], words: RecordListWords
) -> Sheet:
    """The sheet; each row holds the stored values in the order of `fields`."""
    titles = [[words.title(it) for it in fields], [it.hxl() for it in fields]]
    return Sheet(words.name, titles, _said(fields, rows, words))


def _said(
    fields: Sequence[ListField], rows: Iterable[Sequence[Value]], words: RecordListWords
) -> Iterator[list[str | int | None]]:
    for row in rows:
        yield [
            None if value is None else words.text(it, value) for it, value in zip(fields, row, strict=True)
        ]
