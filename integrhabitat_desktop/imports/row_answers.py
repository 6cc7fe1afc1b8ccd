"""What one row of a register turns out to be: a person, a problem, or nobody."""

from dataclasses import dataclass
from enum import Enum

from integrhabitat_desktop.imports.columns import Column


@dataclass(frozen=True, slots=True)
class ImportedPerson:
    """A row that can be imported; `number` as spreadsheets count rows. Every value can be stored as it is."""

    number: int
    name: str
    preferred_name: str | None = None
    birth_date: str | None = None
    birth_precision: str | None = None
    sex: str | None = None
    nationality: str | None = None
    document_type: str | None = None
    document_number: str | None = None
    phones: tuple[str, ...] = ()
    email: str | None = None
    neighbourhood: str | None = None
    mobility_profile: str | None = None


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row cannot be imported (`is_row`), or only without one of its cells; `value` is what stood there.

    With `is_note` nothing is missing: it is only said what was made of a cell.

    Codes: `name_missing`, `name_not_usable`, `formula_as_name`, `too_many_cells`, `two_people`; `formula_sign`,
    `quote_not_closed`, `further_value`, `date_not_readable`, `age_not_readable`, `word_not_known`,
    `document_not_readable`, `number_rounded`, `phone_not_readable`, `email_not_readable`, `too_long`, `formula_error`;
    `document_rest`.
    """

    number: int
    column: Column | None
    code: str
    value: str
    is_row: bool
    is_note: bool = False


class SkipReason(Enum):
    """Why a row is nobody and no problem either."""

    BLANK = "blank"
    TOTALS = "totals"
    REMARK = "remark"
    TITLES = "titles"
    SAME_PERSON = "same_person"


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that was passed over; `value` is what stands in it, "" for an empty one."""

    number: int
    reason: SkipReason
    value: str = ""
