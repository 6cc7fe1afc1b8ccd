"""Garbage is collected on the GUI thread, never in the thread of a job."""

import gc
import threading

from PySide6.QtWidgets import QApplication

from integrhabitat_desktop.ui.garbage_collection import GarbageCollection


class Cycle:
    """Something that only the collector can free; notes where that happened."""

    def __init__(self, freed_in: list[int]) -> None:
        self._me = self
        self._freed_in = freed_in

    def __del__(self) -> None:
        self._freed_in.append(threading.get_ident())


def test_cycles_of_a_job_are_freed_on_the_gui_thread(qapp: QApplication) -> None:
    collection = GarbageCollection(qapp)
    freed_in: list[int] = []

    def make_garbage() -> None:
        for _number in range(gc.get_threshold()[0] * 20):
            Cycle(freed_in)

    job = threading.Thread(target=make_garbage)
    job.start()
    job.join()
    assert not freed_in
    collection.collect()
    assert set(freed_in) == {threading.get_ident()}
    assert not gc.isenabled()
