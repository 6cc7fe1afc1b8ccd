"""How alike two birth dates are, with the slips that happen when they are written down."""

from datetime import date
from enum import Enum, auto

_DAY = "DAY"


class BirthLikeness(Enum):
    """What two birth dates say together."""

    UNKNOWN = auto()  # one of them is missing
    EQUAL = auto()
    PARTLY = auto()  # as far as both are known
    SLIP = auto()  # day and month exchanged
    NEXT = auto()  # one day or one digit apart
    DIFFERENT = auto()


def compare_births(
    one: str | None, one_precision: str | None, other: str | None, other_precision: str | None
) -> BirthLikeness:
    """Compare two ISO dates with their precision (codes of `birth_precision`; None counts as exact)."""
    if not one or not other:
        return BirthLikeness.UNKNOWN
    a, b = date.fromisoformat(one), date.fromisoformat(other)
    if "ESTIMATED" in (one_precision, other_precision):
        return BirthLikeness.PARTLY if abs(a.year - b.year) <= 2 else BirthLikeness.DIFFERENT
    exact = (one_precision or _DAY) == _DAY and (other_precision or _DAY) == _DAY
    if not exact:
        return _partly(a, one_precision, b, other_precision)
    if a == b:
        return BirthLikeness.EQUAL
    if a.year == b.year and (a.month, a.day) == (b.day, b.month):
        return BirthLikeness.SLIP
    if a.year == b.year and (stands_for_unknown(a) or stands_for_unknown(b)):
        return BirthLikeness.PARTLY
    return BirthLikeness.NEXT if _one_slip_apart(a, b) else BirthLikeness.DIFFERENT


def stands_for_unknown(day: date) -> bool:
    """The first of January is written where nobody knows the day."""
    return (day.month, day.day) == (1, 1)


def _partly(a: date, a_precision: str | None, b: date, b_precision: str | None) -> BirthLikeness:
    if a.year != b.year:
        return BirthLikeness.DIFFERENT
    if "YEAR" not in (a_precision, b_precision) and a.month != b.month:
        return BirthLikeness.DIFFERENT
    return BirthLikeness.PARTLY


def _one_slip_apart(a: date, b: date) -> bool:
    if abs((a - b).days) == 1:
        return True
    one, other = f"{a:%Y%m%d}", f"{b:%Y%m%d}"
    differing = sum(x != y for x, y in zip(one, other, strict=True))
    # A digit of the decade or century is another generation, not a slip.
    return differing == 1 and one[:3] == other[:3]
