"""When somebody who stayed away is worth a call."""

import pytest

from integrhabitat_desktop.domain.absence_rules import absences_in_a_row


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ("", 0),
        ("ABSENT", 1),
        ("ABSENT ABSENT ABSENT", 3),
        ("ABSENT ABSENT PRESENT", 0),
        ("PRESENT ABSENT LATE ABSENT ABSENT", 2),
        ("ABSENT EXCUSED ABSENT", 2),
        ("ABSENT NOT_RECORDED ABSENT", 2),
        ("EXCUSED EXCUSED EXCUSED", 0),
        ("ABSENT REMOTE", 0),
        ("ABSENT LEFT_EARLY ABSENT", 1),
    ],
)
def test_only_absences_without_a_word_since_the_last_time_count(marks: str, expected: int) -> None:
    assert absences_in_a_row(marks.split()) == expected
