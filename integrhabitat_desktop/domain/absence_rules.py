"""When somebody who stayed away is worth a call."""

from collections.abc import Iterable

from integrhabitat_desktop.domain.attendance_counts import counts_as_present

PROPOSED_AFTER = 3
FEWEST, MOST = 2, 6


def absences_in_a_row(statuses: Iterable[str]) -> int:
    """How many of the latest marks, oldest first, are absences without a word.

    An absence with notice says that all is well with the person: it neither counts nor ends the row. What is not
    recorded says nothing.
    """
    row = 0
    for status in statuses:
        if status == "ABSENT":
            row += 1
        elif counts_as_present(status):
            row = 0
    return row
