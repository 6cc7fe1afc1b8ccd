"""People as rows of a list."""

from datetime import date

from integrhabitat_desktop.ui.person_texts import facts_of, match_reason
from integrhabitat_desktop.ui.widgets import BadgeText, ListRow
from integrhabitat_desktop.use_cases.find_people import PersonMatch


def match_row(match: PersonMatch, today: date) -> ListRow:
    """Somebody who was found, with the reason where it is not the name itself."""
    reason = match_reason(match.reason)
    return ListRow(
        match.person.id,
        match.person.name,
        facts_of(match.person, today),
        avatar=match.person.name,
        badges=(BadgeText(reason),) if reason else (),
    )


def found_row(match: PersonMatch, today: date) -> ListRow:
    """Somebody who can be chosen below a field."""
    return ListRow(match.person.id, match.person.name, facts_of(match.person, today), icon="user")
