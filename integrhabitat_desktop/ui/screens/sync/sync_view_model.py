"""What the sync screen does, without a widget: decisions and their undo, changes that the hub set aside."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.use_cases import settle_review, sync_overview
from integrhabitat_desktop.use_cases.settle_review import Settled
from integrhabitat_protocol.errors import ExpectedError


class SyncViewModel(QObject):
    """Signals carry what the use cases give."""

    decisions_changed = Signal(object)  # Decisions
    overview_changed = Signal(object)  # a SyncOverview

    def __init__(self, services: ScreenServices) -> None:
        super().__init__()
        self._services = services
        self._runner = services.runner

    def load(self) -> None:
        """Read decisions and status."""
        self._runner.run(settle_review.list_decisions, self.decisions_changed.emit, key="decisions")
        self._runner.run(sync_overview.sync_overview, self.overview_changed.emit, key="overview")

    def settle(self, review_id: str, choice: str) -> None:
        """Settle a review; where that fails too, what stands then is read again."""

        def done(settled: Settled) -> None:
            self._services.notices.show(_("Settled."), undo=partial(self._undo, settled))
            self.load()

        def failed(error: ExpectedError) -> None:
            self._services.notices.show_error(error)
            self.load()

        self._runner.run(lambda desk: settle_review.settle(desk, review_id, choice), done, failed)

    def _undo(self, settled: Settled) -> None:
        def done(_nothing: None) -> None:
            self._services.notices.show(_("Open again."))
            self.load()

        self._runner.run(lambda desk: settle_review.undo_settlement(desk, settled), done)

    def send_again(self, counter: int) -> None:
        """Offer a change that was set aside once more."""
        self._runner.run(lambda desk: sync_overview.send_again(desk, counter), lambda _nothing: self.load())

    def give_up(self, counter: int) -> None:
        """Drop a change that was set aside."""
        self._runner.run(lambda desk: sync_overview.give_up(desk, counter), lambda _nothing: self.load())
