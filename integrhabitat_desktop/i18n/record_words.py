"""Records in words: their kinds, fields and values by the catalogue, and what was done with them."""

from datetime import tzinfo

from integrhabitat_desktop.i18n import (
    N_,
    _,
    code_label,
    codes_label,
    country_name,
    format_date,
    format_instant,
    format_time,
)
from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.fields import FieldKind
from integrhabitat_protocol.record_type import Value

_ACTIONS = {
    "create": N_("registered"),
    "edit": N_("changed"),
    "delete": N_("deleted"),
    "view": N_("opened"),
    "print": N_("printed"),
    "export": N_("exported"),
    "import": N_("imported"),
    "offer_again": N_("sent again"),
}


def value_text(record_type: str, field: str, value: Value, time_zone: tzinfo) -> str:
    """The value as a person reads it; "not recorded" for none."""
    if value is None:
        return _("not recorded")
    spec = CATALOGUE[record_type].by_name[field]
    text = str(value)
    match spec.kind:
        case FieldKind.CODE:
            return code_label(spec.code_list or "", text)
        case FieldKind.CODES:
            return codes_label(spec.code_list or "", text)
        case FieldKind.COUNTRY:
            return country_name(text)
        case FieldKind.DATE:
            return format_date(text)
        case FieldKind.INSTANT:
            return format_instant(text, time_zone)
        case FieldKind.TIME:
            return format_time(text)
        case FieldKind.FLAG:
            return _("Yes") if value else _("No")
    return text


def field_label(record_type: str, field: str) -> str:
    """The name of a field in the active language."""
    return _(CATALOGUE[record_type].by_name[field].label)


def type_label(record_type: str) -> str:
    """The name of a kind of record in the active language; the id of one that this version does not know."""
    described = CATALOGUE.get(record_type)
    return _(described.label) if described is not None else record_type


def action_words(action: str) -> str:
    """What was done with a record; the code of an action that this version does not know."""
    return _(_ACTIONS[action]) if action in _ACTIONS else action
