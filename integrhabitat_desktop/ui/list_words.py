"""A list of people in words: titles of its columns and stored values; no Qt here."""

from integrhabitat_desktop.i18n import N_, _, code_label, country_name
from integrhabitat_desktop.i18n.record_words import field_label
from integrhabitat_desktop.use_cases.export_people import ListColumn, ListWords
from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.fields import FieldKind

# Where the name of the field alone would not say what it is in a list.
_TITLES = {
    ListColumn.ID: N_("Number of the record"),
    ListColumn.PHONE: N_("Phone"),
    ListColumn.LAST_VISIT: N_("Last visit"),
    ListColumn.CENTRE: N_("Centre"),
}


def list_words() -> ListWords:
    """The words of the active language. Dates stay as they are stored, 2026-03-04, which every program reads."""
    return ListWords(_("Participants"), _title, _text)


def _title(column: ListColumn) -> str:
    return _(_TITLES[column]) if column in _TITLES else field_label(column.record_type, column.field)


def _text(column: ListColumn, value: str) -> str:
    if column is ListColumn.ID:
        return value
    spec = CATALOGUE[column.record_type].by_name[column.field]
    if spec.kind is FieldKind.CODE:
        return code_label(spec.code_list or "", value)
    return country_name(value) if spec.kind is FieldKind.COUNTRY else value
