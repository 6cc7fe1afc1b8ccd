"""Devices of one centre at the same moment: feed numbers in the order of commits, no reader steps over a row."""

import threading

from sqlalchemy import Engine

from integrhabitat_hub.storage import schema
from tests.fake_clock import FakeClock
from tests.unit.hub.device import Device
from tests.unit.hub.hub_in_process import HubInProcess

WRITERS, BATCHES, RECORDS = 3, 8, 5


def _write(device: Device, failures: list[BaseException]) -> None:
    try:
        for batch in range(BATCHES):
            for number in range(RECORDS):
                device.create("person", f"{device.device}-{batch * RECORDS + number}", name="Rosa")
            assert device.sync(page_size=0).code == ""
    except BaseException as error:  # noqa: BLE001 - handed to the test, which raises it
        failures.append(error)


def _read(device: Device, done: threading.Event, failures: list[BaseException]) -> None:
    try:
        while not done.is_set():
            assert device.sync(page_size=7).code == ""
    except BaseException as error:  # noqa: BLE001 - handed to the test, which raises it
        failures.append(error)


def test_a_reader_beside_several_writers_misses_nothing(hub: HubInProcess) -> None:
    first = hub.first_device()
    reader = hub.new_device()
    failures: list[BaseException] = []
    done = threading.Event()
    writers = [threading.Thread(target=_write, args=(hub.new_device(), failures)) for _ in range(WRITERS)]
    reading = threading.Thread(target=_read, args=(reader, done, failures))
    for thread in (reading, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    reading.join()
    if failures:
        raise failures[0]
    answer = reader.pull_all()
    total = WRITERS * BATCHES * RECORDS + 1
    assert len(reader.copies) == total
    assert answer.digest == reader.digest().to_bytes() == first.pull_all().digest
    feeds = sorted(row.feed for row in hub.rows(schema.record))
    assert feeds == list(range(1, total + 1))


def test_the_same_batch_from_two_threads_is_applied_once(hub: HubInProcess) -> None:
    device = hub.first_device()
    device.create("person", "PPPPPPP-1", name="Rosa")
    device.edit("person", "PPPPPPP-1", 0, name="Rosa Ensayo")
    sealed = device.seal(device.request())
    answers: list[bytes] = []
    threads = [threading.Thread(target=lambda: answers.append(device.send(sealed))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    opened = [device.open(sealed, answer) for answer in answers]
    assert len(opened) == 4
    assert all(answer.replies == opened[0].replies for answer in opened)
    assert [row.version for row in hub.rows(schema.record) if row.id == "PPPPPPP-1"] == [2]


def test_two_hub_processes_may_share_a_database(engine: Engine, clock: FakeClock) -> None:
    one = HubInProcess(engine, clock, lambda count: bytes(range(1, count + 1)))
    device = one.first_device()
    other = HubInProcess(engine, clock, lambda count: bytes(range(9, count + 9)))
    other.exchange._hub_key = one.hub_key
    device.send = other.exchange.answer
    device.create("person", "PPPPPPP-1", name="Rosa")
    assert device.sync().code == ""
    device.send = one.exchange.answer
    assert device.sync().last_counter == 2
