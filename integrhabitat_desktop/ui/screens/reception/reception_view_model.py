"""What the reception does, without a widget: search, check in, register, record services, each with its undo."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from integrhabitat_desktop.i18n import _, code_label, ngettext
from integrhabitat_desktop.ui.background_runner import Failed
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.undoable import run_undoable
from integrhabitat_desktop.use_cases import check_in as visits
from integrhabitat_desktop.use_cases import count_people as headcounts
from integrhabitat_desktop.use_cases import keep_household
from integrhabitat_desktop.use_cases import record_service as services_given
from integrhabitat_desktop.use_cases.check_in_by_card import ScannedVisit, check_in_by_card
from integrhabitat_desktop.use_cases.count_people import Counted, counted_today
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.find_look_alikes import look_alikes_of
from integrhabitat_desktop.use_cases.find_people import FrontDesk, find_people, front_desk, here_today
from integrhabitat_desktop.use_cases.note_reading import note_reading
from integrhabitat_desktop.use_cases.record_service import MadeEdit, ServiceEntry, service_log
from integrhabitat_desktop.use_cases.register_person import (
    Registered,
    Registration,
    register_person,
    undo_registration,
)
from integrhabitat_desktop.use_cases.view_card import view_card

FEWEST_SIGNS = 2
_OTHERS = 6
# A card passed over with the arrow keys was not opened.
READING_MS = 2000
# What makes the reception read again.
SHOWN = frozenset(
    [
        "person",
        "check_in",
        "service_delivery",
        "attendance",
        "consent",
        "identity_document",
        "household_member",
        "referral",
        "follow_up",
        "person_merge",
        "restriction",
        "erasure",
    ]
)


class ReceptionViewModel(QObject):
    """Signals carry what the use cases give; every write shows a notice with its way back."""

    found = Signal(str, object)  # the query, a list of PersonMatch
    desk_changed = Signal(object)  # a FrontDesk
    card_changed = Signal(object)  # a PersonCard
    look_alikes_changed = Signal(object)  # a list of FoundLookAlike
    service_log_changed = Signal(object)  # a ServiceLog
    others_found = Signal(str, object)  # the query, a list of PersonMatch
    registered = Signal(str)  # the id of the new person
    scanned = Signal(str)  # the id of who carries the card

    def __init__(self, services: ScreenServices) -> None:
        super().__init__()
        self._services = services
        self._runner = services.runner
        self._desk = FrontDesk((), ())
        self._shown = ""  # whose card is on the screen
        self._reading = QTimer(self)
        self._reading.setSingleShot(True)
        self._reading.setInterval(READING_MS)
        self._reading.timeout.connect(self._note_reading)

    def search(self, query: str) -> None:
        """Look for people; a shorter text than two signs shows the front desk again."""
        if len(query.strip()) < FEWEST_SIGNS:
            self.load_desk()
            return
        self._runner.run(
            lambda desk: find_people(desk, query),
            lambda matches: self.found.emit(query, matches),
            key="search",
        )

    def load_desk(self) -> None:
        """Who is here and who is expected."""
        self._runner.run(front_desk, self._show_desk, key="search")

    def load_here(self) -> None:
        """Who is here; the expected people were read before."""
        self._runner.run(here_today, lambda here: self._show_desk(self._desk.with_here(here)), key="here")

    def _show_desk(self, desk: FrontDesk) -> None:
        self._desk = desk
        self.desk_changed.emit(desk)

    def load_card(self, person_id: str, failed: Failed) -> None:
        """Show a person."""
        self._runner.run(lambda desk: view_card(desk, person_id), self.card_changed.emit, failed, key="card")

    def load_service_log(self, person_id: str) -> None:
        """The services of a person today."""
        self._runner.run(
            lambda desk: service_log(desk, person_id), self.service_log_changed.emit, key="service-log"
        )

    def look_for_look_alikes(self, typed: Registration) -> None:
        """Compare what was typed so far with everybody."""
        self._runner.run(
            lambda desk: look_alikes_of(desk, typed), self.look_alikes_changed.emit, key="look-alikes"
        )

    def check_in(self, person_id: str, name: str, failed: Failed, *, again: bool = False) -> None:
        """Record a visit."""

        def done(check_in_id: str) -> None:
            self._services.notices.show(
                _("{name} is checked in.").format(name=name), undo=partial(self._undo_check_in, check_in_id)
            )

        self._runner.run(lambda desk: visits.check_in(desk, person_id, again=again), done, failed)

    def check_in_together(self, people: list[str], failed: Failed) -> None:
        """Record a visit of each who is not here yet."""

        def done(made: tuple[str, ...]) -> None:
            words = ngettext("{count} person is checked in.", "{count} people are checked in.", len(made))
            self._services.notices.show(
                words.format(count=len(made)), undo=partial(self._undo_together, made)
            )

        self._runner.run(lambda desk: keep_household.check_in_together(desk, people), done, failed)

    def _undo_together(self, made: tuple[str, ...]) -> None:
        self._runner.run(lambda desk: keep_household.undo_check_ins(desk, made), self._tell_undone)

    def check_in_by_card(self, scanned: str) -> None:
        """Check in whoever carries the scanned card; who is here already is only shown."""

        def done(found: ScannedVisit) -> None:
            self.scanned.emit(found.person_id)
            if found.check_in_id is None:
                self._services.notices.show(_("{name} is here already.").format(name=found.name))
            else:
                self._services.notices.show(
                    _("{name} is checked in.").format(name=found.name),
                    undo=partial(self._undo_check_in, found.check_in_id),
                )

        self._runner.run(
            lambda desk: check_in_by_card(desk, scanned), done, self._services.notices.show_error
        )

    def _undo_check_in(self, check_in_id: str) -> None:
        self._runner.run(lambda desk: visits.undo_check_in(desk, check_in_id), self._tell_undone)

    def card_shown(self, person_id: str) -> None:
        """A card is on the screen; who reads it long enough has opened the record, which the audit notes."""
        if person_id != self._shown:
            self._shown = person_id
            self._reading.start()

    @Slot()
    def _note_reading(self) -> None:
        person_id = self._shown
        if self._runner.is_open:
            self._runner.run(
                lambda desk: note_reading(desk, person_id), lambda _nothing: None, lambda _gone: None
            )

    def say_purpose(self, check_in_id: str, purpose: str | None) -> None:
        """Note what somebody came for."""

        def take_back(desk: Desk, before: str | None) -> None:
            visits.say_purpose(desk, check_in_id, before)

        run_undoable(
            self._services,
            lambda desk: visits.say_purpose(desk, check_in_id, purpose),
            _("What they came for is noted."),
            take_back,
        )

    def register(self, registration: Registration, failed: Failed) -> None:
        """Register a person and check them in."""

        def done(registered: Registered) -> None:
            self._services.notices.show(
                _("{name} is registered and checked in.").format(name=registration.name),
                undo=partial(self._undo_registration, registered),
            )
            self.registered.emit(registered.person_id)

        self._runner.run(lambda desk: register_person(desk, registration, check_in=True), done, failed)

    def _undo_registration(self, registered: Registered) -> None:
        self._runner.run(lambda desk: undo_registration(desk, registered), self._tell_undone)

    def load_count(self, show: Callable[[int], None]) -> None:
        """How many people were counted today."""
        self._runner.run(counted_today, show, key="count")

    def count_people(
        self,
        counted: Counted,
        done: Callable[[], None],
        show: Callable[[int], None],
        failed: Failed,
    ) -> None:
        """Count people who are not registered."""
        words = ngettext("{count} person is counted.", "{count} people are counted.", counted.total())

        def written(_count: str) -> None:
            done()
            self.load_count(show)

        run_undoable(
            self._services,
            lambda desk: headcounts.count_people(desk, counted),
            words.format(count=counted.total()),
            headcounts.undo_count,
            then=written,
            failed=failed,
        )

    def look_for_others(self, query: str) -> None:
        """People who could be given the same service."""
        self._runner.run(
            lambda desk: find_people(desk, query, _OTHERS),
            lambda matches: self.others_found.emit(query, matches),
            key="others",
        )

    def record_service(
        self,
        people: Sequence[str],
        name: str,
        entry: ServiceEntry,
        failed: Failed,
        *,
        again: bool,
        recorded: Callable[[], None],
    ) -> None:
        """Record a service of today; `recorded` is called when it is saved."""
        service, others = code_label("service", entry.service), len(people) - 1
        words = _("{service} recorded for {name}.").format(service=service, name=name)
        if others:
            words = ngettext(
                "{service} recorded for {name} and {count} more.",
                "{service} recorded for {name} and {count} more.",
                others,
            ).format(service=service, name=name, count=others)
        run_undoable(
            self._services,
            lambda desk: services_given.record_services(desk, people, entry, again=again),
            words,
            services_given.undo_services,
            then=lambda _made: recorded(),
            failed=failed,
        )

    def load_service_history(self, delivery_id: str, show: Callable[[tuple[MadeEdit, ...]], None]) -> None:
        """What was changed in a service before."""
        self._runner.run(
            lambda desk: services_given.view_service_history(desk, delivery_id), show, key="service-history"
        )

    def correct_service(
        self,
        delivery_id: str,
        entry: ServiceEntry,
        failed: Failed,
        *,
        again: bool,
        corrected: Callable[[], None],
    ) -> None:
        """Correct a service."""

        def take_back(desk: Desk, before: ServiceEntry) -> None:
            services_given.correct_service(desk, delivery_id, before, again=True)

        run_undoable(
            self._services,
            lambda desk: services_given.correct_service(desk, delivery_id, entry, again=again),
            _("Corrected. What it said before stays in the history."),
            take_back,
            then=lambda _before: corrected(),
            failed=failed,
        )

    def void_service(self, delivery_id: str) -> None:
        """A service was recorded by mistake."""

        def take_back(desk: Desk, _nothing: None) -> None:
            services_given.bring_services_back(desk, [delivery_id])

        run_undoable(
            self._services,
            lambda desk: services_given.undo_services(desk, [delivery_id]),
            _("Taken out. It stays in the history as a mistake."),
            take_back,
        )

    def _tell_undone(self, _nothing: None) -> None:
        self._services.notices.show(_("Taken back."))
