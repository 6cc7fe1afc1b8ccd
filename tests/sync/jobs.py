"""Processes to be killed: one that serves the hub, one that writes and syncs without end.

Where the system can fork, they are children of one process that has imported everything: a start takes
milliseconds. `python -m tests.sync.jobs` is that process; with a job as its argument it runs this one alone.
"""

import json
import os
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

CAN_FORK = hasattr(os, "fork")
Job = dict[str, Any]


def say(**what: object) -> None:
    """Tell the parent something, in one piece and at once."""
    os.write(1, json.dumps(what).encode() + b"\n")


def serve_hub(job: Job) -> None:
    """Serve the hub in a data folder until killed."""
    from integrhabitat_hub.commands import Terminal, serve_hub
    from integrhabitat_hub.data_folder import DataFolder

    terminal = Terminal(
        folder=DataFolder(Path(job["folder"])),
        now=lambda: datetime.now(UTC),
        random_bytes=secrets.token_bytes,
        say=lambda line: say(url=line.removeprefix("Listening on ")),
        version="0",
    )
    serve_hub(terminal, "127.0.0.1", 0, job["tls"])


def write_and_sync(job: Job) -> None:
    """Register and rename persons, and sync now and then, until killed; each saved name is told once it is safe."""
    import random

    from integrhabitat_desktop.db.connection import open_encrypted
    from integrhabitat_desktop.db.store import Store
    from integrhabitat_desktop.sync.engine import SyncEngine
    from integrhabitat_desktop.sync.errors import HubError
    from integrhabitat_desktop.sync.hub_address import HubAddress
    from integrhabitat_desktop.sync.hub_client import HubClient
    from integrhabitat_protocol.record_types import Consent, Person
    from tests.fake_clock import FakeClock
    from tests.sync.desktop import STAFF, STORE_KEY

    chance = random.Random(job["seed"])
    store = Store(open_encrypted(Path(job["store"]), STORE_KEY), FakeClock())
    engine = SyncEngine(
        store,
        STAFF,
        lambda _: HubClient(HubAddress.parse(job["url"]), b""),
        monotonic=time.monotonic,
        random_bytes=secrets.token_bytes,
    )
    known = [row[0] for row in store.fetch("SELECT id FROM person WHERE gone = 0 ORDER BY id")]
    say(started=os.getpid())
    for number in range(10_000):
        name = f"Nombre {job['seed']} {number}"
        if chance.random() < 0.5 or not known:
            with store.transaction(STAFF) as tx:
                tx.start_group()
                person = tx.new_id()
                tx.create(Person(id=person, name=name))
                tx.put(Consent(id=f"{person}.NETWORK", person=person, scope="NETWORK", state="GIVEN"))
            known.append(person)
        else:
            person = chance.choice(known)
            with store.transaction(STAFF) as tx:
                tx.update(Person, person, name=name)
        say(saved=name, person=person)
        if chance.random() < 0.3:
            try:
                engine.run_round()
                say(synced=True)
            except HubError as error:
                say(failed=error.code)


JOBS: dict[str, Callable[[Job], None]] = {"hub": serve_hub, "writer": write_and_sync}


class Workers:
    """Starts jobs and kills them; `lines` of what they say are read one by one."""

    def __init__(self) -> None:
        self._nursery: subprocess.Popen[bytes] | None = None

    @contextmanager
    def running(self, kind: str, **job: object) -> Iterator["Worker"]:
        """A job under way; killed at the end, if it is not gone by then."""
        worker = self._start({"kind": kind, **job})
        try:
            yield worker
        finally:
            worker.kill()
            worker.wait()

    def close(self) -> None:
        """End the process that the jobs are forked from."""
        if self._nursery is not None:
            assert self._nursery.stdin is not None and self._nursery.stdout is not None
            self._nursery.stdin.close()
            self._nursery.wait()
            self._nursery.stdout.close()
            self._nursery = None

    def _start(self, job: Job) -> "Worker":
        if not CAN_FORK:
            process = _spawn(json.dumps(job))
            return Worker(process, process.pid, owned=True)
        if self._nursery is None:
            self._nursery = _spawn()
        assert self._nursery.stdin is not None
        self._nursery.stdin.write(json.dumps(job).encode() + b"\n")
        self._nursery.stdin.flush()
        worker = Worker(self._nursery, 0, owned=False)
        worker.pid = worker.read()["forked"]
        return worker


class Worker:
    """One job."""

    def __init__(self, process: "subprocess.Popen[bytes]", pid: int, *, owned: bool) -> None:
        self._process = process
        self._owned = owned
        self._gone = False
        self.pid = pid

    def read(self) -> Job:
        """The next thing that the job says; {"gone": ...} once it ended."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        said: Job = json.loads(line) if line else {"gone": True}
        self._gone = self._gone or "gone" in said
        return said

    def kill(self) -> None:
        """Kill it as a power cut would."""
        if not self._gone:
            try:
                os.kill(self.pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
            except ProcessLookupError:
                return

    def kill_after(self, seconds: float) -> threading.Timer:
        """Kill it a little later, while others go on."""
        timer = threading.Timer(seconds, self.kill)
        timer.start()
        return timer

    def wait(self) -> list[Job]:
        """What it said until its end."""
        said = []
        while not self._gone:
            said.append(self.read())
        if self._owned:
            self._process.wait()
            assert self._process.stdout is not None and self._process.stdin is not None
            self._process.stdout.close()
            self._process.stdin.close()
        return said


def _spawn(*arguments: str) -> "subprocess.Popen[bytes]":
    root = Path(__file__).parent.parent.parent
    return subprocess.Popen(
        [sys.executable, "-m", "tests.sync.jobs", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=root,
    )


def _fork_for_ever() -> None:
    import integrhabitat_hub.commands  # noqa: F401 - what the children need is here already

    for line in sys.stdin.buffer:
        job = json.loads(line)
        may_begin, begin = os.pipe()
        child = os.fork()
        if child == 0:
            os.read(may_begin, 1)
            try:
                JOBS[job["kind"]](job)
            finally:
                os._exit(1)
        say(forked=child)
        os.write(begin, b".")
        os.close(begin)
        os.close(may_begin)
        os.waitpid(child, 0)
        say(gone=child)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        alone = json.loads(sys.argv[1])
        JOBS[alone["kind"]](alone)
    else:
        _fork_for_ever()
