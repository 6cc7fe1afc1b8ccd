"""Time zones of a country, named by their towns in the active language."""

from zoneinfo import available_timezones

from babel.core import get_global
from babel.dates import get_timezone_location

from integrhabitat_desktop.i18n.language import active_locale


def zones_of_country(country: str) -> tuple[tuple[str, str], ...]:
    """(IANA name, town as written in the active language) for each zone of a country, by town.

    `country` is ISO 3166 alpha-2. Empty for a country without zones of its own.
    """
    territories = get_global("zone_territories")
    known = available_timezones()
    zones = {
        zone: get_timezone_location(zone, locale=active_locale(), return_city=True)
        for zone, territory in territories.items()
        if territory == country and zone in known
    }
    return tuple(sorted(zones.items(), key=lambda item: item[1]))
