"""What the receptionist does for one guest, with the keyboard and the card scanner alone; each job is measured."""

from dataclasses import dataclass

from integrhabitat_desktop.i18n import _, code_label, ngettext
from tests.day.guests import AT_THE_DOOR, Given, Guest, Slip, Way
from tests.drive.driven_desktop import DrivenDesktop

FAVOURITES = ("T1.02", "T1.04", "T1.05")
_SOON_MS = 2
SERVICE, SERVICE_FAMILY, REFERRAL, UNDO = "service by its key", "service for a household", "referral", "undo"


@dataclass(frozen=True)
class Measured:
    """One job: its kind, keys and scans of the hands, seconds of the program, place in the list of hits."""

    kind: str
    guest: int
    keys: int
    scans: int
    seconds: float
    place: int = 0


class Reception:
    """Serves one guest after the other in an open window; `measured` grows."""

    def __init__(self, desktop: DrivenDesktop) -> None:
        self.desktop = desktop
        self.measured: list[Measured] = []
        self._number = 0
        self._place = 0

    def serve(self, guest: Guest) -> None:
        """Check in, and whatever the guest came for."""
        self._number += 1
        if guest.slip in (Slip.WRONG_PERSON, Slip.REGISTERED_TWICE) and guest.wrong is not None:
            self._receive(guest.wrong, kind="by mistake")
            self._undo()
        self._receive(guest, kind=guest.way.value)
        if guest.given is not None:
            if guest.slip is Slip.WRONG_SERVICE:
                self._give(guest, Given(3, 4))
                self._undo()
            self._give(guest, guest.given)
        if guest.sector:
            self._refer(guest)

    def serve_at_the_door(self, guest: Guest) -> None:
        """Check in at the screen that can do nothing else."""
        self._number += 1
        self._receive(guest, kind=guest.way.value)

    # Coming in

    def _receive(self, guest: Guest, kind: str) -> None:
        self.desktop.do("begin")
        way = guest.way
        if way in (Way.CARD, Way.DOOR_CARD):
            self.desktop.do("scan", text=guest.query)
        elif guest.new is not None:
            self._register(guest)
        elif way is Way.RECOGNISED:
            self._recognise(guest)
        elif way in AT_THE_DOOR:
            self.desktop.do("type", text=guest.query)
            self._choose(guest, _("Participants who match"))
            self.desktop.press("Enter")
        else:
            self._find(guest)
            if guest.family:
                self.desktop.press("Ctrl+G")
            self.desktop.press("Enter")
        self._confirm(kind, self._words(guest))
        self._place = 0

    def _words(self, guest: Guest) -> str:
        if guest.new is not None:
            return _("{name} is registered and checked in.").format(name=guest.name)
        if guest.family:
            count = guest.served
            return ngettext("{count} person is checked in.", "{count} people are checked in.", count).format(
                count=count
            )
        return _("{name} is checked in.").format(name=guest.name)

    def _find(self, guest: Guest) -> None:
        self.desktop.press("F2")
        if guest.query:
            self.desktop.do("type", text=guest.query)
        elif self.desktop.do("read", name="search")["text"]:
            self.desktop.press("Esc")
        self._choose(guest, "results")

    def _choose(self, guest: Guest, rows: str) -> None:
        """Look at the list, and go to the person where they are not the first."""
        seen = self.desktop.do("found", query=guest.query, id=guest.person, name=rows, every=_SOON_MS)
        self._place = seen["place"]
        step = "Down" if seen["down"] > 0 else "Up"
        for _step in range(abs(seen["down"])):
            self.desktop.press(step)
        if guest.family:
            self.desktop.do("expect", name=f"together_{len(guest.family)}", every=_SOON_MS)

    # Registering

    def _register(self, guest: Guest) -> None:
        desktop, new = self.desktop, guest.new
        assert new is not None
        if guest.way in AT_THE_DOOR:
            desktop.do("type", text=guest.query)
        else:
            desktop.press("F2")
            desktop.do("type", text=guest.query)
        desktop.press("Ctrl+N")
        desktop.do("expect", name="registration", every=_SOON_MS)
        self._fill("birth", new.age)
        if guest.way is Way.NEW_LIKE:
            desktop.do("expect", name="look_alikes", every=_SOON_MS)
        if new.is_in_full:
            self._step("nationality", 1)  # the centre's own country stands first
            self._step("mobility_profile", 2)
        desktop.do("tab_to", name="sex")
        desktop.press("Space")
        for _step in range(new.sex):
            desktop.press("Right")
        if new.is_in_full:
            self._fill("phone", new.phone)
            desktop.do("tab_to", name="consent")
            desktop.press("Space")
            self._step("consent_method", 1)
        desktop.press("Ctrl+Enter")

    def _fill(self, field: str, text: str) -> None:
        self.desktop.do("tab_to", name=field)
        self.desktop.do("type", text=text)

    def _step(self, field: str, down: int) -> None:
        """Choose from a list with the arrow."""
        self.desktop.do("tab_to", name=field)
        for _step in range(down):
            self.desktop.press("Down")

    def _recognise(self, guest: Guest) -> None:
        """Begin a registration, see that the person is known after all, and check them in."""
        desktop = self.desktop
        desktop.press("F2")
        desktop.do("type", text=guest.query)
        desktop.press("Ctrl+N")
        desktop.do("expect", name="registration", every=_SOON_MS)
        self._fill("birth", guest.birth)
        desktop.do("expect", name="look_alikes", every=_SOON_MS)
        desktop.do("tab_to", name="look_alikes", back=True)
        desktop.press("Enter")
        desktop.do("expect", absent="registration", every=_SOON_MS)
        desktop.do("expect", text=guest.name, every=_SOON_MS)
        desktop.do("tab_to", name="check_in")
        desktop.press("Space")

    # Serving

    def _give(self, guest: Guest, given: Given) -> None:
        desktop = self.desktop
        desktop.do("begin")
        desktop.press("Ctrl+S")
        desktop.do("expect", name=f"favourite_{given.key}", every=_SOON_MS)
        desktop.press(f"Alt+{given.key}")
        if given.quantity != 1:
            desktop.do("type", text=str(given.quantity))
        if given.for_family:
            desktop.press("Ctrl+G")
        desktop.press("Ctrl+Enter")
        service = code_label("service", FAVOURITES[given.key - 1])
        words = _("{service} recorded for {name}.").format(service=service, name=guest.name)
        if given.for_family:
            words = ngettext(
                "{service} recorded for {name} and {count} more.",
                "{service} recorded for {name} and {count} more.",
                len(guest.family),
            ).format(service=service, name=guest.name, count=len(guest.family))
        self._confirm(SERVICE_FAMILY if given.for_family else SERVICE, words, way_back=1)
        desktop.press("Esc")
        desktop.do("expect", absent="service_log")

    def _refer(self, guest: Guest) -> None:
        desktop = self.desktop
        desktop.do("begin")
        desktop.press("Ctrl+R")
        desktop.do("expect", name="referral_form", every=_SOON_MS)
        self._step("sector", guest.sector)
        self._step("institution", 1)  # those that offer it stand first
        desktop.press("Ctrl+Enter")
        words = _("The referral of {name} is written.").format(name=guest.name)
        self._confirm(REFERRAL, words, way_back=1)
        desktop.press("Ctrl+2")
        desktop.expect(screen="reception")

    def _undo(self) -> None:
        self.desktop.do("begin")
        self.desktop.press("Ctrl+Z")
        self._confirm(UNDO, _("Taken back."))

    def _confirm(self, kind: str, words: str, *, way_back: int = 0) -> None:
        """Wait for the notice. `way_back` are the keys that lead to the next guest from here."""
        told = self.desktop.do("confirmed", text=words, every=_SOON_MS)
        keys = told["keys"] + way_back
        self.measured.append(Measured(kind, self._number, keys, told["scans"], told["seconds"], self._place))
