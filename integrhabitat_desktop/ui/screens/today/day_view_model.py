"""What the close of a day does, without a widget: load a day, save its paper."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.saved_file import write_asked_file
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.use_cases.close_day import PrintedDay, close_day, print_day


class DayViewModel(QObject):
    """Signals carry what the use cases give."""

    loaded = Signal(object)  # a DayReport

    def __init__(self, services: ScreenServices) -> None:
        super().__init__()
        self._services = services

    def load(self, day: date) -> None:
        """Read a day as it stands."""
        self._services.runner.run(lambda desk: close_day(desk, day), self.loaded.emit, key="day")

    def save(self, printed: PrintedDay, target: Path) -> None:
        """Write the report to a file."""
        self._services.runner.run(
            lambda desk: write_asked_file(target, print_day(desk, printed)),
            lambda _nothing: self._services.notices.show(
                _("The report is saved as {name}.").format(name=target.name)
            ),
        )
