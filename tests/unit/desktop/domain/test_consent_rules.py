"""An answer counts from yes to its last day, and not a day longer."""

from dataclasses import dataclass
from datetime import date

import pytest

from integrhabitat_desktop.domain.consent_rules import counts, is_given, may_carry, referral_stands, state_on

TODAY = date(2026, 6, 15)


@dataclass(frozen=True)
class Said:
    scope: str
    state: str
    answered_on: str | None = "2026-01-10"
    expires_on: str | None = None


@pytest.mark.parametrize(
    ("state", "expires_on", "stands_as"),
    [
        ("GIVEN", None, "GIVEN"),
        ("GIVEN", "2026-06-16", "GIVEN"),
        ("GIVEN", "2026-06-15", "GIVEN"),
        ("GIVEN", "2026-06-14", "EXPIRED"),
        ("REFUSED", None, "REFUSED"),
        ("WITHDRAWN", "2027-01-01", "WITHDRAWN"),
        ("EXPIRED", None, "EXPIRED"),
        ("NOT_ASKED", None, "NOT_ASKED"),
        ("STATE_OF_A_NEWER_VERSION", None, "STATE_OF_A_NEWER_VERSION"),
    ],
)
def test_the_last_day_still_counts_and_only_a_yes_does(
    state: str, expires_on: str | None, stands_as: str
) -> None:
    assert state_on(state, expires_on, TODAY) == stands_as
    assert counts(state, expires_on, TODAY) == (stands_as == "GIVEN")


def test_a_yes_to_one_scope_is_no_yes_to_another() -> None:
    answers = [Said("REGISTER", "GIVEN"), Said("CONTACT", "GIVEN", expires_on="2026-01-31")]
    assert is_given(answers, "REGISTER", TODAY)
    assert not is_given(answers, "CONTACT", TODAY)
    assert not is_given(answers, "SENSITIVE", TODAY)


@pytest.mark.parametrize(
    ("at_large", "stands"),
    [
        ([], True),
        ([Said("REFERRAL", "GIVEN")], True),
        ([Said("CONTACT", "WITHDRAWN", "2026-06-10")], True),
        ([Said("REFERRAL", "REFUSED", "2026-04-30")], True),
        ([Said("REFERRAL", "REFUSED", "2026-05-01")], False),
        ([Said("REFERRAL", "WITHDRAWN", "2026-06-10")], False),
        ([Said("REFERRAL", "WITHDRAWN", None)], False),
        ([Said("REFERRAL", "GIVEN", expires_on="2026-06-14")], False),
        ([Said("REFERRAL", "GIVEN", expires_on="2026-04-01")], True),
        ([Said("REFERRAL", "GIVEN", expires_on="2026-06-15")], True),
    ],
)
def test_a_referral_rests_on_its_own_consent_until_a_later_no(at_large: list[Said], stands: bool) -> None:
    assert referral_stands("GIVEN", "2026-05-01", at_large, TODAY) == stands
    assert not referral_stands("REFUSED", "2026-05-01", at_large, TODAY)


def test_sensitive_data_needs_an_explicit_yes() -> None:
    assert (
        may_carry("REGISTER", "CONDUCT") and may_carry("SENSITIVE", "VERBAL") and may_carry("CONTACT", None)
    )
    assert not may_carry("SENSITIVE", "CONDUCT")
    assert not may_carry("SENSITIVE", "LEGITIMATE")
