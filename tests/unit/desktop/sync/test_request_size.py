"""How much one exchange carries follows the link."""

from integrhabitat_desktop.sync.request_size import (
    FIRST_BYTES,
    FIRST_ROWS,
    LARGEST_ROWS,
    SMALLEST_BYTES,
    SMALLEST_ROWS,
    RequestSize,
)


def exchange(size: RequestSize, seconds: float, *, was_full: bool = True) -> None:
    size.exchange_done(seconds, unpacked=40_000, sent=10_000, was_full=was_full)


def test_it_begins_with_what_a_bad_link_carries_in_a_few_seconds() -> None:
    assert RequestSize().batch_bytes == 4 * FIRST_BYTES
    assert RequestSize().page_rows == FIRST_ROWS


def test_a_quick_exchange_doubles_and_a_slow_one_halves() -> None:
    size = RequestSize()
    exchange(size, 3.0)
    assert (size.batch_bytes, size.page_rows) == (8 * FIRST_BYTES, 2 * FIRST_ROWS)
    exchange(size, 12.0)
    assert (size.batch_bytes, size.page_rows) == (4 * FIRST_BYTES, FIRST_ROWS)


def test_between_five_and_ten_seconds_nothing_changes() -> None:
    size = RequestSize()
    exchange(size, 7.0)
    assert (size.batch_bytes, size.page_rows) == (4 * FIRST_BYTES, FIRST_ROWS)


def test_next_door_it_is_large_after_one_exchange() -> None:
    size = RequestSize()
    exchange(size, 0.02)
    assert size.page_rows == LARGEST_ROWS
    assert size.batch_bytes > 10 * FIRST_BYTES


def test_an_exchange_with_little_to_say_proves_nothing() -> None:
    size = RequestSize()
    exchange(size, 0.02, was_full=False)
    assert size.page_rows == FIRST_ROWS


def test_after_a_cut_three_good_exchanges_come_before_growth() -> None:
    size = RequestSize()
    size.exchange_cut()
    assert (size.batch_bytes, size.page_rows) == (2 * FIRST_BYTES, FIRST_ROWS // 2)
    for _ in range(3):
        exchange(size, 1.0)
    assert size.page_rows == FIRST_ROWS // 2
    exchange(size, 1.0)
    assert size.page_rows == FIRST_ROWS


def test_it_never_shrinks_to_nothing() -> None:
    size = RequestSize()
    for _ in range(20):
        size.exchange_cut()
    assert (size.batch_bytes, size.page_rows) == (4 * SMALLEST_BYTES, SMALLEST_ROWS)


def test_the_batch_is_measured_as_it_travels() -> None:
    size = RequestSize()
    size.exchange_done(7.0, unpacked=100_000, sent=10_000, was_full=False)
    assert size.batch_bytes == 10 * FIRST_BYTES
