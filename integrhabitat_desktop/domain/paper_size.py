"""The paper that is usual in a country."""

from typing import Final, Literal

PageSize = Literal["A4", "LETTER"]

# Where letter paper is what shops sell; A4 elsewhere.
_LETTER_COUNTRIES: Final = frozenset(
    ["US", "CA", "MX", "CO", "VE", "CL", "CR", "DO", "GT", "HN", "NI", "PA", "PR", "SV", "PH"]
)


def usual_paper_size(country: str | None) -> PageSize:
    """What is most likely in the printers of a country (ISO 3166 alpha-2); A4 where nobody knows the country."""
    return "LETTER" if country in _LETTER_COUNTRIES else "A4"
