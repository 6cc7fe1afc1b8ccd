"""What the people screen does, without a widget: lists, files, edits with their undo."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from integrhabitat_desktop.domain.permissions import Permission, allowed
from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.background_runner import Failed
from integrhabitat_desktop.ui.error_messages import tells_of_gone_person
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.use_cases import person_file
from integrhabitat_desktop.use_cases.find_people import find_people
from integrhabitat_desktop.use_cases.list_people import (
    PeoplePage,
    how_many,
    how_many_not_asked,
    list_not_asked,
    list_people,
)
from integrhabitat_desktop.use_cases.person_file import EditUndo, PersonFile, RecordEdit
from integrhabitat_desktop.use_cases.settle_disputes import how_many_disputes
from integrhabitat_protocol.errors import ExpectedError


class PeopleViewModel(QObject):
    """Signals carry what the use cases give."""

    page_loaded = Signal(object, bool)  # a PeoplePage, whether it is the first
    counted = Signal(int)
    not_asked_counted = Signal(int)  # whose consent was not asked
    found = Signal(str, object)  # the query, a list of PersonMatch
    disputes_counted = Signal(int)  # pairs that were decided differently on two computers
    file_opened = Signal(object)  # a PersonFile
    file_renewed = Signal(object)  # a PersonFile, for the screen that shows it still
    person_gone = Signal(str)  # whose file may be read no more

    def __init__(self, services: ScreenServices) -> None:
        super().__init__()
        self._services = services
        self._runner = services.runner
        self._last: tuple[str, int] | None = None
        self.only_not_asked = False

    def load(self) -> None:
        """The first page of everybody or of those whose consent was not asked, and how many there are."""
        listed = list_not_asked if self.only_not_asked else list_people
        self._runner.run(listed, partial(self._page, first=True), key="people")
        self._runner.run(how_many, self.counted.emit, key="count")
        if allowed(self._services.staff.role, Permission.JOIN_RECORDS):
            self._runner.run(how_many_disputes, self.disputes_counted.emit, key="disputes")
        self.count_not_asked()

    def count_not_asked(self) -> None:
        """How many people wait to be asked."""
        self._runner.run(how_many_not_asked, self.not_asked_counted.emit, key="not-asked")

    def load_more(self) -> None:
        """The next page."""
        last = self._last
        if last is not None:
            self._last = None
            listed = list_not_asked if self.only_not_asked else list_people
            self._runner.run(lambda desk: listed(desk, last), partial(self._page, first=False))

    def _page(self, page: PeoplePage, *, first: bool) -> None:
        self._last = page.last
        self.page_loaded.emit(page, first)

    def search(self, query: str) -> None:
        """People by anything one can type."""
        self._runner.run(
            lambda desk: find_people(desk, query, 60),
            lambda matches: self.found.emit(query, matches),
            key="people",
        )

    def open(self, person_id: str, *, note: bool) -> None:
        """Read a file, or tell why it cannot be read; without `note` the one that is shown is read again."""

        def show(opened: PersonFile) -> None:
            (self.file_opened if note else self.file_renewed).emit(opened)

        def failed(error: ExpectedError) -> None:
            self._services.notices.show_error(error)
            if tells_of_gone_person(error):
                self.person_gone.emit(person_id)

        key = None if note else "file"
        self._runner.run(
            lambda desk: person_file.open_file(desk, person_id, note=note), show, failed, key=key
        )

    def save(
        self, person_id: str, name: str, edits: list[RecordEdit], done: Callable[[], None], failed: Failed
    ) -> None:
        """Save the edits of a form."""

        def saved(undo: EditUndo) -> None:
            self._services.notices.show(
                _("The file of {name} is saved.").format(name=name), undo=partial(self._undo, undo)
            )
            done()

        self._runner.run(lambda desk: person_file.save_edits(desk, person_id, edits), saved, failed)

    def _undo(self, undo: EditUndo) -> None:
        self._runner.run(
            lambda desk: person_file.undo_edits(desk, undo),
            lambda _nothing: self._services.notices.show(_("Taken back.")),
        )
