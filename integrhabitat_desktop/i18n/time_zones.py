"""Time zones of a country, named by their towns in the active language."""

from functools import cache
from importlib import resources

from babel.dates import get_timezone_location

from integrhabitat_desktop.i18n.language import active_locale


def zones_of_country(country: str) -> tuple[tuple[str, str], ...]:
    """(IANA name, town as written in the active language) for each zone of a country, the usual one first.

    `country` is ISO 3166 alpha-2. Empty for a country without zones of its own.
    """
    return tuple(
        (zone, get_timezone_location(zone, locale=active_locale(), return_city=True))
        for zone in _zones().get(country, ())
    )


@cache
def _zones() -> dict[str, tuple[str, ...]]:
    """Zones by country from zone.tab of the IANA database, which puts the most populous of a country first."""
    zones: dict[str, tuple[str, ...]] = {}
    table = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            country, _coordinates, zone, *_comment = line.split("\t")
            zones[country] = (*zones.get(country, ()), zone)
    return zones
