"""The columns of a list of people, each with its HXL tag; nothing sensitive is among them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from integrhabitat_desktop.exports.sheet import Sheet
from integrhabitat_protocol.catalogue import CATALOGUE


class ListColumn(Enum):
    """What stands in a column: the kind of record and its field."""

    ID = "person.id"
    NAME = "person.name"
    PREFERRED_NAME = "person.preferred_name"
    BIRTH_DATE = "person.birth_date"
    BIRTH_PRECISION = "person.birth_precision"
    SEX = "person.sex"
    NATIONALITY = "person.nationality"
    NEIGHBOURHOOD = "person.neighbourhood"
    PHONE = "contact.value"
    SAFE_HOURS = "contact.safe_hours"
    FIRST_CONTACT = "person.first_contact_on"
    LAST_VISIT = "check_in.day"
    CENTRE = "centre.name"

    @property
    def record_type(self) -> str:
        """The kind of record that the value comes from."""
        return self.value.partition(".")[0]

    @property
    def field(self) -> str:
        """The field of that record."""
        return self.value.partition(".")[2]


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """The values of one row, as they are stored."""

    id: str
    name: str
    preferred_name: str | None = None
    birth_date: str | None = None
    birth_precision: str | None = None
    sex: str | None = None
    nationality: str | None = None
    neighbourhood: str | None = None
    phone: str | None = None
    safe_hours: str | None = None
    first_contact: str | None = None
    last_visit: str | None = None
    centre: str | None = None


_ROW_ID_TAG: Final = "#meta+id"


@dataclass(frozen=True, slots=True)
class ListWords:
    """How the list speaks to people: its name, the title of a column, and a stored value in words."""

    name: str
    title: Callable[[ListColumn], str]
    text: Callable[[ListColumn, str], str]


def people_sheet(people: Iterable[ListedPerson], words: ListWords) -> Sheet:
    """A sheet with titles, the tags below them, and a row for each person."""
    titles = [words.title(column) for column in ListColumn]
    return Sheet(words.name, [titles, [tag_of(column) for column in ListColumn]], _rows(people, words))


def tag_of(column: ListColumn) -> str:
    """The HXL tag of a column; "" where the standard has none. Names and contacts have none on purpose."""
    if column is ListColumn.ID:
        return _ROW_ID_TAG
    return CATALOGUE[column.record_type].by_name[column.field].export_tag or ""


def _rows(people: Iterable[ListedPerson], words: ListWords) -> Iterator[list[str | int | None]]:
    for person in people:
        values = [getattr(person, column.name.lower()) for column in ListColumn]
        yield [
            words.text(column, value) if value else None
            for column, value in zip(ListColumn, values, strict=True)
        ]
