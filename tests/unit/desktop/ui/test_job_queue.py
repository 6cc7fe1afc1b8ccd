"""Order, newest-wins and interrupts of the job queue."""

from integrhabitat_desktop.ui.job_queue import Job, JobQueue


def job(key: str | None = None, scope: int = 1) -> Job:
    return Job(
        work=lambda desk: desk,
        done=lambda value: None,
        failed=lambda error: None,
        key=(scope, key) if key else None,
        scope=scope,
    )


class Interrupts:
    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> None:
        self.count += 1


def test_jobs_are_taken_in_the_order_they_came() -> None:
    queue = JobQueue(Interrupts())
    first, second = job(), job()
    queue.put(first)
    queue.put(second)
    assert queue.take() is first
    assert queue.finish(first)
    assert queue.take() is second


def test_a_newer_job_of_the_same_key_drops_the_one_that_waits() -> None:
    interrupts = Interrupts()
    queue = JobQueue(interrupts)
    old, write, new = job("search"), job(), job("search")
    for each in (old, write, new):
        queue.put(each)
    assert [queue.take(), queue.take(), queue.take()] == [write, new, None]
    assert old.superseded
    assert interrupts.count == 0


def test_a_newer_job_of_the_same_key_interrupts_the_one_that_runs() -> None:
    interrupts = Interrupts()
    queue = JobQueue(interrupts)
    old, new = job("search"), job("search")
    queue.put(old)
    queue.take()
    queue.put(new)
    assert interrupts.count == 1
    assert not queue.finish(old)
    assert queue.take() is new
    assert queue.finish(new)


def test_a_job_that_still_runs_is_interrupted_again_by_the_next_one() -> None:
    interrupts = Interrupts()
    queue = JobQueue(interrupts)
    queue.put(job("search"))
    queue.take()
    queue.put(job("search"))
    queue.put(job("search"))
    assert interrupts.count == 2


def test_a_write_is_never_interrupted() -> None:
    interrupts = Interrupts()
    queue = JobQueue(interrupts)
    write = job()
    queue.put(write)
    queue.take()
    queue.put(job("search"))
    queue.drop_reads()
    assert interrupts.count == 0
    assert queue.finish(write)


def test_keys_of_two_scopes_do_not_meet() -> None:
    queue = JobQueue(Interrupts())
    mine, theirs = job("list", scope=1), job("list", scope=2)
    queue.put(mine)
    queue.put(theirs)
    assert queue.take() is mine


def test_dropping_a_scope_keeps_its_writes_and_the_reads_of_others() -> None:
    queue = JobQueue(Interrupts())
    read, write, other = job("list"), job(), job("list", scope=2)
    for each in (read, write, other):
        queue.put(each)
    queue.drop_reads(1)
    assert [queue.take(), queue.take(), queue.take()] == [write, other, None]
