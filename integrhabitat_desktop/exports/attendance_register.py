"""The register of an activity: people in rows, sessions in columns, each mark as code and words; it reads back."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from integrhabitat_desktop.exports.sheet import Sheet
from integrhabitat_protocol.catalogue import CATALOGUE

# Between the codes of a mark, which programs read, and its words, which people read.
BEFORE_WORDS: Final = " · "
_ROW_ID_TAG: Final = "#meta+id"
_TAGS_OF_PEOPLE: Final = (_ROW_ID_TAG, "", "#date+start", "#date+end")
_TAGS_OF_TOTALS: Final = ("#indicator+attended+num", "#indicator+expected+num", "#indicator+minutes+num")


@dataclass(frozen=True, slots=True)
class RegisterSession:
    """A column: ISO day, local time `HH:MM` where several sessions share a day, and the code of its state."""

    day: str
    starts_at: str | None
    state: str


@dataclass(frozen=True, slots=True)
class RegisterMark:
    """One mark, as it is stored."""

    status: str
    modality: str | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One person with the marks in the order of the sessions, None where there is none."""

    person_id: str
    name: str
    starts_on: str | None
    ends_on: str | None
    marks: Sequence[RegisterMark | None]
    attended: int
    expected: int
    minutes: int | None


@dataclass(frozen=True, slots=True)
class RegisterWords:
    """How the register speaks to people: its name, the titles of the columns before and after the sessions, and the
    words of a mark and of a session's state."""

    name: str
    of_people: tuple[str, str, str, str]
    of_totals: tuple[str, str, str]
    mark: Callable[[RegisterMark], str]
    state: Callable[[str], str]


def register_sheet(
    sessions: Sequence[RegisterSession], rows: Sequence[RegisterRow], words: RegisterWords
) -> Sheet:
    """A sheet with titles, the state of each session and the HXL tags, and a row for each person."""
    tag = CATALOGUE["attendance"].by_name["status"].export_tag or ""
    before, after = [""] * len(words.of_people), [""] * len(words.of_totals)
    titles = [*words.of_people, *map(column_title, sessions), *words.of_totals]
    states = [*before, *(words.state(it.state) for it in sessions), *after]
    tags = [*_TAGS_OF_PEOPLE, *[tag] * len(sessions), *_TAGS_OF_TOTALS]
    return Sheet(words.name, [titles, states, tags], _rows(rows, words))


def column_title(session: RegisterSession) -> str:
    """The day, and the time where it is needed to tell sessions apart."""
    return f"{session.day} {session.starts_at}" if session.starts_at else session.day


def mark_cell(mark: RegisterMark, words: str) -> str:
    """The codes of a mark before its words: "LATE 25 · Llegó tarde"; in person is not said."""
    modality = mark.modality if mark.modality != "IN_PERSON" else None
    minutes = None if mark.minutes is None else str(mark.minutes)
    return " ".join(it for it in (mark.status, modality, minutes) if it) + BEFORE_WORDS + words


def _rows(rows: Sequence[RegisterRow], words: RegisterWords) -> Iterator[list[str | int | None]]:
    for row in rows:
        marks = [None if it is None else mark_cell(it, words.mark(it)) for it in row.marks]
        yield [
            row.person_id,
            row.name,
            row.starts_on,
            row.ends_on,
            *marks,
            row.attended,
            row.expected,
            row.minutes,
        ]
