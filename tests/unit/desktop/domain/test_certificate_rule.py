"""Who has earned a certificate, and what is said while marks are missing."""

import pytest

from integrhabitat_desktop.domain.certificate_rule import (
    CertificateRule,
    Judgement,
    PartTaken,
    Standing,
    judge,
)

EIGHTY = CertificateRule(80, None)


@pytest.mark.parametrize(
    ("sessions", "attended", "unmarked", "standing", "short"),
    [
        (10, 8, 0, Standing.REACHED, 0),
        (10, 7, 0, Standing.SHORT, 1),
        (10, 7, 1, Standing.OPEN, 1),
        (10, 8, 2, Standing.REACHED, 0),
        (
            11,
            8,
            1,
            Standing.OPEN,
            1,
        ),  # 8 of 10 would do, 8 of 11 does not: it depends on the one nobody has said
        (10, 2, 3, Standing.SHORT, 6),
        (3, 2, 0, Standing.SHORT, 1),  # 80 per cent of three sessions are all three
        (0, 0, 0, Standing.SHORT, 1),
        (1, 0, 1, Standing.OPEN, 1),
    ],
)
def test_a_share_of_the_sessions(
    sessions: int, attended: int, unmarked: int, standing: Standing, short: int
) -> None:
    part = PartTaken(sessions, attended, 0, unmarked)
    assert judge(EIGHTY, part) == Judgement(standing, short)


def test_hours_alone_and_both_together() -> None:
    hours = CertificateRule(None, 20)
    assert judge(hours, PartTaken(12, 10, 1200)).standing is Standing.REACHED
    assert judge(hours, PartTaken(12, 10, 1195)) == Judgement(Standing.SHORT, 0, 5)
    assert judge(hours, PartTaken(12, 9, 1100, 1, 120)) == Judgement(Standing.OPEN, 0, 100)
    assert judge(hours, PartTaken(12, 9, 1100, 1, 60)) == Judgement(Standing.SHORT, 0, 100)
    both = CertificateRule(80, 20)
    assert judge(both, PartTaken(10, 8, 1200)).standing is Standing.REACHED
    assert judge(both, PartTaken(10, 8, 900)) == Judgement(Standing.SHORT, 0, 300)
    assert judge(both, PartTaken(10, 7, 1200)) == Judgement(Standing.SHORT, 1, 0)


def test_without_a_rule_nobody_is_judged() -> None:
    assert judge(CertificateRule(None, None), PartTaken(10, 10, 1200)).standing is Standing.NO_RULE
    assert judge(CertificateRule(0, 0), PartTaken(10, 10, 1200)).standing is Standing.NO_RULE


def test_every_mark_that_is_made_moves_a_person_towards_a_certainty() -> None:
    """An open standing ends in one of the two others; a certain one never changes."""
    for share in range(1, 101, 7):
        rule = CertificateRule(share, None)
        for attended in range(9):
            for unmarked in range(9 - attended):
                now = judge(rule, PartTaken(8, attended, 0, unmarked)).standing
                ends = {judge(rule, PartTaken(8, attended + yes)).standing for yes in range(unmarked + 1)}
                if now is Standing.OPEN:
                    assert Standing.REACHED in ends
                else:
                    assert ends == {now}


@pytest.mark.parametrize(
    ("part", "standing", "short"),
    [
        (PartTaken(1, 1, to_come=9, may_come=9), Standing.OPEN, 7),
        (PartTaken(8, 8, to_come=2, may_come=2), Standing.REACHED, 0),
        (PartTaken(8, 7, to_come=2, may_come=2), Standing.OPEN, 1),
        (PartTaken(8, 7, to_come=2, may_come=0), Standing.SHORT, 1),  # whoever has left does not come again
        (PartTaken(8, 5, to_come=2, may_come=2), Standing.SHORT, 3),
        (PartTaken(0, 0, to_come=10, may_come=10), Standing.OPEN, 8),
        (PartTaken(8, 6, 0, 1, to_come=2, may_come=1), Standing.OPEN, 2),
    ],
)
def test_sessions_to_come_count_in_the_share(part: PartTaken, standing: Standing, short: int) -> None:
    assert judge(EIGHTY, part) == Judgement(standing, short)


def test_hours_that_are_reached_stay_reached_whatever_is_still_to_come() -> None:
    hours = CertificateRule(None, 20)
    assert judge(hours, PartTaken(10, 10, 1200, to_come=5, may_come=5)).standing is Standing.REACHED
    open_part = PartTaken(9, 9, 1080, to_come=1, may_come=1, may_come_minutes=120)
    assert judge(hours, open_part) == Judgement(Standing.OPEN, 0, 120)
