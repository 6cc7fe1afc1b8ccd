"""What enrolling many at once does, without a widget: find who could come, and enrol those who were ticked."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from integrhabitat_desktop.i18n import _, format_number, ngettext
from integrhabitat_desktop.ui.background_runner import Failed, LongJob
from integrhabitat_desktop.ui.notices import NoticeKind
from integrhabitat_desktop.ui.progress import ProgressReport
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.use_cases import enrol_many
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.enrol_many import Candidate, EnrolledMany, ListFilter
from integrhabitat_desktop.use_cases.enrol_person import undo_changes
from integrhabitat_desktop.use_cases.find_people import find_people
from integrhabitat_desktop.use_cases.import_enrolments import match_sheet

Found = tuple[Candidate, ...]


class EnrolManyViewModel(QObject):
    """Signals carry what the use cases give."""

    candidates_found = Signal(object)  # a tuple of Candidate
    sheet_matched = Signal(object)  # a SheetReport
    activities_loaded = Signal(object)  # a tuple of ActivityRow
    found = Signal(str, object)  # the query, a list of PersonMatch
    progressed = Signal(object)  # a ProgressReport

    def __init__(self, services: ScreenServices, activity_id: str) -> None:
        super().__init__()
        self._services, self._runner, self._activity = services, services.runner, activity_id
        self._job: LongJob | None = None

    def load_activities(self) -> None:
        """The activities from which people can be carried over."""
        activity = self._activity
        self._runner.run(
            lambda desk: enrol_many.other_activities(desk, activity),
            self.activities_loaded.emit,
            key="other-activities",
        )

    def search(self, query: str) -> None:
        """Look for somebody whose household comes."""
        self._runner.run(
            lambda desk: find_people(desk, query, 6),
            lambda matches: self.found.emit(query, matches),
            key="household-search",
        )

    def from_list(self, wanted: ListFilter) -> None:
        """Registered people by what their records say."""
        self._find(lambda desk: enrol_many.from_list(desk, self._activity, wanted))

    def from_household(self, person_id: str) -> None:
        """Who lives together with a person."""
        self._find(lambda desk: enrol_many.from_household(desk, self._activity, person_id))

    def from_activity(self, other_id: str) -> None:
        """Who is part of another activity."""
        self._find(lambda desk: enrol_many.from_activity(desk, self._activity, other_id))

    def _find(self, work: Callable[[Desk], Found]) -> None:
        self._runner.run(work, self.candidates_found.emit, key="candidates")

    def match_sheet(self, path: Path, failed: Failed) -> None:
        """Look up everybody of a file."""
        activity = self._activity
        self._job = self._runner.run_long(
            lambda desk, meter: match_sheet(desk, activity, path, meter),
            self.sheet_matched.emit,
            failed,
            progress=self._progress,
        )

    def enrol(
        self, people: Sequence[tuple[str, str | None]], done: Callable[[], None], failed: Failed
    ) -> None:
        """Enrol everybody who was ticked; one notice, one way back."""
        activity = self._activity

        def told(made: EnrolledMany) -> None:
            before = made.enrolled.before
            undo = (lambda: self._take_back(made)) if before else None
            kind = NoticeKind.DONE if before else NoticeKind.INFO
            self._services.notices.show(enrolled_words(made), undo=undo, kind=kind)
            done()

        self._job = self._runner.run_long(
            lambda desk, meter: enrol_many.enrol_many(desk, activity, people, meter),
            told,
            failed,
            progress=self._progress,
        )

    def _take_back(self, made: EnrolledMany) -> None:
        self._runner.run(
            lambda desk: undo_changes(desk, made.enrolled.before),
            lambda _undone: self._services.notices.show(_("Taken back.")),
        )

    def cancel(self) -> None:
        """End what is under way; nobody is half-enrolled."""
        if self._job is not None:
            self._job.cancel()

    def _progress(self, report: ProgressReport) -> None:
        self.progressed.emit(report)


def enrolled_words(made: EnrolledMany) -> str:
    """How many are enrolled, how many wait, who was so already and who could not be."""
    done = made.enrolled
    parts = [
        (len(done.enrolled), ngettext("{count} enrolled.", "{count} enrolled.", len(done.enrolled)), True),
        (
            len(done.waiting),
            ngettext("{count} on the waiting list.", "{count} on the waiting list.", len(done.waiting)),
            False,
        ),
        (
            len(done.already),
            ngettext("{count} was enrolled already.", "{count} were enrolled already.", len(done.already)),
            False,
        ),
        (
            made.unusable,
            ngettext(
                "{count} record may not be used any more.",
                "{count} records may not be used any more.",
                made.unusable,
            ),
            False,
        ),
    ]
    return " ".join(
        words.format(count=format_number(count)) for count, words, always in parts if count or always
    )
