"""A chapter of the demo: two desktops without a network mark one session, and meet in the same records."""

from collections.abc import Callable
from typing import Any

from tests.demo import cast
from tests.drive import desk_work as work
from tests.drive.driven_desktop import DrivenDesktop
from tests.drive.driven_hub import DrivenHub
from tests.drive.settled import sync_now, told, wait_for, wait_until

Told = dict[str, Any]


class SessionChapter:
    """One session of today with three people on the list; a fourth comes to both desktops."""

    def __init__(
        self,
        hub: DrivenHub,
        desktops: Callable[[], tuple[DrivenDesktop, DrivenDesktop]],
        shot: Callable[[DrivenDesktop, str], None],
    ) -> None:
        self._hub, self._desktops, self._shot = hub, desktops, shot
        self._session = ""

    def steps(self) -> list[tuple[str, Callable[[], str]]]:
        """In their order."""
        return [
            ("session-known-to-both", self.share),
            ("session-marked-by-both", self.mark),
            ("session-met", self.meet),
            ("session-decided", self.decide),
        ]

    def share(self) -> str:
        a, b = self._desktops()
        before = told(a)["records"]
        work.create_activity(a, cast.GARDEN, weeks=1)
        for count, name in enumerate((cast.YOHANA, cast.PEDRO, cast.LUZ), start=1):
            work.enrol(a, name)
            wait_for(a, "enrolment", len(before["enrolment"]) + count)
        for desktop in (a, b, a):
            sync_now(desktop)
        (self._session,) = told(b)["records"]["activity_session"].keys() - before["activity_session"].keys()
        self._hub.stop()
        return f"{cast.GARDEN} of today with 3 people, on both; then nobody answers"

    def mark(self) -> str:
        for desktop, keys, marks in zip(
            self._desktops(),
            ("p e d r 2", "p e d r 4 l u z 3"),
            (
                {cast.YOHANA: "PRESENT", cast.PEDRO: "ABSENT", cast.LUZ: "PRESENT", cast.MARIE: "PRESENT"},
                {cast.YOHANA: "PRESENT", cast.PEDRO: "LATE", cast.LUZ: "EXCUSED", cast.MARIE: "PRESENT"},
            ),
            strict=True,
        ):
            work.open_session_of_today(desktop, among=2)
            desktop.click("all_present_button")
            wait_until(desktop, lambda records: len(self._marks(records)) == 3)
            desktop.press(keys)
            work.add_walk_in(desktop, cast.MARIE)
            wait_until(desktop, lambda records, wanted=marks: self._marks(records) == wanted)  # type: ignore[misc]
            self._shot(desktop, "one-session-offline")
        return "both begin with all present; Pedro and Luz are marked differently; Marie comes to both"

    def meet(self) -> str:
        self._hub.serve()
        a, b = self._desktops()
        for desktop in (a, b, a):
            sync_now(desktop)
        for desktop in (a, b):
            records = told(desktop)
            marks = self._marks(records)
            _require(len(marks) == 4, f"{len(marks)} marks instead of 4")
            _require(marks[cast.YOHANA] == marks[cast.MARIE] == "PRESENT", "an equal mark was not kept")
            activity = records["records"]["activity_session"][self._session]["activity"]
            enrolled = [it for it in records["records"]["enrolment"].values() if it["activity"] == activity]
            _require(len(enrolled) == 4, f"{len(enrolled)} enrolments instead of 4")
            about = {self._name(records, it["record_id"].split(".")[1]) for it in self._reviews(records)}
            _require(about == {cast.PEDRO, cast.LUZ}, f"decisions about {sorted(about)}")
            _require(len(self._reviews(records)) == 2, "somebody has more than one decision")
        work.go_to(a, "sync")
        a.expect(name="use_other")
        for text in (cast.PEDRO, cast.GARDEN, cast.CENTRE.coordinator, cast.FACILITATOR):
            a.expect(text=text)
        self._shot(a, "one-session-decision")
        return "4 marks, none twice; 1 decision each for the 2 people marked differently"

    def decide(self) -> str:
        a, b = self._desktops()
        for left in (1, 0):
            a.click("use_other")
            wait_until(a, lambda records, count=left: len(self._reviews(records)) == count)  # type: ignore[misc]
        for desktop in (a, b, a):
            sync_now(desktop)
        marks = [self._marks(told(desktop)) for desktop in (a, b)]
        _require(marks[0] == marks[1], "the two computers differ")
        _require((marks[0][cast.PEDRO], marks[0][cast.LUZ]) == ("LATE", "EXCUSED"), f"{marks[0]}")
        for desktop in (a, b):
            desktop.do("compare", hub=str(self._hub.folder), centre=cast.CENTRE_CODE)
        return "what the second desktop wrote stands on both and at the hub"

    def _marks(self, records: Told) -> dict[str, str]:
        marks = [it for it in records["records"]["attendance"].values() if it["session"] == self._session]
        named = {self._name(records, it["person"]): it["status"] for it in marks}
        _require(len(named) == len(marks), "somebody is marked twice")
        return named

    def _name(self, records: Told, person: str) -> str:
        return str(records["records"]["person"][person]["name"])

    def _reviews(self, records: Told) -> list[Told]:
        return [it for it in records["records"]["review"].values() if it["state"] == "OPEN"]


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise AssertionError(what)
