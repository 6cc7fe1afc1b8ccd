"""Lists of services, referrals and institutions in words, and how one is saved; no widget here."""

from datetime import tzinfo

from integrhabitat_desktop.i18n import _, format_number, ngettext
from integrhabitat_desktop.i18n.record_words import field_label, value_text
from integrhabitat_desktop.use_cases.export_records import (
    ExportedList,
    ListField,
    RecordList,
    RecordListWords,
)
from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.fields import FieldKind
from integrhabitat_protocol.record_type import Value

# Dates, moments and numbers stay as they are stored, which every program reads.
_IN_WORDS = frozenset({FieldKind.CODE, FieldKind.CODES, FieldKind.COUNTRY, FieldKind.FLAG})


def record_list_words(which: RecordList, time_zone: tzinfo) -> RecordListWords:
    """The words of the active language."""

    def text(field: ListField, value: Value) -> str | int | None:
        spec = CATALOGUE[field.record_type].by_name.get(field.field)
        if spec is None or spec.kind not in _IN_WORDS:
            return value
        return value_text(field.record_type, field.field, value, time_zone)

    return RecordListWords(list_name(which), _title, text)


def list_name(which: RecordList) -> str:
    """What a list is called; also the beginning of its file's name."""
    return {
        RecordList.SERVICES: _("Services"),
        RecordList.REFERRALS: _("Referrals"),
        RecordList.INSTITUTIONS: _("Institutions"),
    }[which]


def saved_words(made: ExportedList, name: str) -> str:
    """How many rows are in the file, how many are not and why, and what becomes of it."""
    count = made.people
    rows = ngettext("{count} row saved as {name}.", "{count} rows saved as {name}.", count)
    left_out = ngettext(
        "{count} row is left out: no consent to a record stands.",
        "{count} rows are left out: no consent to a record stands.",
        made.left_out,
    ).format(count=format_number(made.left_out))
    warning = _("The file is not encrypted: delete it when it has served.")
    said = rows.format(count=format_number(count), name=name)
    return " ".join([said, *([left_out] if made.left_out else []), warning])


def _title(field: ListField) -> str:
    return _("Number of the record") if field.field == "id" else field_label(field.record_type, field.field)
