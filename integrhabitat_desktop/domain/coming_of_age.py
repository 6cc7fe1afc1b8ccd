"""Who is a child or adolescent (NNA): under 18 in every country of the network."""

from datetime import date

OF_AGE = 18


def is_minor(birth_date: str | None, today: date) -> bool:
    """Whether somebody born then is under 18; False where nothing is known."""
    if not birth_date:
        return False
    born = date.fromisoformat(birth_date)
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day)) < OF_AGE
