"""What a device has seen that comes from an epoch before a restore."""

import pytest

from integrhabitat_hub.sync.past_epochs import PastEpoch, common_feed, decode, encode

PAST = [PastEpoch("A", 10), PastEpoch("B", 25), PastEpoch("C", 0), PastEpoch("D", 40)]


@pytest.mark.parametrize(
    ("left", "feed"),
    [(["D"], 40), (["B"], 0), (["A"], 0), (["C", "D"], 0), (["X"], 0), (["D", "X"], 0), ([], 0)],
)
def test_only_what_all_left_epochs_share_counts_as_seen(left: list[str], feed: int) -> None:
    assert common_feed(PAST, left) == feed


def test_an_older_epoch_shares_less_than_a_newer_one() -> None:
    assert common_feed(PAST[:2], ["A"]) == 10
    assert common_feed(PAST[:2], ["B"]) == 25
    assert common_feed(PAST[:2], ["B", "A"]) == 10


def test_epochs_are_stored_as_they_are() -> None:
    assert decode(encode(PAST)) == PAST
