"""What the screen of possible duplicates does, without a widget: look for pairs, compare, join, tell apart."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.background_runner import LongJob
from integrhabitat_desktop.ui.error_messages import tells_of_gone_person
from integrhabitat_desktop.ui.progress import ProgressReport
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.undoable import run_undoable
from integrhabitat_desktop.use_cases import join_records, settle_disputes
from integrhabitat_desktop.use_cases.find_pairs import LikelyPair, likely_pairs, still_likely
from integrhabitat_desktop.use_cases.find_people import find_people
from integrhabitat_desktop.use_cases.join_records import Comparison, compare_records
from integrhabitat_desktop.use_cases.settle_disputes import Dispute
from integrhabitat_protocol.errors import ExpectedError

_FOUND = 6
_JOINED_ALREADY = "same_record"


class PairsViewModel(QObject):
    """Signals carry what the use cases give."""

    searched = Signal(object)  # a tuple of LikelyPair
    progressed = Signal(object)  # a ProgressReport
    stopped = Signal()
    compared = Signal(object)  # a Comparison
    gone = Signal(str, str)  # two people who can be compared no more
    found = Signal(str, object)  # the query, a list of PersonMatch
    disputed = Signal(object)  # a tuple of Dispute
    refreshed = Signal(object)  # a tuple of LikelyPair, those of a search that still are
    settled_already = Signal()

    def __init__(self, services: ScreenServices) -> None:
        super().__init__()
        self._services, self._runner = services, services.runner
        self._job: LongJob | None = None

    def search(self) -> None:
        """Look through everybody; only one search at a time."""
        if self._job is not None:
            return
        self._job = self._runner.run_long(likely_pairs, self._done, self._failed, progress=self._tell)

    def cancel(self) -> None:
        """Stop looking."""
        if self._job is not None:
            self._job.cancel()

    def _tell(self, report: ProgressReport) -> None:
        self.progressed.emit(report)

    def _done(self, pairs: tuple[LikelyPair, ...]) -> None:
        self._job = None
        self.searched.emit(pairs)

    def _failed(self, error: ExpectedError) -> None:
        self._job = None
        self.stopped.emit()
        if error.code != "cancelled":
            self._services.notices.show_error(error)

    def compare(self, first_id: str, second_id: str) -> None:
        """Both records side by side."""

        def failed(error: ExpectedError) -> None:
            if error.code == _JOINED_ALREADY:
                # Decided in the meantime: there is nothing to compare, and nothing to be told.
                self.settled_already.emit()
                return
            self._services.notices.show_error(error)
            if tells_of_gone_person(error):
                self.gone.emit(first_id, second_id)

        self._runner.run(
            lambda desk: compare_records(desk, first_id, second_id), self.compared.emit, failed, key="compare"
        )

    def refresh(self, pairs: tuple[LikelyPair, ...]) -> None:
        """Which pairs of a search still are, and what is to be decided once more."""
        self._runner.run(lambda desk: still_likely(desk, pairs), self.refreshed.emit, key="still-likely")
        self.load_disputes()

    def load_disputes(self) -> None:
        """What was decided differently on two computers."""
        self._runner.run(settle_disputes.disputes, self.disputed.emit, key="disputes")

    def settle_as_one(self, dispute: Dispute, done: Callable[[], None]) -> None:
        """They stay joined."""
        run_undoable(
            self._services,
            lambda desk: settle_disputes.settle_as_one(desk, dispute.pair_id),
            _("Noted: it is one person."),
            settle_disputes.undo_settling_as_one,
            then=lambda _pair: done(),
        )

    def settle_as_two(self, dispute: Dispute, done: Callable[[], None]) -> None:
        """They are parted."""
        run_undoable(
            self._services,
            lambda desk: settle_disputes.settle_as_two(desk, dispute.pair_id),
            _("Noted: they are two people. Nobody is asked again."),
            join_records.undo_parting,
            then=lambda _changes: done(),
        )

    def find(self, query: str) -> None:
        """People who could be the other record."""
        self._runner.run(
            lambda desk: find_people(desk, query, _FOUND),
            lambda matches: self.found.emit(query, matches),
            key="find",
        )

    def join(
        self,
        comparison: Comparison,
        kept_is_first: bool,
        from_joined: frozenset[str],
        done: Callable[[], None],
    ) -> None:
        """They are one person."""
        sides = (comparison.first, comparison.second)
        kept, joined = sides if kept_is_first else sides[::-1]
        name = kept.values.get("name") or ""
        run_undoable(
            self._services,
            lambda desk: join_records.join_records(desk, kept.person_id, joined.person_id, from_joined),
            _("The records of {name} are joined.").format(name=name),
            join_records.part_records,
            then=lambda _joined: done(),
        )

    def tell_apart(self, comparison: Comparison, done: Callable[[], None]) -> None:
        """They are two people."""
        first, second = comparison.first.person_id, comparison.second.person_id
        run_undoable(
            self._services,
            lambda desk: join_records.tell_apart(desk, first, second),
            _("Noted: they are two people. Nobody is asked again."),
            join_records.undo_telling_apart,
            then=lambda _pair: done(),
        )
