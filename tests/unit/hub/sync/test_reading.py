"""Reading: pages and cursors, own rows left out, digests and buckets, and nothing of another centre."""

import pytest

from integrhabitat_protocol.digest import Digest, bucket_of, record_hash
from tests.unit.hub.hub_in_process import STAFF, HubInProcess

P = "PPPPPPP-1"


@pytest.mark.parametrize("page_size", [1, 2, 7, 100])
def test_pages_of_any_size_bring_everything_once(hub: HubInProcess, page_size: int) -> None:
    one = hub.first_device()
    for number in range(10):
        one.create("person", f"PPPPPPP-{number}", name=f"Rosa {number}")
    one.sync()
    other = hub.new_device()
    rows, answer = 0, other.sync(page_size=page_size)
    while True:
        rows += sum(block.count for block in answer.page)
        assert sum(block.count for block in answer.page) <= page_size
        if not answer.more:
            break
        assert Digest.from_bytes(answer.digest).count == 11
        answer = other.sync(page_size=page_size)
    assert (rows, len(other.copies)) == (11, 11)
    assert answer.digest == other.digest().to_bytes()


def test_a_page_of_size_zero_only_says_that_there_is_more(hub: HubInProcess) -> None:
    hub.first_device()
    other = hub.new_device()
    answer = other.sync(page_size=0)
    assert (answer.page, answer.more, answer.cursor) == ([], True, "")


def test_a_devices_own_rows_are_not_sent_back_unless_asked_for(hub: HubInProcess) -> None:
    device = hub.first_device()
    device.pull_all()
    device.create("person", P, name="Rosa")
    answer = device.sync()
    assert (answer.page, answer.more) == ([], False)
    assert sum(block.count for block in device.sync(cursor="", resend_own=True).page) == 2


def test_an_own_row_that_was_merged_is_sent_back(hub: HubInProcess) -> None:
    one, other = hub.two_devices()
    one.create("person", P, name="Rosa")
    one.sync()
    one.edit("person", P, 1, name="Rosa Ensayo")
    one.sync()
    other.edit("person", P, 1, neighbourhood="Norte")
    other.edit("person", P, 2, sex="F")
    other.sync()
    assert other.copies["person", P].version == 4
    assert other.copies["person", P].fields == {"name": "Rosa Ensayo", "neighbourhood": "Norte", "sex": "F"}


def test_nothing_new_is_one_small_answer_and_the_cursor_stays(hub: HubInProcess) -> None:
    device, _ = hub.two_devices()
    sealed = device.seal(device.request())
    answered = device.send(sealed)
    answer = device.open(sealed, answered)
    assert (answer.page, answer.more, answer.cursor, answer.replies) == ([], False, "", None)
    assert len(sealed) + len(answered) <= 600


def test_a_cursor_that_the_hub_never_gave_starts_from_the_beginning(hub: HubInProcess) -> None:
    device, _ = hub.two_devices()
    for cursor in ("nonsense", ":::", f"{device.epoch}:-4:c", f"{device.epoch}:9{'9' * 30}:c", "OTHER:5:c"):
        assert sum(block.count for block in device.sync(cursor=cursor, resend_own=True).page) == 1


def test_the_digest_follows_every_kind_of_change(hub: HubInProcess) -> None:
    one, other = hub.two_devices()
    one.create("person", P, name="Rosa")
    one.create("person", "PPPPPPP-2", name="Luz")
    one.sync()
    other.sync()
    one.edit("person", P, 1, name="Rosa Ensayo")
    one.change("person", "PPPPPPP-2", "delete", 1)
    one.sync()
    other.edit("person", P, 1, name="Rosalía")
    answer = other.sync()
    assert answer.digest == other.digest().to_bytes()
    assert one.sync(cursor="", resend_own=True).digest == one.digest().to_bytes() == answer.digest


def test_bucket_sums_add_up_to_the_digest(hub: HubInProcess) -> None:
    one, other = hub.two_devices()
    for number in range(40):
        one.create("person", f"PPPPPPP-{number}", name="Rosa")
    one.sync()
    answer = other.sync(want_buckets=True)
    assert len(answer.bucket_sums) == 256 * 20
    sums = [Digest.from_bytes(answer.bucket_sums[start : start + 20]) for start in range(0, 5120, 20)]
    assert sum(digest.count for digest in sums) == 41
    expected = Digest()
    for (record_type, record_id), held in other.copies.items():
        if bucket_of(record_type, record_id) == bucket_of("person", P):
            expected = expected.added(record_hash(record_type, record_id, held.version))
    assert sums[bucket_of("person", P)] == expected


def test_a_bucket_is_read_again_whole_own_rows_too(hub: HubInProcess) -> None:
    device = hub.first_device()
    for number in range(40):
        device.create("person", f"PPPPPPP-{number}", name="Rosa")
    device.sync()
    device.copies.clear()
    cursor = device.cursor
    answer = device.sync(buckets=[bucket_of("person", P), bucket_of("staff_account", STAFF)])
    assert ("person", P) in device.copies and ("staff_account", STAFF) in device.copies
    assert all(
        bucket_of(*key) in (bucket_of("person", P), bucket_of("staff_account", STAFF))
        for key in device.copies
    )
    assert (answer.cursor, device.cursor, answer.more) == ("", cursor, False)


def test_more_buckets_than_a_page_holds_come_bucket_by_bucket(hub: HubInProcess) -> None:
    device = hub.first_device()
    for number in range(40):
        device.create("person", f"PPPPPPP-{number}", name="Rosa")
    device.sync()
    device.copies.clear()
    assert device.sync(buckets=list(range(256)), page_size=5).more
    got = {bucket_of(*key) for key in device.copies}
    assert 0 < len(got) < 40
    assert not device.sync(buckets=sorted(set(range(256)) - got), page_size=1000).more
    assert len(device.copies) == 41


def test_another_centre_sees_and_changes_nothing(hub: HubInProcess) -> None:
    one = hub.first_device()
    one.create("person", P, name="Rosa of BOG-01")
    one.sync()
    hub.add_centre("LIM-01")
    stranger = hub.first_device("LIM-01")
    stranger.create("person", P, name="Rosa of LIM-01")
    stranger.sync(buckets=list(range(256)))
    stranger.pull_all()
    assert {key: held.fields.get("name") for key, held in stranger.copies.items()} == {
        ("staff_account", STAFF): None,
        ("person", P): "Rosa of LIM-01",
    }
    one.edit("person", P, 1, neighbourhood="Sur")
    one.sync(cursor="", resend_own=True)
    assert one.copies["person", P].fields == {"name": "Rosa of BOG-01", "neighbourhood": "Sur"}


def test_a_cursor_of_another_centre_opens_nothing(hub: HubInProcess) -> None:
    one = hub.first_device()
    hub.add_centre("LIM-01")
    stranger = hub.new_device("LIM-01")
    answer = stranger.sync(epoch=one.epoch, cursor=f"{one.epoch}:0:c")
    assert (answer.code, answer.page) == ("epoch_changed", [])
