"""One program per store, also when several start at the same moment."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.store_lock import StoreLock

CONTENDER = """
import sys
from pathlib import Path
from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.store_lock import StoreLock
sys.stdin.readline()
lock = StoreLock(Path(sys.argv[1]))
try:
    lock.acquire()
    print("got", flush=True)
except StoreError as error:
    print(error.code, flush=True)
sys.stdin.readline()
"""


def contender(path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", CONTENDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def told(process: subprocess.Popen[str], line: str = "go\n") -> None:
    assert process.stdin is not None
    process.stdin.write(line)
    process.stdin.flush()


def answer(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_of_racing_processes_one_gets_the_lock(tmp_path: Path) -> None:
    racers = [contender(tmp_path / "store.lock") for _ in range(4)]
    for racer in racers:
        told(racer)
    answers = sorted(answer(racer) for racer in racers)
    for racer in racers:
        racer.communicate("end\n")
    assert answers == ["got", "second_instance", "second_instance", "second_instance"]


def test_a_killed_process_frees_the_lock(tmp_path: Path) -> None:
    holder = contender(tmp_path / "store.lock")
    told(holder)
    assert answer(holder) == "got"
    with pytest.raises(StoreError, match="second_instance"):
        StoreLock(tmp_path / "store.lock").acquire()
    holder.kill()
    holder.communicate()
    with StoreLock(tmp_path / "store.lock"):
        pass


def test_a_released_lock_can_be_taken_again_in_the_same_process(tmp_path: Path) -> None:
    first, second = StoreLock(tmp_path / "store.lock"), StoreLock(tmp_path / "store.lock")
    first.acquire()
    with pytest.raises(StoreError, match="second_instance"):
        second.acquire()
    first.release()
    first.release()
    second.acquire()
    with pytest.raises(ValueError, match="already"):
        second.acquire()
    second.release()


def test_the_lock_does_not_pass_to_a_child(tmp_path: Path) -> None:
    lock = StoreLock(tmp_path / "store.lock")
    lock.acquire()
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    lock.release()
    with StoreLock(tmp_path / "store.lock"):
        pass
    child.communicate(b"\n")


def test_a_folder_that_is_missing_is_no_second_instance(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        StoreLock(tmp_path / "nowhere" / "store.lock").acquire()
    assert caught.value.code == "disk_failed"
    assert os.listdir(tmp_path) == []  # noqa: PTH208  # names only
