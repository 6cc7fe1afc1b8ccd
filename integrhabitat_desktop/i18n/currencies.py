"""Currencies to choose from: those of the centre's country first, then the ones aid is paid in."""

from datetime import date

from babel.numbers import get_currency_name, get_territory_currencies

from integrhabitat_desktop.i18n.language import active_locale

_AID = ("USD", "EUR")


def currency_choices(country: str | None, today: date) -> list[tuple[str, str]]:
    """(ISO 4217 code, "COP · peso colombiano") in the active language; `country` is ISO 3166 alpha-2."""
    local = get_territory_currencies(country, start_date=today) if country else []
    return [
        (code, f"{code} · {get_currency_name(code, locale=active_locale())}")
        for code in dict.fromkeys([*local, *_AID])
    ]
