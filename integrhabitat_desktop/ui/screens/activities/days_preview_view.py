"""The days that a form would plan, while it is filled in: how many, which, and the holidays among them."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QTimer, Slot

from integrhabitat_desktop.i18n import _, format_date, ngettext
from integrhabitat_desktop.i18n.calendar_words import days_by_month
from integrhabitat_desktop.ui.error_messages import sentence_for
from integrhabitat_desktop.ui.screens.activities.days_preview_view_model import DaysPreviewViewModel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import CardPanel, PlainLabel, muted_label, plain_label
from integrhabitat_desktop.use_cases.keep_closed_days import ClosedDay
from integrhabitat_desktop.use_cases.plan_series import PlannedDays, SessionTimes
from integrhabitat_protocol.errors import ExpectedError

_PAUSE = 150  # milliseconds after the last key
_MOST_LINES = 14


class DaysPreview(CardPanel):
    """`times` gives what stands in the form, None where that is not complete yet."""

    def __init__(self, services: ScreenServices, times: Callable[[], SessionTimes | None]) -> None:
        self.count = plain_label("", wrapped=True)
        self.days = muted_label("", wrapped=True)
        self.skipped = plain_label("", wrapped=True)
        self.closed = plain_label("", wrapped=True)
        super().__init__(self.count, self.days, self.skipped, self.closed, inset=True)
        self._model, self._times = DaysPreviewViewModel(services), times
        self._model.planned.connect(self._show)
        self._model.refused.connect(self._show_problem)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._ask)
        self.hide()

    def follow(self) -> None:
        """Something in the form changed."""
        self._pause.start()

    @Slot()
    def _ask(self) -> None:
        times = self._times()
        if times is None:
            self.hide()
            return
        self._model.ask(times)

    @Slot(object)
    def _show(self, planned: PlannedDays) -> None:
        count = len(planned.days)
        self.count.set_text(
            ngettext("{count} session: {last}", "{count} sessions, the last one on {last}", count).format(
                count=count, last=format_date(planned.days[-1], "full")
            )
        )
        lines = days_by_month(planned.days) if count > 1 else []
        if len(lines) > _MOST_LINES:
            lines = [*lines[:_MOST_LINES], "…"]
        self.days.set_text("\n".join(lines))
        self.days.setVisible(bool(lines))
        self._tell(self.skipped, _("Left out:"), planned.skipped)
        self._tell(self.closed, _("The centre is closed on:"), planned.closed)
        # A day alone stands in the form already.
        self.setVisible(planned.rule is not None or bool(planned.closed))

    @Slot(object)
    def _show_problem(self, error: ExpectedError) -> None:
        self.count.set_text(sentence_for(error))
        for part in (self.days, self.skipped, self.closed):
            part.hide()
        self.show()

    def _tell(self, label: PlainLabel, title: str, days: Iterable[ClosedDay]) -> None:
        lines = [closed_day_words(it) for it in days]
        label.set_text("\n".join([title, *lines]))
        label.setVisible(bool(lines))


def closed_day_words(closed: ClosedDay) -> str:
    """A closed day and why: "25 de diciembre de 2027: Navidad"."""
    day = format_date(closed.day, "long")
    return _("{day}: {title}").format(day=day, title=closed.title or _("closed day"))
