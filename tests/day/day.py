"""The course of the day at one window: open, sync, the morning, the door, no network, the afternoon, sync, close."""

import time
from collections.abc import Callable
from pathlib import Path

from integrhabitat_desktop.i18n import set_language
from tests.day.centre import (
    CENTRE_CODE,
    PASSPHRASE,
    RECEPTIONIST,
    KnownCentre,
    prepare,
    today_there,
)
from tests.day.check import check_store
from tests.day.guests import Guest
from tests.day.plan import Plan
from tests.day.reception import Reception
from tests.day.table import write_table
from tests.demo.computers import Computers
from tests.demo.summary import Summary
from tests.drive.driven_desktop import DrivenDesktop

_SYNC_SECONDS = 20
_SYNC_KEYS, _RECEPTION_KEYS = "Ctrl+6", "Ctrl+2"


class Day:
    """The steps of the day in their order; `close` ends every process."""

    def __init__(self, folder: Path, summary: Summary) -> None:
        set_language("es", "CO")
        self._folder, self._summary = folder, summary
        self._computers = Computers(folder / "computers")
        self._home = folder / "computers" / "reception" / "data"
        self._hub = self._computers.hub()
        self._desktop: DrivenDesktop | None = None
        self._known = KnownCentre()
        self._plan: Plan | None = None
        self._reception: Reception | None = None

    def steps(self) -> list[tuple[str, Callable[[], str]]]:
        """Name and work of each step."""
        return [
            ("centre-prepared", self._prepare),
            ("opened", self._open),
            ("synced-before", self._sync),
            ("morning", lambda: self._serve(self._planned.morning)),
            ("locked-and-opened", self._lock),
            ("door-screen", self._door),
            ("door", lambda: self._serve_at_the_door(self._planned.door)),
            ("door-locked-and-opened", self._lock),
            ("network-gone", self._stop_hub),
            ("offline", lambda: self._serve(self._planned.offline)),
            ("network-back", self._serve_hub),
            ("synced-after", self._sync),
            ("afternoon", lambda: self._serve(self._planned.afternoon)),
            ("synced-at-the-end", self._sync),
            ("equal-to-the-hub", self._compare),
            ("closed", self._quit),
            ("figures", self._write_figures),
            ("store-as-intended", self._check),
        ]

    def close(self) -> None:
        """End every process, however far the day came."""
        if self._desktop is not None:
            self._desktop.kill()
        self._hub.__exit__(None, None, None)

    # The steps

    def _prepare(self) -> str:
        self._known = prepare(self._home, self._hub)
        self._plan = Plan(self._known, today_there())
        return f"{len(self._known.people)} people known, {len(self._known.families)} households, paired"

    def _open(self) -> str:
        self._desktop = self._computers.desktop("reception")
        self._reception = Reception(self._desktop)
        self._unlock()
        return f"{RECEPTIONIST} at the reception"

    def _unlock(self) -> None:
        desktop = self._window
        desktop.expect(name="open_button")
        desktop.do("settle", name="names", count=2)
        while desktop.do("where")["row"] != RECEPTIONIST:
            desktop.press("Down")
        desktop.press("Enter")
        desktop.do("type", text=PASSPHRASE)
        desktop.press("Enter")
        desktop.expect(screen="reception", patience=30)

    def _lock(self) -> str:
        started = time.monotonic()
        self._window.lock()
        locked = time.monotonic() - started
        self._unlock()
        self._summary.figures["lock_seconds"] = round(locked, 2)
        return f"locked in {locked:.1f} s, open again after {time.monotonic() - started:.1f} s"

    def _serve(self, guests: list[Guest]) -> str:
        desk = self._desk
        first, started = len(desk.measured), time.monotonic()
        for guest in guests:
            desk.serve(guest)
        return self._served(guests, len(desk.measured) - first, started)

    def _serve_at_the_door(self, guests: list[Guest]) -> str:
        desk = self._desk
        first, started = len(desk.measured), time.monotonic()
        for guest in guests:
            desk.serve_at_the_door(guest)
        return self._served(guests, len(desk.measured) - first, started)

    def _served(self, guests: list[Guest], jobs: int, started: float) -> str:
        people = sum(guest.served for guest in guests)
        return f"{people} people, {jobs} jobs, {(time.monotonic() - started) / people:.2f} s a person"

    def _door(self) -> str:
        desktop = self._window
        desktop.press("F2")
        tabs = desktop.do("tab_to", name="staff_menu")["tabs"]
        desktop.press("Space")
        desktop.press("Down Down Down Enter")
        desktop.expect(screen="kiosk")
        return f"opened from the menu with {tabs + 6} keys"

    def _stop_hub(self) -> str:
        self._hub.stop()
        return "the hub does not answer"

    def _serve_hub(self) -> str:
        self._hub.serve()
        return f"the hub answers at {self._hub.url} again"

    def _sync(self) -> str:
        desktop = self._window
        desktop.press(_SYNC_KEYS)
        desktop.expect(screen="sync")
        desktop.do("expect", name="sync_button")
        rounds = desktop.do("rounds")["rounds"]
        desktop.press("Ctrl+R")
        limit = time.monotonic() + _SYNC_SECONDS
        while desktop.do("rounds")["rounds"] <= rounds or {"waiting", "in_flight"} & self._waiting().keys():
            if time.monotonic() > limit:
                raise AssertionError(f"not everything was sent in time: {self._waiting()}")
            time.sleep(0.1)
        desktop.press(_RECEPTION_KEYS)
        desktop.expect(screen="reception")
        return f"changes by state: {self._waiting()}"

    def _waiting(self) -> dict[str, int]:
        told: dict[str, int] = self._window.do("records", types=["centre"])["outbox"]
        return told

    def _compare(self) -> str:
        hub = str(self._hub.folder)
        self._window.do("compare", hub=hub, centre=CENTRE_CODE, patience=60)
        return "every record equal to the hub, field by field"

    def _quit(self) -> str:
        self._window.quit()
        return "the window is closed"

    # What became of it

    def _write_figures(self) -> str:
        return write_table(self._desk.measured, self._folder, self._summary)

    def _check(self) -> str:
        return check_store(self._home, self._known, self._planned)

    @property
    def _window(self) -> DrivenDesktop:
        assert self._desktop is not None
        return self._desktop

    @property
    def _planned(self) -> Plan:
        assert self._plan is not None
        return self._plan

    @property
    def _desk(self) -> Reception:
        assert self._reception is not None
        return self._reception
