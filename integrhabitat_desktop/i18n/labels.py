"""Words for codes: code lists, countries and languages in the active language."""

from integrhabitat_desktop.i18n.accents import fold_accents
from integrhabitat_desktop.i18n.formatting import join_list
from integrhabitat_desktop.i18n.language import active_language, active_locale
from integrhabitat_protocol.code_lists import code_list

_SPECIAL_NATIONALITIES = "nationality_special"
# Groups of countries, islands without a code of their own and private codes among Babel's territories.
_NOT_COUNTRIES = frozenset(
    ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"]
)


def code_label(list_name: str, code: str | None) -> str:
    """The label of a code; the code itself where this version does not know it, "" for no code."""
    return code_list(list_name).label(code, active_language()) if code else ""


def codes_label(list_name: str, codes: str | None) -> str:
    """The labels of a multi-code value (codes parted by spaces) as one list."""
    return join_list([code_label(list_name, code) for code in codes.split()]) if codes else ""


def code_choices(list_name: str) -> list[tuple[str, str]]:
    """(code, label) of every code of a list, in the list's own order."""
    return [(entry.code, entry.label(active_language())) for entry in code_list(list_name)]


def _territories() -> dict[str, str]:
    """Names of countries by code, in the active language."""
    return {
        str(code): str(name)
        for code, name in active_locale().territories.items()
        if len(str(code)) == 2 and str(code).isalpha() and code not in _NOT_COUNTRIES
    }


def country_name(code: str | None) -> str:
    """The name of a country (ISO 3166-1 alpha-2) or of a special nationality; "" for none."""
    if not code:
        return ""
    if code in code_list(_SPECIAL_NATIONALITIES):
        return code_label(_SPECIAL_NATIONALITIES, code)
    return str(active_locale().territories.get(code, code))


def countries(first: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """(code, name) of every country, `first` ones on top, the others by name."""
    names = _territories()
    others = sorted(names.keys() - set(first), key=lambda code: _sort_key(names[code]))
    return [(code, names.get(code, code)) for code in (*first, *others)]


def nationalities(first: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """(code, name) of every country, then the special nationalities (stateless, refugee, no answer)."""
    return [*countries(first), *code_choices(_SPECIAL_NATIONALITIES)]


def language_name(code: str) -> str:
    """The name of a language of the code list `language`."""
    return code_label("language", code)


def _sort_key(name: str) -> str:
    """Spanish order is close enough to plain order once accents are folded."""
    return fold_accents(name).casefold()
