"""Expected failures of reading a register."""

from integrhabitat_protocol.errors import ExpectedError


class ImportFailure(ExpectedError):  # noqa: N818 - an answer to whoever chose the file
    """The file cannot be used. Codes: `file_not_found`, `file_unreadable`, `file_too_large`, `file_kind_unknown`,
    `file_kind_old`, `file_locked`, `formulas_without_value`,
    `file_damaged`, `too_many_rows`, `too_many_columns`, `no_rows`, `no_name_column`, `no_dates`, `no_sessions_chosen`,
    `sheet_not_found`."""
