"""Counting people at the reception without registering them: the form and what was counted so far."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from integrhabitat_desktop.ui.screens.reception.headcount_form_view import HeadcountForm
from integrhabitat_desktop.ui.screens.reception.reception_view_model import ReceptionViewModel
from integrhabitat_desktop.ui.widgets import PanelStack
from integrhabitat_desktop.use_cases.count_people import Counted


class CountWork(QObject):
    """Opens the form in `right`; `close` puts it away."""

    def __init__(self, model: ReceptionViewModel, right: PanelStack, close: Callable[[], None]) -> None:
        super().__init__()
        self._model, self._right, self._close = model, right, close

    def open(self) -> None:
        """Count people."""
        form = HeadcountForm(self._count, self._close)
        self._right.open(form)
        form.begin()
        self._right.bring_back()
        self._model.load_count(form.show_so_far)

    def _count(self, counted: Counted) -> None:
        form = self._right.opened(HeadcountForm)
        if form is not None:
            self._model.count_people(counted, form.cleared, form.show_so_far, form.show_problem)
