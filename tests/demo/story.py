"""The story of the demo, step by step: real windows, a real hub, two computers, one of them without a network."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from integrhabitat_hub.data_folder import DataFolder
from tests.demo import cast
from tests.demo.computers import Computers
from tests.demo.plaintext_scan import find_plaintext
from tests.demo.session_chapter import SessionChapter
from tests.demo.summary import Summary
from tests.drive import desk_work as work
from tests.drive.driven_desktop import DrivenDesktop
from tests.drive.settled import sync_now, told, until_quiet, wait_for, wait_for_file, wait_until
from tests.drive.start import open_store, set_up_centre
from tests.sync.invariants import check_hub

PROJECT = Path(__file__).parents[2]
SAMPLE = PROJECT / "resources" / "samples" / "registro-ordenado.xlsx"


class Story:
    """Holds the computers while the steps are told. `screens` and `papers` are for people to look at."""

    def __init__(self, folder: Path, summary: Summary) -> None:
        self._computers = Computers(folder / "computers")
        self._summary = summary
        self.screens, self.papers = folder / "screens", folder / "papers"
        for made in (self.screens, self.papers):
            made.mkdir(parents=True, exist_ok=True)
        self._shots = 0
        self.hub = self._computers.hub()
        self.a: DrivenDesktop | None = None
        self.b: DrivenDesktop | None = None
        self._yohana = self._pedro = ""

    def steps(self) -> list[tuple[str, Callable[[], str]]]:
        """The names are those of the contract, in its order; one session on two desktops stands before the end."""
        session = SessionChapter(self.hub, lambda: (self._a, self._b), self._shot)
        return [
            ("hub-started", self.start_hub),
            ("first-run-a", self.first_run),
            ("import-register", self.import_register),
            ("register-person", self.register_people),
            ("check-in", self.check_in),
            ("record-service", self.record_service),
            ("create-activity", self.create_activity),
            ("mark-attendance", self.mark_attendance),
            ("print-sign-in-sheet", self.print_sheet),
            ("pair-a", self.pair_a),
            ("pair-b", self.pair_b),
            ("first-sync", self.first_sync),
            ("hub-stopped", self.stop_hub),
            ("offline-edit-a", self.edit_on_a),
            ("offline-edit-b", self.edit_on_b),
            ("offline-attendance-both", self.mark_on_both),
            ("hub-restarted", self.restart_hub),
            ("sync-both", self.sync_both),
            ("disjoint-edits-merged", self.see_merged),
            ("conflict-kept", self.see_conflict),
            ("conflict-settled", self.settle_conflict),
            ("converged", self.see_converged),
            *session.steps(),
            ("locked", self.lock),
            ("no-plaintext", self.scan),
            ("restarted-hub-keeps-data", self.restart_hub_again),
        ]

    def close(self) -> None:
        """End every process, however far the story came."""
        for desktop in (self.a, self.b):
            if desktop is not None:
                desktop.kill()
        self.hub.__exit__(None, None, None)

    # The centre at its first computer

    def start_hub(self) -> str:
        self.hub.command("init")
        self.hub.command("centre", "add", cast.CENTRE_CODE, "--name", cast.CENTRE.centre)
        self.hub.serve()
        return f"listening on {self.hub.url}"

    def first_run(self) -> str:
        self.a = self._computers.desktop("desktop-a")
        set_up_centre(self.a, cast.CENTRE, self.papers / "recovery-sheet.pdf", self.screens)
        self.a.expect(screen="reception")
        return f"{cast.CENTRE.centre} is set up, the recovery sheet is saved"

    def import_register(self) -> str:
        work.import_register(self._a, SAMPLE, lambda name: self._shot(self._a, name))
        people = len(told(self._a)["records"]["person"])
        _require(people == 300, f"{people} people instead of 300")
        return f"{people} people from {SAMPLE.name}"

    def register_people(self) -> str:
        for name, phone in ((cast.YOHANA, cast.PHONE), (cast.PEDRO, ""), (cast.LUZ, ""), (cast.MARIE, "")):
            work.register(self._a, name, birth="35", phone=phone)
        self._shot(self._a, "registered")
        records = told(self._a)["records"]
        by_name = {values["name"]: record_id for record_id, values in records["person"].items()}
        self._yohana, self._pedro = by_name[cast.YOHANA], by_name[cast.PEDRO]
        return "4 people registered with look-alikes beside the form"

    def check_in(self) -> str:
        before = len(told(self._a)["records"]["check_in"])
        someone = next(
            values["name"]
            for record_id, values in told(self._a)["records"]["person"].items()
            if record_id not in (self._yohana, self._pedro)
        )
        work.check_in(self._a, someone)
        wait_for(self._a, "check_in", before + 1)
        self._shot(self._a, "checked-in")
        made = len(told(self._a)["records"]["check_in"]) - before
        _require(made == 1, f"{made} check-ins instead of 1")
        return "somebody of the imported register, found by name"

    def record_service(self) -> str:
        work.find(self._a, "yohana chirinos")
        self._a.expect(text=cast.YOHANA)
        work.record_service(self._a, quantity="2", note=cast.NOTE)
        self._shot(self._a, "service")
        wait_for(self._a, "service_delivery", 1)
        return "2 units of the first favourite, with a note"

    def create_activity(self) -> str:
        work.create_activity(self._a, cast.ACTIVITY, weeks=3)
        for count, name in enumerate((cast.YOHANA, cast.PEDRO, cast.LUZ), start=1):
            work.enrol(self._a, name)
            wait_for(self._a, "enrolment", count)
        self._shot(self._a, "activity")
        return "3 weekly sessions, 3 people enrolled"

    def mark_attendance(self) -> str:
        work.open_roster(self._a)
        self._a.click("all_present_button")
        wait_for(self._a, "attendance", 3)
        self._a.press("p e d Space")
        wait_until(self._a, lambda records: self._status(records, self._pedro) == "ABSENT")
        work.add_walk_in(self._a, cast.MARIE)
        wait_for(self._a, "attendance", 4)
        self._shot(self._a, "roster")
        return "3 present with one key, 1 absent, 1 walk-in"

    def print_sheet(self) -> str:
        sheet = self.papers / "sign-in-sheet.pdf"
        work.print_sheet(self._a, sheet)
        wait_for_file(sheet)
        return f"{sheet.stat().st_size} bytes"

    # The second computer

    def pair_a(self) -> str:
        work.go_to(self._a, "settings")
        work.add_staff(self._a, cast.FACILITATOR, "Facilitación", cast.START_PASSPHRASE)
        self._shot(self._a, "settings")
        work.go_to(self._a, "sync")
        work.pair(self._a, self.hub.url, self.hub.pairing_code(cast.CENTRE_CODE))
        until_quiet(self._a)
        self._shot(self._a, "paired")
        return "paired, everything sent"

    def pair_b(self) -> str:
        self.b = self._computers.desktop("desktop-b")
        code = self.hub.pairing_code(cast.CENTRE_CODE)
        work.join(self._b, self.hub.url, code, cast.SECOND_PASSPHRASE, self.papers / "recovery-sheet-b.pdf")
        self._b.expect(screen="reception", patience=30)
        self._shot(self._b, "joined")
        work.go_to(self._b, "settings")
        work.give_access(self._b, cast.FACILITATOR, cast.START_PASSPHRASE)
        self._b.lock()
        work.open_as(self._b, cast.FACILITATOR, cast.START_PASSPHRASE, cast.FACILITATOR_PASSPHRASE)
        self._b.expect(screen="today", patience=30)
        return f"joined as coordinator, {cast.FACILITATOR} works there now"

    def first_sync(self) -> str:
        sync_now(self._b)
        until_quiet(self._a)
        a, b = told(self._a)["records"], told(self._b)["records"]
        _require(a == b, "the two computers differ")
        count = sum(len(records) for records in a.values())
        self._summary.figures["records"] = count
        return f"{count} records alike on both"

    # Without the network

    def stop_hub(self) -> str:
        self.hub.stop()
        return "nobody answers"

    def edit_on_a(self) -> str:
        work.edit_file(self._a, "chirinos valbuena", {"person_neighbourhood": "El Pozón"})
        work.edit_file(self._a, "chirinos valbuena", {"contact_value": cast.PHONE_A})
        self._shot(self._a, "edited-offline")
        return "neighbourhood and phone of one person"

    def edit_on_b(self) -> str:
        work.edit_file(self._b, "chirinos valbuena", {"person_preferred_name": "Yoha"})
        work.edit_file(self._b, "chirinos valbuena", {"contact_value": cast.PHONE_B})
        return "other name and phone of the same person"

    def mark_on_both(self) -> str:
        for desktop, keys, status in ((self._a, "y o h 4", "LATE"), (self._b, "l u z 3", "EXCUSED")):
            work.open_session_again(desktop)
            desktop.press(keys)
            wait_until(desktop, partial(self._has_status, status))
        return "different people in one session on both computers"

    def restart_hub(self) -> str:
        self.hub.serve()
        return f"listening on {self.hub.url} again"

    def sync_both(self) -> str:
        for desktop in (self._a, self._b, self._a):
            sync_now(desktop)
        rounds = told(self._b)["outbox"]
        return f"changes of the second computer by state: {rounds}"

    # What became of it

    def see_merged(self) -> str:
        for desktop in (self._a, self._b):
            person = told(desktop)["records"]["person"][self._yohana]
            _require(
                (person["neighbourhood"], person["preferred_name"]) == ("El Pozón", "Yoha"),
                f"not merged: {person['neighbourhood']}, {person['preferred_name']}",
            )
            _require({"LATE", "EXCUSED"} <= self._statuses(told(desktop)), "a mark is missing")
        return "both edits and both marks stand on both computers"

    def see_conflict(self) -> str:
        for desktop in (self._a, self._b):
            reviews = self._open_reviews(desktop)
            _require(len(reviews) == 1, f"{len(reviews)} decisions instead of 1")
            kept = f"{reviews[0]['current']}{reviews[0]['other']}"
            _require(cast.PHONE_A in kept and cast.PHONE_B in kept, "a value is lost")
        work.go_to(self._a, "sync")
        self._a.expect(name="use_other")
        self._shot(self._a, "conflict")
        return "one decision on both computers, with both phone numbers"

    def settle_conflict(self) -> str:
        before = self._phone(self._a)
        self._a.click("use_other")
        wait_until(self._a, lambda records: self._phone_of(records) != before)
        self._shot(self._a, "settled")
        self._a.press("Ctrl+Z")
        wait_until(self._a, lambda records: self._phone_of(records) == before)
        self._a.expect(name="use_other")
        self._a.click("use_other")
        wait_until(self._a, lambda records: self._phone_of(records) != before)
        for desktop in (self._a, self._b, self._a):
            sync_now(desktop)
        _require(not self._open_reviews(self._b), "the decision is still open on the second computer")
        _require(self._phone(self._b) == self._phone(self._a), "the phone numbers differ")
        return "settled, taken back, settled again; the second computer follows"

    def see_converged(self) -> str:
        a, b = told(self._a), told(self._b)
        _require(a["records"] == b["records"], "the two computers differ")
        _require(a["versions"] == b["versions"], "the versions differ")
        for desktop in (self._a, self._b):
            desktop.do("compare", hub=str(self.hub.folder), centre=cast.CENTRE_CODE)
        engine = DataFolder(self.hub.folder).open_database()
        check_hub(engine, cast.CENTRE_CODE)
        engine.dispose()
        count = sum(len(records) for records in a["records"].values())
        return f"{count} records equal on both computers and the hub, field by field and by digest"

    # The end of the day

    def lock(self) -> str:
        self._look_for_plaintext()
        before = self._a.ready["ready"]
        started = time.monotonic()
        self._a.lock()
        self._summary.figures["lock_seconds"] = round(time.monotonic() - started, 2)
        self._shot(self._a, "locked")
        return f"process {before} ended, the lock screen asks who is there"

    def scan(self) -> str:
        with_open_store = self._look_for_plaintext()
        self._b.lock()
        locked = self._look_for_plaintext()
        return f"0 planted words in {with_open_store:,} bytes with a store open and {locked:,} locked"

    def restart_hub_again(self) -> str:
        self.hub.stop()
        self.hub.serve()
        open_store(self._a, cast.CENTRE.passphrase)
        self._a.expect(screen="reception", patience=30)
        sync_now(self._a)
        self._a.do("compare", hub=str(self.hub.folder), centre=cast.CENTRE_CODE)
        self._a.quit()
        self._b.quit()
        return "every record is still there"

    # Helping hands

    @property
    def _a(self) -> DrivenDesktop:
        assert self.a is not None
        return self.a

    @property
    def _b(self) -> DrivenDesktop:
        assert self.b is not None
        return self.b

    def _shot(self, desktop: DrivenDesktop, name: str) -> None:
        self._shots += 1
        desktop.shot(self.screens / f"{self._shots:02}-{name}.png")

    def _status(self, told: dict[str, Any], person: str) -> str:
        marks = told["records"]["attendance"].values()
        return next((mark["status"] for mark in marks if mark["person"] == person), "")

    def _has_status(self, wanted: str, told: dict[str, Any]) -> bool:
        return wanted in self._statuses(told)

    def _statuses(self, told: dict[str, Any]) -> set[str]:
        return {mark["status"] for mark in told["records"]["attendance"].values()}

    def _open_reviews(self, desktop: DrivenDesktop) -> list[dict[str, Any]]:
        reviews = told(desktop)["records"]["review"].values()
        return [review for review in reviews if review["state"] == "OPEN"]

    def _phone(self, desktop: DrivenDesktop) -> str:
        return self._phone_of(told(desktop))

    def _phone_of(self, told: dict[str, Any]) -> str:
        contacts = told["records"]["contact"].values()
        return next(str(it["value"]) for it in contacts if it["person"] == self._yohana)

    def _look_for_plaintext(self) -> int:
        found, seen = find_plaintext([self._computers.folder], cast.PLANTED)
        _require(not found, f"in clear: {found[:5]}")
        return seen


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise AssertionError(what)
