"""A list in the form that was asked for."""

from integrhabitat_desktop.exports.csv_file import as_csv
from integrhabitat_desktop.exports.sheet import FileForm, Sheet
from integrhabitat_desktop.exports.xlsx_file import as_xlsx


def written(sheet: Sheet, form: FileForm) -> bytes:
    """The bytes of the file."""
    return as_csv(sheet) if form is FileForm.CSV else as_xlsx(sheet)
